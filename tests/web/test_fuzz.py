"""Whatever is sent to any operation, the answer is ours: never a 500, never something unsaid."""

import json
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resume_builder.web.api import operations_of
from resume_builder.web.app import create_app
from resume_builder.web.site import Site
from tests.web.browser import Visitor
from tests.web.conftest import POSTING, RESUME, make_services

pytestmark = pytest.mark.accounts

KEYS = st.sampled_from(
    ["text", "html", "name", "edits", "path", "operations", "shared", "options", "switches"]
    + ["resume_id", "posting_id", "pages", "paper", "theme", "format", "version", "resumes"]
) | st.text(max_size=8)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from(["resume-builder-work", "a4", "galley", "basics.name", "w1h1", "w1"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=12,
)
SHAPED = st.fixed_dictionaries(
    {},
    optional={
        "text": SCALARS,
        "html": SCALARS,
        "name": SCALARS,
        "shared": SCALARS,
        "operations": st.lists(SCALARS, max_size=4),
        "email": SCALARS,
        "password": SCALARS,
        "code": SCALARS,
        "credential": st.dictionaries(st.text(max_size=5), VALUES, max_size=3),
        "edits": st.lists(st.fixed_dictionaries({"path": SCALARS, "text": SCALARS}), max_size=3),
        "switches": st.dictionaries(st.text(max_size=5), SCALARS, max_size=3),
        "options": st.fixed_dictionaries(
            {}, optional={"pages": SCALARS, "paper": SCALARS, "theme": SCALARS}
        ),
        "format": st.just("resume-builder-work"),
        "version": st.just(1),
        "resumes": st.lists(VALUES, max_size=2),
        "postings": st.lists(VALUES, max_size=2),
        "tailorings": st.lists(VALUES, max_size=2),
    },
)
BODIES = (
    (VALUES | SHAPED).map(lambda value: json.dumps(value).encode())
    | st.binary(max_size=60)
    | SHAPED.map(lambda v: json.dumps({k: v[k] for k in list(v)[:1]}).encode())
)


class Ready:
    """A site with a visitor whose work is there, and a token for every submission."""

    def __init__(self) -> None:
        self.app: Flask = create_app(
            make_services(lambda: datetime.now(UTC)), Site(requests_per_minute=10**7)
        )
        self.visitor = Visitor(self.app)
        self.visitor.open()
        resume = self.visitor.add_resume(RESUME)
        posting = self.visitor.add_posting(POSTING)
        tailoring = self.visitor.add_tailoring(resume["id"], posting["id"])
        self.ids = {
            "resume_id": resume["id"],
            "posting_id": posting["id"],
            "tailoring_id": tailoring["id"],
            "letter_id": self.visitor.add_letter(tailoring["id"])["id"],
            "document_id": self.visitor.pin(tailoring["id"])["id"],
            "account_id": "nobody",
            "number": "1",
        }

    def taking(self) -> list[tuple[str, str, str]]:
        """Method, path and id of each operation that takes a body."""
        found = []
        for rule in self.app.url_map.iter_rules():
            operation = operations_of(self.app).get(rule.endpoint)
            if operation is not None and operation.takes is not None:
                path = rule.rule.removeprefix("/api/v1")
                for name in rule.arguments:
                    path = path.replace(f"<{name}>", self.ids[name])
                found.append((operation.method, path, operation.id))
        return sorted(found)


@pytest.fixture(scope="module")
def ready() -> Ready:
    """One for all examples."""
    return Ready()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(body=BODIES)
def test_any_body(ready: Ready, body: bytes) -> None:
    """Every operation with a body, valid handshake, any bytes as JSON."""
    for method, path, operation in ready.taking():
        answer = ready.visitor.send(
            method,
            path,
            operation,
            headers={"If-Match": "1"},
            data=body,
            content_type="application/json",
        )
        assert answer.status_code < 500, f"{operation}: {answer.text}"
        if answer.status_code >= 400:
            assert answer.get_json()["code"], operation


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    body=st.binary(max_size=300),
    name=st.text(max_size=20),
    disposition=st.sampled_from(['form-data; name="file"', "form-data", ""]),
)
def test_any_form(ready: Ready, body: bytes, name: str, disposition: str) -> None:
    """Any bytes as a file, any name, any header of the part."""
    quoted = name.encode("utf-8", "replace").replace(b'"', b"'")
    lines = [b"--x", b"Content-Disposition: " + disposition.encode() + b'; filename="' + quoted]
    data = b"\r\n".join(lines) + b'"\r\n\r\n' + body + b"\r\n--x--\r\n"
    for path, operation in (("/resumes", "import_resume"), ("/postings", "import_posting")):
        answer = ready.visitor.send(
            "POST", path, operation, data=data, content_type="multipart/form-data; boundary=x"
        )
        assert answer.status_code < 500, answer.text


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    path=st.text(max_size=30),
    query=st.text(max_size=20),
    header=st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=30),
)
def test_any_address(ready: Ready, path: str, query: str, header: str) -> None:
    """Any path and query, any value in the headers that we read."""
    names = ("X-Client-UUID", "X-CSRF-Token", "X-CSRF-Next", "Idempotency-Key", "If-Match")
    for method in ("GET", "POST", "DELETE"):
        for start in ("/api/v1/", "/api/v1/resumes/", "/api/v1/tailorings/", "/"):
            answer = ready.visitor.client.open(
                start + quote(path.lstrip("/")),
                method=method,
                query_string={"operation": query, "format": query},
                headers=dict.fromkeys(names, header),
                base_url="http://localhost",
            )
            assert answer.status_code < 500 or answer.status_code == 503, answer.text
