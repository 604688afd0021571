"""Loads the words of letters from data/letters/*.json, with the months that pages print."""

import json
from functools import cache
from importlib.resources import files

from resume_builder.domain.letters.words import LetterWords


@cache
def letter_languages() -> tuple[str, ...]:
    """Return the languages that letters can be in, by ISO 639-1 code."""
    folder = files("resume_builder") / "data" / "letters"
    return tuple(sorted(p.name[:2] for p in folder.iterdir() if p.name.endswith(".json")))


@cache
def load_letter_words(language: str) -> LetterWords:
    """Return the words of one language. Raises FileNotFoundError, pydantic.ValidationError."""
    data = files("resume_builder") / "data"
    pages = json.loads((data / "rendering" / "words.json").read_text(encoding="utf-8"))
    words = json.loads((data / "letters" / f"{language}.json").read_text(encoding="utf-8"))
    return LetterWords(months=pages["languages"][language]["months"], **words)


class LetterLanguages:
    """The languages that letters can be in, and their words."""

    def known(self) -> tuple[str, ...]:
        """Return their ISO 639-1 codes."""
        return letter_languages()

    def words(self, language: str) -> LetterWords:
        """Return the words of one of them."""
        return load_letter_words(language)
