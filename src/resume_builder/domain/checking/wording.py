"""How the lines are worded: what a reader stumbles over, never what they should say instead."""

import re
from collections import Counter
from collections.abc import Iterator

from resume_builder.domain.checking.model import Note
from resume_builder.domain.checking.words import LanguageWords
from resume_builder.domain.dates import is_current
from resume_builder.domain.resume import DatedEntry, Highlight, Resume
from resume_builder.domain.values import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Past this a bullet runs over three lines of any theme, and readers skip its end.
_LONGEST_LINE, _LONGEST_SUMMARY = 40, 90
# Where so many lines of a job open with one word, it reads as a list.
_SAME_OPENINGS = 3


def wording_notes(resume: Resume, words: LanguageWords) -> Iterator[Note]:
    """Yield what stands out in the summary and the lines, in document order."""
    summary = resume.basics.summary
    if len(_WORD.findall(summary)) > _LONGEST_SUMMARY:
        length = {"words": str(len(_WORD.findall(summary)))}
        yield Note(code="check.long_summary", path="basics.summary", params=length)
    for entry in resume.dated_entries():
        for line in entry.highlights:
            yield from _line(line, words)
        yield from _tenses(entry, words)
        yield from _openings(entry)


def _line(line: Highlight, words: LanguageWords) -> Iterator[Note]:
    count = len(_WORD.findall(line.text))
    if count > _LONGEST_LINE:
        yield Note(code="check.long_line", path=line.id, params={"words": str(count)})
    for code, pattern in (
        ("check.first_person", words.self_pattern),
        ("check.passive", words.passive_pattern),
    ):
        if pattern and (found := pattern.search(line.text)):
            yield _quoted(code, line, found.span(found.lastindex or 0))
    if words.weak_pattern and (found := words.weak_pattern.match(line.text)):
        yield _quoted("check.weak_opening", line, found.span(1))


def _tenses(entry: DatedEntry, words: LanguageWords) -> Iterator[Note]:
    """Yield the lines of a past job that open in the present.

    The past fits a job that goes on as well: what was done there is done.
    """
    if is_current(entry) or entry.end_date is None:
        return
    for line in entry.highlights:
        first = _WORD.search(line.text)
        if first is None:
            continue
        word = first.group().casefold()
        if word in words.present and word not in words.past:
            yield _quoted("check.tense", line, first.span())


def _openings(entry: DatedEntry) -> Iterator[Note]:
    """Yield one note for a word that opens many lines of a job, at the last of them."""
    opened: dict[str, Highlight] = {}
    counts: Counter[str] = Counter()
    for line in entry.highlights:
        if (first := _WORD.match(line.text)) and line.text[first.end() :][:1] != ":":
            word = first.group().casefold()
            counts[word] += 1
            opened[word] = line
    for word, count in counts.items():
        if count >= _SAME_OPENINGS:
            line = opened[word]
            quoted = _quoted("check.same_opening", line, (0, len(word)))
            params = {**quoted.params, "count": str(count)}
            yield quoted.model_copy(update={"params": params})


def _quoted(code: str, line: Highlight, span: tuple[int, int]) -> Note:
    begin, end = span
    return Note(
        code=code, path=line.id, params={"text": line.text[begin:end]}, span=Span(begin, end)
    )
