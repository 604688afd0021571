"""Loads the vocabulary of résumés from data/vocabulary/*.json."""

import json
from functools import cache
from importlib.resources import files

from resume_builder.domain.vocabulary import Vocabulary, build_vocabulary


@cache
def load_vocabulary() -> Vocabulary:
    """Return the vocabulary."""
    folder = files("resume_builder") / "data" / "vocabulary"
    data = {
        path.name.removesuffix(".json"): json.loads(path.read_text(encoding="utf-8"))
        for path in folder.iterdir()
        if path.name.endswith(".json")
    }
    return build_vocabulary(data)
