"""`/session/work`: "Save my work" and its way back."""

import json
from typing import ClassVar

from flask import Response
from pydantic import ConfigDict, JsonValue, RootModel

from resume_builder.features.sessions.service import Current, Session
from resume_builder.web.api import JSON, Answer, File, Slice
from resume_builder.web.context import services, session
from resume_builder.web.postings import current_posting
from resume_builder.web.replies import as_file, as_json
from resume_builder.web.resumes import current_resume
from resume_builder.web.session import CurrentAnswer, current_answer

api = Slice("work", "Everything of a session, as one file.", "session")

# What a guest may keep, uncompressed.
MAX_WORK_BYTES = 64 * 1024 * 1024
_FILE = File(JSON, "Everything kept, as a file.")


class SavedWorkBody(RootModel[dict[str, JsonValue]]):
    """The file that "Save my work" made, as it is."""

    model_config = ConfigDict(frozen=True)
    max_bytes: ClassVar[int] = MAX_WORK_BYTES


class RestoredAnswer(Answer):
    """How many of each were added; what was there already is left as it is."""

    resumes: int
    postings: int
    tailorings: int
    current: CurrentAnswer


@api.operation("GET", "/session/work", answer=_FILE)
def export_work() -> Response:
    """Return everything kept in this session as one file."""
    saved = services().work.save(session().owner)
    data = json.dumps(saved, ensure_ascii=False, indent=1).encode()
    return as_file(data, f"resume-builder-work-{str(saved['saved_at'])[:10]}.json", JSON)


@api.operation("POST", "/session/work", answer=RestoredAnswer, cost=20)
def restore_work(body: SavedWorkBody) -> Response:
    """Add what the file holds and this session lacks: all of it, or nothing."""
    made, found = services(), session()
    added = made.work.restore(found.owner, body.root)
    found = _go_on(found)
    return as_json(
        RestoredAnswer(
            resumes=added["resumes"],
            postings=added["postings"],
            tailorings=added["tailorings"],
            current=current_answer(found),
        )
    )


def _go_on(found: Session) -> Session:
    """Make the newest work current in a session that has nothing current yet."""
    made = services()
    if found.current != Current():
        return found
    if tailorings := made.tailorings.records.list(found.owner):
        newest = tailorings[0]
        return made.sessions.set_current_tailoring(
            found,
            tailoring_id=newest.id,
            resume_id=newest.resume_id,
            posting_id=newest.posting_id,
        )
    for resume in made.resumes.records.list(found.owner)[:1]:
        found = made.sessions.set_current_resume(found, current_resume(resume))
    for posting in made.postings.records.list(found.owner)[:1]:
        found = made.sessions.set_current_posting(found, current_posting(posting))
    return found
