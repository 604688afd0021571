"""Puts the tags of a PDF that runs from right to left into the order in which it is read.

Typst tags words in the order in which they are drawn, from left to right, and an Arabic letter that
is drawn in two strokes twice. What a paragraph says is taken from its twin: the same document set
with other letters in place of Arabic and Hebrew ones, which are drawn as they are read.
"""

import re
import string
from collections.abc import Callable, Iterator, Sequence

from resume_builder.adapters.typst.tagged_pdf import Element, Kid, Piece, TaggedPdf, Unexpected

# Hebrew, Arabic, Syriac, Thaana and N'Ko, their presentation forms, joiners and marks of direction.
_FROM_RIGHT = re.compile(
    "[\u0590-\u08ff\u200c-\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]"
)
# Letters of the built-in fonts, none of them drawn with another: Cyrillic, Greek, Latin with marks.
_LETTERS = (
    "".join(
        map(
            chr,
            (
                *range(0x430, 0x450),
                *range(0x410, 0x430),
                *range(0x3B1, 0x3CA),
                *range(0x100, 0x130),
            ),
        )
    )
    + string.ascii_letters
)
_INLINE = frozenset(["Span", "Link", "Strong", "Em", "Reference", "Quote", "Code"])
# Lines stand further apart; the strokes of an Arabic letter, and smaller text, less.
_LINE = 6.0
# So many tries to lay out a line: most take one a piece.
_TRIES = 2_000
# After so many paragraphs that cannot be laid out the rest is left: a page may be made to be hard.
_FAILED = 4
# A line begins behind so many spaces at the most.
_SPACES = 2

Place = tuple[int, int]
# The numbers of the elements within a block that something is in, the outermost first.
Within = tuple[int, ...]
Held = tuple[Piece, Within]


def runs_from_right(text: str) -> bool:
    """Tell whether anything in a text runs from right to left."""
    return _FROM_RIGHT.search(text) is not None


def twin(text: str) -> tuple[str, dict[int, int]] | None:
    """Return a text with letters that it lacks for those from right to left, and the way back.

    None where there are not as many letters.
    """
    used = set(text)
    wanted = sorted(set(_FROM_RIGHT.findall(text)))
    free = [letter for letter in _LETTERS if letter not in used]
    if len(wanted) > len(free):
        return None
    there = {ord(letter): other for letter, other in zip(wanted, free, strict=False)}
    return text.translate(there), {ord(other): number for number, other in there.items()}


def in_reading_order(pdf: bytes, twin_pdf: bytes, back: dict[int, int]) -> bytes:
    """Return a PDF whose tags say what its twin's say, in that order, each glyph where it is.

    A paragraph that does not hold the letters of its twin's stays as it is; so does the whole PDF
    when the two are not tagged alike.
    """
    try:
        document, other = TaggedPdf(pdf), TaggedPdf(twin_pdf)
        blocks, twins = list(_blocks(document.root())), list(_blocks(other.root()))
        if [block.kind for block in blocks] != [block.kind for block in twins]:
            return pdf
        said: dict[int, dict[int, str]] = {}
        failed = 0
        for block, meant in zip(blocks, twins, strict=True):
            text = "".join(piece.text for piece, _ in _said(meant)).translate(back)
            placed = placed_in(text, list(_said(block)))
            if placed is None:
                failed += 1
                if failed == _FAILED:
                    break
                continue
            order: dict[Place, int] = {}
            for number, (piece, shown) in enumerate(placed):
                order[piece.page, piece.mcid] = number
                if shown != piece.text:
                    said.setdefault(piece.page, {})[piece.mcid] = shown
            _sort(document, block, order)
        for page, texts in said.items():
            document.say(page, texts)
        return document.written()
    except Unexpected:
        return pdf


def _blocks(element: Element) -> Iterator[Element]:
    """Yield each element that holds lines of text, in order."""
    if next(_said(element), None) is not None:
        yield element
    for kid in element.kids:
        if isinstance(kid, Element) and kid.kind not in _INLINE:
            yield from _blocks(kid)


def _said(block: Element, within: Within = ()) -> Iterator[Held]:
    """Yield what is said in a block's own lines."""
    for kid in block.kids:
        if isinstance(kid, Piece):
            yield kid, within
        elif isinstance(kid, Element) and kid.kind in _INLINE:
            yield from _said(kid, (*within, kid.number))


def _sort(document: TaggedPdf, element: Element, order: dict[Place, int]) -> None:
    """Order what is in an element by the first that is read of each; blocks in it stay in place."""
    placed: list[Kid] = []
    begun = 0
    for kid in element.kids:
        if isinstance(kid, Element) and kid.kind in _INLINE:
            _sort(document, kid, order)
        placed.append(kid)
        if isinstance(kid, Element) and kid.kind not in _INLINE:
            placed[begun:-1] = sorted(placed[begun:-1], key=_first(order))
            begun = len(placed)
    placed[begun:] = sorted(placed[begun:], key=_first(order))
    if placed != element.kids:
        document.order(element, placed)


def _first(order: dict[Place, int]) -> Callable[[Kid], int]:
    def first(kid: Kid) -> int:
        if isinstance(kid, Piece):
            return order[kid.page, kid.mcid]
        if isinstance(kid, Element):
            return min((order[p.page, p.mcid] for p, _ in _said(kid)), default=len(order))
        return len(order)

    return first


def placed_in(text: str, held: Sequence[Held]) -> list[tuple[Piece, str]] | None:
    """Return the pieces of a block in the order of its text, with what each says of it.

    `held` are as they are drawn: line by line, from left to right. Together they say the text,
    but for spaces between lines. None where they cannot.
    """
    placed: list[tuple[Piece, str]] = []
    at = 0
    for line in _lines(held):
        found, furthest = _Line(text, line).laid(at), at + _SPACES
        while found is None and at < furthest and text[at : at + 1].isspace():
            at += 1
            found = _Line(text, line).laid(at)
        if found is None:
            return None
        placed += found
        at += sum(len(shown) for _, shown in found)
    return placed if not text[at:].strip() else None


def _lines(held: Sequence[Held]) -> Iterator[list[Held]]:
    line: list[Held] = []
    for piece, within in held:
        first = line[0][0] if line else piece
        if piece.page != first.page or abs(piece.baseline - first.baseline) > _LINE:
            yield line
            line = []
        line.append((piece, within))
    if line:
        yield line


class _Line:
    """A line being laid out in the order in which it is read."""

    def __init__(self, text: str, held: Sequence[Held]) -> None:
        self._text = text
        self._held = held
        self._letters = [sorted(piece.text) for piece, _ in held]

    def laid(self, start: int) -> list[tuple[Piece, str]] | None:
        """Return the pieces in order with what each says of the text from `start`.

        A piece whose letters the one before has said already says the rest of them. What is in an
        element stays together.
        """
        laid: list[tuple[int, str]] = []
        # What was not tried yet: how many pieces are laid before, which is next, what it says.
        ways = [(0, *way) for way in self._ways(start, start, laid)]
        for _ in range(_TRIES):
            if not ways:
                break
            depth, number, shown = ways.pop()
            laid[depth:] = [(number, shown)]
            if len(laid) == len(self._held):
                return [(self._held[n][0], said) for n, said in laid]
            at = start + sum(len(said) for _, said in laid)
            ways += [(len(laid), *way) for way in self._ways(start, at, laid)]
        return None

    def _ways(self, start: int, at: int, laid: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
        """Return which pieces may say the text that goes on at `at`, the likeliest last.

        What stands further right is likelier; likeliest is another stroke of the last letters.
        """
        used = {number for number, _ in laid}
        left = [n for n in range(len(self._held)) if n not in used]
        last = laid[-1][0] if laid else None
        within = () if last is None else self._unfinished(left, self._held[last][1])
        ways: dict[tuple[str, Within], tuple[int, str]] = {}
        again: list[tuple[int, str]] = []
        for number in left:
            piece, inside = self._held[number]
            if inside[: len(within)] != within:
                continue
            end = at + len(piece.text)
            if (piece.text, inside) in ways:
                ways.pop((piece.text, inside))
                ways[piece.text, inside] = (number, self._text[at:end])
            elif self._says(number, at):
                ways[piece.text, inside] = (number, self._text[at:end])
            if last is not None and abs(number - last) == 1:
                again += self._strokes(number, start, at)
        return [*ways.values(), *again]

    def _says(self, number: int, at: int) -> bool:
        """Tell whether a piece says the text that begins at `at`, its letters in any order."""
        letters = self._letters[number]
        part = self._text[at : at + len(letters)]
        return part[:1] in letters and sorted(part) == letters

    def _strokes(self, number: int, start: int, at: int) -> Iterator[tuple[int, str]]:
        """Yield what a piece says if the first of its letters have been said: one way at most.

        Strokes of one letter are drawn one after the other and tagged with the whole letter each.
        """
        size = len(self._letters[number])
        for again in range(1, min(size, at - start) + 1):
            end = at - again + size
            if not all(map(runs_from_right, self._text[at - again : end])):
                return
            if self._says(number, at - again):
                yield number, self._text[at:end]
                return

    def _unfinished(self, left: Sequence[int], within: Within) -> Within:
        """Return the innermost of the elements that something is left of in this line."""
        while within and all(self._held[n][1][: len(within)] != within for n in left):
            within = within[:-1]
        return within
