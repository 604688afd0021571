"""Lists of skills and languages as they stand on paper."""

import pytest

from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.domain.document import Document, Line, document_of
from resume_builder.domain.parsing import parse_resume
from resume_builder.domain.resume import Skill

pytestmark = pytest.mark.reading

ROWS = [
    (54.0, 230.0, "Olive Thackeray", 20.0),
    (54.0, 200.0, "olive@example.com", 10.5),
    (54.0, 90.0, "SKILLS", 12.0),
    (54.0, 530.0, "Testing (expert): DIN VDE 0100-600, DIN VDE 0105-100, VDE-AR-N", 10.5),
    (63.0, 184.0, "4105, Insulation", 10.5),
    (54.0, 300.0, "Tools: Fluke 1664, Craftnote", 10.5),
]


def on_paper() -> Document:
    """A page whose second line of a group hangs below the first."""
    lines: list[Line] = []
    start = 0
    for number, (x0, x1, text, size) in enumerate(ROWS):
        top = 40.0 + 14 * number
        lines.append(
            Line(text, start, x0=x0, x1=x1, top=top, bottom=top + size, size=size, gap=0.2)
        )
        start += len(text) + 1
    return Document("\n".join(line.text for line in lines), tuple(lines), "application/pdf")


def test_a_line_that_hangs_below_a_group_belongs_to_it() -> None:
    """The rest of a wrapped group is no group of its own, even where it begins with a number."""
    skills = parse_resume(on_paper(), load_vocabulary()).resume.skills
    assert [(s.name, s.level, s.keywords[-2:]) for s in skills] == [
        ("Testing", "expert", ("VDE-AR-N 4105", "Insulation")),
        ("Tools", "", ("Fluke 1664", "Craftnote")),
    ]


@pytest.mark.parametrize(
    ("text", "name", "level"),
    [
        ("Python (advanced)", "Python", "advanced"),
        ("SQL (5 years)", "SQL", "5 years"),
        ("Löten (Grundkenntnisse)", "Löten", "Grundkenntnisse"),
        ("Docker (熟练)", "Docker", "熟练"),
        ("Vector (NumPy)", "Vector (NumPy)", ""),
    ],
)
def test_levels_in_brackets(text: str, name: str, level: str) -> None:
    """What is known for a level, or a length of time, is one; other brackets stay."""
    resume = f"Ada Byron\nada@example.com\n\nSKILLS\n- {text}\n- Chess\n"
    skills = parse_resume(document_of(resume), load_vocabulary()).resume.skills
    assert skills[0].model_copy(update={"span": None}) == Skill(id="s1", name=name, level=level)


def test_languages_between_dots_need_no_known_name() -> None:
    """A dot parts languages; a level behind one still belongs to the language before it."""

    def languages(line: str) -> list[tuple[str, str]]:
        text = f"Ada Byron\nada@example.com\n\nLANGUAGES\n{line}\n"
        found = parse_resume(document_of(text), load_vocabulary()).resume.languages
        return [(spoken.language, spoken.fluency) for spoken in found]

    told = [("English", "fluent"), ("Sorbisch", "native"), ("Quechua", "")]
    assert languages("English (fluent) · Sorbisch (native) · Quechua") == told
    assert languages("English · Native") == [("English", "Native")]
