"""`match`: every requirement judged, every line weighed."""

from datetime import date

from resume_builder.domain.coverage import Coverage, Evidence
from resume_builder.domain.matching.asks import Ask, read_ask
from resume_builder.domain.matching.facts import read_facts
from resume_builder.domain.matching.formal import (
    judge_authorisation,
    judge_degree,
    judge_languages,
    judge_licences,
)
from resume_builder.domain.matching.judges import Judge, Verdict
from resume_builder.domain.matching.ranking import relevance
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.resume import Resume
from resume_builder.domain.skills import Lexicon


def match(resume: Resume, posting: Posting, lexicon: Lexicon, today: date) -> Coverage:
    """Return which lines of `resume` support which requirements of `posting`.

    `today` ends jobs that go on. Costs are linear in lines times requirements.
    """
    facts = read_facts(resume, lexicon, today)
    judge = Judge(facts, lexicon)
    asks = [read_ask(r, lexicon) for r in posting.requirements]
    verdicts = [_judge(ask, judge) for ask in asks]
    evidence = tuple(
        Evidence(
            requirement_id=ask.requirement.id,
            status=verdict.status,
            importance=ask.requirement.importance,
            highlights=verdict.lines,
            entries=verdict.entries,
            terms=verdict.terms,
        )
        for ask, verdict in zip(asks, verdicts, strict=True)
    )
    ranked = relevance(facts, posting, asks, verdicts, lexicon)
    return Coverage(evidence=evidence, relevance=ranked)


def _judge(ask: Ask, judge: Judge) -> Verdict:
    kind = ask.requirement.kind
    if ask.authorisation:
        return judge_authorisation(judge.facts, judge.lexicon)
    if ask.languages and _only_language(ask, judge.lexicon):
        return judge_languages(ask, judge.facts, judge.lexicon)
    if kind == "degree" and not _names_a_class(ask, judge.lexicon):
        return judge_degree(ask, judge)
    if kind == "licence":
        return judge_licences(ask, judge)
    return judge.general(ask)


def _only_language(ask: Ask, lexicon: Lexicon) -> bool:
    """Tell whether a spoken language is the thing asked, and not one word of something else."""
    if not ask.groups:
        return True
    soft = all(lexicon.kind(name) == "soft" for name in ask.skills)
    return ask.requirement.kind == "language" and (soft or ask.language_first)


def _names_a_class(ask: Ask, lexicon: Lexicon) -> bool:
    """Tell whether a school exam is only the class taught ("teach chemistry to GCSE")."""
    return bool(ask.groups) and set(ask.degrees) == {lexicon.ladder("degree")[0]}
