"""What requirements amount to: each passage understood, then all of them together."""

import re
from collections.abc import Iterable, Mapping, Sequence

from resume_builder.domain.posting.asked_skills import Source as Names
from resume_builder.domain.posting.asked_skills import skills_in
from resume_builder.domain.posting.model import Importance, Requirement
from resume_builder.domain.posting.requirements import Asked, kind_of
from resume_builder.domain.posting.sentences import Span
from resume_builder.domain.posting.terms import degree_in, lowest_degree, years_in
from resume_builder.domain.posting.words import PostingWords, words_of
from resume_builder.domain.skills import Lexicon, Mention
from resume_builder.domain.values import Span as Range

# More requirements or skills are no posting, but a text that was never meant as one.
MAX_REQUIREMENTS = 120
_MAX_SKILLS = 100
_SMALL = re.compile(r"(?<![\w'’])[^\W\d_A-Z]{3,}(?!\w)")


def requirement_of(
    number: int,
    asked: Asked,
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    words: PostingWords,
) -> Requirement:
    """Return a passage that asks something as a requirement; `mentions` are the skills in it."""
    span = asked.span
    kinds = frozenset(lexicon.kind(m.name) for m in mentions)
    years = years_in(span.text, words, sure=True)
    return Requirement(
        id=f"q{number}",
        text=span.text,
        span=Range(span.start, span.end),
        importance=asked.importance,
        kind=kind_of(span.text, kinds, years, words),
        skills=tuple(dict.fromkeys(m.name for m in mentions)),
        years=years,
    )


def years_of(requirements: Sequence[Requirement]) -> float | None:
    """Return the least number of years that a requirement asks: one that must be met, if any."""
    asked = [r.years for r in requirements if r.years and r.importance == "must"]
    asked = asked or [r.years for r in requirements if r.years]
    return min(asked, default=None)


def degree_of(requirements: Sequence[Requirement], words: PostingWords) -> str | None:
    """Return the lowest degree that is accepted."""
    return lowest_degree(
        degree_in(r.text, words) for r in requirements if r.importance == "must"
    ) or lowest_degree(degree_in(r.text, words) for r in requirements)


def names_of(
    text: str,
    named: str,
    language: str,
    lexicon: Lexicon,
    words: PostingWords,
    *,
    known: Mapping[str, tuple[Mention, ...]],
) -> Names:
    """Return how names of skills are told in a posting; `named` is its company and its title."""
    own = frozenset(word.key for word in words_of(named) if len(word.key) > 3)
    small = frozenset(_SMALL.findall(text))
    return Names(lexicon, words, own, small, language != "de", known)


def skills_of(spans: Iterable[Span], names: Names) -> tuple[str, ...]:
    """Return the skills that passages name, each once, as the posting writes them."""
    found: dict[str, str] = {}
    for span in spans:
        for name in skills_in(span, names):
            found.setdefault(name.lower(), name)
    return tuple(found.values())[:_MAX_SKILLS]


def passages(requirements: Sequence[Requirement], importance: Importance) -> list[Span]:
    """Return the passages of the requirements of one importance."""
    return [Span(r.text, r.span.start) for r in requirements if r.importance == importance]
