"""How many tokens a text is to a language model, told without a tokenizer.

Tokenizers of today cut text alike: a word takes its space along, digits go by threes, a run of
signs is one or two. What differs is how far a word is in the vocabulary: English words mostly are,
German compounds are not, and other scripts come by the letter. So a text is counted piece by piece,
and each stretch of it is asked which family of languages it is in. The figures were measured
with OpenAI's o200k_base over résumés and postings in twenty languages; bench/catalogue.py tells how
far an estimate is off.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# Of each stretch of text its own language is asked: a brief has English rules and German lines.
_STRETCH = 400


class _Family(NamedTuple):
    """Tongues whose words cost alike: words that give them away, and the tokens of a word.

    A word is one token, and `each` more for every letter after the first `free`. A letter with a
    sign on it breaks a word that would else be known: `marked` more.
    """

    words: frozenset[str]
    free: int
    each: float
    marked: float


# No word is in two families: "on" and "in" tell nothing.
_FAMILIES = (
    _Family(  # English
        frozenset(
            "the of and to for with by from at is are was were that this it be or not an which "
            "what their you your we our has have had will can its who into than when".split()
        ),
        free=4,
        each=0.02,
        marked=0.0,
    ),
    _Family(  # French, Spanish, Italian, Portuguese
        frozenset(
            "le la les du et en une pour dans sur par au aux vous nous est que qui avec votre "
            "el los las del y con una como sus al o se su il lo gli e di da che per della "
            "delle nel sono os do dos das ao na nas uma em com".split()
        ),
        free=3,
        each=0.175,
        marked=0.32,
    ),
    _Family(  # German, Dutch and the North
        frozenset(
            "der die das und den dem von mit für im zu des ein eine einer auf bei als nach wir "
            "sie ihre het een van voor met te naar op uit zijn och att som av på til med og å er "
            "i".split()
        ),
        free=3,
        each=0.205,
        marked=0.32,
    ),
    _Family(  # Poland, Bohemia, Croatia, Turkey, Hungary
        frozenset(
            "w z na do się oraz przez jest ze od ve bir ile için olan bu s v pro při jsem jako "
            "u sa za koji az egy hogy és".split()
        ),
        free=3,
        each=0.4,
        marked=1.2,
    ),
)
# In capitals only, hardly a word is known.
_LETTERS_IN_CAPITALS, _SHORT = 2.6, 4

# Letters that one token holds on average, by script: the end of its range of code points.
_SCRIPTS: tuple[tuple[int, float], ...] = (
    (0x24F, 0.0),  # Latin: by the word, as above
    (0x3FF, 2.35),  # Greek
    (0x52F, 3.4),  # Cyrillic
    (0x58F, 2.0),  # Armenian
    (0x5FF, 2.2),  # Hebrew
    (0x8FF, 2.65),  # Arabic
    (0xDFF, 2.6),  # scripts of India
    (0x10FF, 2.1),  # Thai, Lao, Tibetan, Burmese, Georgian
    (0x1CFF, 1.3),
    (0x1EFF, 0.0),  # Latin with two signs: Vietnamese
    (0x2FFF, 1.5),
    (0x30FF, 1.3),  # kana
    (0xABFF, 1.3),  # Han
    (0xD7FF, 1.46),  # Hangul
    (0x10FFFF, 1.0),
)

# A word is cut where small letters end: "TypeScript" is two.
# Vowel signs of India and its neighbors are marks, no letters, and go with the word.
_PIECE = re.compile(
    r"(?P<word>(?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff])+)"
    r"|(?P<digits>\d+)|(?P<space>\s+)|(?P<signs>[^\w\s]+|_+)"
)
_HUMP = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_SIGNS_IN_TOKEN, _DIGITS_IN_TOKEN = 8, 3
# One sign before a word is often one token with it: "-known", "_by".
_SIGN_AT_WORD = 0.5


def estimate_tokens(text: str) -> int:
    """Return about how many tokens a model reads in `text`; 0 only when it is empty."""
    if not text:
        return 0
    total = 0.0
    for stretch in _stretches(text):
        total += _of_stretch(stretch)
    return max(1, round(total))


def _stretches(text: str) -> Iterator[str]:
    """Cut at spaces, so that no word is told twice."""
    start = 0
    while start < len(text):
        end = text.find(" ", start + _STRETCH)
        end = len(text) if end < 0 or end - start > 2 * _STRETCH else end
        end = min(end, start + 2 * _STRETCH)
        yield text[start:end]
        start = end


def _of_stretch(text: str) -> float:
    words = text.lower().split()
    # One of each to begin with, and three of English, which the names of things in JSON are in.
    hits = [1 + sum(word in family.words for word in words) for family in _FAMILIES]
    hits[0] += 2
    shares = [hit / sum(hits) for hit in hits]
    return sum(_of_piece(match, shares) for match in _PIECE.finditer(text))


def _of_piece(match: re.Match[str], shares: Sequence[float]) -> float:
    piece = match[0]
    if match.lastgroup == "word":
        return sum(_of_word(part, shares) for part in _HUMP.split(piece))
    if match.lastgroup == "digits":
        return -(-len(piece) // _DIGITS_IN_TOKEN)
    if match.lastgroup == "signs":
        if len(piece) == 1 and _joins(match):
            return _SIGN_AT_WORD
        return max(1.0, len(piece) / _SIGNS_IN_TOKEN)
    # One space goes with the word after it, a line break with the sign before it; else it counts.
    return 0.0 if piece == " " or (piece == "\n" and _follows_sign(match)) else 1.0


def _follows_sign(space: re.Match[str]) -> bool:
    before = space.string[max(0, space.start() - 1) : space.start()]
    return bool(before) and not before.isalnum()


def _joins(sign: re.Match[str]) -> bool:
    """Return whether a sign stands before a letter, and after no space, which it would go with."""
    before, after = (
        sign.string[max(0, sign.start() - 1) : sign.start()],
        sign.string[sign.end() : sign.end() + 1],
    )
    return after.isalpha() and not before.isspace()


def _of_word(word: str, shares: Sequence[float]) -> float:
    letters = next(letters for end, letters in _SCRIPTS if ord(word[0]) <= end)
    if letters:
        return max(1.0, len(word) / letters)
    if len(word) > _SHORT and word.isupper():
        return len(word) / _LETTERS_IN_CAPITALS
    marked = not word.isascii()
    return 1.0 + sum(
        share * (family.each * max(0, len(word) - family.free) + family.marked * marked)
        for share, family in zip(shares, _FAMILIES, strict=True)
    )
