"""Which language a résumé is written in, where it does not say: by its commonest small words."""

import re
from collections import Counter

from resume_builder.domain.resume import Resume
from resume_builder.features.rendering.words import PageWords

_TAG = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*\Z")
_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile("[\u3400-\u9fff]")
_KANA = re.compile("[\u3040-\u30ff]")
# Fewer small words than this tell nothing.
_ENOUGH = 3
# A résumé in Chinese names tools and places in Latin letters, which are more a word.
_HAN_SHARE = 0.3


def language_of(resume: Resume, words: PageWords) -> str:
    """Return the résumé's own BCP 47 tag, else a guess from its prose, "" for none."""
    if _TAG.match(resume.language):
        return resume.language
    prose = _prose(resume)
    letters = sum(map(len, _WORD.findall(prose)))
    if letters and not _KANA.search(prose) and len(_HAN.findall(prose)) > _HAN_SHARE * letters:
        return "zh"
    counted = Counter(word.casefold() for word in _WORD.findall(prose))
    hits = {tag: sum(counted[word] for word in own.common) for tag, own in words.languages.items()}
    best = max(hits, key=lambda tag: hits[tag])
    return best if hits[best] >= _ENOUGH else ""


def _prose(resume: Resume) -> str:
    parts = [resume.basics.summary, resume.basics.label]
    for entry in resume.dated_entries():
        parts.append(entry.summary)
        parts += [highlight.text for highlight in entry.highlights]
    parts += [work.position for work in resume.work]
    parts += [p for e in resume.education for p in (e.study_type, e.area)]
    parts += [section.title for section in resume.sections]
    return " ".join(parts)
