"""How large a brief and its answer are, in tokens, before anybody is asked."""

import json
from collections.abc import Mapping
from typing import Any, cast

from resume_builder.domain.tailoring.brief import Brief
from resume_builder.domain.tokens import estimate_tokens

# What an item costs beside its words: names of fields, ids of what it cites and serves. Measured
# on the answers of the scripted models.
_AROUND = 55
_AROUND_QUOTE = 14
# A summary and a headline, which are asked for too.
_BESIDES = 150
# A sentence of a letter, in words; and tokens of a word in the languages that letters can be in.
_SENTENCE, _WORD = 18, 1.6


def input_tokens(brief: Brief) -> int:
    """Return about how many tokens a model reads: both texts, and the schema of the answer."""
    schema = json.dumps(brief.answer_schema, separators=(",", ":"))
    return sum(estimate_tokens(text) for text in (brief.system, brief.user, schema))


def output_tokens(brief: Brief) -> int:
    """Return about how many tokens a model writes: every line anew, or the letter's words."""
    told = cast("dict[str, Any]", json.loads(brief.user))
    letter = told.get("letter")
    if isinstance(letter, Mapping):
        words = int(cast("Mapping[str, Any]", letter)["words"]["most"])
        return round(words * _WORD + words / _SENTENCE * _AROUND)
    if (copied := told.get("lines")) is not None:
        return sum(estimate_tokens(line) + _AROUND_QUOTE for line in copied)
    ops = _ops(brief)
    besides = _BESIDES if "summary" in ops else 0
    if "rewrite" not in ops:
        return besides or _BESIDES
    lines = [line["text"] for entry in told["entries"] for line in entry["lines"]]
    return besides + sum(estimate_tokens(text) + _AROUND for text in lines)


def _ops(brief: Brief) -> list[str]:
    """Return the kinds of edits that a brief of a résumé asks for."""
    schema = cast("dict[str, Any]", brief.answer_schema)
    edit = schema["properties"]["edits"]["items"]
    return edit["properties"]["op"]["enum"]
