"""How often a note is right, on invented résumés of many professions that were read by hand.

`resumes/LANGUAGE.txt` holds people ("# Miner"), their jobs, studies, projects and voluntary work
("job: employer | title | start | end"), and lines. "! code code" under a line or a job names what a
careful reader would say of it; what is said and not named there is a false alarm.
"""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from resume_builder.adapters.data.check_words import load_check_words
from resume_builder.domain.checking import check
from resume_builder.domain.json_resume import from_json_resume

pytestmark = pytest.mark.truth

FOLDER = Path(__file__).parent / "resumes"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.txt"))
TODAY = date(2026, 11, 25)
REACHED = {
    "name": "Ines Ferrão",
    "email": "ines@ferrao.pt",
    "phone": "+351 912 000 111",
    "location": {"city": "Porto"},
}
SECTIONS = {"job": "work", "edu": "education", "project": "projects", "volunteer": "volunteer"}
PREFIXES = {"job": "w", "edu": "e", "project": "p", "volunteer": "v"}
Json = dict[str, Any]
Label = tuple[str, str]


def people(language: str) -> list[tuple[Json, set[Label]]]:
    """Each person's résumé, and what is to be said of it: path and code."""
    return [_person(block) for block in (FOLDER / f"{language}.txt").read_text().split("\n# ")]


def _person(block: str) -> tuple[Json, set[Label]]:
    resume: Json = {"basics": REACHED, **{name: [] for name in SECTIONS.values()}}
    labels: set[Label] = set()
    entry: Json = {"highlights": []}
    owner = ""
    for row in block.splitlines()[1:]:
        kind, _, rest = row.partition(": ")
        if row.startswith("- "):
            entry["highlights"].append(row[2:])
        elif row.startswith("! "):
            line = f"{owner}h{len(entry['highlights'])}"
            for code in row[2:].split():
                labels.add((f"{owner}.startDate" if code == "gap" else line, f"check.{code}"))
        elif row:
            parts = [part.strip() for part in rest.split("|")]
            name, title, start, end = _told(kind, parts)
            entry = {
                "name": name, "institution": name, "organization": name, "position": title,
                "startDate": start, "endDate": "" if end == "present" else end, "highlights": [],
            }  # fmt: skip
            resume[SECTIONS[kind]].append({k: v for k, v in entry.items() if v != ""})
            entry = resume[SECTIONS[kind]][-1]
            owner = f"{PREFIXES[kind]}{len(resume[SECTIONS[kind]])}"
    return resume, labels


def _told(kind: str, parts: list[str]) -> tuple[str, str, str, str]:
    """Name, title, start and end: a project has no title, and studies may have their end alone."""
    if kind in ("job", "volunteer"):
        return parts[0], parts[1], parts[2], parts[3]
    start = parts[1] if len(parts) == 3 else ""
    return parts[0], "", start, parts[-1]


def said(language: str) -> tuple[set[tuple[int, Label]], set[tuple[int, Label]]]:
    """What the check says of everybody, and what it should."""
    words = load_check_words()
    found: set[tuple[int, Label]] = set()
    wanted: set[tuple[int, Label]] = set()
    for number, (resume, labels) in enumerate(people(language)):
        notes = check(from_json_resume(resume), language, words, TODAY)
        found |= {(number, (note.path, note.code)) for note in notes}
        wanted |= {(number, label) for label in labels}
    return found, wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_note_is_one_that_a_careful_reader_would_make(language: str) -> None:
    """A check that nags is switched off in the head: no false alarm at all on these."""
    found, wanted = said(language)
    assert found - wanted == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_careful_reader_would_say_is_said(language: str) -> None:
    """Nearly all of it: what is left out is better than what is wrong."""
    found, wanted = said(language)
    assert len(found & wanted) >= 0.9 * len(wanted), wanted - found


def test_every_kind_of_note_is_among_them() -> None:
    """So that the figures speak of all of them."""
    counted = Counter(code for name in LANGUAGES for _, (_, code) in said(name)[1])
    kinds = "first_person gap passive same_opening tense weak_opening".split()
    assert all(counted[f"check.{kind}"] >= 3 for kind in kinds), counted
