"""Accents that stand as words of their own join the letters below them.

TeX's old encodings raise an accent over a capital or in a large size, or move it aside for a
slanted letter. It is then drawn apart from the word, and lands before, behind or inside it.
"""

import unicodedata

from resume_builder.adapters.documents.pdf.glyphs import Word
from resume_builder.adapters.documents.pdf.letters import ACCENTS
from resume_builder.adapters.documents.pdf.segments import Levels

# An accent stands over its word, or so many sizes beside it.
_REACH = 0.3
# Letters that carry accents in most languages; on others an accent is a guess.
_USUAL = frozenset("aeiouycnsz")
# The base line of an accent is that of its word, or so many sizes above or below it.
_RAISED = 0.6


def with_accents(words: list[Word]) -> list[Word]:
    """Return the words, each accent that was apart in its letter."""
    loose = [word for word in words if word.text[-1] in ACCENTS]
    if not loose:
        return words
    gone: set[int] = set()
    levels = Levels(words)
    for word in loose:
        accent = word.text[-1]
        narrow = word.x1 - min(0.35 * word.size, word.x1 - word.x0)
        middle = (narrow + word.x1) / 2 if len(word.text) > 1 else (word.x0 + word.x1) / 2
        home = next((w for w in _below(word, middle, levels) if _put(w, accent, middle)), None)
        if home is None:
            continue
        if len(word.text) == 1:
            gone.add(id(word))
        else:
            word.text, word.x1 = word.text[:-1], min(word.x1, home.x0)
    return [word for word in words if id(word) not in gone]


def _below(word: Word, middle: float, levels: Levels) -> list[Word]:
    """Return the words that may stand below an accent, the nearest first."""
    near = levels.at((word.top + word.bottom) / 2) + levels.at(word.bottom)
    reach = _REACH * word.size
    homes = [
        other
        for other in near
        if other is not word
        and abs(other.base - word.base) <= _RAISED * word.size
        and other.x0 - reach <= middle <= other.x1 + reach
        and other.text[-1].isalpha()
    ]
    return sorted(homes, key=lambda w: max(w.x0 - middle, middle - w.x1, 0.0))


def _put(word: Word, accent: str, middle: float) -> bool:
    """Put an accent on the letter nearest to `middle` that can carry it."""
    sign = ACCENTS[accent]
    place = (middle - word.x0) / max(word.x1 - word.x0, 1.0) * len(word.text) - 0.5
    text = word.text.replace("ı", "i").replace("ȷ", "j")
    able = [i for i, c in enumerate(text) if len(unicodedata.normalize("NFC", c + sign)) == 1]
    if not able:
        return False
    at = min(able, key=lambda i: abs(i - place) + (text[i].lower() not in _USUAL))
    if abs(at - place) > 1 + 0.2 * len(text):
        return False
    word.text = text[:at] + unicodedata.normalize("NFC", text[at] + sign) + text[at + 1 :]
    return True
