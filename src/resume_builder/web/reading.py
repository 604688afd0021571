"""`/postings/{id}/reading` and the same of `/resumes`: a model helps, whoever asks it."""

from typing import Annotated, ClassVar

from flask import Response
from pydantic import Field

from resume_builder.domain.tailoring.answers import LONGEST
from resume_builder.domain.values import Finding
from resume_builder.web.api import Answer, Body, Slice
from resume_builder.web.context import services, session
from resume_builder.web.postings import (
    PostingAnswer,
    PostingPath,
    current_posting,
    posting_answer,
)
from resume_builder.web.replies import as_json
from resume_builder.web.resumes import (
    ResumeAnswer,
    ResumePath,
    current_resume,
    resume_answer,
)
from resume_builder.web.writing import BriefAnswer

api = Slice("reading", "Reading helped by a language model.", "prompting")


class QuotesBody(Body):
    """The model's whole answer, as it came. `model` is what to call the model."""

    max_bytes: ClassVar[int] = 4 * LONGEST

    text: Annotated[str, Field(max_length=LONGEST)]
    model: Annotated[str, Field(max_length=200)] = ""


class PostingReadingAnswer(Answer):
    """The posting by the model's quotes, and what was left out of its answer.

    `posting` is null where no list of quotes was found in it: ask the model once more, with
    `repair` behind the brief's user text.
    """

    posting: PostingAnswer | None
    findings: list[Finding]
    repair: str


class ResumeReadingAnswer(Answer):
    """The résumé by the model's quotes, and what was left out of its answer.

    `resume` is null where nothing in it can be used: ask the model once more, with `repair` behind
    the brief's user text.
    """

    resume: ResumeAnswer | None
    findings: list[Finding]
    repair: str


@api.operation("GET", "/postings/<posting_id>/reading/brief", answer=BriefAnswer)
def get_posting_brief(path: PostingPath) -> Response:
    """Return what to tell a model that is to read a posting. It begins nothing."""
    brief = services().posting_reading.brief(session().owner, path.posting_id)
    return as_json(BriefAnswer.of(brief, ()))


@api.operation("POST", "/postings/<posting_id>/reading", answer=PostingReadingAnswer, cost=5)
def read_posting_by_model(path: PostingPath, body: QuotesBody) -> Response:
    """Keep the posting as a model quotes it, as another one beside the one that was read.

    Only what stands in its text counts. It becomes the one that is worked on.
    """
    made, found = services(), session()
    read = made.posting_reading.take(found.owner, path.posting_id, body.text, body.model)
    if read.record is not None:
        made.sessions.set_current_posting(found, current_posting(read.record))
    answer = PostingReadingAnswer(
        posting=posting_answer(read.record) if read.record else None,
        findings=list(read.findings),
        repair=read.repair,
    )
    return as_json(answer)


@api.operation("GET", "/resumes/<resume_id>/reading/brief", answer=BriefAnswer)
def get_resume_brief(path: ResumePath) -> Response:
    """Return what to tell a model that is to read a résumé's document. It begins nothing.

    Where there is no document (the fields were typed, or named by the file) or it is too long for
    one answer, the refusal says what to do.
    """
    brief = services().resume_quoting.brief(session().owner, path.resume_id)
    return as_json(BriefAnswer.of(brief, ()))


@api.operation("POST", "/resumes/<resume_id>/reading", answer=ResumeReadingAnswer, cost=10)
def read_resume_by_model(path: ResumePath, body: QuotesBody) -> Response:
    """Keep the résumé as a model quotes its document, as another one beside the first.

    Only what stands in the document counts; what no quote tells of is in `unmatched`. Contact data
    stay as they were read where the model says nothing, and as the person wrote them where they
    did. It becomes the one that is worked on.
    """
    made, found = services(), session()
    read = made.resume_quoting.take(found.owner, path.resume_id, body.text, body.model)
    if read.record is not None:
        made.sessions.set_current_resume(found, current_resume(read.record))
    answer = ResumeReadingAnswer(
        resume=resume_answer(read.record) if read.record else None,
        findings=list(read.findings),
        repair=read.repair,
    )
    return as_json(answer)
