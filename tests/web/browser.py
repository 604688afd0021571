"""A browser as the API sees it: keeps the cookie, makes handshakes."""

from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

API = "/api/v1"


@dataclass
class Visitor:
    """One browser with a session of its own."""

    app: Flask
    base_url: str = "http://localhost"
    client: FlaskClient = field(init=False)
    client_uuid: str = ""

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    def open(self, operation: str = "issue_tokens") -> dict[str, Any]:
        """Open or load the session; keep its client_uuid."""
        answer = self.get("/session", operation=operation)
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.get_json()
        self.client_uuid = body["client_uuid"]
        return body

    def get(self, path: str, headers: dict[str, str] | None = None, **query: str) -> TestResponse:
        """Read."""
        return self.client.get(
            f"{API}{path}", query_string=query, headers=headers, base_url=self.base_url
        )

    def token(self, operation: str) -> str:
        """A token for an operation."""
        return self.open(operation)["csrf_token"]

    def headers(self, operation: str) -> dict[str, str]:
        """What a submission of an operation carries."""
        token = self.token(operation)
        return {"X-Client-UUID": self.client_uuid, "X-CSRF-Token": token}

    def send(
        self,
        method: str,
        path: str,
        operation: str,
        headers: dict[str, str] | None = None,
        **how: Any,
    ) -> TestResponse:
        """Submit, with a fresh token; `headers` are added to those of the handshake."""
        made = {**self.headers(operation), **(headers or {})}
        return self.client.open(
            f"{API}{path}", method=method, headers=made, base_url=self.base_url, **how
        )

    def upload(self, path: str, operation: str, data: bytes, name: str, **how: Any) -> TestResponse:
        """Submit a file, as a form that browsers write; by POST unless `how` says another method.

        Of `how`, `headers` are added to those of the handshake.
        """
        quoted = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
        head = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{quoted}"'
        body = f"{head}\r\n\r\n".encode() + data + b"\r\n--edge--\r\n"
        kind = "multipart/form-data; boundary=edge"
        method = how.pop("method", "POST")
        return self.send(method, path, operation, data=body, content_type=kind, **how)

    def add_resume(self, text: str) -> dict[str, Any]:
        """Import a pasted résumé."""
        answer = self.send("POST", "/resumes", "import_resume", json={"text": text})
        assert answer.status_code == 201, answer.text
        return answer.get_json()

    def add_posting(self, text: str) -> dict[str, Any]:
        """Import a pasted posting."""
        answer = self.send("POST", "/postings", "import_posting", json={"text": text})
        assert answer.status_code == 201, answer.text
        return answer.get_json()

    def add_tailoring(self, resume_id: str, posting_id: str) -> dict[str, Any]:
        """Tailor."""
        body = {"resume_id": resume_id, "posting_id": posting_id}
        answer = self.send("POST", "/tailorings", "create_tailoring", json=body)
        assert answer.status_code == 201, answer.text
        return answer.get_json()

    def add_letter(self, tailoring_id: str) -> dict[str, Any]:
        """Compose a letter."""
        path = f"/tailorings/{tailoring_id}/letters"
        answer = self.send("POST", path, "create_letter", json={})
        assert answer.status_code == 201, answer.text
        return answer.get_json()

    def pin(self, tailoring_id: str) -> dict[str, Any]:
        """Keep a document as it is."""
        answer = self.send("POST", f"/tailorings/{tailoring_id}/documents", "pin_document", json={})
        assert answer.status_code == 201, answer.text
        return answer.get_json()


def code_of(answer: TestResponse) -> str:
    """The code of a problem; it must be one."""
    assert answer.mimetype == "application/problem+json", answer.text
    body = answer.get_json()
    assert set(body) == {"type", "title", "status", "detail", "code", "params"}
    assert body["status"] == answer.status_code
    assert body["detail"] != body["code"], "the code has no message"
    assert body["title"] != f"problem.{answer.status_code}", "the status has no title"
    return body["code"]
