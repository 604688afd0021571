"""The word data: complete in every language, and found as phrases."""

import json
from importlib.resources import files

import pytest

from resume_builder.adapters.data.posting_words import load_posting_words
from resume_builder.domain.posting.words import make_phrases, words_of

pytestmark = pytest.mark.postings

FOLDER = files("resume_builder") / "data" / "postings"
LANGUAGES = [p.name for p in FOLDER.iterdir() if len(p.name) == len("en.json")]


@pytest.mark.parametrize("name", sorted(LANGUAGES))
def test_every_language_has_every_group(name: str) -> None:
    """A language without wishes or headings would be misread in silence."""
    data = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    english = json.loads((FOLDER / "en.json").read_text(encoding="utf-8"))
    assert len(data["stopwords"].split()) >= 30
    for group in ("heading", "cue", "employment", "remote", "degree", "kind", "years", "label"):
        assert group in data["phrases"], group
    for label in ("must", "nice", "duties", "benefits", "about", "apply"):
        assert data["phrases"]["heading"][label]
    assert set(data["phrases"]["cue"]) <= set(english["phrases"]["cue"])


def test_phrases_are_leftmost_and_longest() -> None:
    """ "a big plus" is one phrase, not "a plus"; matches never overlap."""
    phrases = make_phrases([("nice", "plus | a big plus"), ("must", "big")])
    hits = phrases.find(words_of("Kafka is a big plus, plus tea"))
    assert [(h.label, h.after - h.first) for h in hits] == [("nice", 3), ("nice", 1)]


def test_groups_agree_with_single_search() -> None:
    """Looking all groups up at once finds what each finds alone."""
    words = load_posting_words()
    found = words_of("You have at least 5 years of experience with Python; Kafka is a plus.")
    for name, phrases in words.groups.items():
        assert words.find(name, found) == phrases.find(list(found)), name
