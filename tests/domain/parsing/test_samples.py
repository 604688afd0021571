"""Invented résumés in eight languages and many layouts, read back field by field."""

import json
import re
from pathlib import Path

import pytest

from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.domain.document import document_of
from resume_builder.domain.parsing import parse_resume
from resume_builder.domain.resume import PartialDate, Resume

pytestmark = pytest.mark.reading

FOLDER = Path(__file__).parent / "samples"
SAMPLES = sorted(p.stem for p in FOLDER.glob("*.txt"))


def _date(date: PartialDate | None) -> str:
    if date is None:
        return ""
    return "present" if date.present else date.iso


def _facts(resume: Resume) -> dict[str, object]:
    """The résumé in the form of the sample's expectations."""
    basics = resume.basics
    return {
        "name": basics.name,
        "email": basics.email,
        "phone": re.sub(r"\D", "", basics.phone),
        "city": basics.location.city if basics.location else "",
        "work": [
            [w.name, w.position, _date(w.start_date), _date(w.end_date), len(w.highlights)]
            for w in resume.work
        ],
        "education": [
            [e.institution, e.study_type, _date(e.start_date), _date(e.end_date)]
            for e in resume.education
        ],
        "languages": [x.language for x in resume.languages],
        **{
            key: len(getattr(resume, key))
            for key in ("certificates", "awards", "publications", "interests", "projects")
        },
    }


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_is_understood(name: str) -> None:
    """Contact, jobs, schools, dates, and the number of statements come out as written."""
    expected = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    resume = parse_resume(document_of(text), load_vocabulary()).resume
    facts = _facts(resume)
    wanted_skills = expected.pop("skills", [])
    assert {key: facts[key] for key in expected} == expected
    skills = {s.name for s in resume.skills} | {k for s in resume.skills for k in s.keywords}
    assert set(wanted_skills) <= skills
