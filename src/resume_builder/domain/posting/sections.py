"""Which part of a posting a piece stands in: what is asked, wished, done, offered, told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from resume_builder.domain.posting.sentences import sentences
from resume_builder.domain.posting.source import Piece
from resume_builder.domain.posting.words import Hit, PostingWords, Word, words_of

Section = Literal["intro", "must", "nice", "duties", "benefits", "about", "apply", "stack", "other"]

# Where several sections are named in one heading, the first of these tells what stands below it.
_ORDER: tuple[Section, ...] = ("nice", "must", "stack", "duties", "apply", "benefits", "about")
_MAX_HEADING_WORDS = 14
_MAX_RUN_IN_WORDS = 7
_ASIDE = re.compile(r"\([^()]*\)")
_ENDS = ".。!！;；,"


class Part(NamedTuple):
    """A run of text with its section. `run_in` follows a heading on the same line."""

    text: str
    start: int
    section: Section
    bullet: bool
    run_in: bool
    gap: bool
    piece: Piece

    @property
    def end(self) -> int:
        """Offset just past the last character."""
        return self.start + len(self.text)


class _Heading(NamedTuple):
    section: Section | None
    rest: int


def parts_of(pieces: list[Piece], words: PostingWords) -> Iterator[Part]:
    """Yield the pieces that are no headings, each with the section its heading names.

    A list ends where a paragraph follows it, and so does a section that began on its own line.
    """
    state = _State()
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        # The first line is the title, unless the whole posting is one line.
        heading = _heading_of(piece, following, words) if index or not following else None
        if heading is not None:
            state.enter(heading, _rank(piece), len(piece.text))
            if heading.rest < len(piece.text):
                yield from _run_in_parts(piece, heading.rest, state, words)
            continue
        state.leave(piece)
        yield from _run_in_parts(piece, 0, state, words, first=index == 0 and following is not None)


@dataclass(slots=True)
class _State:
    """The open section, the headings above it by rank, and whether its list has begun."""

    section: Section = "intro"
    above: list[tuple[int, Section]] = field(default_factory=list[tuple[int, Section]])
    listed: bool = False
    run_in: bool = False

    def enter(self, heading: _Heading, rank: int, length: int) -> None:
        """Open the section that a heading names; one that names none belongs to those above."""
        while self.above and self.above[-1][0] >= rank:
            self.above.pop()
        inherited = self.above[-1][1] if self.above else "other"
        self.section = heading.section or inherited
        if heading.rest >= length:
            self.above.append((rank, self.section))
        self.listed, self.run_in = False, heading.rest < length

    def leave(self, piece: Piece) -> None:
        """Close a list or a run-in paragraph where another paragraph begins."""
        if piece.bullet:
            self.listed, self.run_in = True, False
        elif piece.gap and (self.listed or self.run_in) and self.section != "intro":
            self.section, self.listed, self.run_in = "other", False, False


def _run_in_parts(
    piece: Piece, offset: int, state: _State, words: PostingWords, *, first: bool = False
) -> Iterator[Part]:
    """Yield what follows `offset`; a heading with a colon may begin any of its sentences."""
    if piece.bullet or ":" not in piece.text[offset:].replace("：", ":"):
        yield _part(piece, offset, len(piece.text), state.section, run_in=offset > 0)
        return
    begin, run_in = offset, offset > 0
    for sentence in sentences(piece.text[offset:], offset)[1 if offset else 0 :]:
        heading = _colon_heading(sentence.text, words)
        if heading is None or (first and sentence.start == 0):
            continue
        if sentence.start > begin:
            yield _part(piece, begin, sentence.start, state.section, run_in=run_in)
        state.section, state.run_in, state.listed = heading[0], True, False
        begin, run_in = sentence.start + heading[1], True
    yield _part(piece, begin, len(piece.text), state.section, run_in=run_in)


def _colon_heading(text: str, words: PostingWords) -> tuple[Section, int] | None:
    cut = next((i for i, c in enumerate(text[:120]) if c in ":："), -1)
    found = words_of(_ASIDE.sub(" ", text[: max(cut, 0)]))
    if not found or len(found) > _MAX_RUN_IN_WORDS or cut + 1 >= len(text):
        return None
    section, covered = classify(found, words)
    section = section if covered >= 0.6 else _sign_section(text[:cut], words)
    return (section, cut + 1) if section else None


def _part(piece: Piece, begin: int, end: int, section: Section, *, run_in: bool) -> Part:
    text = piece.text[begin:end].lstrip(" -–—:")
    start = piece.start + end - len(text)
    return Part(text.rstrip(), start, section, piece.bullet, run_in, piece.gap, piece)


def _rank(piece: Piece) -> int:
    """Return how deep a heading stands; an unmarked one counts as a marked one of its size."""
    if piece.level:
        return piece.level
    return 7 if piece.bold else 8


def _heading_of(piece: Piece, following: Piece | None, words: PostingWords) -> _Heading | None:
    run_in = _run_in(piece, words)
    if run_in is not None:
        return run_in
    text = piece.text
    found = words_of(text[:200])
    if not found or len(found) > _MAX_HEADING_WORDS or len(text) > 110:
        return _sign_heading(piece, words)
    section, covered = classify(found, words)
    if section is None and (signed := _sign_heading(piece, words)):
        return signed
    if _is_marked(piece):
        return _Heading(section if covered >= 0.3 else None, len(text))
    asks = text.rstrip()[-1:] in (":", "?", "…", "：")
    if piece.bullet or (piece.inline and not asks):
        return None
    return _plain_heading(piece, section, covered, following is not None and following.bullet)


def _is_marked(piece: Piece) -> bool:
    caps = piece.text.isupper() and len(piece.text) > 3
    return bool(piece.level or piece.bold) or (caps and not piece.bullet and not piece.inline)


def _plain_heading(
    piece: Piece, section: Section | None, covered: float, led: bool
) -> _Heading | None:
    """Tell an unmarked line that is a heading; `led` says that a list follows it."""
    text = piece.text.rstrip()
    asks = text[-1:] in (":", "?", "…", "：")
    open_end = text[-1] not in _ENDS
    size = len(words_of(piece.text[:200]))
    if (
        section
        and open_end
        and (
            covered >= 0.5
            or ((asks or led) and covered >= 0.2)
            or (asks and led and covered >= 0.12)
        )
    ):
        return _Heading(section, len(piece.text))
    if led and asks and size <= 8 and (piece.gap or size <= 4):
        return _Heading(None, len(piece.text))
    return None


def _run_in(piece: Piece, words: PostingWords) -> _Heading | None:
    """Find a heading that its text follows on the same line ("Benefits: …", "About us. …")."""
    text = piece.text
    cut = next((i for i, c in enumerate(text[:120]) if c in ":：.?!"), -1)
    if piece.bullet or piece.level or cut <= 0 or cut + 1 >= len(text.rstrip()):
        return None
    found = words_of(_ASIDE.sub(" ", text[:cut]))
    sentence = text[cut] in ".!" and (len(found) > 5 or not text[cut + 1 : cut + 2].isspace())
    if not 0 < len(found) <= _MAX_RUN_IN_WORDS or found[-1].key.isdigit() or sentence:
        return None
    section, covered = classify(found, words)
    if section and covered >= (0.5 if text[cut] in ":：" else 0.6):
        return _Heading(section, cut + 1)
    if sign := _sign_section(text[:cut], words):
        return _Heading(sign, cut + 1)
    # "The neighbourhood. Northpoint sits on …": another subject begins.
    if text[cut] == "." and piece.gap and len(found) <= 4 and len(text) > 200 and len(found) > 1:
        return _Heading(None, cut + 1)
    return None


def _sign_heading(piece: Piece, words: PostingWords) -> _Heading | None:
    if len(piece.text) > 30 or piece.bullet or piece.text.isascii():
        return None
    section = _sign_section(piece.text, words)
    return _Heading(section, len(piece.text)) if section else None


def _sign_section(text: str, words: PostingWords) -> Section | None:
    if text.isascii():
        return None
    folded = text.lower()
    for section in _ORDER:
        name = f"heading.{section}"
        if any(group == name and sign in folded for group, sign in words.signs):
            return section
    return None


def classify(found: list[Word], words: PostingWords) -> tuple[Section | None, float]:
    """Return the section that a heading's words name, and the share of its words that say so."""
    hits = words.find("heading", found)
    if not hits:
        return None, 0.0
    covered = sum(hit.after - hit.first for hit in hits) / len(found)
    longest = max(hit.after - hit.first for hit in hits)
    named = {hit.label for hit in hits if _counts(hit, longest)}
    if "duties" in named and "nice" not in named and _only_adjectives(hits, found):
        return "duties", covered
    for section in _ORDER:
        if section in named:
            return section, covered
    return None, covered


def _only_adjectives(hits: list[Hit], found: list[Word]) -> bool:
    """Tell whether only "essential" and the like speak for a demand: "Essential duties"."""
    asked = [hit for hit in hits if hit.label == "must"]
    return all(hit.after - hit.first == 1 and found[hit.first].key in _ADJECTIVES for hit in asked)


_ADJECTIVES = frozenset("essential required minimum job".split())


def _counts(hit: Hit, longest: int) -> bool:
    """A long phrase outdoes a single word ("what we do" beside "skills")."""
    length = hit.after - hit.first
    return length * 2 > longest or hit.label == "nice"
