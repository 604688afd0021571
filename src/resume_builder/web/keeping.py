"""`/trash`, old versions of résumés, and everything as one file."""

from datetime import datetime
from typing import Annotated

from flask import Response
from pydantic import Field

from resume_builder.domain.values import RecordId
from resume_builder.features.keeping.trash import Trashed
from resume_builder.web.api import Answer, Body, File, Slice
from resume_builder.web.context import guarded, services, session
from resume_builder.web.cookies import drop_cookies
from resume_builder.web.replies import as_file, as_json, as_record, no_content
from resume_builder.web.resumes import ResumeAnswer, ResumePath, resume_answer
from resume_builder.web.signing import device_of_request, proved

api = Slice("keeping", "What was deleted or changed, and everything as one file.", "account")

_ZIP = "application/zip"
_EXPORT = File(_ZIP, "Everything kept, as a ZIP.")


class TrashPath(Body):
    """Names one deleted thing."""

    trash_id: RecordId


class VersionPath(ResumePath):
    """Names one old version of a résumé, by its number."""

    number: Annotated[str, Field(pattern="^[0-9]{1,9}$")]


class RestoreVersionBody(Body):
    """The version that they saw: the one that holds now, unless another device was faster."""

    version: Annotated[int, Field(ge=1)]


class TrashedAnswer(Answer):
    """A deleted thing: what it is, what it is called, and until when it can be put back."""

    id: str
    kind: str
    record_id: str
    title: str
    deleted_at: datetime
    ends_at: datetime


class TrashAnswer(Answer):
    """What was deleted, last first."""

    trash: list[TrashedAnswer]


class VersionSummary(Answer):
    """An old version: its number, and when another took its place."""

    version: int
    replaced_at: datetime


class VersionsAnswer(Answer):
    """The old versions, newest first; `version` is the one that holds."""

    version: int
    versions: list[VersionSummary]


@api.operation("GET", "/trash", answer=TrashAnswer)
def list_trash() -> Response:
    """Return what was deleted from the account in the last 30 days. A guest has no trash."""
    found = services().trash.list(session().owner)
    return as_json(TrashAnswer(trash=[_answer(trashed) for trashed in found]))


@api.operation("POST", "/trash/<trash_id>/restore", answer=TrashedAnswer)
def restore_trashed(path: TrashPath) -> Response:
    """Put a deleted thing back as it was."""
    return as_json(_answer(services().trash.restore(session().owner, path.trash_id)))


@api.operation("DELETE", "/trash/<trash_id>", answer=None, status=204)
def delete_trashed(path: TrashPath) -> Response:
    """Erase a deleted thing for good."""
    services().trash.delete(session().owner, path.trash_id)
    return no_content()


@api.operation("DELETE", "/trash", answer=None, status=204)
def empty_trash() -> Response:
    """Erase everything that was deleted for good."""
    services().trash.empty(session().owner)
    return no_content()


@api.operation("GET", "/resumes/<resume_id>/versions", answer=VersionsAnswer)
def list_versions(path: ResumePath) -> Response:
    """Return what an account's résumé was before each change, 100 versions at most."""
    made, owner = services(), session().owner
    record = made.resumes.records.get(owner, path.resume_id)
    old = made.versions.list(owner, path.resume_id)
    return as_json(
        VersionsAnswer(
            version=record.version,
            versions=[VersionSummary(version=o.of_version, replaced_at=o.replaced_at) for o in old],
        )
    )


@api.operation("GET", "/resumes/<resume_id>/versions/<number>", answer=ResumeAnswer)
def get_version(path: VersionPath) -> Response:
    """Return a résumé as it was."""
    record = services().versions.get(session().owner, path.resume_id, int(path.number))
    return as_json(resume_answer(record))


@api.operation("POST", "/resumes/<resume_id>/versions/<number>/restore", answer=ResumeAnswer)
def restore_version(path: VersionPath, body: RestoreVersionBody) -> Response:
    """Make an old version the newest; the one that holds now becomes an old one."""
    record = services().versions.restore(
        session().owner, path.resume_id, int(path.number), body.version
    )
    return as_record(resume_answer(record))


@api.operation("GET", "/account/export", answer=_EXPORT, cost=30)
def export_account() -> Response:
    """Return everything that is kept as one ZIP.

    It holds JSON Resume, PDF and DOCX files, kept documents byte for byte, tables (CSV) of postings
    and tailorings, and all of it as JSON. A guest gets what the session keeps.
    """
    made, found = services(), session()
    data = made.export.zip(found.owner)
    if guarded().standing is not None and found.record.account_id is not None:
        made.accounts.audit.add(found.record.account_id, "exported", device_of_request())
    return as_file(data, f"resume-builder-{made.export.now():%Y-%m-%d}.zip", _ZIP)


@api.operation("POST", "/account/erasure", answer=None, status=204)
def erase_account() -> Response:
    """Erase the account with all that it keeps: at once, for good, in backups too.

    The account's key is destroyed, so what is left anywhere cannot be read. Every session ends.
    """
    made, asking = services(), proved()
    made.auth.devices.clear(asking)
    made.erasure.erase(asking.account_id)
    made.auth.watch.forget(asking.account_id)
    made.sessions.end(session())
    guarded().ended = True
    response = no_content()
    drop_cookies(response)
    return response


def _answer(trashed: Trashed) -> TrashedAnswer:
    return TrashedAnswer(
        id=trashed.id,
        kind=trashed.kind,
        record_id=trashed.record_id,
        title=trashed.title,
        deleted_at=trashed.deleted_at,
        ends_at=trashed.ends_at,
    )
