"""What can be proposed with no model.

A listed skill first, and by the posting's name for it; and words that the person typed elsewhere.
"""

from collections.abc import Iterator, Mapping

from resume_builder.domain.coverage import Coverage
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.resume import Resume, Skill
from resume_builder.domain.skills import Lexicon
from resume_builder.domain.spellings import alike
from resume_builder.domain.tailoring.edits import Edit, Op
from resume_builder.domain.tailoring.ledger import Facts


def offers(
    resume: Resume, posting: Posting, coverage: Coverage, lexicon: Lexicon
) -> tuple[Edit, ...]:
    """Return edits of the skill groups, each serving the requirements that ask for the skill."""
    asked = _asked(posting, coverage)
    spelled = _spelled(posting, lexicon)
    found: list[Edit] = []
    for group in resume.skills:
        found += _surfaced(group, asked, lexicon)
        found += _renamed(group, asked, spelled, lexicon)
    return tuple(found)


def typed_elsewhere(facts: Facts, posting: Posting, lexicon: Lexicon) -> tuple[Edit, ...]:
    """Return edits that put the person's own words, typed in another tailoring, in their place."""
    lines = {h.id for _, h in facts.resume.highlights()} - facts.retired
    ops: dict[str, Op] = {"basics.summary": "summary", "basics.label": "headline"}
    ops |= dict.fromkeys(lines, "rewrite")
    return tuple(
        Edit(
            op=ops[fact.path],
            target=fact.path,
            sources=(fact.id,),
            text=fact.text,
            serves=_serves(fact.text, posting, lexicon),
        )
        for fact in facts.by_id.values()
        if fact.id != fact.path and fact.path in ops
    )


def _serves(text: str, posting: Posting, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the requirements that ask for a skill which `text` names."""
    named = {mention.name for mention in lexicon.find(text)}
    return tuple(r.id for r in posting.requirements if not named.isdisjoint(r.skills))


def _asked(posting: Posting, coverage: Coverage) -> dict[str, tuple[str, ...]]:
    """Return the requirements that ask for each skill, musts first, those met only by a list."""
    met = {e.requirement_id for e in coverage.evidence if e.status in ("listed", "demonstrated")}
    asked: dict[str, list[str]] = {}
    for requirement in sorted(posting.requirements, key=lambda r: r.importance != "must"):
        if requirement.id in met:
            for name in requirement.skills:
                asked.setdefault(name, []).append(requirement.id)
    return {name: tuple(ids) for name, ids in asked.items()}


def _spelled(posting: Posting, lexicon: Lexicon) -> dict[str, str]:
    """Return how the posting writes each skill, the first time it asks for it."""
    spelled: dict[str, str] = {}
    for requirement in posting.requirements:
        for mention in lexicon.find(requirement.text):
            spelled.setdefault(mention.name, requirement.text[mention.start : mention.end])
    return spelled


def _surfaced(
    group: Skill, asked: Mapping[str, tuple[str, ...]], lexicon: Lexicon
) -> Iterator[Edit]:
    """The group's asked skills that stand behind one that nobody asks for."""
    idle = False
    for keyword in group.keywords:
        serves = asked.get(lexicon.canonical(keyword) or "", ())
        if serves and idle:
            yield Edit(op="surface", target=group.id, text=keyword, serves=serves)
        idle = idle or not serves


def _renamed(
    group: Skill,
    asked: Mapping[str, tuple[str, ...]],
    spelled: Mapping[str, str],
    lexicon: Lexicon,
) -> Iterator[Edit]:
    for keyword in group.keywords or (group.name,):
        name = lexicon.canonical(keyword) or ""
        alias = spelled.get(name, keyword)
        exact = lexicon.canonical(alias) == name and alike(keyword, alias)
        if name in asked and exact and alias.casefold() != keyword.casefold():
            yield Edit(
                op="rename", target=group.id, text=alias, sources=(keyword,), serves=asked[name]
            )
