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
from resume_builder.domain.posting.model import Requirement
from resume_builder.domain.resume import DatedEntry
from resume_builder.domain.tailoring.edits import OPS
from resume_builder.domain.tailoring.ledger import Fact, Facts
from resume_builder.domain.values import Value

# Raised whenever what the model is told changes; stamped into each attempt.
VERSION = 1


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
    facts: Facts,
    requirements: Sequence[Requirement],
    coverage: Coverage,
    system: str,
    language: str,
) -> Brief:
    """Return the brief for one résumé and posting; `language` is the posting's (ISO 639-1)."""
    skills = tuple(f"{s.id}." for s in facts.resume.skills)
    user = {
        "language": language,
        "requirements": told_requirements(requirements, coverage),
        "entries": [told_entry(entry, facts) for entry in facts.entries.values()],
        "person": [told_fact(f) for f in facts.of_person if not f.id.startswith(skills)],
        "skills": [
            {"id": s.id, "group": s.name, "names": list(s.keywords) or [s.name]}
            for s in facts.standing.skills
        ],
    }
    return Brief(
        version=VERSION,
        system=system,
        user=as_told(user),
        answer_schema=answer_schema(),
    )


def answer_schema() -> dict[str, JsonValue]:
    """Return the JSON Schema of an answer. Evidence stands before the words that rest on it."""
    words: dict[str, JsonValue] = {"type": "array", "items": {"type": "string"}}
    edit: dict[str, JsonValue] = {
        "op": {"type": "string", "enum": list(OPS)},
        "target": {"type": "string"},
        "serves": words,
        "sources": words,
        "text": {"type": "string"},
        "place": {"type": "integer"},
    }
    return object_schema({"edits": {"type": "array", "items": object_schema(edit)}})


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
