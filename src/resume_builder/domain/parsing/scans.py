"""What recognition in pictures means for a reading: what is doubtful, and what would be a guess.

A wrong letter in a name, an address or a number makes a résumé worse than none, and nobody sees it
at a glance. So a scan is read whole, with every word of that kind sure, or not at all.
"""

import re
from collections.abc import Iterator

from resume_builder.domain.document import Document
from resume_builder.domain.parsing.contact import EMAIL
from resume_builder.domain.resume import Basics, ResumeReading
from resume_builder.domain.values import Span

# What an unsure word looks like that may be part of an address or a number. Recognition mistakes
# signs more often than letters, so a part of the form is enough.
_CONTACT = re.compile(r"@|\w\.\w{2,}/|www|https?|linked|github|\.(?:com|org|net)\b")
_NUMBER = re.compile(r"(?:\d[^\d]{0,2}){6}")
_YEARS = re.compile(r"\D{0,2}(?:19|20)\d\d\D{0,3}(?:(?:19|20)\d\d\D{0,2})?$")
# An address that a space has cut in two: what was found is only one of its parts.
_CUT = re.compile(r"[a-z0-9][._-]\s$"), re.compile(r"[._-]\s[a-z0-9]|\s[._][a-z0-9]")
_CUT_URL = re.compile(r"\.\w{2,}/(?:\S*[/._-])?\s[a-z0-9]")
_AT = re.compile(r"\w\s?@\s?\w")


def with_doubts(document: Document, reading: ResumeReading) -> ResumeReading:
    """Return a reading whose fields are no surer than the words that they were read from."""
    doubts = dict(_doubts(document, reading))
    if not doubts:
        return reading
    confidence = {**reading.confidence}
    for path, certainty in doubts.items():
        confidence[path] = min(confidence.get(path, 1.0), round(certainty, 2))
    return reading.model_copy(update={"confidence": confidence})


def is_guess(document: Document, reading: ResumeReading) -> bool:
    """Tell whether a name or contact data would rest on words that may be wrong.

    False for documents that hold their text. Of a scan that is read whole, a name and an address or
    a number must be found: pictures of other things have neither.
    """
    scanned = [line.certainty < 1 for line in document.lines if line.text.strip()]
    if not any(scanned):
        return False
    basics = reading.resume.basics
    if all(scanned) and not (basics.name and (basics.email or basics.phone)):
        return True
    return (
        any(_touches(document, span) for span in _contact_spans(basics, reading))
        or any(_may_be_contact(word) for word in _unsure_words(document))
        or _is_cut(document)
        or _stands_in_work(reading)
    )


def _stands_in_work(reading: ResumeReading) -> bool:
    """Tell whether the name stands among the jobs: an employer's, where the true one was lost."""
    name = reading.sources.get("basics.name")
    starts = [job.span.start for job in reading.resume.work if job.span]
    return name is not None and bool(starts) and name.start >= min(starts)


def _may_be_contact(word: str) -> bool:
    return bool(_CONTACT.search(word) or (_NUMBER.search(word) and not _YEARS.match(word)))


def _contact_spans(basics: Basics, reading: ResumeReading) -> Iterator[Span]:
    """Where the name and each address and number stood; the whole text where that is unknown."""
    paths = [f"basics.{name}" for name in ("name", "email", "phone", "url")]
    filled = [path for path in paths if getattr(basics, path.removeprefix("basics."))]
    filled += [f"basics.profiles.{number}" for number in range(len(basics.profiles))]
    for path in filled:
        if path in reading.sources:
            yield reading.sources[path]


def _doubts(document: Document, reading: ResumeReading) -> Iterator[tuple[str, float]]:
    """The fields that touch unsure words, with the certainty of their lines."""
    unsure = list(_unsure(document))
    for path, span in reading.sources.items() if unsure else ():
        touched = [c for place, c in unsure if place.start < span.end and span.start < place.end]
        if touched:
            yield path, min(touched)


def _touches(document: Document, span: Span) -> bool:
    return any(p.start < span.end and span.start < p.end for p, _ in _unsure(document))


def _unsure(document: Document) -> Iterator[tuple[Span, float]]:
    for line in document.lines:
        for start, end in line.unsure:
            yield Span(line.start + start, line.start + end), line.certainty


def _unsure_words(document: Document) -> Iterator[str]:
    for span, _ in _unsure(document):
        yield document.text[span.start : span.end]


def _is_cut(document: Document) -> bool:
    """Tell whether an address of a scanned line stands with a space inside."""
    before, after = _CUT
    for line in document.lines:
        if line.certainty >= 1:
            continue
        found = list(EMAIL.finditer(line.text))
        if len(_AT.findall(line.text)) > len(found) or _CUT_URL.search(line.text):
            return True
        for match in found:
            if before.search(line.text[: match.start()]) or after.match(line.text[match.end() :]):
                return True
    return False
