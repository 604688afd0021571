"""Each field's source span holds the field's words, whatever reading did to them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.domain.document import Document, Link, document_of
from resume_builder.domain.fields import Field, fields_of
from resume_builder.domain.parsing import parse_resume
from resume_builder.domain.parsing.letters import Letters, letters_of
from resume_builder.domain.resume import ResumeReading
from resume_builder.domain.values import Span
from tests.domain.parsing.test_properties import CALM, TEXTS
from tests.domain.parsing.test_samples import FOLDER, SAMPLES

pytestmark = pytest.mark.reading


def holds_the_words(document: Document, reading: ResumeReading) -> None:
    """Every span lies in the text and holds all letters of the field's words."""
    fields = {f.path: f for f in fields_of(reading.resume)}
    assert reading.sources.keys() <= fields.keys()
    for path, span in reading.sources.items():
        assert 0 <= span.start < span.end <= len(document.text), path
        assert _held(document, fields[path], span), (path, document.text[span.start : span.end])


def _held(document: Document, field: Field, span: Span) -> bool:
    said = document.text[span.start : span.end]
    there = letters_of(said)
    if all(letters_of(word) in there for text in field.texts for word in text.split()):
        return True
    carried = any(link.start < span.end and span.start < link.end for link in document.links)
    return (carried or ".profiles." in field.path) and bool(there)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_field_of_a_sample_has_its_source(name: str) -> None:
    """Name, dates, titles, lines: each has a span, and the span holds its words."""
    document = document_of((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))
    reading = parse_resume(document, load_vocabulary())
    holds_the_words(document, reading)
    assert [f.path for f in fields_of(reading.resume) if f.path not in reading.sources] == []


@given(text=TEXTS)
@CALM
def test_sources_hold_the_words_of_any_text(text: str) -> None:
    """For any text, a source is never a place where the words do not stand."""
    document = document_of(text)
    holds_the_words(document, parse_resume(document, load_vocabulary()))


WORKED = """Ada Lindqvist
Stockholm, Sweden · ada@example.com

Experience
Data Engineer for the 2019 relaunch of shops
Acme Ltd | 2019 - 2021
- Built the ware-
  house of 2021
"""


def test_dates_are_found_together() -> None:
    """A year that stands elsewhere too is found where the range stands."""
    reading = parse_resume(document_of(WORKED), load_vocabulary())
    at = WORKED.index("2019 - 2021")
    assert reading.sources["w1.startDate"] == (at, at + 4)
    assert reading.sources["w1.endDate"] == (at + 7, at + 11)


def test_an_address_in_a_link_has_the_words_that_carry_it() -> None:
    """An e-mail that only a hyperlink holds stands where the link's words stand."""
    text = "Ada Lindqvist\nWrite to me\n\nExperience\nEngineer at Acme Ltd, 2019 - 2021\n"
    plain = document_of(text)
    at = text.index("Write to me")
    document = Document(
        text=text, lines=plain.lines, media_type="text/html",
        links=(Link("mailto:ada@example.com", at, at + 11),),
    )  # fmt: skip
    reading = parse_resume(document, load_vocabulary())
    assert reading.resume.basics.email == "ada@example.com"
    assert reading.sources["basics.email"] == (at, at + 11)


def test_records_of_the_older_form_are_read() -> None:
    """Confidence kept as "w1/startDate" is known under the path that edits use."""
    kept = {"resume": {}, "confidence": {"w1/startDate": 0.0, "basics.name": 0.5}}
    assert ResumeReading.model_validate(kept).confidence == {
        "w1.startDate": 0.0,
        "basics.name": 0.5,
    }


@given(st.text(alphabet="ab \u00adß-\n", max_size=60), st.text(alphabet="abß", max_size=4))
@settings(max_examples=60)
def test_letters_are_found_where_they_stand(text: str, words: str) -> None:
    """What is found has the letters looked for, signs between them left aside."""
    found = Letters(text).find(words, Span(0, len(text)))
    if found is not None:
        assert letters_of(text[found.start : found.end]) == letters_of(words)
