"""What holds for any text: it parses, nothing is lost, ids are unique, spans point at the text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.domain.document import Document, Line, document_of
from resume_builder.domain.json_resume import from_json_resume, to_json_resume
from resume_builder.domain.parsing import parse_resume
from resume_builder.domain.parsing.leftovers import tokens_of
from resume_builder.domain.resume import Resume
from resume_builder.domain.vocabulary import phrase
from tests.domain.parsing.test_samples import FOLDER, SAMPLES

pytestmark = pytest.mark.reading

PIECES = [
    *(
        "Experience",
        "EDUCATION",
        "Skills:",
        "Sprachen",
        "工作经历",
        "Projects",
        "References",
        "Contact",
    ),
    *(
        "Jan 2020 - Present",
        "2019",
        "03/2018 – heute",
        "2018年3月至今",
        "year – year",
        "Summer 2021",
    ),
    *("Software Engineer", "Acme Ltd, Berlin", "University of Leeds", "BSc Physics", "高级工程师"),
    *(
        "- built a thing that",
        "• Led a team of 5.",
        "  went on here",
        "* x",
        "1. One",
        "(",
        "–",
        "| |",
    ),
    *(
        "ada@example.com",
        "+44 20 7946 0000",
        "github.com/ada",
        "Python, Go; Rust",
        "\t",
        "C++ (5 years)",
    ),
    *(
        "Email: a@b.co | Phone: 12345678",
        "Name: Ada",
        "A  B    C",
        "https:///",
        "Lorem ipsum dolor.",
    ),
]
LINES = st.one_of(
    st.sampled_from(PIECES),
    st.lists(st.sampled_from(PIECES), min_size=2, max_size=3).map("   ".join),
    st.text(max_size=60).map(lambda t: t.replace("\n", " ")),
    st.just(""),
)
TEXTS = st.lists(LINES, max_size=25).map("\n".join)
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40)


def _words_of(value: object) -> set[str]:
    if isinstance(value, str):
        return set(tokens_of(value))
    if isinstance(value, dict):
        return {w for item in value.values() for w in _words_of(item)}
    if isinstance(value, list | tuple):
        return {w for item in value for w in _words_of(item)}
    return set()


def _lost(document: Document) -> list[str]:
    """Lines with a word that stands neither in the résumé, nor in a heading, nor in unmatched."""
    v = load_vocabulary()
    reading = parse_resume(document, v)
    kept = _words_of(reading.resume.model_dump(mode="json")) | _words_of(reading.unmatched)
    labels = {*v.headings, *v.body_labels, *v.contact_labels, *v.name_labels, *v.document_words}
    kept |= {w for label in labels for w in tokens_of(label)}
    return [
        line.text
        for line in document.lines
        if phrase(line.text) and not set(tokens_of(line.text)) <= kept
    ]


@CALM
@given(TEXTS)
def test_any_text_is_read_and_nothing_is_lost(text: str) -> None:
    """No text raises, and each line is in the résumé or in `unmatched`."""
    assert _lost(document_of(text)) == []


@CALM
@given(st.text(max_size=400))
def test_wild_text_is_read(text: str) -> None:
    """Any characters at all."""
    assert _lost(document_of(text)) == []


SETTING = st.tuples(
    st.floats(0, 500), st.floats(0, 500), st.sampled_from([0.0, 8.0, 10.0, 18.0]), st.booleans(),
    st.booleans(), st.integers(0, 3), st.integers(0, 2), st.floats(0, 3), st.integers(0, 60),
)  # fmt: skip


@CALM
@given(st.lists(st.tuples(LINES, SETTING), max_size=20))
def test_any_layout_is_read_and_nothing_is_lost(lines: list[tuple[str, tuple[float, ...]]]) -> None:
    """Boxes, sizes, blocks, markers and tab stops of any kind."""
    made: list[Line] = []
    start = 0
    for text, (x0, width, size, bold, bullet, heading, block, gap, tab) in lines:
        made.append(
            Line(
                text=text, start=start, x0=x0, x1=x0 + width, size=size, bold=bool(bold),
                bullet=bool(bullet), heading=int(heading), block=int(block), page=int(block),
                gap=gap, tabs=(int(tab),) if tab < len(text) else (),
            )
        )  # fmt: skip
        start += len(text) + 1
    text = "\n".join(line.text for line in made)
    assert _lost(Document(text=text, lines=tuple(made), media_type="application/pdf")) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_ids_and_spans_of_samples(name: str) -> None:
    """Ids are unique, and each highlight's span covers its own words."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    resume = parse_resume(document_of(text), load_vocabulary()).resume
    ids = [h.id for _, h in resume.highlights()] + [e.id for e in resume.dated_entries()]
    assert len(ids) == len(set(ids))
    for entry, highlight in resume.highlights():
        assert highlight.id.startswith(f"{entry.id}h")
        assert highlight.span is not None
        covered = "".join(text[slice(*highlight.span)].replace("-\n", "").split())
        assert "".join(highlight.text.split())[:40].replace("-", "") in covered.replace("-", "")
    for entry in resume.work:
        assert entry.span is not None


@pytest.mark.parametrize("name", SAMPLES)
def test_json_resume_keeps_the_reading(name: str) -> None:
    """Writing the reading as JSON Resume and reading it back changes no text and no id."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    resume = parse_resume(document_of(text), load_vocabulary()).resume
    again = from_json_resume(to_json_resume(resume))
    assert _bare(again) == _bare(resume)
    assert again.basics == resume.basics


def _bare(resume: Resume) -> list[tuple[str, str]]:
    return [(h.id, h.text) for _, h in resume.highlights()]


def test_json_resume_object_is_taken_at_its_word() -> None:
    """A document that holds JSON Resume keeps the file's highlight ids."""
    data: dict[str, object] = {
        "basics": {"name": "Ada Example"},
        "work": [{"name": "Acme", "x-highlights": [{"id": "k7", "text": "Led"}]}],
    }
    document = Document(text="", lines=(), media_type="application/json", structured=(data,))
    resume = parse_resume(document, load_vocabulary()).resume
    assert resume.basics.name == "Ada Example"
    assert [h.id for _, h in resume.highlights()] == ["k7"]


@pytest.mark.parametrize("piece", ["1", "a.b-c+", "**a", "[a](", "a.", "(", "x, ", "a-\n", "Ada\n"])
def test_long_repeats_are_read(piece: str) -> None:
    """Patterns that make backtracking searches crawl go through like any text."""
    text = "Experience\n" + piece * (60_000 // len(piece))
    assert parse_resume(document_of(text), load_vocabulary()).resume is not None
