"""`/tailorings/{id}/certificate`, `/interview`: the papers that go with a tailored résumé."""

from typing import Literal, get_args

from flask import Response

from resume_builder.adapters.data.messages import load_messages
from resume_builder.domain.messages import Messages
from resume_builder.domain.tailoring.certificate import Certificate
from resume_builder.domain.tailoring.interview import Interview
from resume_builder.features.rendering.ports import Format
from resume_builder.web.api import Body, Slice
from resume_builder.web.context import services, session
from resume_builder.web.problems import wanted_messages
from resume_builder.web.replies import as_file, file_in
from resume_builder.web.tailorings import TailoringPath

api = Slice("papers", "Truth certificates and interview sheets.", "tailor")

_CertificateFormat = Literal["json", "pdf", "html", "md", "txt"]
_InterviewFormat = Literal["pdf", "docx", "html", "md", "txt"]
_CERTIFICATE = file_in(get_args(_CertificateFormat), "The certificate, to keep.")
_INTERVIEW = file_in(get_args(_InterviewFormat), "The sheet, to keep.")


class PaperQuery(Body):
    """In which language; that of `Accept-Language` where it is absent."""

    language: Literal["en", "de", "fr", "es"] | None = None

    def messages(self) -> Messages:
        """Return the words of the language."""
        return load_messages(self.language) if self.language else wanted_messages()


class CertificateQuery(PaperQuery):
    """Which kind of file."""

    format: _CertificateFormat = "json"


class InterviewQuery(PaperQuery):
    """Which kind of file."""

    format: _InterviewFormat = "pdf"


@api.operation("GET", "/tailorings/<tailoring_id>/certificate", answer=_CERTIFICATE, cost=5)
def get_certificate(path: TailoringPath, query: CertificateQuery) -> Response:
    """Return the truth certificate. It names the files of `/document` by their SHA-256."""
    made, messages = services(), query.messages()
    certificate, options = made.papers.certificate(session().owner, path.tailoring_id)
    data = made.rendering.certificate(certificate, options, query.format, messages)
    return _file(data, certificate, "paper.certificate", query.format, messages)


@api.operation("GET", "/tailorings/<tailoring_id>/interview", answer=_INTERVIEW, cost=2)
def get_interview(path: TailoringPath, query: InterviewQuery) -> Response:
    """Return the interview sheet: proof of what was reworded, and gaps to be ready for."""
    made, messages = services(), query.messages()
    interview, options = made.papers.interview(session().owner, path.tailoring_id)
    data = made.rendering.interview(interview, options, query.format, messages)
    return _file(data, interview, "paper.interview", query.format, messages)


def _file(
    data: bytes, paper: Certificate | Interview, code: str, fmt: Format, messages: Messages
) -> Response:
    rendering = services().rendering
    name = rendering.paper_file_name(paper, fmt, messages.say(code))
    response = as_file(data, name, rendering.content_type(fmt))
    response.headers["Content-Language"] = messages.language
    response.vary.add("Accept-Language")
    return response
