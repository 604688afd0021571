"""Every check of the handshake, at the border."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from resume_builder.bootstrap import Services
from resume_builder.features.sessions.exempt import EXEMPT
from resume_builder.web.api import operations_of
from resume_builder.web.app import create_app
from resume_builder.web.site import Site
from tests.web.browser import Visitor, code_of
from tests.web.conftest import RESUME, make_services

pytestmark = pytest.mark.accounts

BODY = {"text": RESUME}


def changing(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Method, path and operation of every state-changing route."""
    for rule in app.url_map.iter_rules():
        operation = operations_of(app).get(rule.endpoint)
        for method in (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}:
            path = rule.rule
            for argument in rule.arguments:
                path = path.replace(f"<{argument}>", "a" * 22)
            yield method, path, operation.id if operation else ""


def test_every_change_is_an_operation_with_a_handshake(app: Flask) -> None:
    """No route that changes something is outside the table; the exempt ones exist."""
    found = {operation for _, _, operation in changing(app)}
    assert "" not in found
    assert len(found) >= 12
    assert set(EXEMPT) <= found
    needed = {o.session for o in operations_of(app).values() if o.changes and o.id not in EXEMPT}
    assert needed == {"needed"}


def test_no_change_passes_without_a_token(app: Flask, visitor: Visitor) -> None:
    """Each of them says which header is missing, one after the other, whatever the body is."""
    for method, path, operation in changing(app):
        if operation in EXEMPT:
            continue
        none = visitor.client.open(path, method=method)
        assert none.status_code == 403
        assert code_of(none) == "handshake.client_uuid_missing"
        half = visitor.client.open(
            path, method=method, headers={"X-Client-UUID": visitor.client_uuid}
        )
        assert code_of(half) == "handshake.token_missing"
        stranger = Visitor(app)
        assert code_of(stranger.client.open(path, method=method)) == "session.missing"


def test_a_token_is_spent_once(visitor: Visitor) -> None:
    """The second submission with it is refused, and changes nothing."""
    headers = visitor.headers("import_resume")
    first = visitor.client.post("/api/v1/resumes", json=BODY, headers=headers)
    second = visitor.client.post("/api/v1/resumes", json=BODY, headers=headers)
    assert first.status_code == 201
    assert second.status_code == 403
    assert code_of(second) == "handshake.token_spent"
    assert len(visitor.get("/resumes").get_json()["resumes"]) == 1


def test_the_answer_carries_the_next_token(visitor: Visitor) -> None:
    """For the same operation, or for the one that is named."""
    headers = visitor.headers("import_resume") | {"X-CSRF-Next": "delete_resume"}
    first = visitor.client.post("/api/v1/resumes", json=BODY, headers=headers)
    assert first.headers["X-CSRF-Operation"] == "delete_resume"
    headers = {**headers, "X-CSRF-Token": first.headers["X-CSRF-Token"]}
    del headers["X-CSRF-Next"]
    path = f"/api/v1/resumes/{first.get_json()['id']}"
    gone = visitor.client.delete(path, headers=headers)
    assert gone.status_code == 204
    assert gone.headers["X-CSRF-Operation"] == "delete_resume"
    headers["X-CSRF-Token"] = gone.headers["X-CSRF-Token"]
    again = visitor.client.delete(path, headers=headers)
    assert code_of(again) == "work.not_found"
    assert again.headers["X-CSRF-Token"]


def test_a_refused_body_still_gets_the_next_token(visitor: Visitor) -> None:
    """The handshake passed, so the client goes on without a round trip."""
    headers = visitor.headers("import_resume")
    bad = visitor.client.post("/api/v1/resumes", json={"txt": ""}, headers=headers)
    assert code_of(bad) == "request.unknown_key"
    headers["X-CSRF-Token"] = bad.headers["X-CSRF-Token"]
    assert visitor.client.post("/api/v1/resumes", json=BODY, headers=headers).status_code == 201


@pytest.mark.parametrize("following", ["nonsense", "list_resumes"])
def test_a_next_operation_that_is_none(visitor: Visitor, following: str) -> None:
    """It is refused before the token is spent."""
    headers = visitor.headers("import_resume")
    asked = headers | {"X-CSRF-Next": following}
    bad = visitor.client.post("/api/v1/resumes", json=BODY, headers=asked)
    assert code_of(bad) == "request.invalid"
    assert visitor.client.post("/api/v1/resumes", json=BODY, headers=headers).status_code == 201


def test_wrong_client_token_and_operation(visitor: Visitor, app: Flask) -> None:
    """Each refusal names its check."""
    headers = visitor.headers("import_resume")
    other = Visitor(app)
    theirs = other.headers("import_resume")
    cases = {
        "handshake.client_uuid_mismatch": headers | {"X-Client-UUID": other.client_uuid},
        "handshake.token_unknown": headers | {"X-CSRF-Token": theirs["X-CSRF-Token"]},
        "handshake.token_operation": visitor.headers("delete_resume"),
    }
    for code, sent in cases.items():
        answer = visitor.client.post("/api/v1/resumes", json=BODY, headers=sent)
        assert answer.status_code == 403
        assert code_of(answer) == code
    params = answer.get_json()["params"]
    assert params == {"expected": "delete_resume", "actual": "import_resume"}


def test_an_old_token() -> None:
    """Two hours later it is too old."""
    moment = [datetime.now(UTC)]
    app = create_app(make_services(lambda: moment[0]), Site())
    visitor = Visitor(app)
    headers = visitor.headers("import_resume")
    moment[0] += timedelta(hours=2, seconds=1)
    answer = visitor.client.post("/api/v1/resumes", json=BODY, headers=headers)
    assert code_of(answer) == "handshake.token_expired"


def test_a_retry_gets_the_first_answer(visitor: Visitor) -> None:
    """Same key, same token: done once, answered twice, marked the second time."""
    headers = visitor.headers("import_resume") | {"Idempotency-Key": "k1"}
    first = visitor.client.post("/api/v1/resumes", json=BODY, headers=headers)
    again = visitor.client.post("/api/v1/resumes", json=BODY, headers=headers)
    assert again.status_code == 201
    assert again.get_json() == first.get_json()
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["X-CSRF-Token"] != first.headers["X-CSRF-Token"]
    assert len(visitor.get("/resumes").get_json()["resumes"]) == 1


def test_a_retried_form_has_another_boundary(visitor: Visitor) -> None:
    """Browsers choose a new one for each submission; the request is the same all the same."""
    headers = visitor.headers("import_resume") | {"Idempotency-Key": "k1"}

    def form(boundary: str) -> dict[str, object]:
        part = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"'
        data = f"{part}\r\n\r\n{RESUME}\r\n--{boundary}--\r\n".encode()
        return {"data": data, "content_type": f"multipart/form-data; boundary={boundary}"}

    first = visitor.client.post("/api/v1/resumes", headers=headers, **form("one"))
    again = visitor.client.post("/api/v1/resumes", headers=headers, **form("two-two"))
    assert first.status_code == 201
    assert again.get_json() == first.get_json()


def test_another_request_with_the_same_key(visitor: Visitor) -> None:
    """It is no retry."""
    first = visitor.headers("import_resume") | {"Idempotency-Key": "k1"}
    visitor.client.post("/api/v1/resumes", json=BODY, headers=first)
    second = visitor.headers("import_resume") | {"Idempotency-Key": "k1"}
    answer = visitor.client.post("/api/v1/resumes", json={"text": "Else"}, headers=second)
    assert answer.status_code == 422
    assert code_of(answer) == "handshake.idempotency_mismatch"


@pytest.mark.parametrize("key", ["", "k" * 201])
def test_a_key_of_a_wrong_length(visitor: Visitor, key: str) -> None:
    """Keys are kept, so they have a bound."""
    answer = visitor.send(
        "POST", "/resumes", "import_resume", headers={"Idempotency-Key": key}, json=BODY
    )
    assert code_of(answer) == "request.invalid"


def test_a_failure_of_ours_can_be_retried(services: Services) -> None:
    """After a 500 the same key and token do the work."""
    broken = [True]

    def read(data: bytes, name: str) -> object:
        if broken[0]:
            raise ArithmeticError(data)
        return services.resumes.read(data, name)

    made = replace(services, resumes=replace(services.resumes, read=read))
    visitor = Visitor(create_app(made, Site()))
    headers = visitor.headers("import_resume") | {"Idempotency-Key": "k1"}
    failed = visitor.client.post("/api/v1/resumes", json=BODY, headers=headers)
    assert failed.status_code == 500
    assert code_of(failed) == "server.failed"
    broken[0] = False
    assert visitor.client.post("/api/v1/resumes", json=BODY, headers=headers).status_code == 201
