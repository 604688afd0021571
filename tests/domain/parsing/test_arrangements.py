"""One person's jobs in the arrangements that résumés use: the same facts come out of each."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.domain.document import Document, Line, document_of
from resume_builder.domain.parsing import parse_resume

pytestmark = pytest.mark.reading

# Employer, title, town, start, end, statements.
Job = tuple[str, str, str, str, str, int]
JOBS: list[Job] = [
    ("Saltmarsh Veterinary Hospital", "Head Veterinary Nurse", "Norwich", "2021-03", "", 3),
    ("Pettigrew & Sons", "Veterinary Nurse", "Ipswich", "2017-09", "2021-02", 2),
    ("Broadland Kennels Ltd", "Kennel Assistant", "Beccles", "2015-06", "2017-08", 2),
]
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def _when(job: Job) -> str:
    start, end = (f"{MONTHS[int(d[5:]) - 1]} {d[:4]}" if d else "Present" for d in job[3:5])
    return f"{start} – {end}"


ARRANGEMENTS: dict[str, Callable[[Job], list[str]]] = {
    "title, employer and town, dates": lambda j: [j[1], f"{j[0]}, {j[2]}", _when(j)],
    "employer with town, title with dates": lambda j: [
        f"{j[0]}          {j[2]}",
        f"{j[1]}          {_when(j)}",
    ],
    "dates at the left": lambda j: [f"{_when(j)}     {j[1]}, {j[0]}, {j[2]}"],
    "one line with bars": lambda j: [f"{j[1]} | {j[0]} | {_when(j)}"],
    "employer, dash, title, dates in brackets": lambda j: [f"{j[0]} — {j[1]} ({_when(j)})"],
    "dates above": lambda j: [_when(j), j[0], j[1]],
    "employer with dates above title": lambda j: [f"{j[0]}, {j[2]}     {_when(j)}", j[1]],
    "title with dates above employer": lambda j: [f"{j[1]}     {_when(j)}", j[0]],
    "title at employer": lambda j: [f"{j[1]} at {j[0]}", _when(j)],
}


@pytest.mark.parametrize("blank", [True, False], ids=["blank lines", "no blank lines"])
@pytest.mark.parametrize("name", ARRANGEMENTS)
def test_arrangement(name: str, *, blank: bool) -> None:
    """Employer, title, dates and the count of statements do not hang on the arrangement."""
    lines = ["Olive Thackeray", "olive@example.com", "", "EXPERIENCE", *([""] if blank else [])]
    for job in JOBS:
        lines += ARRANGEMENTS[name](job)
        lines += [f"- Looked after part {n} of the practice" for n in range(job[5])]
        lines += [""] if blank else []
    resume = parse_resume(document_of("\n".join(lines)), load_vocabulary()).resume
    read = [
        (
            w.name,
            w.position,
            w.start_date.iso if w.start_date else "",
            w.end_date.iso if w.end_date else "",
            len(w.highlights),
        )
        for w in resume.work
    ]
    assert read == [(j[0], j[1], j[3], j[4], j[5]) for j in JOBS]


def _columns(left: list[str], right: list[str]) -> Document:
    """Two columns of one page, the left one read first, ten points a line."""
    text = "\n".join((*left, *right))
    lines: list[Line] = []
    start = 0
    for block, texts in enumerate((left, right)):
        for number, words in enumerate(texts):
            heading = words.isupper()
            place = Line(
                text=words, start=start, block=block, x0=50 + 300.0 * block,
                x1=50 + 300.0 * block + 5 * len(words), top=50 + 10.0 * number,
                bottom=59 + 10.0 * number, size=12.0 if heading else 9.0, bold=heading,
                gap=1.0 if heading else 0.0,
            )  # fmt: skip
            lines.append(place)
            start += len(words) + 1
    return Document(text, tuple(lines), "application/pdf")


MAIN = ["Olive Thackeray", "Head Veterinary Nurse", "EXPERIENCE", "Veterinary Nurse",
        "Pettigrew & Sons, Ipswich, 2017 - 2021", "REFERENCES", "Jane Marple"]  # fmt: skip
REACHED = ["olive@example.com", "+44 1603 496 0182", "github.com/olive-thackeray"]


def test_a_sidebar_tells_how_to_reach_the_person() -> None:
    """Without a heading, beside the whole page: what is read before it does not take it in."""
    document = _columns(MAIN, ["Norwich", *REACHED, "SKILLS", "Dentistry, Anaesthesia"])
    resume = parse_resume(document, load_vocabulary()).resume
    basics = resume.basics
    assert (basics.email, basics.phone) == (REACHED[0], REACHED[1])
    assert [p.url for p in basics.profiles] == [REACHED[2]]
    assert [r.name for r in resume.references] == ["Jane Marple"]


def test_referees_in_two_columns_are_not_the_person() -> None:
    """Their second column begins below the heading."""
    space = [f"Line {number} of a list of cures" for number in range(len(MAIN))]
    referee = ["Basil Underwood", "basil@example.com", "+44 1603 496 0999"]
    document = _columns([REACHED[0], *MAIN], [*space, *referee])
    lines = [line for line in document.lines if line.text not in space]
    resume = parse_resume(replace(document, lines=tuple(lines)), load_vocabulary()).resume
    assert resume.basics.email == REACHED[0]
    assert resume.basics.phone == ""
