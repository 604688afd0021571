"""The brief of a letter: facts and ids alone, as that of a résumé; no word of the posting."""

from pydantic import JsonValue

from resume_builder.domain.coverage import Coverage
from resume_builder.domain.letters.model import Form
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.tailoring.brief import (
    Brief,
    as_told,
    object_schema,
    told_entry,
    told_fact,
    told_requirements,
)
from resume_builder.domain.tailoring.ledger import Facts

# Raised whenever what the model is told changes; stamped into each attempt.
VERSION = 1
# How many words a model is asked for: what code prints around them comes on top.
_WORDS: dict[str, tuple[int, int]] = {"short": (60, 90), "medium": (140, 200), "long": (220, 290)}
_MESSAGE_WORDS = (25, 45)


def write_letter_brief(
    facts: Facts, posting: Posting, coverage: Coverage, system: str, form: Form
) -> Brief:
    """Return the brief for one letter."""
    least, most = _WORDS[form.length] if form.kind == "letter" else _MESSAGE_WORDS
    user = {
        "letter": {**form.model_dump(), "words": {"least": least, "most": most}},
        "requirements": told_requirements(posting.requirements, coverage),
        "entries": [told_entry(entry, facts) for entry in facts.entries.values()],
        "person": [told_fact(f) for f in facts.of_person],
    }
    return Brief(
        version=VERSION, system=system, user=as_told(user), answer_schema=sentences_schema()
    )


def sentences_schema() -> dict[str, JsonValue]:
    """Return the JSON Schema of an answer. Evidence stands before the words that rest on it."""
    ids: dict[str, JsonValue] = {"type": "array", "items": {"type": "string"}}
    sentence: dict[str, JsonValue] = {
        "paragraph": {"type": "integer"},
        "sources": ids,
        "serves": ids,
        "text": {"type": "string"},
    }
    return object_schema({"sentences": {"type": "array", "items": object_schema(sentence)}})
