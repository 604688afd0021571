"""Puts the site together."""

from flask import Flask
from flask_openapi3 import Info, OpenAPI

from resume_builder.web import postings, resumes, session, tailorings, themes, work

SLICES = (session.api, work.api, resumes.api, postings.api, tailorings.api, themes.api)


def routes() -> Flask:
    """Return the application with its operations and nothing behind them."""
    app = OpenAPI(
        "resume_builder.web",
        info=Info(title="Résumé builder", version="1"),
        doc_ui=False,
        static_folder=None,
    )
    for api in SLICES:
        api.register(app)
    return app
