"""A posting as a model reads it: it quotes, and only what stands in the posting counts.

The model says of passages what they are. Each is looked for in the text, and taken from there; what
does not stand there is left out and told. Text that speaks to machines stays out whoever quotes it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, cast, get_args

from pydantic import JsonValue

from resume_builder.domain.posting.asked import (
    MAX_REQUIREMENTS,
    degree_of,
    names_of,
    passages,
    requirement_of,
    skills_of,
    years_of,
)
from resume_builder.domain.posting.guard import is_planted
from resume_builder.domain.posting.model import LOW_CONFIDENCE, Posting, Quote, Requirement
from resume_builder.domain.posting.requirements import Asked, is_usable
from resume_builder.domain.posting.sentences import Span, without_stop
from resume_builder.domain.posting.words import PostingWords
from resume_builder.domain.quotes import Quotes
from resume_builder.domain.skills import Lexicon, Mention
from resume_builder.domain.tailoring.answers import flat_items_in, word
from resume_builder.domain.tailoring.brief import Brief, as_told, object_schema
from resume_builder.domain.values import Finding
from resume_builder.domain.values import Span as Range

# Raised whenever what the model is told changes.
VERSION = 1
Kind = Literal["title", "company", "place", "must", "nice", "duty", "apply"]
KINDS: tuple[Kind, ...] = get_args(Kind)

# Letters of a posting that a model is given, and of one passage of each kind.
_MOST_CHARS = 40_000
_MOST_QUOTES = 300
_LONGEST: dict[Kind, int] = {
    "title": 150, "company": 150, "place": 100, "must": 600, "nice": 600, "duty": 600, "apply": 600,
}  # fmt: skip
_MOST_PLACES = 12
_MOST_FINDINGS = 40
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class QuotedPosting:
    """What an answer makes of a posting. `posting` is None when no list was found in it at all."""

    posting: Posting | None
    findings: tuple[Finding, ...] = ()


def write_posting_brief(posting: Posting, system: str) -> Brief:
    """Return the brief by which a model says of a posting's passages what they are.

    Lines that were told as planted are left out: what they say to a machine, none is shown.
    """
    planted = {f.text for f in posting.findings if f.code == "posting.planted"}
    lines = [
        line
        for line in posting.text[:_MOST_CHARS].split("\n")
        if line.strip() and not any(line.strip() in text or text in line for text in planted)
    ]
    item: dict[str, JsonValue] = {
        "kind": {"type": "string", "enum": list(KINDS)},
        "quote": {"type": "string"},
    }
    schema = object_schema({"quotes": {"type": "array", "items": object_schema(item)}})
    return Brief(
        version=VERSION, system=system, user=as_told({"lines": lines}), answer_schema=schema
    )


def read_quoted(
    text: str, posting: Posting, lexicon: Lexicon, words: PostingWords
) -> QuotedPosting:
    """Return the posting by the quotes in a model's answer; whatever it holds, nothing is raised.

    What no quote tells of (pay, language, contact, how to work) stays as the rules read it.
    """
    found = flat_items_in(text, "quotes", "quote")
    if found is None:
        return QuotedPosting(None, (Finding(code="reading.reply_unreadable"),))
    items, whole = found
    taken = _Taken(posting.text, words)
    for item in items[:_MOST_QUOTES]:
        taken.add(item)
    told = [] if whole else [Finding(code="reading.reply_cut_short")]
    quoted = _quoted(posting, taken, lexicon, words)
    return QuotedPosting(quoted, (*told, *taken.findings[:_MOST_FINDINGS]))


@dataclass(slots=True)
class _Taken:
    """The passages that were found, by what they are, in the order of the answer."""

    text: str
    words: PostingWords
    passages: dict[Kind, list[Span]] = field(default_factory=dict[Kind, list[Span]])
    findings: list[Finding] = field(default_factory=list[Finding])
    _quotes: Quotes = field(init=False)
    _after: int = 0

    def __post_init__(self) -> None:
        """Make ready to find quotes."""
        self._quotes = Quotes(self.text)

    def add(self, item: object) -> None:
        """Take one item of the list, or tell why not."""
        given = cast("dict[str, Any]", item) if isinstance(item, dict) else {}
        kind, said = word(given, "kind"), word(given, "quote")
        if kind not in KINDS or not said.strip():
            self._refuse("reading.no_quote", "")
            return
        span = self._quotes.find(said, self._after)
        if span is None or span.end - span.start > _LONGEST[kind]:
            self._refuse("reading.not_in_text", said)
            return
        passage = Span(self.text[span.start : span.end], span.start)
        if self._is_planted(passage):
            self._refuse("posting.planted", passage.text)
            return
        self._after = span.start
        self.passages.setdefault(kind, []).append(passage)

    def _refuse(self, code: str, text: str) -> None:
        self.findings.append(Finding(code=code, text=text[:200]))

    def _is_planted(self, passage: Span) -> bool:
        """Tell whether a passage, or the line that it is cut from, speaks to a machine."""
        begin = self.text.rfind("\n", 0, passage.start) + 1
        end = self.text.find("\n", passage.end)
        line = self.text[begin : end if end >= 0 else len(self.text)]
        return is_planted(passage.text, self.words) or is_planted(line, self.words)


def _quoted(posting: Posting, taken: _Taken, lexicon: Lexicon, words: PostingWords) -> Posting:
    told = taken.passages
    known: dict[str, tuple[Mention, ...]] = {}
    asked = tuple(_requirements(taken, lexicon, words, known))
    title, company = _first(told.get("title")), _first(told.get("company"))
    title, company = title or posting.title, company or posting.company
    named = f"{company} {title}"
    names = names_of(posting.text, named, posting.language, lexicon, words, known=known)
    places = tuple(dict.fromkeys(_one_line(p.text) for p in told.get("place", ())))
    kept = tuple(f for f in posting.findings if f.code != LOW_CONFIDENCE)
    return posting.model_copy(
        update={
            "title": title,
            "company": company,
            "locations": places[:_MOST_PLACES] or posting.locations,
            "requirements": asked,
            "skills_required": skills_of(passages(asked, "must"), names),
            "skills_preferred": skills_of(passages(asked, "nice"), names),
            "min_years": years_of(asked) or posting.min_years,
            "degree": degree_of(asked, words) or posting.degree,
            "duties": _quotes_of(told.get("duty")) or posting.duties,
            "instructions": _quotes_of(told.get("apply")) or posting.instructions,
            "findings": kept,
        }
    )


def _requirements(
    taken: _Taken,
    lexicon: Lexicon,
    words: PostingWords,
    known: dict[str, tuple[Mention, ...]],
) -> Iterator[Requirement]:
    """Yield each passage that asks something once, a demand before a wish of the same words."""
    seen: set[str] = set()
    number = 0
    for importance in ("must", "nice"):
        for passage in taken.passages.get(importance, ()):
            span = without_stop(passage)
            key = " ".join(_WORDS.findall(span.text.lower()))
            if key in seen or not is_usable(span.text, words) or number >= MAX_REQUIREMENTS:
                continue
            seen.add(key)
            number += 1
            known[span.text] = lexicon.find(span.text)
            yield requirement_of(number, Asked(span, importance), known[span.text], lexicon, words)


def _first(found: list[Span] | None) -> str:
    return _one_line(found[0].text) if found else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _quotes_of(found: list[Span] | None) -> tuple[Quote, ...]:
    spans = {(p.start, p.end): p for p in found or ()}
    return tuple(Quote(text=p.text, span=Range(p.start, p.end)) for p in spans.values())
