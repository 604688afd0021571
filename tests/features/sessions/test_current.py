"""What the person last worked on."""

import pytest

from resume_builder.adapters.memory.database import Database
from resume_builder.adapters.memory.sessions import MemorySessions
from resume_builder.adapters.system import new_id
from resume_builder.features.sessions.record import CurrentPosting, CurrentResume
from resume_builder.features.sessions.service import Current, Session, Sessions
from tests.contracts.kit import Clock
from tests.vaults import VAULT

pytestmark = pytest.mark.accounts

RESUME = CurrentResume(id="r1", sections={"work": 3, "education": 1})
POSTING = CurrentPosting(id="p1", title="Engineer", company="Havnekraft")


@pytest.fixture
def sessions() -> Sessions:
    """Sessions in memory."""
    clock = Clock()
    return Sessions(MemorySessions(Database(clock), VAULT), clock, new_id)


def test_nothing_is_current_at_first(sessions: Sessions) -> None:
    """A new session has no résumé."""
    session = sessions.open()
    assert session.current == Current()
    assert not session.record.resume_provided


def test_the_current_ids_come_from_the_record(sessions: Sessions) -> None:
    """resume_sections and job_description name them."""
    session = sessions.set_current_resume(sessions.open(), RESUME)
    session = sessions.set_current_posting(session, POSTING)
    session = sessions.set_current_tailoring(
        session, tailoring_id="t1", resume_id="r1", posting_id="p1"
    )
    assert session.current == Current("r1", "p1", "t1")
    loaded = sessions.load(session.id)
    assert loaded.record == session.record
    assert loaded.record.resume_sections == RESUME
    assert loaded.record.job_description == POSTING.model_copy(update={"tailoring_id": "t1"})


def test_a_resume_is_provided_while_one_is_current(sessions: Sessions) -> None:
    """The flag goes with the sections."""
    session = sessions.set_current_resume(sessions.open(), RESUME)
    assert sessions.load(session.id).record.resume_provided
    session = sessions.forget(session, "r1")
    assert session.current.resume_id is None
    assert not session.record.resume_provided
    assert sessions.load(session.id).record == session.record


def test_a_tailoring_brings_its_resume_and_posting(sessions: Sessions) -> None:
    """Opening an old tailoring makes all three current, without words that belong to others."""
    session = sessions.set_current_posting(sessions.open(), POSTING)
    session = sessions.set_current_tailoring(
        session, tailoring_id="t2", resume_id="r2", posting_id="p2"
    )
    assert session.current == Current("r2", "p2", "t2")
    assert session.record.job_description is not None
    assert session.record.job_description.title == ""


def test_another_posting_has_no_tailoring_yet(sessions: Sessions) -> None:
    """A new posting ends the old tailoring's turn."""
    session = _with_all(sessions)
    session = sessions.set_current_posting(session, CurrentPosting(id="p9"))
    assert session.current == Current("r1", "p9", None)


@pytest.mark.parametrize(
    ("deleted", "left"),
    [
        ("r1", Current(None, "p1", "t1")),
        ("p1", Current("r1", None, None)),
        ("t1", Current("r1", "p1", None)),
        ("other", Current("r1", "p1", "t1")),
    ],
)
def test_what_is_deleted_is_current_no_more(
    sessions: Sessions, deleted: str, left: Current
) -> None:
    """Only what was deleted is forgotten."""
    session = sessions.forget(_with_all(sessions), deleted)
    assert session.current == left
    assert sessions.load(session.id).current == left


def _with_all(sessions: Sessions) -> Session:
    return sessions.set_current_tailoring(
        sessions.open(), tailoring_id="t1", resume_id="r1", posting_id="p1"
    )
