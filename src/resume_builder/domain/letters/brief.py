"""The brief of a letter: facts and ids alone, as that of a résumé; no word of the posting."""

from typing import Any

from pydantic import JsonValue

from resume_builder.domain.coverage import Coverage
from resume_builder.domain.letters.model import Form
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.tailoring.brief import (
    Brief,
    as_told,
    instructions_of,
    object_schema,
    requirements_for,
    told_entry,
    told_fact,
    told_requirements,
)
from resume_builder.domain.tailoring.ledger import Facts
from resume_builder.domain.tailoring.sheet import Sheet, text_for
from resume_builder.domain.tailoring.wishes import Wishes

# Raised whenever what the model is told changes; stamped into each attempt.
VERSION = 2
# How many words a model is asked for: what code prints around them comes on top.
_WORDS: dict[str, tuple[int, int]] = {"short": (60, 90), "medium": (140, 200), "long": (220, 290)}
_MESSAGE_WORDS = (25, 45)


def form_of(form: Form, wishes: Wishes) -> Form:
    """Return a letter's form as the person wishes it for this answer."""
    length = {"short": "short", "full": "long"}.get(wishes.length, form.length)
    return form.model_copy(
        update={
            "tone": wishes.tone or form.tone,
            "language": wishes.language or form.language,
            "length": length,
        }
    )


def write_letter_brief(
    facts: Facts, posting: Posting, coverage: Coverage, sheet: Sheet, asked: tuple[Form, Wishes]
) -> Brief:
    """Return the brief for one letter; with `entry` among the wishes of that entry alone."""
    form, wishes = asked
    least, most = _WORDS[form.length] if form.kind == "letter" else _MESSAGE_WORDS
    if wishes.entry:
        least, most = least // 2, most // 2
    entries = [facts.entries[wishes.entry]] if wishes.entry else facts.entries.values()
    user: dict[str, Any] = {
        "letter": {**form.model_dump(), "words": {"least": least, "most": most}},
        "requirements": told_requirements(
            requirements_for(posting, coverage, wishes.entry), coverage
        ),
        "entries": [told_entry(entry, facts) for entry in entries],
        "person": [] if wishes.entry else [told_fact(f) for f in facts.of_person],
    }
    return Brief(
        version=sheet.version,
        system=text_for(sheet.text, wishes.words),
        user=as_told(user | instructions_of(wishes)),
        answer_schema=sentences_schema(),
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
