"""Which lines of a tailored résumé a letter tells, best first."""

from collections.abc import Iterator
from dataclasses import dataclass

from resume_builder.domain.coverage import Coverage
from resume_builder.domain.posting.model import Posting, Requirement
from resume_builder.domain.resume import DatedEntry, Resume

# Lines of one job, words of one line: more of either tires a reader.
_LINES_OF_A_JOB = 4
_WORDS_OF_A_LINE = range(2, 46)
# Chinese counts by characters; beyond this a line is a paragraph, in any language.
_CHARACTERS_OF_A_LINE = range(4, 401)
# What these ask is told of the person, or shown by no line.
_NOT_BY_LINES = frozenset(["degree", "licence", "language", "authorisation"])


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its entry, and the requirements that it proves."""

    id: str
    text: str
    entry: DatedEntry
    serves: tuple[str, ...]


def ranked_lines(resume: Resume, coverage: Coverage, posting: Posting, jobs: int) -> list[Line]:
    """Return lines of at most so many `jobs`, those first that prove what none before them does.

    A job that proves nothing comes in only while it is among the newest.
    """
    asked = {r.id: r for r in posting.requirements if r.kind not in _NOT_BY_LINES}
    left = list(_lines(resume, coverage))
    newest = list(dict.fromkeys(line.entry.id for line in left))[:jobs]
    ranked: list[Line] = []
    proven: set[str] = set()
    count: dict[str, int] = {}
    while left:
        best = max(left, key=lambda line: _worth(line, asked, proven, coverage))
        left.remove(best)
        home = best.entry.id
        new = home not in count
        if new and (len(count) >= jobs or not (asked.keys() & set(best.serves) or home in newest)):
            continue
        if count.get(home, 0) < _LINES_OF_A_JOB:
            count[home] = count.get(home, 0) + 1
            ranked.append(best)
            proven |= set(best.serves)
    return ranked or list(_lines(resume, coverage))[:_LINES_OF_A_JOB]


def _worth(
    line: Line, asked: dict[str, Requirement], proven: set[str], coverage: Coverage
) -> tuple[int, float]:
    new = [asked[r] for r in line.serves if r in asked and r not in proven]
    gain = sum(3 if r.importance == "must" else 1 for r in new)
    return gain, coverage.relevance.get(line.id, 0.0)


def _lines(resume: Resume, coverage: Coverage) -> Iterator[Line]:
    """Yield the lines of a letter's length; of an entry without lines what it says of itself."""
    serves: dict[str, list[str]] = {}
    for evidence in coverage.evidence:
        # What is merely near a wish must not stand behind "You ask for …".
        for highlight in evidence.highlights if evidence.status == "demonstrated" else ():
            serves.setdefault(highlight, []).append(evidence.requirement_id)
    entries: tuple[DatedEntry, ...] = (*resume.work, *resume.projects, *resume.volunteer)
    for entry in entries:
        told = [(h.id, h.text) for h in entry.highlights]
        if not told and entry.summary:
            told = [(f"{entry.id}.summary", entry.summary)]
        for source, text in told:
            line = " ".join(text.split()).rstrip(" .;,。")
            # Chinese has no spaces: a line of it is one "word".
            enough = len(line.split()) in _WORDS_OF_A_LINE or not line.isascii()
            if enough and len(line) in _CHARACTERS_OF_A_LINE:
                yield Line(source, line, entry, tuple(serves.get(source, ())))
