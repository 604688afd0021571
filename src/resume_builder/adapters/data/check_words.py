"""Loads the words that the checks of wording look for."""

import json
from functools import cache
from importlib.resources import files

from resume_builder.domain.checking import CheckWords


@cache
def load_check_words() -> CheckWords:
    """Return the words of every language that has some."""
    path = files("resume_builder") / "data" / "checking" / "words.json"
    return CheckWords.model_validate(json.loads(path.read_text(encoding="utf-8")))
