"""Mail of a site without a mail server: shown on one's own machine, and nowhere else."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask

from resume_builder.bootstrap import Services
from resume_builder.ports import Mail
from resume_builder.web.app import create_app
from resume_builder.web.site import Site
from tests.web.browser import Visitor

pytestmark = pytest.mark.mail
CODE = Mail("sign_in_code", "ada@example.org", "de", {"code": "409137", "minutes": "10"})


def deliver(services: Services, *mails: Mail) -> None:
    """Send mails, and do the jobs."""
    post = services.post
    for mail in mails:
        post.mailer.send(mail)
        post.queue.work(post.works)


def test_the_newest_mail_comes_first_with_its_code(app: Flask, services: Services) -> None:
    deliver(services, Mail("welcome", "ada@example.org", "en", {}), CODE)
    mails = Visitor(app).get("/outbox").get_json()["mails"]
    assert [m["template"] for m in mails] == ["sign_in_code", "welcome"]
    assert mails[0] | {"id": "", "created_at": "", "text": ""} == {
        "id": "",
        "template": "sign_in_code",
        "to": "ada@example.org",
        "language": "de",
        "created_at": "",
        "subject": "409 137 ist Ihr Anmeldecode",
        "code": "409137",
        "text": "",
    }
    assert "409 137" in mails[0]["text"]
    assert datetime.fromisoformat(mails[0]["created_at"]).tzinfo == UTC


def test_a_mail_shows_itself_and_does_nothing(app: Flask, services: Services) -> None:
    """In a frame of our own page, without a script, a form or a request elsewhere."""
    sly = {"code": "409137", "minutes": "10", "device": "<script>alert(1)</script>"}
    deliver(services, replace(CODE, variables=sly))
    visitor = Visitor(app)
    (mail,) = visitor.get("/outbox").get_json()["mails"]
    answer = visitor.get(f"/outbox/{mail['id']}/html")
    assert answer.mimetype == "text/html"
    assert answer.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
    )
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text
    assert visitor.get("/outbox/another/html").status_code == 404


def test_the_page_alone_may_frame(app: Flask) -> None:
    client = app.test_client()
    for path, framed in (("/outbox", True), ("/", False), ("/outbox/x", False)):
        policy = client.get(path).headers["Content-Security-Policy"]
        assert ("frame-src" in policy) == framed


@pytest.mark.parametrize("kind", ["on the internet", "with a mail server"])
def test_elsewhere_there_is_no_such_page(services: Services, kind: str) -> None:
    deliver(services, CODE)
    site = Site(requests_per_minute=1_000_000)
    if kind == "on the internet":
        site = replace(site, hosts=frozenset({"resume.example"}), https=True)
    else:
        services = replace(services, post=replace(services.post, outbox=None))
    client = create_app(services, site).test_client()
    base = "https://resume.example" if site.https else "http://localhost"
    for path in ("/api/v1/outbox", f"/api/v1/outbox/{'a' * 22}/html"):
        answer = client.get(path, base_url=base)
        assert answer.status_code == 404
        assert answer.get_json()["code"] == "request.not_found"
