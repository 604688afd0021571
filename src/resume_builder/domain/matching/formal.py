"""Judging what a formal entry proves: degrees, certificates, languages, leave to work."""

from dataclasses import replace

from resume_builder.domain.coverage import Status
from resume_builder.domain.matching.asks import HARD, Ask
from resume_builder.domain.matching.facts import Facts, Item
from resume_builder.domain.matching.judges import Judge, Verdict, best_of, combine, listing
from resume_builder.domain.resume import Language
from resume_builder.domain.skills import Lexicon

# Kinds of skill that only a paper shows.
_PAPERS = frozenset(["certificate", "licence"])
# A language asked without a level is asked at B1: enough to work in.
_ASKED_LEVEL = 3
_NATIVE = 6
# Skills that show a language in use when the résumé is written in it.
_IN_USE = frozenset(
    ["written communication", "presentation skills", "translation", "interpreting",
     "technical documentation", "runbooks", "knowledge base", "documentation"]
)  # fmt: skip


def judge_authorisation(facts: Facts, lexicon: Lexicon) -> Verdict:
    """Leave to work counts only where the person states it; an address or a job says nothing."""
    stated = [
        i
        for i in facts.items
        if i.source in ("summary", "certificate", "skill")
        and any(lexicon.kind(m.name) == "authorisation" for m in lexicon.marks(i.statement.text))
    ]
    return Verdict("listed", entries=listing(stated)) if stated else Verdict("missing")


def judge_languages(ask: Ask, facts: Facts, lexicon: Lexicon) -> Verdict:
    """Judge spoken languages by level; a fluent one counts once a line shows it in use."""
    ladder = lexicon.ladder("level")
    statuses: list[Status] = []
    lines: dict[str, None] = {}
    entries: dict[str, None] = {}
    for name, asked in ask.languages:
        wanted = ladder.index(asked) + 1 if asked in ladder else _ASKED_LEVEL
        held = next((e for e in facts.resume.languages if _is(e, name, lexicon)), None)
        using = [ln.id for ln in facts.lines if name in ln.statement.shown]
        if held is None:
            statuses.append("adjacent" if using else "missing")
            lines.update(dict.fromkeys(using))
            continue
        entries[held.id] = None
        level = _level(held, lexicon)
        if level < wanted and not (level >= 5 and wanted == _NATIVE):
            statuses.append("adjacent")
            lines.update(dict.fromkeys(using))
            continue
        if not using and level >= 5:
            using = [ln.id for ln in facts.lines if _IN_USE & ln.statement.shown][:3]
        statuses.append("demonstrated" if level >= _NATIVE or using else "listed")
        if level < _NATIVE or len(ask.languages) == 1:
            lines.update(dict.fromkeys(using))
    status = best_of(statuses) if ask.any_of else combine(statuses)
    return Verdict(status, tuple(lines)[:4], tuple(entries), tuple(n for n, _ in ask.languages))


def _is(entry: Language, name: str, lexicon: Lexicon) -> bool:
    return any(m.name == name for m in lexicon.find(entry.language))


def _level(entry: Language, lexicon: Lexicon) -> int:
    ladder = lexicon.ladder("level")
    marks = [m.name for m in lexicon.marks(f"{entry.fluency} {entry.language}")]
    named = [ladder.index(m) + 1 for m in marks if m in ladder]
    return max(named, default=4)


def judge_degree(ask: Ask, judge: Judge) -> Verdict:
    """Judge a degree, and the papers asked beside it or in its place."""
    verdict = _judge_degree(ask, judge.facts, judge.lexicon)
    papers = [g for g in ask.groups if any(judge.lexicon.kind(n) in _PAPERS for n in g)]
    if not papers:
        return verdict
    others: list[Status] = [best_of(map(judge.skill_status, g)) for g in papers]
    every: list[Status] = [verdict.status, *others]
    return replace(verdict, status=best_of(every) if ask.any_of else combine(every))


def _judge_degree(ask: Ask, facts: Facts, lexicon: Lexicon) -> Verdict:
    """Judge a degree by its rung on the ladder and its subject."""
    ladder = lexicon.ladder("degree")
    asked = [ladder.index(m) for m in ask.degrees]
    wanted = min(asked) if asked else ladder.index("bachelor's degree")
    subjects = frozenset[str]()
    if not ask.or_equivalent:
        loose = (n for n in ask.skills if lexicon.kind(n) not in HARD)
        subjects = frozenset((*(w for w, _ in ask.words), *loose))
    best: tuple[Status, tuple[str, ...]] = ("missing", ())
    for item in facts.items:
        if item.source != "education":
            continue
        marks = [m.name for m in lexicon.marks(item.statement.text)]
        rungs = [ladder.index(m) for m in marks if m in ladder]
        if not rungs:
            continue
        status = _degree_status(subjects, item, max(rungs) - wanted)
        if status == "demonstrated":
            return Verdict(status, entries=(item.entry_id,), terms=ask.degrees)
        if status == "adjacent":
            best = (status, (*best[1], item.entry_id))
    return Verdict(best[0], entries=best[1])


def _degree_status(subjects: frozenset[str], item: Item, above: int) -> Status:
    """Return the status of one course of study, `above` rungs above what is asked."""
    held = item.statement.stems | item.statement.shown
    fits = not subjects or bool(subjects & held)
    if above >= 0:
        return "demonstrated" if fits else "adjacent"
    return "adjacent" if above >= -1 and fits else "missing"


def judge_licences(ask: Ask, judge: Judge) -> Verdict:
    """Judge licences and certificates: proved by an entry, or merely named.

    One that is shown by an entry needs no line; one of another place is only near it.
    """
    if not ask.groups and not ask.names:
        return judge.general(ask)
    papers = [i for i in judge.facts.items if i.source in ("certificate", "education")]
    if not ask.groups:
        return _judge_names(ask, judge, papers)
    verdict = judge.general(ask)
    asked = set(ask.skills)
    proof = [i for i in papers if asked & i.statement.shown]
    if not proof:
        return verdict
    status: Status = verdict.status
    if status == "demonstrated" and _elsewhere(ask, proof):
        status = "adjacent"
    papers_alone = all(judge.lexicon.kind(n) in _PAPERS for g in ask.groups for n in g)
    lines = () if papers_alone else verdict.lines
    return replace(verdict, status=status, lines=lines, entries=listing(proof))


def _judge_names(ask: Ask, judge: Judge, papers: list[Item]) -> Verdict:
    """Judge papers that the lexicon does not know by the names in the requirement."""
    listed = [i for i in judge.facts.items if i.source in ("skill", "summary", "course")]
    entries: dict[str, None] = {}
    statuses: list[Status] = []
    for name in ask.names:
        proof = [i for i in papers if _names(i, name)]
        named = [i for i in listed if _names(i, name)]
        entries.update(dict.fromkeys(i.entry_id for i in (*proof, *named)))
        statuses.append("demonstrated" if proof else "listed" if named else "missing")
    status = best_of(statuses) if ask.any_of else combine(statuses)
    return Verdict(status, entries=tuple(entries))


def _names(item: Item, name: str) -> bool:
    return name.casefold() in item.statement.text.casefold().replace("(", " ").split()


def _elsewhere(ask: Ask, papers: list[Item]) -> bool:
    """Tell whether the licence asked is of one place and the one held of another."""
    if not ask.names:
        return False
    places = [n.casefold() for n in ask.names]
    for item in papers:
        text = item.statement.text.casefold()
        if any(p in text for p in places):
            return False
    # Only a paper that itself names a place ("RN license, Minnesota") can be of another place.
    return any("," in item.statement.text for item in papers)
