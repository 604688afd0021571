"""Loads the words for reading postings from data/postings/*.json."""

import json
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import cast

from resume_builder.domain.posting.words import PostingWords, make_phrases, make_trie

_CUES = "cue"
# Files of the folder that hold no language.
_COMMON, _PLACES = "common.json", "places.json"


@cache
def load_posting_words() -> PostingWords:
    """Return the words of all languages, merged; English first where two claim one phrase."""
    folder = files("resume_builder") / "data" / "postings"
    common = _read(folder / _COMMON)
    guard = cast("dict[str, str]", common["guard"])
    pairs: dict[str, list[tuple[str, str]]] = {
        name: [(name, spelled)] for name, spelled in guard.items()
    }
    stopwords: dict[str, frozenset[str]] = {}
    numbers: dict[str, int] = {}
    for path in sorted(folder.iterdir(), key=lambda p: (p.name != "en.json", p.name)):
        if path.name.endswith(".json") and path.name not in (_COMMON, _PLACES):
            language = _read(path)
            code = cast("str", language["language"])
            stopwords[code] = frozenset(cast("str", language["stopwords"]).split())
            numbers = cast("dict[str, int]", language["numbers"]) | numbers
            _collect(cast("dict[str, dict[str, str]]", language["phrases"]), pairs)
    _collect(cast("dict[str, dict[str, str]]", common["phrases"]), pairs)
    signs = cast("dict[str, list[str]]", common["signs"])
    places = cast("dict[str, str]", _read(folder / _PLACES))
    groups = {name: make_phrases(group) for name, group in pairs.items()}
    return PostingWords(
        groups=groups,
        stopwords=stopwords,
        numbers=numbers,
        places=make_phrases(places.items()),
        trie=make_trie(pairs),
        signs=tuple((name, sign) for name, group in signs.items() for sign in group),
    )


def _collect(phrases: dict[str, dict[str, str]], pairs: dict[str, list[tuple[str, str]]]) -> None:
    """Add a language's phrases: each cue and each unit is a group of its own."""
    for group, labelled in phrases.items():
        for label, spelled in labelled.items():
            name = label if group in (_CUES, "years") else group
            pairs.setdefault(name, []).append((label, spelled))


def _read(path: Traversable) -> dict[str, object]:
    return cast("dict[str, object]", json.loads(path.read_text(encoding="utf-8")))
