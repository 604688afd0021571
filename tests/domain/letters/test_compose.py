"""Letters with no model: grammatical around lines as people write them, and never hollow."""

import json
from pathlib import Path
from typing import get_args

import pytest

from resume_builder.adapters.data.letter_words import letter_languages, load_letter_words
from resume_builder.domain.letters.compose import compose, word_count
from resume_builder.domain.letters.model import Form, Length, Tone
from resume_builder.domain.resume import Resume
from tests.domain.letters.people import court_of, material, person, posting

pytestmark = pytest.mark.truth


def told(resume: Resume, language: str, **form: str) -> list[str]:
    """The sentences of a composed letter, their places filled."""
    made = material(resume, posting(language), language)
    sentences = compose(Form.model_validate({"language": language, **form}), made)
    return [made.places.fill(s.text, s.serves) or "" for s in sentences]


# Lines by language, each with the sentence that it becomes.
LINES: dict[str, dict[str, str]] = json.loads(
    (Path(__file__).parent / "lines.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("language", "line", "sentence"),
    [(code, *pair) for code, pairs in LINES.items() for pair in pairs.items()],
)
def test_a_line_becomes_a_sentence(language: str, line: str, sentence: str) -> None:
    """By how it begins or ends: nothing is inflected, nothing is added."""
    assert sentence in told(person("Mason", "Vale Ltd", [line]), language)


def test_there_are_letters_in_every_reading_language() -> None:
    """And a test of each."""
    assert set(letter_languages()) == LINES.keys()


@pytest.mark.parametrize("language", LINES)
@pytest.mark.parametrize("ended", [False, True])
@pytest.mark.parametrize("tone", get_args(Tone))
def test_every_frame_holds(language: str, tone: Tone, ended: bool) -> None:
    """All that a letter may say is said and passes the court, in every tone, of any job."""
    lines = list(LINES[language])
    resume = person("Mason", "Vale Ltd", lines[:4], ended=ended)
    texts = told(resume, language, tone=tone, length="long")
    whole = "\n".join(texts).casefold()
    for line in lines[:4]:
        first_word = line.split()[0].casefold()
        assert first_word in whole
    for fact in ("Lark College", "CSCS Card", "Welsh", "B1", "Docker"):
        assert fact.casefold() in whole
    assert "{" not in whole
    words = load_letter_words(language)
    assert texts[-1] == words.ending["letter"][tone][-1]
    message = told(resume, language, tone=tone, kind="message")
    assert message[-1] == words.ending["message"][tone][0]


@pytest.mark.parametrize("language", LINES)
@pytest.mark.parametrize("title", ["", "Stone Mason"])
@pytest.mark.parametrize("company", ["", "Cathedral Works"])
def test_a_posting_without_names_has_a_letter_too(language: str, title: str, company: str) -> None:
    """What the posting does not name is not written."""
    resume = person("Mason", "Vale Ltd", ["Cut 40 sills"])
    asked = posting(language, title, company)
    for kind in ("letter", "message"):
        for tone in get_args(Tone):
            form = Form.model_validate({"language": language, "kind": kind, "tone": tone})
            opening = compose(form, material(resume, asked, language))[0]
            court = court_of(resume, asked, language)
            ruling = court.ruling(opening)
            assert ruling.verdict == "supported"
            assert title in ruling.text
            assert company in ruling.text or kind == "message"


LONG = "Repaired the tracery of window {} after the storm with lime mortar and two apprentices"


@pytest.mark.parametrize(("length", "most"), [("short", 130), ("medium", 250), ("long", 350)])
def test_lengths(length: Length, most: int) -> None:
    """A letter is as long as it was asked for, and a message below eighty words."""
    jobs = person("Mason", "Vale Ltd", [LONG.format(n) for n in "ABCD"])
    lines = jobs.work[0].highlights
    more = [
        jobs.work[0].model_copy(
            update={
                "id": f"w{n}",
                "name": f"Firm {n}",
                "highlights": tuple(
                    h.model_copy(update={"id": f"w{n}h{m}"}) for m, h in enumerate(lines, 1)
                ),
            }
        )
        for n in range(2, 6)
    ]
    resume = jobs.model_copy(update={"work": (*jobs.work, *more)})
    words = sum(word_count(s, "en") for s in told(resume, "en", length=length))
    assert most * 0.6 < words <= most
    message = told(resume, "en", length=length, kind="message")
    assert sum(word_count(s, "en") for s in message) <= 80


def test_few_facts_make_a_short_letter() -> None:
    """No hollow sentence fills it."""
    bare = person("Mason", "Vale Ltd", []).model_copy(
        update={"education": (), "certificates": (), "languages": (), "skills": ()}
    )
    texts = told(bare, "en", length="long")
    assert texts[1] == "My current role is Mason at Vale Ltd."
    assert len(texts) == 4


def test_lines_of_a_job_are_told_in_one_sentence_where_they_can() -> None:
    """Three things of one sort are one list; commas of their own are kept apart."""
    lines = ["Drawings of tracery", "Surveys of towers", "Lime mortar, hot and cold"]
    assert (
        "My work as Mason at Vale Ltd includes: drawings of tracery; surveys of towers; "
        "lime mortar, hot and cold."
    ) in told(person("Mason", "Vale Ltd", lines), "en")


def test_braces_of_a_resume_are_no_places() -> None:
    """A line cannot ask for the company's name."""
    texts = told(person("Mason", "Vale {company}", ["Cut {role} sills"]), "en")
    assert "As Mason at Vale company, I cut role sills." in texts


def test_names_beyond_reason_are_no_sentence() -> None:
    """Somebody's file may hold anything."""
    texts = told(person("Mason " * 2_000, "Vale " * 2_000, ["Cut 40 sills"]), "en")
    assert max(map(len, texts)) < 500
    assert "Cut 40 sills." in texts


def test_chinese_words_are_counted_by_characters() -> None:
    """Three characters are about two words."""
    assert word_count("我在山东工作", "zh") == 4
    assert word_count("one two", "en") == 2


def test_a_wish_is_told_before_a_line_that_shows_all_of_it() -> None:
    """ "You ask for Kubernetes." before a line about anything else would read as if it did."""
    shown = told(person("Mason", "Vale Ltd", ["Moved 23 services to Kubernetes"]), "en")
    assert shown[1:3] == [
        "You ask for Kubernetes.",
        "As Mason at Vale Ltd, I moved 23 services to Kubernetes.",
    ]
    other = told(person("Mason", "Vale Ltd", ["Moved 23 services to the cellar"]), "en")
    assert "You ask for Kubernetes." not in other
