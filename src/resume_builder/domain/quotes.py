"""Passages of a text, found again from a copy of them.

Who copies a passage writes its blanks, line breaks, hyphens and quotation marks in their own way;
all else must be the same. What counts afterwards is the passage as it stands in the text.
"""

import unicodedata
from bisect import bisect_left

from resume_builder.domain.values import Span

# Copies differ in these: "self-\nemployed" and "self-employed", “quoted” and "quoted".
_MARKS = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
)
_DASHES = frozenset("-‐‑‒–—―−")
# Format characters: soft hyphens, joiners, marks of direction. Nobody sees them.
_UNSEEN = "Cf"
# Places that are looked at for all passages of a text together; a page has a few thousand letters,
# and a passage of one letter may stand at many of them inside words.
_MOST_TRIES = 1_000_000


class Quotes:
    """Finds passages in one text. A search takes time linear in the text.

    After a million places that were no whole words nothing is found any more.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        keys: list[str] = []
        self._places: list[int] = []
        for place, character in enumerate(text):
            for part in _key(character):
                keys.append(part)
                self._places.append(place)
        self._keys = "".join(keys)
        self._tries = _MOST_TRIES

    def find(self, said: str, after: int = 0) -> Span | None:
        """Return where a passage stands, first from the offset `after` on, else anywhere.

        It begins and ends with whole words. None where it does not stand, or says nothing.
        """
        key = "".join(part for character in said for part in _key(character))
        if not any(character.isalnum() for character in key):
            return None
        begin = bisect_left(self._places, after)
        return self._from(key, begin) or (self._from(key, 0) if begin else None)

    def _from(self, key: str, begin: int) -> Span | None:
        at = self._keys.find(key, begin)
        while at >= 0 and self._tries > 0:
            self._tries -= 1
            span = Span(self._places[at], self._places[at + len(key) - 1] + 1)
            if self._is_whole(span):
                return span
            at = self._keys.find(key, at + 1)
        return None

    def _is_whole(self, span: Span) -> bool:
        """Tell whether no word runs over an end of the passage."""
        text = self._text
        return not any(0 < end < len(text) and _joined(text[end - 1], text[end]) for end in span)


def _joined(left: str, right: str) -> bool:
    """Tell whether two characters belong to one word; scripts without blanks have none."""
    return all(c.isalnum() and not _is_unspaced(c) for c in (left, right))


def _is_unspaced(character: str) -> bool:
    return "\u0e00" <= character <= "\u0eff" or "\u3040" <= character <= "\u9fff"


def _key(character: str) -> str:
    """Return what of a character must be the same in a copy."""
    if character.isspace() or character in _DASHES or unicodedata.category(character) == _UNSEEN:
        return ""
    if character.isascii():
        return character
    return unicodedata.normalize("NFKD", character.translate(_MARKS)).replace(" ", "")
