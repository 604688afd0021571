"""Which language a posting is written in, by its commonest words."""

import re
from collections import Counter

from resume_builder.domain.posting.words import PostingWords, words_of

_ENOUGH = 20_000
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
)


def language_of(text: str, words: PostingWords) -> str:
    """Return the ISO 639-1 code of the language of `text`, "" when nothing tells."""
    sample = text[:_ENOUGH]
    letters = sum(c.isalpha() for c in sample)
    for code, script in _SCRIPTS:
        if letters and len(script.findall(sample)) > 0.25 * letters:
            return code
    counts = Counter(word.key for word in words_of(sample))
    scores = {
        code: sum(counts[word] for word in stopwords) for code, stopwords in words.stopwords.items()
    }
    best = max(scores, key=lambda code: scores[code], default="")
    return best if best and scores[best] else ""
