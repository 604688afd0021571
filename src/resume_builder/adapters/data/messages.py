"""Loads the message catalogue."""

import json
from functools import cache
from importlib.resources import files

from resume_builder.domain.messages import Messages


@cache
def load_messages(language: str = "en") -> Messages:
    """Return the catalogue of `language`. Raises FileNotFoundError when there is none."""
    path = files("resume_builder") / "data" / "messages" / f"{language}.json"
    return Messages(language=language, texts=json.loads(path.read_text(encoding="utf-8")))
