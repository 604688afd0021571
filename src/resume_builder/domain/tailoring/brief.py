"""The brief: what a model is told, and the form in which it must answer.

It is made of the person's facts, the entries they belong to, and the requirements by id with the
lexicon's own names of what they ask. No word of the posting is in it: what a stranger wrote there
cannot speak to the model.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import JsonValue

from resume_builder.domain.coverage import Coverage
from resume_builder.domain.posting.model import Posting, Requirement
from resume_builder.domain.resume import DatedEntry
from resume_builder.domain.tailoring.ledger import Fact, Facts
from resume_builder.domain.tailoring.sheet import Sheet, text_for
from resume_builder.domain.tailoring.wishes import MOST_ENTRIES, PERSON, Wishes
from resume_builder.domain.values import Value

# Raised whenever what the model is told changes; stamped into each attempt.
VERSION = 2
# The first version that tells a model what the person wishes.
_WITH_WISHES = 2
# Lines of all entries that a summary is made from, where a small model gets no more.
_LINES_OF_PERSON = 16
# Words of a line and of the summary at most.
_WORDS = {"short": (20, 35), "same": (30, 60), "full": (40, 80)}


class Brief(Value):
    """One request to a model: a system text, a user text (JSON) and the schema of the answer.

    `answer_schema` keeps to what every vendor's structured output takes: objects whose properties
    are all required and no others allowed, arrays, strings, integers and enums of strings.
    """

    version: int
    system: str
    user: str
    answer_schema: dict[str, JsonValue]


def write_brief(
    facts: Facts, posting: Posting, coverage: Coverage, sheet: Sheet, wishes: Wishes
) -> Brief:
    """Return the brief for one résumé and posting, of the posting only ids and its language.

    With `wishes.entry` it tells that entry alone, or what is of the person: it must be one.
    """
    user: dict[str, Any] = {
        "language": wishes.language or posting.language,
        "requirements": told_requirements(
            requirements_for(posting, coverage, wishes.entry), coverage
        ),
        **_told(facts, coverage, wishes),
    }
    if sheet.version >= _WITH_WISHES:
        user |= _told_wishes(wishes)
    return Brief(
        version=sheet.version,
        system=text_for(sheet.text, wishes.words),
        user=as_told(user),
        answer_schema=answer_schema(wishes),
    )


def entries_worth(facts: Facts, coverage: Coverage, wishes: Wishes) -> tuple[str, ...]:
    """Return the ids to write briefs of their own for, best first: what serves the posting most.

    PERSON comes last, where the strength lets summary or skills change.
    """
    lines = {i: [f.id for f in told] for i, told in facts.statements.items() if told}
    worth = {
        i: sum(coverage.relevance.get(line, 0.0) for line in told) for i, told in lines.items()
    }
    ranked = sorted(worth, key=lambda i: -worth[i])[:MOST_ENTRIES]
    of_person = wishes.model_copy(update={"entry": PERSON}).ops
    return (*ranked, *([PERSON] if of_person else []))


def answer_schema(wishes: Wishes) -> dict[str, JsonValue]:
    """Return the JSON Schema of an answer. Evidence stands before the words that rest on it."""
    words: dict[str, JsonValue] = {"type": "array", "items": {"type": "string"}}
    edit: dict[str, JsonValue] = {
        "op": {"type": "string", "enum": list(wishes.ops)},
        "target": {"type": "string"},
        "serves": words,
        "sources": words,
        "text": {"type": "string"},
        "place": {"type": "integer"},
    }
    return object_schema({"edits": {"type": "array", "items": object_schema(edit)}})


def requirements_for(posting: Posting, coverage: Coverage, entry: str) -> Sequence[Requirement]:
    """Return the requirements to tell of: for one entry those that it proves."""
    if not entry or entry == PERSON:
        return posting.requirements
    proven = {
        e.requirement_id
        for e in coverage.evidence
        if entry in e.entries or any(h.startswith(f"{entry}h") for h in e.highlights)
    }
    return [r for r in posting.requirements if r.id in proven]


def _told(facts: Facts, coverage: Coverage, wishes: Wishes) -> dict[str, Any]:
    """Return what is told of the résumé."""
    if wishes.entry and wishes.entry != PERSON:
        return {"entries": [told_entry(facts.entries[wishes.entry], facts)]}
    skills = tuple(f"{s.id}." for s in facts.resume.skills)
    told: dict[str, Any] = {
        "entries": [told_entry(entry, facts) for entry in facts.entries.values()],
        "person": [told_fact(f) for f in facts.of_person if not f.id.startswith(skills)],
        "skills": [
            {"id": s.id, "group": s.name, "names": list(s.keywords) or [s.name]}
            for s in facts.standing.skills
        ],
    }
    if wishes.entry == PERSON:
        told["entries"] = _best_lines(told["entries"], coverage) if "summary" in wishes.ops else []
    return told


def _best_lines(entries: list[dict[str, Any]], coverage: Coverage) -> list[dict[str, Any]]:
    """Return the entries with those of their lines that serve the posting most."""
    every = [line["id"] for entry in entries for line in entry["lines"]]
    best = set(sorted(every, key=lambda i: -coverage.relevance.get(i, 0.0))[:_LINES_OF_PERSON])
    return [e | {"lines": [line for line in e["lines"] if line["id"] in best]} for e in entries]


def _told_wishes(wishes: Wishes) -> dict[str, Any]:
    line, summary = _WORDS[wishes.length]
    told: dict[str, Any] = {
        "wishes": {
            "tone": wishes.tone or "plain",
            "most_words_of_a_line": line,
            "most_words_of_the_summary": summary,
        }
    }
    return told | instructions_of(wishes)


def instructions_of(wishes: Wishes) -> dict[str, Any]:
    """Return the person's own instructions under the label that the system text names."""
    words = wishes.instructions.strip()
    return {"instructions_of_the_person": words} if words else {}


def as_told(user: Mapping[str, Any]) -> str:
    """Return the user text of a brief: JSON without spaces."""
    return json.dumps(user, ensure_ascii=False, separators=(",", ":"))


def object_schema(properties: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the schema of an object that has these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def told_requirements(
    requirements: Iterable[Requirement], coverage: Coverage
) -> list[dict[str, Any]]:
    """Return the requirements by id: the lexicon's names of what each asks, and how it is met."""
    by_id = {e.requirement_id: e for e in coverage.evidence}
    told: list[dict[str, Any]] = []
    for requirement in requirements:
        evidence = by_id.get(requirement.id)
        told.append(
            {
                "id": requirement.id,
                "importance": requirement.importance,
                "kind": requirement.kind,
                "asks": list(requirement.skills),
                "years": requirement.years,
                "status": evidence.status if evidence else "missing",
                "shown_by": list(evidence.highlights) if evidence else [],
            }
        )
    return told


def told_entry(entry: DatedEntry, facts: Facts) -> dict[str, Any]:
    """Return an entry: its names and dates, and its lines, each fact with its id."""
    names = [f for f in facts.by_id.values() if f.id.startswith(f"{entry.id}.")]
    dates = (entry.start_date, entry.end_date)
    return {
        "id": entry.id,
        "about": [told_fact(f) for f in names],
        "dates": [(d.iso or d.text) if d else "" for d in dates],
        "lines": [told_fact(f) for f in facts.statements[entry.id] if f not in names],
    }


def told_fact(fact: Fact) -> dict[str, str]:
    """Return a fact with its id."""
    return {"id": fact.id, "text": fact.text}
