"""What the résumé does not hold: no text of the person is lost without a word."""

import re
from collections.abc import Iterator
from itertools import pairwise

from pydantic import JsonValue

from resume_builder.domain.document import Document
from resume_builder.domain.parsing.sections import heading_key
from resume_builder.domain.parsing.signals import label_of
from resume_builder.domain.periods import find_periods
from resume_builder.domain.resume import Resume
from resume_builder.domain.values import clean_text
from resume_builder.domain.vocabulary import CJK, Vocabulary, phrase

_TOKEN = re.compile(r"[^\W_]+")
# So many words of a line do not all stand in the résumé by chance.
_SENTENCE = 4
# Words of so many letters join others: "in", "of", "für".
_JOINER = 3
# How surely the words of a heading name its section (`heading_key`).
_EXACTLY = 2
_PLACES = ("id", "span", "year", "month", "day", "present", "countryCode", "network")


def tokens_of(text: str) -> Iterator[str]:
    """Yield the words of `text` as they are compared; each Chinese letter is a word."""
    found = _TOKEN.findall(clean_text(text).casefold())
    if text.isascii():
        yield from found
        return
    for word in found:
        if CJK.search(word):
            yield from word
        else:
            yield word


def unmatched_lines(
    document: Document, resume: Resume, titles: list[str], v: Vocabulary
) -> tuple[str, ...]:
    """Return the lines that hold a word which neither the résumé nor a heading holds."""
    kept = _kept(document, resume) | {t for title in titles for t in tokens_of(title)}
    left: list[str] = []
    for line in document.lines:
        missing = [t for t in tokens_of(line.text) if t not in kept]
        text = line.text.strip()
        if missing and text and not _structural(text, missing, v):
            left.append(text)
    return tuple(left)


def lines_beside_quotes(
    document: Document, covered: bytes | bytearray, resume: Resume, v: Vocabulary
) -> tuple[str, ...]:
    """Return the lines of which the résumé holds less than they say.

    `covered` has a 1 for each letter of the text that was quoted. A line with no quote in it is
    left out even where its words stand elsewhere, unless it is a heading or repeats a quoted line.
    What was quoted and has no place in the résumé after all (a second name) is left out as well.
    """
    kept = _kept(document, resume)
    quoted, open_lines = set[tuple[str, ...]](), list[tuple[str, tuple[str, ...], list[str]]]()
    for line in document.lines:
        every = tuple(tokens_of(line.text))
        bare = zip(line.text, covered[line.start : line.end], strict=True)
        rest = [*tokens_of("".join(" " if taken else sign for sign, taken in bare))]
        if len(rest) < len(every):
            quoted.add(every)
        if heading_key(line.text.strip(), v)[1] < _EXACTLY:
            open_lines.append((line.text.strip(), every, rest))
    left: list[str] = []
    for text, every, rest in open_lines:
        missing = [t for t in rest if t not in kept]
        missing += [t for t in every if t not in kept and t not in rest and _says_something(t)]
        unseen = len(rest) == len(every) >= _SENTENCE and every not in quoted
        if (unseen and not _structural(text, list(rest), v)) or (
            missing and not _structural(text, missing, v)
        ):
            left.append(text)
    return tuple(left)


def _says_something(token: str) -> bool:
    """Tell whether a word is more than what joins a degree and its subject."""
    return len(token) > _JOINER or token.isdigit() or bool(CJK.match(token))


def _kept(document: Document, resume: Resume) -> set[str]:
    """Return the words that a résumé holds."""
    kept = set(tokens_of("\n".join(_texts(resume.model_dump(mode="json")))))
    return kept | _broken_words(document, kept)


def _structural(text: str, missing: list[str], v: Vocabulary) -> bool:
    """Tell whether a line's missing words only label what was read: "Email:", "Tasks:"."""
    words = phrase(text)
    if words in v.body_labels or words in v.contact_labels or words in v.name_labels:
        return True
    dates = v.dates
    if all(t in dates.joiners or t in dates.until or t in dates.since for t in missing):
        return bool(find_periods(text, dates))
    label = phrase(label_of(text)[0])
    labels = v.score_labels, v.course_labels, v.tool_labels, v.field_labels, v.contact_labels
    if any(label in known for known in labels):
        return set(missing) <= set(tokens_of(label))
    return len(missing) <= 2 and all(t in v.contact_tokens for t in missing)


def _broken_words(document: Document, kept: set[str]) -> set[str]:
    """Halves of words that a line break divided and the résumé holds in one piece."""
    halves: set[str] = set()
    lines = [line.text.rstrip() for line in document.lines if line.text.strip()]
    for above, below in pairwise(lines):
        if not above or above[-1] not in "-\u00ad‐/.@_":
            continue
        first, second = [*tokens_of(above)][-1:], [*tokens_of(below)][:1]
        if first and second and first[0] + second[0] in kept:
            halves |= {first[0], second[0]}
    return halves


def _texts(value: JsonValue) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in _PLACES:
                yield from _texts(item)
