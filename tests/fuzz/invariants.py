"""What holds of everything that is read, whatever the input was."""

import json
import math
from itertools import pairwise

from resume_builder.adapters.documents import wire
from resume_builder.domain.document import Document, Line
from resume_builder.domain.json_resume import from_json_resume, to_json_resume
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.resume import Entry, ResumeReading
from resume_builder.domain.values import Span, clean_text
from resume_builder.features.resumes.limits import MAX_CHARACTERS


def check_document(document: Document) -> None:
    """Offsets, boxes and letters of a document are sound, and a pipe leaves it unchanged."""
    assert len(document.text) <= MAX_CHARACTERS
    assert clean_text(document.text) == document.text
    assert document.text == "\n".join(line.text for line in document.lines)
    for line in document.lines:
        _check_line(line, document)
    for before, after in pairwise(document.lines):
        assert after.start == before.end + 1
    for link in document.links:
        assert 0 <= link.start <= link.end <= len(document.text)
    assert wire.document_or_raise(wire.answer_of(document)) == document


def check_reading(reading: ResumeReading, document: Document) -> None:
    """Spans lie within the text, ids are unique, and JSON Resume keeps all of it."""
    resume = reading.resume
    for span in _spans(reading):
        assert 0 <= span.start <= span.end <= len(document.text)
    ids = [entry.id for entry in resume.dated_entries()]
    ids += [highlight.id for _, highlight in resume.highlights()]
    assert len(ids) == len(set(ids))
    reading.model_dump_json().encode()
    written = to_json_resume(resume)
    json.dumps(written, ensure_ascii=False, allow_nan=False).encode()
    assert _trimmed(to_json_resume(from_json_resume(written))) == _trimmed(written)


def _trimmed(value: object) -> object:
    """Return a JSON value without white space around its texts, and without empty ones."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        return {key: made for key, item in value.items() if (made := _trimmed(item))}
    if isinstance(value, list):
        return [made for item in value if (made := _trimmed(item))]
    return value


def check_posting(posting: Posting) -> None:
    """Every quotation is the posting's own words."""
    for quote in (*posting.requirements, *posting.duties, *posting.instructions):
        assert posting.text[slice(*quote.span)] == quote.text
    assert clean_text(posting.text) == posting.text
    posting.model_dump_json().encode()


def _check_line(line: Line, document: Document) -> None:
    assert document.text[line.start : line.end] == line.text
    assert "\n" not in line.text
    assert all(0 < tab < len(line.text) for tab in line.tabs)
    assert all(a < b for a, b in pairwise(line.tabs))
    assert 0 <= line.page < max(document.pages, 1)
    numbers = (line.x0, line.x1, line.top, line.bottom, line.size, line.gap)
    assert all(math.isfinite(number) for number in numbers)


def _spans(reading: ResumeReading) -> list[Span]:
    """Every span of a reading."""
    resume = reading.resume
    sections = (getattr(resume, name) for name in type(resume).model_fields)
    entries = [e for section in sections if isinstance(section, tuple) for e in section]
    entries += [e for section in resume.sections for e in section.entries]
    spans = [e.span for e in entries if isinstance(e, Entry)]
    spans += [highlight.span for _, highlight in resume.highlights()]
    return [span for span in spans if span is not None]
