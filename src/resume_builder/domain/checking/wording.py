"""How the lines are worded: what a reader stumbles over, never what they should say instead."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from resume_builder.domain.checking.model import Note
from resume_builder.domain.checking.timeline import is_over
from resume_builder.domain.checking.words import LanguageWords
from resume_builder.domain.resume import DatedEntry, Highlight, Resume
from resume_builder.domain.values import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Past this a bullet runs over three lines of any theme, and readers skip its end.
_LONGEST_LINE, _LONGEST_SUMMARY = 40, 90
# Where so many lines of a job, and every third of them, open with one word, it reads as a list.
_SAME_OPENINGS = 3
_TOKEN = re.compile(r"\w+(?:['’-]\w+)*")
# What parts clauses: behind it stands what came of a deed, and nobody needs to have done that.
_CLAUSE = re.compile(r"[,;:.()–—]")


def wording_notes(resume: Resume, words: LanguageWords, today: date) -> Iterator[Note]:
    """Yield what stands out in the summary and the lines, in document order.

    Sections of the person's own may hold anything, a declaration too: they are left alone.
    """
    summary = resume.basics.summary
    if len(_WORD.findall(summary)) > _LONGEST_SUMMARY:
        length = {"words": str(len(_WORD.findall(summary)))}
        yield Note(code="check.long_summary", path="basics.summary", params=length)
    own = {entry.id for section in resume.sections for entry in section.entries}
    for entry in resume.dated_entries():
        if entry.id in own:
            continue
        for line in entry.highlights:
            yield from _line(line, words)
        if is_over(entry, today):
            yield from _tenses(entry, words)
        yield from _openings(entry, words)


def _line(line: Highlight, words: LanguageWords) -> Iterator[Note]:
    count = len(_WORD.findall(line.text))
    if count > _LONGEST_LINE:
        yield Note(code="check.long_line", path=line.id, params={"words": str(count)})
    if words.self_pattern and (found := words.self_pattern.search(line.text)):
        yield _quoted("check.first_person", line, found.span(found.lastindex or 0))
    if words.passive_pattern and (found := words.passive_pattern.search(line.text)):
        before = line.text[: found.start()]
        if _is_main_verb(before, words):
            yield _quoted("check.passive", line, found.span())
    if words.weak_pattern and (found := words.weak_pattern.match(line.text)):
        yield _quoted("check.weak_opening", line, found.span(1))


def _is_main_verb(before: str, words: LanguageWords) -> bool:
    """Tell whether a passive behind these words is what its line says.

    "Reports were written" is; "Wrote reports that were read" says what the person did first. With
    nothing before it ("Was asked to speak") the person is meant, and no honor is a fault.
    """
    named = [word.casefold() for word in _WORD.findall(before)]
    if not named or _CLAUSE.search(before):
        return False
    if words.subordinate_pattern and words.subordinate_pattern.search(before):
        return False
    return not any(word in words.past or word in words.present for word in named)


def _tenses(entry: DatedEntry, words: LanguageWords) -> Iterator[Note]:
    """Yield the lines of a job that is over that open in the present.

    The past fits a job that goes on as well: what was done there is done.
    """
    for line in entry.highlights:
        first = _WORD.search(line.text)
        if first is None:
            continue
        following = _TOKEN.search(line.text, first.end())
        second = following.group().casefold() if following else ""
        if words.is_present(first.group().casefold(), second):
            yield _quoted("check.tense", line, first.span())


def _openings(entry: DatedEntry, words: LanguageWords) -> Iterator[Note]:
    """Yield one note for a word that opens many lines of a job, at the last of them."""
    opened: dict[str, Highlight] = {}
    counts: Counter[str] = Counter()
    for line in entry.highlights:
        if (first := _WORD.match(line.text)) and line.text[first.end() :][:1] != ":":
            word = first.group().casefold()
            if word not in words.openers:
                counts[word] += 1
                opened[word] = line
    for word, count in counts.items():
        if count >= _SAME_OPENINGS and count * 3 >= len(entry.highlights):
            line = opened[word]
            quoted = _quoted("check.same_opening", line, (0, len(word)))
            params = {**quoted.params, "count": str(count)}
            yield quoted.model_copy(update={"params": params})


def _quoted(code: str, line: Highlight, span: tuple[int, int]) -> Note:
    begin, end = span
    return Note(
        code=code, path=line.id, params={"text": line.text[begin:end]}, span=Span(begin, end)
    )
