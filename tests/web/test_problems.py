"""Every refusal is a problem with a code, a status and words (RFC 9457)."""

import io
import logging
from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from resume_builder.adapters.data.messages import load_messages
from resume_builder.bootstrap import Services
from resume_builder.domain.errors import DomainError, StoreFull, StoreUnavailable
from resume_builder.web import errors, problems
from resume_builder.web.app import create_app
from resume_builder.web.site import Site
from tests.web.browser import Visitor, code_of

pytestmark = pytest.mark.accounts


def raising(services: Services, error: Exception) -> Services:
    """Services whose themes fail."""

    class Broken:
        def themes(self) -> None:
            raise error

    return replace(services, rendering=Broken())


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api", "/api/v1/resumes/a/b", "/missing.js"])
def test_nothing_there(app: Flask, path: str) -> None:
    """404."""
    answer = app.test_client().get(path)
    assert answer.status_code == 404
    assert code_of(answer) == "request.not_found"


def test_a_method_that_is_not_taken(app: Flask) -> None:
    """405 says which are."""
    answer = app.test_client().put("/api/v1/resumes")
    assert answer.status_code == 405
    assert code_of(answer) == "request.method_not_allowed"
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"nonsense", b'{"text": "\xff"}', b"[" * 100_000, b'{"text": NaN', b"\x00", b"{]"],
)
def test_malformed_json(visitor: Visitor, body: bytes) -> None:
    """400, however deep or broken."""
    how = {"data": body, "content_type": "application/json"}
    answer = visitor.send("POST", "/resumes", "import_resume", **how)
    assert answer.status_code == 400
    assert code_of(answer) == "request.malformed_json"


@pytest.mark.parametrize("body", ["[]", '"text"', "1", "null", "true", '"{\\"text\\": \\"a\\"}"'])
def test_json_of_another_shape(visitor: Visitor, body: str) -> None:
    """422: an object is asked for."""
    how = {"data": body, "content_type": "application/json"}
    answer = visitor.send("POST", "/resumes", "import_resume", **how)
    assert answer.status_code == 422
    assert code_of(answer) == "request.invalid"


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "", "application/pdf"])
def test_a_type_that_is_not_taken(visitor: Visitor, kind: str) -> None:
    """415 says which are, for uploads and for JSON alike."""
    for path, operation in (("/resumes", "import_resume"), ("/session/tokens", "issue_tokens")):
        answer = visitor.send("POST", path, operation, data=b"{}", content_type=kind)
        assert answer.status_code == 415
        assert code_of(answer) == "request.wrong_type"


def test_an_unknown_key_is_named(visitor: Visitor) -> None:
    """Even where another one is missing: it is probably the misspelled one."""
    answer = visitor.send("POST", "/resumes", "import_resume", json={"tekst": "a"})
    assert answer.status_code == 422
    assert code_of(answer) == "request.unknown_key"
    assert answer.get_json()["params"] == {"where": "tekst"}


def test_what_was_sent_is_not_sent_back(visitor: Visitor) -> None:
    """A refusal names the place, never the value."""
    body = {"edits": [{"path": "basics.name", "text": 4711}]}
    answer = visitor.send(
        "PATCH", f"/resumes/{'a' * 22}", "edit_resume", headers={"If-Match": "1"}, json=body
    )
    assert code_of(answer) == "request.invalid"
    assert answer.get_json()["params"]["where"] == "edits.0.text"
    assert "4711" not in answer.text


def test_text_beyond_the_limit(visitor: Visitor) -> None:
    """Four hundred thousand characters are read, two million are not."""
    answer = visitor.send("POST", "/postings", "import_posting", json={"text": "a" * 2_000_000})
    assert answer.status_code == 413
    assert code_of(answer) == "text.too_long"
    assert answer.get_json()["params"] == {"length": 2_000_000, "limit": 400_000}


@pytest.mark.parametrize("size", [10 * 1024 * 1024 + 1, 12 * 1024 * 1024, 20 * 1024 * 1024])
def test_a_file_beyond_the_limit(visitor: Visitor, size: int) -> None:
    """Ten megabytes, whether the wrapping or the file tells."""
    answer = visitor.upload("/resumes", "import_resume", b"a" * size, "big.txt")
    assert answer.status_code == 413
    assert code_of(answer) == "file.too_large"


def test_a_body_beyond_any_limit(visitor: Visitor) -> None:
    """Refused by its length, before anything is read."""
    answer = visitor.send(
        "POST",
        "/session/work",
        "restore_work",
        data=b"{}",
        content_type="application/json",
        environ_overrides={"CONTENT_LENGTH": str(10**9)},
    )
    assert answer.status_code == 413
    assert code_of(answer) == "request.too_large"
    assert answer.get_json()["params"] == {"limit": 64 * 1024 * 1024}


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"file": "a text, no file"},
        {"other": (io.BytesIO(b"a"), "a.txt")},
        {"file": [(io.BytesIO(b"a"), "a.txt"), (io.BytesIO(b"b"), "b.txt")]},
    ],
)
def test_a_form_without_one_file(visitor: Visitor, data: dict[str, object]) -> None:
    """None, as text, under another name, two."""
    kind = "multipart/form-data; boundary=x" if not data else "multipart/form-data"
    answer = visitor.send("POST", "/resumes", "import_resume", data=data, content_type=kind)
    assert answer.status_code == 400
    assert code_of(answer) == "request.malformed_form"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--x",
        b"--x\r\n\r\n",
        b"--x--",
        b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--",
    ],
)
@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=x"])
def test_a_form_that_is_none(visitor: Visitor, body: bytes, kind: str) -> None:
    """Without boundary, cut off, empty."""
    answer = visitor.send("POST", "/resumes", "import_resume", data=body, content_type=kind)
    assert answer.status_code == 400
    assert code_of(answer) in ("request.malformed_form", "request.bad")


def test_an_unexpected_error_tells_nothing(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    """No trace to the caller, no value to the log: only the type and the place."""
    app = create_app(raising(services, KeyError("Ada Lovelace, ada@example.org")), Site())
    with caplog.at_level(logging.ERROR):
        answer = app.test_client().get("/api/v1/themes")
    assert answer.status_code == 500
    assert code_of(answer) == "server.failed"
    assert "Ada" not in answer.text + caplog.text
    assert "KeyError at " in caplog.text
    assert "test_problems.py" in caplog.text


@pytest.mark.parametrize("error", [StoreUnavailable(store="session"), StoreFull(store="session")])
def test_a_store_that_is_away(services: Services, error: DomainError) -> None:
    """503 and when to come back."""
    answer = create_app(raising(services, error), Site()).test_client().get("/api/v1/themes")
    assert answer.status_code == 503
    assert code_of(answer) == error.code
    assert int(answer.headers["Retry-After"]) > 0


def test_ready_only_with_the_stores(services: Services) -> None:
    """`/livez` says that the process is there, `/readyz` that it can work."""

    def away() -> None:
        raise StoreUnavailable(store="auth")

    fine = create_app(services, Site()).test_client()
    broken = create_app(replace(services, check_stores=away), Site()).test_client()
    assert fine.get("/livez").status_code == broken.get("/livez").status_code == 200
    assert fine.get("/readyz").text == "ready\n"
    answer = broken.get("/readyz")
    assert answer.status_code == 503
    assert code_of(answer) == "store.unavailable"


def test_every_status_has_a_title() -> None:
    """Of the table, and of what it falls back to."""
    for status in {*problems.STATUS.values(), 422}:
        assert load_messages().say(f"problem.{status}") != f"problem.{status}"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (None, "en"),
        ("de-AT,de;q=0.9,en;q=0.5", "de"),
        ("pt, fr;q=0.3, en;q=0.2", "fr"),
        ("es-419", "es"),
        ("de;q=0, en;q=0.1", "en"),
        ("ja, *;q=0.1", "en"),
        ("\xff;;q=q,,", "en"),
    ],
)
def test_a_refusal_is_told_in_the_language_that_was_asked_for(
    app: Flask, asked: str | None, told: str
) -> None:
    """Accept-Language decides, and the answer says so; English for whoever names none of ours."""
    headers = {} if asked is None else {"Accept-Language": asked}
    answer = app.test_client().get("/api/v1/nothing", headers=headers)
    assert answer.headers["Content-Language"] == told
    assert "Accept-Language" in answer.headers["Vary"]
    assert answer.json is not None
    assert answer.json["detail"] == load_messages(told).say("request.not_found")
    assert answer.json["title"] == load_messages(told).say("problem.404")


def test_every_refusal_of_the_web_has_a_status_of_its_own() -> None:
    """None falls back, but those that are 422."""
    kinds = [k for k in vars(errors).values() if isinstance(k, type) and hasattr(k, "code")]
    fallen = {k.code for k in kinds if problems.status_of(k.code) == 422}
    assert len(kinds) > 10
    assert fallen == {
        "request.invalid", "request.unknown_key", "model_host.invalid", "model_host.ours",
    }  # fmt: skip


@pytest.mark.parametrize("status", [400, 408, 414, 418, 500, 501])
def test_http_errors_of_any_status(services: Services, status: int) -> None:
    """What werkzeug may raise becomes one of ours."""

    class Odd(HTTPException):
        code = status

    answer = create_app(raising(services, Odd()), Site()).test_client().get("/api/v1/themes")
    assert answer.status_code == (500 if status >= 500 else 400)
    assert code_of(answer) == ("server.failed" if status >= 500 else "request.bad")
