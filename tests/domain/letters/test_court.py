"""What may stand in a letter: claims within one entry, courtesy that claims nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.domain.json_resume import from_json_resume
from resume_builder.domain.letters.court import LetterCourt
from resume_builder.domain.letters.model import Sentence
from resume_builder.domain.letters.phrases import Phrases, tokens
from tests.domain.letters.people import court_of, posting
from tests.domain.tailoring.people import NURSE

pytestmark = pytest.mark.truth

COURT = court_of(NURSE, posting("en"), "en")


def ruled(text: str, *sources: str, serves: str = "", court: LetterCourt = COURT) -> str:
    """The verdict on a sentence of a model, with the first reason's code."""
    asked = (serves,) if serves else ()
    sentence = Sentence(id="s", text=text, sources=sources, serves=asked, origin="model")
    ruling = court.ruling(sentence)
    return " ".join([ruling.verdict, *(r.code for r in ruling.reasons[:1])])


@pytest.mark.parametrize(
    "text",
    [
        "I am applying for the position of {role} at {company}.",
        "I would be glad to discuss the position with you.",
        "Thank you for your time, and I look forward to hearing from you.",
        "I would like to bring this experience to {company}.",
    ],
)
def test_courtesy_needs_no_source(text: str) -> None:
    """It says nothing of the person."""
    assert ruled(text) == "supported"


@pytest.mark.parametrize(
    "text",
    [
        "I have worked as {role} at {company}.",
        "As {role} at {company} I would like to apply.",
        "I am the {role} you need.",
        "I am applying with ten years of experience.",
        "I would like to apply, and I speak Norwegian.",
        "I love {company}.",
        "I am passionate, driven and reliable.",
        "I cared for 6 patients a shift.",
        "I am Ingrid.",
    ],
)
def test_a_claim_without_a_source_is_refused(text: str) -> None:
    """Even a true one: nobody could see what it rests on."""
    assert ruled(text).startswith("unsupported letter.")


def test_a_claim_is_judged_within_its_entry() -> None:
    """What is true of another job does not count here."""
    true = "As Registered Nurse at Fjordside Hospital, I cared for 6 patients a shift."
    assert ruled(true, "w1h1") == "supported"
    assert ruled(true, "w2h1").startswith("unsupported")
    assert ruled("I also helped plan the move to Epic.", "w1h2") == "supported"
    assert ruled("I planned the move to Epic.", "w1h2") == "unsupported truth.ownership.helped"
    assert ruled("At Blom Flowers I taught 4 new nurses.", "w1h3").startswith("unsupported")


def test_caring_for_people_is_no_leading() -> None:
    """ "Betreuung" is care, whatever else it may be."""
    resume = from_json_resume(
        {
            "basics": {"name": "X"},
            "work": [
                {
                    "name": "Hort Birkenweg",
                    "position": "Erzieherin",
                    "highlights": ["Betreuung von 18 Schulkindern am Nachmittag"],
                }
            ],
        }
    )
    court = court_of(resume, posting("de"), "de")
    led = "Ich leite den Hort Birkenweg am Nachmittag."
    assert ruled(led, "w1h1", court=court) == "unsupported truth.ownership.led"
    cared = "Im Hort Birkenweg betreue ich 18 Schulkinder am Nachmittag."
    assert ruled(cared, "w1h1", court=court) == "supported"


def test_two_jobs_are_two_sentences() -> None:
    """So are two degrees; what the person can stands beside any job."""
    both = "I cared for 6 patients a shift and ordered stock for 3 shops."
    assert ruled(both, "w1h1", "w2h1") == "unsupported letter.two_entries"
    assert ruled("I taught 4 new nurses wound care.", "w1h3", "s1.keywords.3") == "supported"


def test_time_words_fit_the_dates() -> None:
    """ "Currently" is a claim about the entry's dates."""
    assert ruled("In my current role I cared for 6 patients a shift.", "w1h1") == "supported"
    assert (
        ruled("In my current role I ordered stock for 3 shops.", "w2h1")
        == "unsupported letter.wrong_time"
    )
    assert ruled("I lead a team of 5 there.", "w2h2") == "unsupported letter.wrong_time"
    assert ruled("In my previous role I ordered stock for 3 shops.", "w2h1") == "supported"
    assert (
        ruled("In my previous role I cared for 6 patients a shift.", "w1h1")
        == "unsupported letter.wrong_time"
    )


def test_places_stand_in_courtesy_alone() -> None:
    """A model cannot make the posting's job or company the person's."""
    assert (
        ruled("At {company} I cared for 6 patients a shift.", "w1h1") == "unsupported letter.place"
    )
    assert ruled("I have {asks}.", "w1h1", serves="q1") == "unsupported letter.place"
    assert ruled("You ask for {asks}.", serves="q1") == "supported"
    assert ruled("You ask for {asks}.") == "unsupported letter.place"
    assert ruled("You ask for {nonsense}.", "w1h1") == "unsupported letter.place"


def test_facts_word_for_word_hold_in_their_order_alone() -> None:
    """A level belongs to its language; a section's words are told of that section alone."""
    resume = from_json_resume(
        {
            "basics": {"name": "X"},
            "languages": [
                {"language": "Norwegian", "fluency": "native"},
                {"language": "Danish", "fluency": "A2"},
            ],
            "work": [{"name": "Y", "position": "Z", "highlights": ["Used React or Vue"]}],
        }
    )
    court = court_of(resume, posting("en"), "en")
    norwegian = ("l1.language", "l1.fluency")
    danish = ("l2.language", "l2.fluency")
    both = "I speak Norwegian (native) and Danish (A2)."
    assert ruled(both, *norwegian, *danish, court=court) == "supported"
    assert ruled("As Z at Y, I used React or Vue.", "w1h1", court=court) == "supported"


@pytest.mark.parametrize(
    ("dates", "holds"),
    [
        ({"endDate": "2020-06"}, True),
        ({"endDate": "2026"}, True),
        ({}, True),
        ({"endDate": "2028-06"}, False),
        ({"startDate": "2024-09"}, False),
    ],
)
def test_a_degree_is_held_when_the_study_ended(dates: dict[str, str], holds: bool) -> None:
    """ "I studied" is true before."""
    school = {"institution": "Nord University", "studyType": "BSc", "area": "Nursing"}
    resume = from_json_resume({"basics": {"name": "X"}, "education": [school | dates]})
    court = court_of(resume, posting("en"), "en")
    cited = ("e1.studyType", "e1.area", "e1.institution")
    said = ruled("I hold a BSc in Nursing from Nord University.", *cited, court=court)
    assert said == ("supported" if holds else "unsupported letter.wrong_time")
    studied = "I studied Nursing at Nord University (BSc)."
    assert ruled(studied, "e1.area", "e1.institution", "e1.studyType", court=court) == "supported"


def test_what_a_yes_makes_a_fact_is_the_claim() -> None:
    """Without its courtesy: that is no fact of the person."""
    said = "In my current role I cared for 6 patients a shift in Oslo."
    sentence = Sentence(id="s", text=said, sources=("w1h1",))
    assert COURT.claim(sentence) == "cared for 6 patients a shift in Oslo."


@given(st.text(alphabet="abc {}()[]|I'ämoßŒ.,-\n", max_size=60), st.booleans())
def test_any_text_can_be_judged(text: str, cited: bool) -> None:
    """Whatever a model writes."""
    ruled(text, *(("w1h1",) if cited else ()))


def test_patterns_choose_and_leave_out() -> None:
    """The longest phrase is taken; what is between phrases stays where it was."""
    phrases = Phrases(["i [really] (would|should) like", "like it"])
    text = "I really should like it, I would like a dog"
    assert phrases.without(text) == "                     it,              a dog"
    assert tokens("J’ai l'Œuvre: {role}") == ("j", "ai", "l", "oeuvre", "{role}")
    with pytest.raises(ValueError, match="no pattern"):
        Phrases(["(a|b"])
