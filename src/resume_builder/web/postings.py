"""`/postings`: pasted text, a saved page or a file becomes a posting."""

from datetime import datetime
from typing import ClassVar

from flask import Response
from pydantic import Field

from resume_builder.domain.posting.model import Posting
from resume_builder.domain.values import RecordId
from resume_builder.features.postings.links import MAX_LINK
from resume_builder.features.postings.service import PostingRecord, Postings, Source
from resume_builder.features.sessions.record import CurrentPosting
from resume_builder.ports import Owner
from resume_builder.web.api import Answer, Body, Slice, read_json
from resume_builder.web.context import services, session
from resume_builder.web.errors import Invalid
from resume_builder.web.replies import as_json, as_record, no_content
from resume_builder.web.uploads import UPLOAD_BODY_BYTES, Upload, as_upload, read_file

api = Slice("postings", "Job postings, read from text or HTML.", "postings")


class PostingPath(Body):
    """Names one posting."""

    posting_id: RecordId


class PostingTextBody(Body):
    """A posting: its `text`, the `html` of its page, or the `url` where it stands. One of them."""

    max_bytes: ClassVar[int] = UPLOAD_BODY_BYTES

    text: str | None = None
    html: str | None = None
    url: str | None = Field(default=None, min_length=1, max_length=MAX_LINK)


class PostingSummary(Answer):
    """A posting in a list; `source`, `model` and `read_from` as in the posting itself."""

    id: str
    version: int
    created_at: datetime
    title: str
    company: str
    source: Source
    model: str
    read_from: str | None


class PostingsAnswer(Answer):
    """Everything kept, newest first."""

    postings: list[PostingSummary]


class PostingAnswer(Answer):
    """A posting as it was understood; every requirement quotes a range of its text.

    `url` is where it was fetched, "" when it was brought. `source` says who read it; by a `model`,
    `read_from` is the posting that the rules read.
    """

    id: str
    version: int
    created_at: datetime
    posting: Posting
    url: str
    source: Source
    model: str
    read_from: str | None


@api.operation("GET", "/postings", answer=PostingsAnswer)
def list_postings() -> Response:
    """Return the postings kept in this session."""
    records = services().postings.records.list(session().owner)
    return as_json(PostingsAnswer(postings=[_summary(record) for record in records]))


@api.operation(
    "POST",
    "/postings",
    answer=PostingAnswer,
    status=201,
    cost=10,
    uploads=PostingTextBody,
)
def import_posting() -> Response:
    """Read a pasted text, the HTML of a page, a file or the page at a link; keep what it asks for.

    A link is fetched once, now. When its page shows the posting only to a browser, the refusal
    `posting.page_needs_browser` carries in `params.got` what could be read.
    """
    made, found = services(), session()
    record = _import(made.postings, found.owner)
    made.sessions.set_current_posting(found, current_posting(record))
    return as_record(posting_answer(record), 201)


@api.operation("GET", "/postings/<posting_id>", answer=PostingAnswer)
def get_posting(path: PostingPath) -> Response:
    """Return one posting."""
    return as_record(
        posting_answer(services().postings.records.get(session().owner, path.posting_id))
    )


@api.operation("DELETE", "/postings/<posting_id>", answer=None, status=204)
def delete_posting(path: PostingPath) -> Response:
    """Erase one posting. Tailorings made for it stay until they are erased."""
    made, found = services(), session()
    made.postings.records.delete(found.owner, path.posting_id)
    made.sessions.forget(found, path.posting_id)
    return no_content()


def current_posting(record: PostingRecord) -> CurrentPosting:
    """Return what the session keeps of the posting that the person works on."""
    posting = record.posting
    return CurrentPosting(
        id=record.id, title=posting.title, company=posting.company, source=record.source
    )


def _import(postings: Postings, owner: Owner) -> PostingRecord:
    upload = read_file()
    if upload is None:
        body = read_json(PostingTextBody)
        if sum(given is not None for given in (body.text, body.html, body.url)) != 1:
            raise Invalid(where="body", reason="It takes one of text, html and url")
        if body.url is not None:
            return postings.add_page(owner, body.url)
        upload = _pasted(body)
    return postings.add(owner, upload.data, upload.name)


def _pasted(body: PostingTextBody) -> Upload:
    if body.text is not None:
        return as_upload(body.text, "pasted.txt")
    return as_upload(body.html or "", "pasted.html")


def posting_answer(record: PostingRecord) -> PostingAnswer:
    """Return a posting as the API gives it."""
    return PostingAnswer(
        id=record.id,
        version=record.version,
        created_at=record.created_at,
        posting=record.posting,
        url=record.url,
        source=record.source,
        model=record.model,
        read_from=record.read_from,
    )


def _summary(record: PostingRecord) -> PostingSummary:
    return PostingSummary(
        id=record.id,
        version=record.version,
        created_at=record.created_at,
        title=record.posting.title,
        company=record.posting.company,
        source=record.source,
        model=record.model,
        read_from=record.read_from,
    )
