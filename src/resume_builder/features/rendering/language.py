"""Which language a résumé is in, where it does not say: by its script or commonest small words."""

import re
from collections import Counter

from resume_builder.domain.resume import Resume
from resume_builder.features.rendering.words import PageWords, primary

_TAG = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*\Z")
_WORD = re.compile(r"[^\W\d_]+")
# Scripts that give a language away, the telling letters before those that several share.
_SCRIPTS = {
    "ja": re.compile("[\u3040-\u30ff]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "zh": re.compile("[\u3400-\u9fff]"),
    "ur": re.compile("[\u0679\u0688\u0691\u06ba\u06d2]"),
    "fa": re.compile("[\u067e\u0686\u0698\u06af]"),
    "ar": re.compile("[\u0620-\u065f\u0671-\u06d3\u06fa-\u06ff]"),
    "he": re.compile("[\u05d0-\u05ea]"),
    "mr": re.compile("\u0933"),
    "hi": re.compile("[\u0900-\u097f]"),
    "el": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
}
# What each is written with: one telling letter makes the whole script its own.
_SAME_SCRIPT = {"ja": "zh", "ur": "ar", "fa": "ar", "mr": "hi"}
# Scripts from right to left, and those of South and South East Asia that reorder letters.
_MISREAD = re.compile("[\u0590-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ufb1d-\ufdff]")
_RIGHT_TO_LEFT = frozenset(["ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "ckb", "dv"])
# Fewer small words than this tell nothing.
_ENOUGH = 3
# A résumé in Chinese names tools and places in Latin letters, which are more a word.
_SHARE = 0.3


def language_of(resume: Resume, words: PageWords) -> str:
    """Return the résumé's own BCP 47 tag, else a guess from its prose, "" for none."""
    if _TAG.match(resume.language):
        return resume.language
    prose = _prose(resume)
    if by_script := _by_script(prose):
        return by_script
    counted = Counter(word.casefold() for word in _WORD.findall(prose))
    hits = {tag: sum(counted[word] for word in own.common) for tag, own in words.languages.items()}
    best = max(hits, key=lambda tag: hits[tag])
    return best if hits[best] >= _ENOUGH else ""


def runs_from_right(tag: str) -> bool:
    """Tell whether the language of a BCP 47 tag is written from right to left."""
    return primary(tag) in _RIGHT_TO_LEFT


def is_misread(text: str) -> bool:
    """Tell whether machines garble some of `text` in a PDF, whichever program made it.

    A PDF holds letters as they are drawn: from right to left, joined, reordered around a vowel.
    Each reader undoes that in its own way.
    """
    return _MISREAD.search(text) is not None


def _by_script(prose: str) -> str:
    """Return the language whose letters a good part of the prose is in, "" for none."""
    letters = sum(map(len, _WORD.findall(prose)))
    for tag, script in _SCRIPTS.items():
        own = len(script.findall(prose))
        shared = _SCRIPTS.get(_SAME_SCRIPT.get(tag, ""))
        if own and own + (len(shared.findall(prose)) if shared else 0) > _SHARE * letters:
            return tag
    return ""


def _prose(resume: Resume) -> str:
    parts = [resume.basics.summary, resume.basics.label]
    for entry in resume.dated_entries():
        parts.append(entry.summary)
        parts += [highlight.text for highlight in entry.highlights]
    parts += [work.position for work in resume.work]
    parts += [p for e in resume.education for p in (e.study_type, e.area)]
    parts += [section.title for section in resume.sections]
    return " ".join(parts)
