"""Terms of a job: employment types, remote work, years and degree asked."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from resume_builder.domain.posting.words import Hit, PostingWords, Word, words_of

_LADDER = ("high_school", "vocational", "associate", "bachelor", "master", "doctorate")
# "3", "3+", "3-5", "3/4", "three (3)", "at least 18 months".
_MAX_YEARS = 25
_NEAR = 7
_HOURS = re.compile(r"\b(?:3[5-9]|4[0-2])\s?(?:h|hours|stunden|std|uur)\b", re.IGNORECASE)
_PERCENT_JOB = re.compile(
    r"(?:\bCDI|\(?[mwhf]/[fdhw]\)?|stelle|pensum|in|frau|er)[ ,:]{1,2}100\s?%", re.IGNORECASE
)
_AGE = frozenset(
    "old age alt ago vor since seit last past letzten dernières over previous next"
    " précédentes maximum max tenure every".split()
)

# A number so high without a word of experience is an age.
_AGE_OF_ADULTS = 16
_WORKED = frozenset(
    "experience experienced erfahrung berufserfahrung praxis expérience experiencia ervaring"
    " esperienza experiência working".split()
)
# "Maximum tenure is six years" asks for none.
_CAPPED = frozenset("maximum tenure höchstens".split())

Remote = bool | Literal["hybrid"] | None


def employment_of(texts: Iterable[str], words: PostingWords) -> tuple[str, ...]:
    """Return the employment types named in `texts`, in the order of schema.org's list."""
    named: set[str] = set()
    for text in texts:
        found = words_of(text)
        named |= words.labels("employment", found)
    order = (
        "full_time",
        "part_time",
        "contract",
        "temporary",
        "internship",
        "apprenticeship",
        "volunteer",
        "per_diem",
        "freelance",
    )
    return tuple(name for name in order if name in named)


def is_whole_job(text: str) -> bool:
    """Tell whether a job is given as 100 percent of one, as in Switzerland."""
    return _PERCENT_JOB.search(text) is not None


def remote_of(texts: Iterable[str], words: PostingWords) -> Remote:
    """Return whether one may work from elsewhere, "hybrid" for partly, None for not said."""
    hits: set[str] = set()
    for text in texts:
        hits |= words.labels("remote", words_of(text))
    if "onsite" in hits:
        return False
    if "hybrid" in hits:
        return "hybrid"
    return True if "remote" in hits else None


def years_in(text: str, words: PostingWords, *, sure: bool) -> float | None:
    """Return the first number of years that `text` asks; `sure` says that `text` asks something."""
    found = words_of(text)
    for index, word in enumerate(found):
        value = _number(word, words)
        if value is None or not 0 < value <= _MAX_YEARS * 12:
            continue
        unit = _unit_after(found, index, words)
        if unit is None:
            continue
        at, is_month = unit
        if _is_age(found, index, at):
            continue
        if sure or words.has("asked", found[max(0, index - 3) : at + _NEAR]):
            years = float(value // 12) if is_month else value
            aged = years >= _AGE_OF_ADULTS and not _WORKED & {w.key for w in found}
            if years <= _MAX_YEARS and not aged:
                return years
    return None


def _is_age(found: Sequence[Word], index: int, at: int) -> bool:
    before = {w.key for w in found[max(0, index - 4) : index]}
    after = {w.key for w in found[at + 1 : at + 2]}
    if before & {"within", "innerhalb", "dans", "first", "after", "nach"}:
        return True
    if _CAPPED & {w.key for w in found[max(0, index - 16) : index]}:
        return True
    return bool(before & _AGE - {"over"}) or bool(
        after & {"old", "ago", "alt", "crime", "degree", "tenure", "warranty"}
    )


def _number(word: Word, words: PostingWords) -> float | None:
    if word.key.isdigit() and len(word.key) <= 3:
        return float(word.key)
    return float(words.numbers[word.key]) if word.key in words.numbers else None


def _unit_after(found: Sequence[Word], index: int, words: PostingWords) -> tuple[int, bool] | None:
    """Return where the unit of the number at `index` stands, and whether it is months."""
    for at in range(index + 1, min(index + 6, len(found))):
        key = found[at].key
        if words.groups["unit"].at(found, at):
            return at, False
        if words.groups["month"].at(found, at):
            return at, True
        if key not in _BETWEEN and _number(found[at], words) is None:
            return None
    return None


_BETWEEN = frozenset(
    "or more plus to bis à a oder ou o y und mehr más mas plus full recent volle solid de".split()
)


def degree_in(text: str, words: PostingWords) -> str | None:
    """Return the lowest degree that `text` names."""
    found = words_of(text)
    levels = [hit.label for hit in words.find("degree", found) if _is_degree(text, found, hit)]
    return min(levels, key=_LADDER.index) if levels else None


def _is_degree(text: str, found: list[Word], hit: Hit) -> bool:
    first = found[hit.first]
    shown = text[first.start : found[hit.after - 1].end]
    if (
        len(shown) <= 4
        and not shown.isupper()
        and shown not in ("PhD", "BSc", "MSc", "BEng", "MEng", "Lic")
    ):
        return False
    before = found[hit.first - 1].key if hit.first else ""
    return not (first.key in ("master", "diplom") and before in ("scrum", "product", "web"))


def lowest_degree(levels: Iterable[str | None]) -> str | None:
    """Return the lowest of several degrees."""
    known = [level for level in levels if level]
    return min(known, key=_LADDER.index) if known else None
