"""German words: their stems, and the parts of a compound.

Folded words come in ("ü" is "u", "ß" is "ss"), folded stems go out.
"""

import re
from collections.abc import Container
from functools import lru_cache

_PREFIX = (
    "ab an auf aus bei dar durch ein entgegen fest fort frei gegen her heran heraus hin hinzu "
    "instand los mit nach nieder statt um vor voran weg weiter wieder zu zuruck zusammen uber"
)
_PREFIXES = "|".join(sorted(_PREFIX.split(), key=len, reverse=True))
# Nouns that begin as a participle does: "Gerät", "Gewicht", "Gesundheit".
_NOUNS = "rat|halt(?!en)|wicht|biet|sicht|richt|walt|schicht|stalt|samt|sund|dicht|rust(?!et)"
# "Abgeholt" and "abzuholen" are forms of "abholen"; "gebaut" is one of "bauen".
_WEAK = re.compile(rf"((?:{_PREFIXES})?)ge(?!{_NOUNS}|halt)(\w{{2,}}?)e?t(?:e|en|er|es|em)?")
_STRONG = re.compile(rf"((?:{_PREFIXES})?)ge(?!{_NOUNS})(\w{{3,8}})en(?:e|en|er|es|em)?")
_INFINITIVE = re.compile(rf"({_PREFIXES})zu(\w{{2,}})e?n")
# Endings and how many letters they leave at least, longest first.
_FOREIGN = (
    "ierungen ierung ieren ierte iert iere ationen ation atoren ator atur age ische isch".split()
)
_ENDINGS = (
    *((e, 4) for e in _FOREIGN),
    *((e, 4) for e in ("erinnen", "innen", "erin", "ungen", "ung", "heit", "keit")),
    *((e, 4) for e in ("ern", "et", "st", "in")),
    *((e, 3) for e in ("en", "er", "em", "es")),
    *((e, 4) for e in ("t", "n", "s")),
    ("e", 3),
)
_PASSES = 4
# What strong verbs make of their root, at the end of a stem: "Übernahme" is of "übernehmen".
_ABLAUT = {
    variant: root
    for root, variants in {
        "nehm": "nahm nomm",
        "geb": "gab gib",
        "schreib": "schrieb schrift",
        "sprech": "sprach sproch",
        "schliess": "schloss schluss",
        "zieh": "zog zug",
        "trag": "trug",
        "halt": "hielt",
        "weis": "wies",
        "biet": "bot",
        "werb": "warb worb",
        "helf": "half holf hilf",
        "treff": "traf troff",
        "steig": "stieg",
        "schneid": "schnitt",
        "bind": "band bund",
        "wachs": "wuchs",
        "brech": "brach broch bruch",
        "steh": "stand",
        "geh": "gang ging",
        "scheid": "schied",
    }.items()
    for variant in variants.split()
}
# Letters that join the parts of a compound.
_JOINTS = ("", "s", "n", "en", "es", "er")
# The shortest first and last part that mean something, and the longest word that is split.
_LEAST, _PART, _LONGEST = 3, 4, 40


def german_stem(word: str) -> str:
    """Return the stem of a folded word of more than three letters."""
    word = _without_infix(word)
    for _ in range(_PASSES):
        shorter = _shorter(word)
        if shorter == word:
            break
        word = shorter
    root = next((end for end in _ABLAUT if word.endswith(end)), "")
    word = word.removesuffix(root) + _ABLAUT[root] if root else word
    return word[:-1] if word[-1] == word[-2] and len(word) >= _PART else word


def _without_infix(word: str) -> str:
    for shape in (_WEAK, _STRONG, _INFINITIVE):
        found = shape.fullmatch(word)
        if found:
            return found[1] + found[2]
    return word


def _shorter(word: str) -> str:
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            # "Erfasst" is "erfass" and "t"; the "s" of "erfass" is its own.
            if (ending == "st" and word[-3] == "s") or (ending == "s" and word[-2] == "s"):
                continue
            return word[: -len(ending)]
    return word


def split_compound(word: str, known: Container[str]) -> tuple[str, ...]:
    """Return the stems of the parts of a folded word: all of them `known`; () for no compound."""
    return _split(word, known) if _LEAST + _PART <= len(word) <= _LONGEST else ()


def _split(word: str, known: Container[str]) -> tuple[str, ...]:
    for at in range(len(word) - _PART, _LEAST - 1, -1):
        head = _part(word[:at], known)
        if not head:
            continue
        tail = stem_of(word[at:])
        if tail in known:
            return (head, tail)
        rest = split_compound(word[at:], known)
        if rest:
            return (head, *rest)
    return ()


def _part(word: str, known: Container[str]) -> str:
    """Return the stem of a first part with its joint ("gehalts": "gehalt"), "" for none."""
    for joint in _JOINTS:
        if word.endswith(joint) and len(word) - len(joint) >= _LEAST:
            stem = stem_of(word.removesuffix(joint))
            if stem in known:
                return stem
    return ""


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """Return the stem of a folded word; short ones stay whole."""
    return german_stem(word) if len(word) >= _PART else word
