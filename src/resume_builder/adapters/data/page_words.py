"""Loads the words that a page adds: section titles, months, "present"."""

import json
from functools import cache
from importlib.resources import files

from resume_builder.features.rendering.words import PageWords


@cache
def load_page_words() -> PageWords:
    """Return the words of every language that has some."""
    path = files("resume_builder") / "data" / "rendering" / "words.json"
    return PageWords.model_validate(json.loads(path.read_text(encoding="utf-8")))
