"""Words as matching compares them: folded, without fillers, cut to a stem."""

import math
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from resume_builder.domain.skills import Lexicon, fold

_WORD = re.compile(r"[^\W\d_]+(?:[+#]+)?|\d+[^\W\d_]+")
# Six letters tell apart what matters and join inflections in every language we read
# ("recruitment" and "recruited", "Baustelle" and "Baustellen") with no table of endings.
_STEM = 6
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return what is left of a folded word when endings are cut."""
    if len(word) <= 3:
        return word
    for ending in ("ing", "ed", "es", "en", "er", "e", "s", "n"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= 3 and _VOWELS & set(rest):
            word = rest
            break
    return word[:_STEM]


def content(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the stems of the words in `text` that say something, in order, each once."""
    folded = (fold(m[0]) for m in _WORD.finditer(text))
    stems = (stem(w) for w in folded if len(w) > 1 and w not in lexicon.fillers)
    return tuple(dict.fromkeys(stems))


def rarity(documents: Iterable[Iterable[str]]) -> Mapping[str, float]:
    """Return how telling each word is: 1 for one in a single document, near 0 for one in all."""
    seen: dict[str, int] = {}
    total = 0
    for document in documents:
        total += 1
        for word in set(document):
            seen[word] = seen.get(word, 0) + 1
    top = math.log(1 + total) or 1.0
    return {word: math.log(1 + total / count) / top for word, count in seen.items()}
