"""Doubts fall where a reading may be wrong, and nowhere else."""

from dataclasses import replace

import pytest
from hypothesis import given

from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.domain.document import Document, document_of
from resume_builder.domain.fields import fields_of
from resume_builder.domain.parsing import parse_resume
from resume_builder.domain.parsing.confidence import confidence_of
from resume_builder.domain.parsing.doubts import Evidence
from resume_builder.domain.resume import SURE, ResumeReading
from tests.domain.parsing.test_properties import CALM, TEXTS

pytestmark = pytest.mark.reading

PLAIN = """Ada Lindqvist
Stockholm, Sweden | ada.lindqvist@example.com | +46 8 555 0100

Experience

Data Engineer
Norrvik Systems AB, Stockholm, Sweden
March 2019 - June 2023
- Built the warehouse that sales and finance read from
- Moved the nightly loads to streams

Software Developer
Tallmark Group, Uppsala, Sweden
January 2015 - February 2019
- Kept the booking service alive through a merger
- Wrote the import of supplier catalogues

Education

Master of Science in Physics
Uppsala University
2010 - 2014
"""


def read(text: str) -> ResumeReading:
    """Read a pasted résumé."""
    return parse_resume(document_of(text), load_vocabulary())


def doubted(reading: ResumeReading) -> set[str]:
    """The paths that the person is asked about."""
    return {path for path, sure in reading.confidence.items() if sure < SURE}


def test_a_plain_resume_is_sure() -> None:
    """Nothing is asked where every field stands where it should."""
    reading = read(PLAIN)
    assert [w.name for w in reading.resume.work] == ["Norrvik Systems AB", "Tallmark Group"]
    assert doubted(reading) == set()


@given(text=TEXTS)
@CALM
def test_every_field_has_a_confidence(text: str) -> None:
    """For any text: each filled field has one, within 0 and 1."""
    reading = read(text)
    assert {f.path for f in fields_of(reading.resume)} <= reading.confidence.keys()
    assert all(0 <= sure <= 1 for sure in reading.confidence.values())


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("Ada Lindqvist\n", "Lindqvist\n", "basics.name"),
        ("Stockholm, Sweden | ada", "ada", "basics.location"),
        ("ada.lindqvist@example.com | ", "", "basics.email"),
        ("March 2019 - June 2023", "03/04/2019 - June 2023", "w1.startDate"),
        ("March 2019 - June 2023", "March 2019 - zurzeit", "w1.endDate"),
        ("March 2019 - June 2023", "March 2023 - June 2019", "w1.endDate"),
        ("Norrvik Systems AB, Stockholm, Sweden\n", "", "w1.name"),
        ("Data Engineer\n", "", "w1.position"),
        ("Uppsala University\n", "", "e1.institution"),
    ],
)
def test_what_is_missing_or_unclear_is_asked(old: str, new: str, path: str) -> None:
    """One change to the plain résumé, and the field it touches is doubted."""
    assert old in PLAIN
    assert path in doubted(read(PLAIN.replace(old, new, 1)))


def test_a_sentence_for_an_employer_is_doubted() -> None:
    """A line of the list that was taken for a name is no sure name."""
    odd = PLAIN.replace(
        "Norrvik Systems AB, Stockholm, Sweden", "and for the teams that cared for patients"
    )
    assert {"w1.name", "w1.position"} & doubted(read(odd))


def test_unsure_characters_make_unsure_fields() -> None:
    """Lines recognized in a picture with half certainty leave no field sure."""
    plain = document_of(PLAIN)
    lines = tuple(replace(line, certainty=0.5) for line in plain.lines)
    document = Document(text=plain.text, lines=lines, media_type="image/png")
    reading = parse_resume(document, load_vocabulary())
    assert doubted(reading) == set(reading.confidence)


def test_text_without_a_home_makes_all_less_sure() -> None:
    """The more of the text was not understood, the less is the rest trusted."""
    document = document_of(PLAIN)
    reading = parse_resume(document, load_vocabulary())
    evidence = Evidence(document, reading.resume, reading.sources, {}, load_vocabulary())
    whole, half = confidence_of(evidence, []), confidence_of(evidence, [PLAIN[:300]])
    assert all(half[path] < sure for path, sure in whole.items())


def test_a_file_that_names_its_fields_is_taken_at_its_word() -> None:
    """JSON Resume is certain, but for a date that could not be read."""
    data: dict[str, object] = {
        "basics": {"name": "Ada Lindqvist"},
        "work": [{"name": "Norrvik", "startDate": "2019-03", "endDate": "once upon a time"}],
    }
    plain = document_of("Ada Lindqvist\nNorrvik\n2019-03\nonce upon a time")
    document = Document(
        text=plain.text, lines=plain.lines, media_type="application/json", structured=(data,)
    )
    reading = parse_resume(document, load_vocabulary())
    assert doubted(reading) == {"w1.endDate"}
    assert reading.confidence["w1.startDate"] == 1.0


def test_what_was_hidden_in_the_program_is_told() -> None:
    """Entries under "x-hidden" are no content, and the person is told how many stand where."""
    data: dict[str, object] = {
        "basics": {"name": "Ada Lindqvist"},
        "x-hidden": {"work": [{"name": "Norrvik"}, {"name": "Tallmark"}]},
    }
    document = replace(document_of("Ada Lindqvist"), structured=(data,))
    (finding,) = parse_resume(document, load_vocabulary()).findings
    assert (finding.code, finding.text, finding.where) == ("reading.hidden_entries", "2", "work")


def test_a_text_without_any_section_says_so() -> None:
    """Where no entry was understood, the text is kept and the person is told what to do."""
    text = "Ada Lindqvist\nada@example.com\nqzx vrkt\n"
    reading = read(text)
    assert [f.code for f in reading.findings] == ["reading.nothing_understood"]
    kept = reading.resume.model_dump_json() + " ".join(reading.unmatched)
    assert all(word in kept for word in text.split())
    assert read(PLAIN).findings == ()
