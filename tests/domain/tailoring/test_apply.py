"""Applying plans and a person's own words."""

import pytest

from resume_builder.domain.errors import DomainError
from resume_builder.domain.json_resume import from_json_resume
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.apply import UnknownPath, apply_person_edits, apply_plan
from resume_builder.domain.tailoring.model import Choice, Plan, TextEdit

pytestmark = pytest.mark.main_job


@pytest.fixture
def resume() -> Resume:
    """Two jobs, a course and a section of the person's own."""
    return from_json_resume(
        {
            "basics": {"name": "Ada", "summary": "Old", "location": {"city": "Leeds"}},
            "work": [
                {"name": "A", "position": "Dev", "highlights": ["a1", "a2", "a3"]},
                {"name": "B", "startDate": "2019", "highlights": ["b1"]},
            ],
            "education": [{"institution": "U", "courses": ["X"]}],
            "x-sections": [{"title": "Patents", "entries": [{"name": "P", "highlights": ["p"]}]}],
        }
    )


def choice(highlight: str, entry: str, kept: bool) -> Choice:
    """A choice whose reason does not matter."""
    return Choice(highlight_id=highlight, entry_id=entry, kept=kept, reason="kept.room")


def test_plan_cuts_and_orders_within_a_role(resume: Resume) -> None:
    """Kept lines come in the plan's order; an unnamed line stays behind them."""
    made = Plan(choices=(choice("w1h3", "w1", True), choice("w1h1", "w1", False)))
    cut = apply_plan(resume, made)
    assert [h.id for h in cut.work[0].highlights] == ["w1h3", "w1h2"]
    assert cut.work[1] == resume.work[1]
    assert cut.sections == resume.sections


def test_empty_plan_changes_nothing(resume: Resume) -> None:
    """No choices: the résumé itself."""
    assert apply_plan(resume, Plan()) == resume


def test_edits_reach_lines_fields_and_basics(resume: Resume) -> None:
    """Paths as the API names them: a highlight id, basics fields, entry fields by alias."""
    edits = [
        TextEdit(path="w1h2", text="mine"),
        TextEdit(path="basics.summary", text="New"),
        TextEdit(path="basics.location", text="York, UK"),
        TextEdit(path="w1.position", text="Engineer"),
        TextEdit(path="w2.startDate", text="2018-05"),
        TextEdit(path="e1.studyType", text="BSc"),
        TextEdit(path="x1e1h1", text="patent"),
    ]
    edited = apply_person_edits(resume, edits)
    assert [h.text for h in edited.work[0].highlights] == ["a1", "mine", "a3"]
    assert edited.basics.summary == "New"
    assert edited.basics.location is not None
    assert edited.basics.location.label == "York, UK"
    assert edited.work[0].position == "Engineer"
    assert edited.work[1].start_date is not None
    assert edited.work[1].start_date.iso == "2018-05"
    assert edited.education[0].study_type == "BSc"
    assert edited.sections[0].entries[0].highlights[0].text == "patent"


def test_empty_text_changes_nothing(resume: Resume) -> None:
    """An empty edit restores nothing here: the service drops it from the record."""
    assert apply_person_edits(resume, [TextEdit(path="w1h1", text="")]) == resume


@pytest.mark.parametrize("path", ["w9h9", "basics.age", "w1.id", "e1.courses", "w1", "", "w9.name"])
def test_unknown_paths_are_refused(resume: Resume, path: str) -> None:
    """A path that names nothing is an error with a code, never silently lost."""
    with pytest.raises(UnknownPath) as raised:
        apply_person_edits(resume, [TextEdit(path=path, text="x")])
    assert isinstance(raised.value, DomainError)
    assert raised.value.code == "work.unknown_path"
