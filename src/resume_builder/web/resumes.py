"""`/resumes`: files become résumés, which the person can correct."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, ClassVar

from flask import Response
from pydantic import Field

from resume_builder.domain.photo import bytes_in
from resume_builder.domain.resume import SECTION_PREFIXES, Resume, ResumeReading
from resume_builder.domain.tailoring.model import TextEdit
from resume_builder.domain.values import RecordId
from resume_builder.features.resumes.service import ResumeRecord, Source
from resume_builder.features.sessions.record import CurrentResume
from resume_builder.web.api import Answer, Body, Slice, read_json
from resume_builder.web.context import services, session
from resume_builder.web.errors import Invalid
from resume_builder.web.replies import as_json, as_record, given_version, no_content
from resume_builder.web.uploads import (
    PHOTO_BODY_BYTES,
    UPLOAD_BODY_BYTES,
    Upload,
    as_upload,
    read_file,
)

api = Slice("resumes", "Résumés, read from files or pasted text.", "resumes")


class ResumePath(Body):
    """Names one résumé."""

    resume_id: RecordId


class ResumeTextBody(Body):
    """A pasted résumé. `name` is what to call it; its ending says what it is (default: text)."""

    max_bytes: ClassVar[int] = UPLOAD_BODY_BYTES

    text: str
    name: Annotated[str, Field(max_length=200)] = ""


class PhotoBody(Body):
    """A picture as a `data:` address in Base64 ("data:image/png;base64,..."), null for none."""

    max_bytes: ClassVar[int] = PHOTO_BODY_BYTES

    image: str | None

    def upload(self) -> Upload | None:
        """Return the picture's file. Raises Invalid."""
        if self.image is None:
            return None
        try:
            return Upload(bytes_in(self.image), "photo")
        except ValueError:
            raise Invalid(where="image", reason="It is no data: address in Base64.") from None


FieldPath = Annotated[str, Field(min_length=1, max_length=100)]


class EditBody(Body):
    """The person's own words for a highlight ("w1h3") or a field ("basics.name", "w1.position")."""

    path: FieldPath
    text: Annotated[str, Field(max_length=20_000)]

    def edit(self) -> TextEdit:
        """Return it as the services take it."""
        return TextEdit(path=self.path, text=self.text)


class EditResumeBody(Body):
    """Edits: all of them are applied, or none. `confirmed` names fields that were read right."""

    edits: Annotated[list[EditBody], Field(max_length=500)] | None = None
    confirmed: Annotated[list[FieldPath], Field(max_length=500)] | None = None


class ResumeSummary(Answer):
    """A résumé in a list: whose it is, and their headline; `source` and its like as in itself.

    `sample`: it says that it is the invented person's, to try the site with.
    """

    id: str
    version: int
    created_at: datetime
    name: str
    title: str
    sample: bool
    source: Source
    model: str
    read_from: str | None


class ResumesAnswer(Answer):
    """Everything kept, newest first."""

    resumes: list[ResumeSummary]


class ResumeAnswer(Answer):
    """A résumé as it was read. `text` is the file's text: every span is a range of it.

    `source` says who told its fields apart: our rules, the file itself where it names them, or a
    `model`; then `read_from` is the résumé that the rules read.
    """

    id: str
    version: int
    created_at: datetime
    name: str
    text: str
    reading: ResumeReading
    source: Source
    model: str
    read_from: str | None


@api.operation("GET", "/resumes", answer=ResumesAnswer)
def list_resumes() -> Response:
    """Return the résumés kept in this session."""
    records = services().resumes.records.list(session().owner)
    return as_json(ResumesAnswer(resumes=[_summary(record) for record in records]))


@api.operation(
    "POST",
    "/resumes",
    answer=ResumeAnswer,
    status=201,
    cost=10,
    uploads=ResumeTextBody,
)
def import_resume() -> Response:
    """Read a file (PDF, Word, ODT, RTF, text, other programs' data) or a pasted text; keep it."""
    upload = read_file()
    if upload is None:
        body = read_json(ResumeTextBody)
        upload = as_upload(body.text, body.name.strip() or "pasted.txt")
    made, found = services(), session()
    record = made.resumes.add(found.owner, upload.data, upload.name)
    made.sessions.set_current_resume(found, current_resume(record))
    return as_record(resume_answer(record), 201)


@api.operation("GET", "/resumes/<resume_id>", answer=ResumeAnswer)
def get_resume(path: ResumePath) -> Response:
    """Return one résumé."""
    return as_record(resume_answer(services().resumes.records.get(session().owner, path.resume_id)))


@api.operation("PATCH", "/resumes/<resume_id>", answer=ResumeAnswer)
def edit_resume(path: ResumePath, body: EditResumeBody) -> Response:
    """Write the person's own words over the reading, or their word that a doubtful field is right.

    `If-Match` names the version that they saw.
    """
    edits = [edit.edit() for edit in body.edits or ()]
    version, confirmed = given_version(), body.confirmed or ()
    resumes, owner = services().resumes, session().owner
    record = resumes.edit(owner, path.resume_id, version, edits, confirmed)
    return as_record(resume_answer(record))


@api.operation(
    "PATCH", "/resumes/<resume_id>/photo", answer=ResumeAnswer, cost=5, uploads=PhotoBody
)
def set_photo(path: ResumePath) -> Response:
    """Keep a picture (JPEG, PNG or WebP) as the person's photo, or take the photo away.

    It is turned upright, cut to 35 by 45, made small, and parted from what its file says of it.
    It stands in `basics.image`, and is shown where a tailoring's option `photo` says so.
    `If-Match` names the version that the person saw.
    """
    upload = read_file() or read_json(PhotoBody).upload()
    resumes, owner, version = services().resumes, session().owner, given_version()
    if upload is None:
        return as_record(resume_answer(resumes.remove_photo(owner, path.resume_id, version)))
    record = resumes.set_photo(owner, path.resume_id, version, upload.data, upload.name)
    return as_record(resume_answer(record))


@api.operation("DELETE", "/resumes/<resume_id>", answer=None, status=204)
def delete_resume(path: ResumePath) -> Response:
    """Delete one résumé; an account's lies in the trash for 30 days.

    Tailorings made from it stay until they are deleted.
    """
    made, found = services(), session()
    made.resumes.records.delete(found.owner, path.resume_id)
    made.sessions.forget(found, path.resume_id)
    return no_content()


def current_resume(record: ResumeRecord) -> CurrentResume:
    """Return what the session keeps of the résumé that the person works on."""
    return CurrentResume(id=record.id, sections=dict(_section_sizes(record.reading.resume)))


def resume_answer(record: ResumeRecord) -> ResumeAnswer:
    """Return a kept résumé as it is answered."""
    return ResumeAnswer(
        id=record.id,
        version=record.version,
        created_at=record.created_at,
        name=record.name,
        text=record.text,
        reading=record.reading,
        source=record.source,
        model=record.model,
        read_from=record.read_from,
    )


def _summary(record: ResumeRecord) -> ResumeSummary:
    resume = record.reading.resume
    basics = resume.basics
    return ResumeSummary(
        id=record.id,
        version=record.version,
        created_at=record.created_at,
        name=basics.name or record.name,
        title=basics.label,
        sample=resume.extra.get("x-sample") is True,
        source=record.source,
        model=record.model,
        read_from=record.read_from,
    )


def _section_sizes(resume: Resume) -> Iterator[tuple[str, int]]:
    for name in (*SECTION_PREFIXES, "sections"):
        if size := len(getattr(resume, name)):
            yield name, size
