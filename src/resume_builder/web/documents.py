"""`/documents`: finished files, kept byte for byte."""

from datetime import datetime
from typing import Annotated, Literal

from flask import Response
from pydantic import Field

from resume_builder.features.documents.ports import Making, Picture, PinnedFormat
from resume_builder.features.documents.service import PinnedDocument, PinnedKind
from resume_builder.web.api import Answer, Body, File, Slice
from resume_builder.web.context import services, session
from resume_builder.web.letters import LetterPath
from resume_builder.web.plans import kept_counts
from resume_builder.web.preview import PageAnswer
from resume_builder.web.replies import SVG, as_file, as_json, as_page, file_in, no_content
from resume_builder.web.tailorings import TailoringPath

ZIP = "application/zip"

api = Slice("documents", "Finished files, kept byte for byte.", "tailor")

_FILE = file_in(("pdf", "docx"), "The file as it was kept.")
_PAGE = File(SVG, "The page.")
_ARCHIVE = File(ZIP, "Every kept file, and `contents.json` that lists them.")


class DocumentPath(Body):
    """Names one document by the SHA-256 of its bytes."""

    document_id: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class DocumentPagePath(DocumentPath):
    """Names a page of it, or of what would be made now, by the SHA-256 of its image."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class PinBody(Body):
    """Which file to keep."""

    format: PinnedFormat = "pdf"


class NothingBody(Body):
    """Nothing is needed."""


class DocumentAnswer(Answer):
    """A kept document. `id` is the SHA-256 of the file, `size` its bytes, `name` its file name.

    `title` and `company` are those of the posting that it was made for; `pages` is 0 of a DOCX.
    `changed` names what would make it now and is different: "product", "engine", "theme", "fonts".
    Its bytes may be the same all the same: the comparison tells.
    """

    id: str
    created_at: datetime
    tailoring_id: str
    kind: PinnedKind
    format: PinnedFormat
    name: str
    title: str
    company: str
    theme: str
    paper: Literal["a4", "us-letter"]
    pages: int
    size: int
    made: Making
    changed: list[str]


class DocumentsAnswer(Answer):
    """Everything kept, newest first, and how many may be."""

    documents: list[DocumentAnswer]
    most: int


class ComparisonAnswer(Answer):
    """A kept document beside what the program would make of the same words now.

    `changed` names what is different: "product", "engine", "theme", "fonts". The pages' images are
    at `/documents/{id}/pages/{sha256}.svg`. A DOCX has none: `text_before` and `text_now` are what
    a machine reads in both, "" where the files are the same. It is not `renewable` where its theme
    or its font is no longer here; then there is no `now`.
    """

    changed: list[str]
    same_bytes: bool
    renewable: bool
    before: list[PageAnswer]
    now: list[PageAnswer]
    text_before: str
    text_now: str


@api.operation(
    "POST", "/tailorings/<tailoring_id>/documents", answer=DocumentAnswer, status=201, cost=5
)
def pin_document(path: TailoringPath, body: PinBody) -> Response:
    """Keep a tailored résumé as it is now, for ever. The same bytes are kept once."""
    kept = services().documents.pin(session().owner, path.tailoring_id, body.format)
    return as_json(_answer(kept), 201)


@api.operation("POST", "/letters/<letter_id>/documents", answer=DocumentAnswer, status=201, cost=5)
def pin_letter(path: LetterPath, body: PinBody) -> Response:
    """Keep a letter as it is now, for ever. The same bytes are kept once."""
    kept = services().documents.pin_letter(session().owner, path.letter_id, body.format)
    return as_json(_answer(kept), 201)


@api.operation("GET", "/documents", answer=DocumentsAnswer)
def list_documents() -> Response:
    """Return the documents that are kept."""
    made = services()
    kept = made.documents.records.list(session().owner)
    return as_json(
        DocumentsAnswer(documents=[_answer(d) for d in kept], most=kept_counts()["documents"])
    )


@api.operation("GET", "/session/documents", answer=_ARCHIVE, cost=10)
def export_documents() -> Response:
    """Return every kept file in one ZIP: saved work leaves them out."""
    made = services()
    data = made.documents.archive(session().owner)
    return as_file(data, f"resume-builder-files-{made.documents.now():%Y-%m-%d}.zip", ZIP)


@api.operation("GET", "/documents/<document_id>", answer=DocumentAnswer)
def get_document_record(path: DocumentPath) -> Response:
    """Return what is known of a document."""
    return as_json(_answer(services().documents.records.get(session().owner, path.document_id)))


@api.operation("DELETE", "/documents/<document_id>", answer=None, status=204)
def delete_document(path: DocumentPath) -> Response:
    """Erase a document, and end every link to it. The tailoring that it was made from stays."""
    made, owner = services(), session().owner
    made.documents.records.delete(owner, path.document_id)
    made.links.end_of(owner, path.document_id)
    return no_content()


@api.operation("GET", "/documents/<document_id>/file", answer=_FILE)
def get_document_file(path: DocumentPath) -> Response:
    """Return the very bytes that were kept."""
    document, data = services().documents.data(session().owner, path.document_id)
    return as_file(data, document.name, services().rendering.content_type(document.format))


@api.operation("GET", "/documents/<document_id>/comparison", answer=ComparisonAnswer, cost=5)
def compare_document(path: DocumentPath) -> Response:
    """Tell what the engine that is here would make otherwise. Nothing is changed."""
    found = services().documents.compare(session().owner, path.document_id)
    return as_json(
        ComparisonAnswer(
            changed=list(found.changed),
            same_bytes=found.same_bytes,
            renewable=found.renewable,
            before=[_page(p) for p in found.before],
            now=[_page(p) for p in found.now],
            text_before=found.text_before,
            text_now=found.text_now,
        )
    )


@api.operation("GET", "/documents/<document_id>/pages/<sha256>.svg", answer=_PAGE, cost=2)
def get_document_page(path: DocumentPagePath) -> Response:
    """Return the image of a page, as it was kept or as it would be now."""
    documents, owner = services().documents, session().owner
    return as_page(documents.pictures(owner, path.document_id, path.sha256), path.sha256)


@api.operation(
    "POST", "/documents/<document_id>/renewal", answer=DocumentAnswer, status=201, cost=5
)
def renew_document(path: DocumentPath, body: NothingBody) -> Response:
    """Keep the same words as they are set now. The old document stays."""
    del body
    return as_json(_answer(services().documents.renew(session().owner, path.document_id)), 201)


def _answer(document: PinnedDocument) -> DocumentAnswer:
    return DocumentAnswer(
        id=document.id,
        created_at=document.created_at,
        tailoring_id=document.tailoring_id,
        kind=document.kind,
        format=document.format,
        name=document.name,
        title=document.title,
        company=document.company,
        theme=document.options.theme,
        paper=document.options.paper,
        pages=len(document.pictures),
        size=document.size,
        made=document.made,
        changed=list(services().documents.changed(document)),
    )


def _page(picture: Picture) -> PageAnswer:
    return PageAnswer(
        number=picture.number, width=picture.width, height=picture.height, sha256=picture.sha256
    )
