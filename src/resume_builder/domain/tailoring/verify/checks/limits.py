"""Planned, tried, denied, shared: a limit of the sources may not be dropped."""

from dataclasses import dataclass
from itertools import pairwise

from resume_builder.domain.tailoring.verify.checks.base import ask, refuse
from resume_builder.domain.tailoring.verify.evidence import Case
from resume_builder.domain.tailoring.verify.model import SUPPORTED, Result
from resume_builder.domain.tailoring.verify.stems import plain
from resume_builder.domain.tailoring.verify.text import ReadText, Word
from resume_builder.domain.values import Span

# A limit falls on its part of a source when the rewrite takes up more than half of that part;
# of what is unfinished or denied, a third is enough.
_SHARES = {"unfinished": 3, "denied": 3}
# "With the setter": English words for people, and the words before one who is known.
_AGENTS = ("er", "or", "ist", "ian", "man", "woman", "ant")
_WHOSE = frozenset("the my our his her their a an one two three another".split())
_WHEN = frozenset(["when", "while", "whenever", "if"])
# A part with fewer words of its own ("not shipped yet") falls on the whole source.
_FEW = 3
# Limits that name people: whoever is named keeps them.
_OF_PEOPLE = frozenset(["shared", "under"])
_BESIDE = frozenset("with under by beside alongside".split())
# "With the rest of the crew": how many words after "with" can name who it was.
_COMPANY = 5
# Which words keep a limit: "not in use" is kept by "prototype", "with a colleague" by "helped".
_KEPT_BY = {
    "unfinished": ("unfinished", "denied", "kept"),
    "denied": ("denied", "unfinished", "kept", "under_kept"),
    "shared": ("shared", "beside_shared"),
    "under": ("under", "under_kept", "help"),
    "partial": ("partial", "about", "under_amount", "shared", "denied"),
    "passed": ("passed", "passed_kept"),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Refuses a rewrite that takes up a limited statement and leaves its limit out."""

    name: str = "limits"

    def judge(self, case: Case) -> Result:
        """Say whether every limit is kept."""
        whole = Span(0, len(case.rewrite.text))
        for source in case.sources.texts:
            for section in _KEPT_BY:
                limit = _limit(source, section, case)
                if limit and not _is_kept(section, limit, source, case):
                    return refuse(case, f"truth.limit.{section}", whole, limit=limit)
            if _is_course(source) and not (
                case.rewrite.has("course") or case.rewrite.has("attended")
            ):
                return refuse(case, "truth.limit.unfinished", whole, limit=source.text)
            limit = _company(source, case)
            if limit:
                return ask(case, "truth.limit.with", whole, limit=limit)
        return SUPPORTED


def _is_kept(section: str, limit: str, source: ReadText, case: Case) -> bool:
    """Tell whether a limit is still said: by a word for it, or by its own in another form."""
    if any(_keeps(k, limit, source, case) for k in _KEPT_BY[section]):
        return True
    if section == "shared" and _in_company(case):
        return True
    if section in _OF_PEOPLE and _is_named(limit, source, case):
        return True
    if case.language.code == "en":
        return False
    words = case.shelf.read(limit, case.language).content
    return any(w.stem in case.rewrite.stems for w in words)


def _is_course(text: ReadText) -> bool:
    """Tell whether a text says that one was taught: "attended a course", "Kurs in ..."."""
    studied = any(first == 0 for first, _ in text.phrases("studied").find(text.plains))
    return studied or (text.has("course") and text.has("attended"))


def _in_company(case: Case) -> bool:
    """Tell whether the rewrite names people whom one does it with."""
    rewrite = case.rewrite
    for _, after in rewrite.phrases("with").find(rewrite.plains):
        near = rewrite.words[after : after + _FEW]
        plains = tuple(w.plain for w in near)
        if any(rewrite.phrases(s).any(plains) for s in ("person", "crew")):
            return True
        if any(w.stem in _company_of(case) for w in [w for w in near if w.content][:1]):
            return True
    return False


def _company_of(case: Case) -> frozenset[str]:
    """Return the stems of the first word of its own behind each "with" of the sources."""
    return frozenset(
        next((w.stem for w in text.words[after : after + _FEW] if w.content), "")
        for text in case.sources.texts
        for _, after in text.phrases("with").find(text.plains)
    )


def _limit(source: ReadText, section: str, case: Case) -> str:
    """Return the words of a limit that falls on what the rewrite takes up, else ""."""
    for first, after in source.phrases(section).find(source.plains):
        limit = source.words[first:after]
        if source.text[limit[-1].end :][:1] == "-":
            # "No-shows" denies nothing.
            continue
        # Amounts say what a statement is of, too: "author of three papers, co-author of five".
        mine = [
            w
            for w in source.words
            if w.segment == limit[0].segment and w not in limit and (w.content or w.counted)
        ]
        taken = [w for w in mine if _taken(w, case)]
        whole = taken and source.words[-1].segment == 0
        bare = len(mine) < _FEW and not taken and not any(w.counted for w in mine)
        share = _SHARES.get(section, 2)
        if whole or bare or (taken and share * len(taken) >= len(mine) + (share == 2)):
            return source.text[limit[0].start : limit[-1].end]
    return ""


def _is_named(limit: str, source: ReadText, case: Case) -> bool:
    """Tell whether the rewrite names the people with or under whom the limit says it was done."""
    if not _BESIDE.intersection(plain(limit).split()):
        return False
    end = source.text.index(limit) + len(limit)
    after = {w.stem for w in source.words if w.start >= end and case.language.is_agent(w.plain)}
    return any(
        word.stem in after and before.plain not in ("as", "and")
        for before, word in pairwise(case.rewrite.words)
    )


def _keeps(section: str, limit: str, source: ReadText, case: Case) -> bool:
    """Tell whether the rewrite keeps a limit by a phrase of a section.

    "Non" keeps nothing where the source's "non-alcoholic" has it already.
    """
    found = case.rewrite.found(section)
    weak = ("kept",) if case.language.code == "en" else ("kept", "unfinished")
    if section not in weak or plain(limit) in found:
        return bool(found)
    rest = source.text.replace(limit, "")
    return any(phrase not in plain(rest) for phrase in found)


def _taken(word: Word, case: Case) -> bool:
    return word.stem in case.rewrite.stems or case.mine.bears(word, case.language)


def _while_away(source: ReadText, case: Case) -> str | None:
    """Return "when the manager" of who stands in then, where the rewrite has no such clause."""
    if source.language.code != "en" or any(case.rewrite.has(s) for s in ("under_kept", "under")):
        return None
    for at, word in enumerate(source.words[:-2]):
        if word.plain not in _WHEN or source.plains[at + 1] not in _WHOSE:
            continue
        who = next(
            (w for w in source.words[at + 2 : at + 4] if source.language.is_agent(w.plain)), None
        )
        if at and who is not None and not (_WHEN | {who.plain}).intersection(case.rewrite.plains):
            return source.text[word.start : who.end]
    return None


def _company(source: ReadText, case: Case) -> str:
    """Return "with the owner" where the sources have such company and the rewrite has none."""
    if any(case.rewrite.has(k) for k in ("shared", "beside_shared", "help", "beside")):
        return ""
    if (clause := _while_away(source, case)) is not None:
        return clause
    for who, joiner, me in zip(source.words, source.words[1:], source.words[2:], strict=False):
        if who.content and joiner.plain == "and" and me.plain == "i":
            return source.text[who.start : me.end]
    for first, after in source.phrases("with").find(source.plains):
        near = source.words[after : after + _COMPANY]
        for word in near:
            at = source.words.index(word)
            known = any(source.phrases(s).at(source.plains, at) for s in ("person", "crew"))
            agent = source.language.is_agent(word.plain) or word.plain.endswith(_AGENTS)
            agent = agent and near[0].plain in _WHOSE
            if (known or agent) and word.stem not in case.rewrite.stems:
                return source.text[source.words[first].start : word.end]
    return ""
