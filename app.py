"""WSGI entry: `flask run` and any WSGI server find the site here."""

from resume_builder.web.app import create_app

app = create_app()
