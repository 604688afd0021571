"""Which language a posting is written in, by its commonest words."""

import re
from collections import Counter
from collections.abc import Sequence

from resume_builder.domain.posting.words import PostingWords, words_of

_ENOUGH = 20_000
_MAX_TEXTS = 400
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
)


def language_of(texts: Sequence[str], words: PostingWords) -> str:
    """Return the ISO 639-1 code of the language of `texts`, "" when nothing tells."""
    sample = "\n".join(texts)[:_ENOUGH]
    for code, script in () if sample.isascii() else _SCRIPTS:
        if len(script.findall(sample)) > 0.2 * len(sample):
            return code
    counts = Counter(word.key for text in texts[:_MAX_TEXTS] for word in words_of(text))
    scores = {
        code: sum(counts[word] for word in stopwords & counts.keys())
        for code, stopwords in words.stopwords.items()
    }
    best = max(scores, key=lambda code: scores[code], default="")
    return best if best and scores[best] else ""
