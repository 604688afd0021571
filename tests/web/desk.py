"""A person at work on one tailoring, through the API."""

import io
from typing import Any

import pypdfium2

from tests.models.scripted import edit
from tests.web.browser import Visitor
from tests.web.conftest import RESUME

POSTING = """Lead Electrician

Requirements
- Experience with Terraform and Kubernetes
- A PMP certificate
- Led teams of 40 people
- 12 years of electrical work
"""
Json = dict[str, Any]


class Desk:
    """One tailoring and its person."""

    def __init__(self, visitor: Visitor, posting: str = POSTING) -> None:
        self.visitor = visitor
        resume, made = visitor.add_resume(RESUME), visitor.add_posting(posting)
        self.resume_id: str = resume["id"]
        self.id: str = visitor.add_tailoring(resume["id"], made["id"])["id"]

    def get(self) -> Json:
        """The tailoring as it is now."""
        return self.visitor.get(f"/tailorings/{self.id}").get_json()

    def post(self, what: str, operation: str, body: Json) -> Any:
        """Submit to the tailoring."""
        return self.visitor.send("POST", f"/tailorings/{self.id}/{what}", operation, json=body)

    def start(self) -> Json:
        """Begin an attempt."""
        answer = self.post("brief", "start_attempt", {})
        assert answer.status_code == 201, answer.text
        return answer.get_json()

    def reply(self, attempt: str, text: str) -> Any:
        """Send a whole answer."""
        return self.post("reply", "close_attempt", {"attempt": attempt, "text": text})

    def change(self, **body: Any) -> Any:
        """Change the tailoring."""
        version = self.get()["version"]
        return self.visitor.send(
            "PATCH",
            f"/tailorings/{self.id}",
            "edit_tailoring",
            headers={"If-Match": f'"{version}"'},
            json=body,
        )

    def pdf(self) -> str:
        """The words of the PDF that leaves."""
        data = self.visitor.get(f"/tailorings/{self.id}/document", format="pdf").data
        with pypdfium2.PdfDocument(io.BytesIO(data)) as pdf:
            return " ".join(" ".join(p.get_textpage().get_text_range() for p in pdf).split())


def honest(desk: Desk) -> Json:
    """A rewording of the first line that only leaves words out or in their place."""
    line = desk.get()["resume"]["work"][0]["highlights"][0]
    text = line["text"].rstrip(".") + "."
    return edit("rewrite", line["id"], text if text != line["text"] else text[:-1], [line["id"]])
