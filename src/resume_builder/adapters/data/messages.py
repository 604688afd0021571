"""Loads the message catalogues: one a language, and the one that this machine's user reads."""

import json
import os
from functools import cache
from importlib.resources import files

from resume_builder.domain.messages import Messages

LANGUAGES = ("en", "de", "fr", "es")
# POSIX: the first of them that is set and not empty decides.
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


@cache
def load_messages(language: str = "en") -> Messages:
    """Return the catalogue of `language`. Raises FileNotFoundError when there is none."""
    path = files("resume_builder") / "data" / "messages" / f"{language}.json"
    return Messages(language=language, texts=json.loads(path.read_text(encoding="utf-8")))


def local_messages() -> Messages:
    """Return the catalogue of the environment's locale, English where we do not speak it."""
    wanted = next((value for name in _VARIABLES if (value := os.environ.get(name))), "")
    return load_messages(language_of(wanted))


def language_of(locale: str) -> str:
    """Return the language of a POSIX locale ("de_AT.UTF-8@euro" is "de"), else "en"."""
    bare = locale.replace("-", "_").partition("_")[0].partition(".")[0].partition("@")[0].lower()
    return bare if bare in LANGUAGES else "en"
