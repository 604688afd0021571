"""Texts in languages that the checks have no words for: nothing in them is passed for known."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

# The code of any such language.
UNKNOWN = "und"
_WORD = re.compile(r"[^\W\d_]+")
# Letters beyond a to z of the five languages that the checks know.
_OURS = frozenset("äöüßàâçéèêëîïôûùÿœæáíóúñãõªº")
# How many words show a language by what they lack, and the least share of little words in one.
_ENOUGH, _LITTLE = 12, 0.04
# The share of words with letters of other languages that no name explains, and of other scripts.
_STRANGE, _SCRIPT = 0.05, 0.3


class Signs(NamedTuple):
    """How many words and letters a text has, how many letters of other scripts, strange words."""

    words: int
    letters: int
    alien: int
    strange: int


def signs_of(text: str) -> Signs:
    """Return what tells a text's language from ours."""
    words = _WORD.findall(text.lower())
    if text.isascii():
        return Signs(len(words), sum(map(len, words)), 0, 0)
    alien = sum(not _is_latin(c) for w in words for c in w)
    strange = {w for w in words if any(c > "\x7f" and c not in _OURS for c in w)}
    return Signs(len(words), sum(map(len, words)), alien, len(strange))


def is_foreign(signs: Iterable[Signs], little: int) -> bool:
    """Tell whether texts are in none of our languages, of which they have `little` little words."""
    words, letters, alien, strange = map(sum, zip(*signs, strict=True))
    if alien > _SCRIPT * letters or (strange > 1 and strange > _STRANGE * words):
        return True
    return words >= _ENOUGH and little < _LITTLE * words


def _is_latin(char: str) -> bool:
    return char.isascii() or unicodedata.name(char, "").startswith(
        ("LATIN", "FEMININE", "MASCULINE")
    )
