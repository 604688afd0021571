"""The checks of content: each finds its kind, and leaves a sound résumé alone."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.adapters.data.check_words import load_check_words
from resume_builder.domain.checking import Note, check
from resume_builder.domain.json_resume import from_json_resume

pytestmark = pytest.mark.truth

TODAY = date(2026, 11, 24)
SOUND: dict[str, Any] = {
    "basics": {
        "name": "Ines Ferrão",
        "email": "ines@ferrao.pt",
        "phone": "+351 912 000 111",
        "url": "https://ferrao.pt",
        "location": {"city": "Porto"},
        "profiles": [{"network": "GitHub", "url": "github.com/ferrao"}],
    },
    "work": [
        {
            "name": "Ponte",
            "position": "Surveyor",
            "startDate": "2021-02",
            "highlights": ["Survey bridges for the US market", "Trained 3 juniors in Class I work"],
        },
        {
            "name": "Rio",
            "position": "Assistant",
            "startDate": "2018-01",
            "endDate": "2020-12",
            "highlights": ["Measured 40 sites", "Drew plans in AutoCAD"],
        },
    ],
}


def notes(changed: dict[str, Any], language: str = "en") -> list[Note]:
    """What is said of the sound résumé with some sections of it changed."""
    basics = {**SOUND["basics"], **changed.pop("basics", {})}
    resume = from_json_resume({**SOUND, "basics": basics, **changed})
    return list(check(resume, language, load_check_words(), TODAY))


def line(text: str, **job: Any) -> dict[str, Any]:
    """A résumé with one job of one line, in the past unless said otherwise."""
    dates = {"startDate": "2019-01", "endDate": "2020-01"}
    return {"work": [{"name": "Rio", "position": "Clerk", **dates, "highlights": [text], **job}]}


def codes(found: list[Note]) -> dict[str, str]:
    """The path of each note by its code."""
    return {note.code.removeprefix("check."): note.path for note in found}


def test_a_sound_resume_has_no_notes() -> None:
    """ "US" is no "us", "Class I" no "I", two months between jobs no gap."""
    assert notes({}) == []


@pytest.mark.parametrize(
    ("basics", "code", "path"),
    [
        ({"name": ""}, "no_name", "basics.name"),
        ({"email": ""}, "no_email", "basics.email"),
        ({"email": "ines at ferrao.pt"}, "bad_email", "basics.email"),
        ({"phone": ""}, "no_phone", "basics.phone"),
        ({"phone": "912 0"}, "bad_phone", "basics.phone"),
        ({"location": {}}, "no_place", "basics.location"),
        ({"url": "file:///home/ines/cv.html"}, "bad_link", "basics.url"),
        ({"url": "http://[::1"}, "bad_link", "basics.url"),
        ({"url": "http://localhost:3000/me"}, "private_link", "basics.url"),
        ({"url": "http://cv.fritz.home"}, "private_link", "basics.url"),
        ({"url": "https://me.example"}, "bad_link", "basics.url"),
        ({"profiles": [{"url": "https://github"}]}, "bad_link", "basics.profiles.0"),
    ],
)
def test_contact_and_links(basics: dict[str, Any], code: str, path: str) -> None:
    """What is missing or cannot be followed is told at its field, and nothing else."""
    assert codes(notes({"basics": basics})) == {code: path}


def test_dates_that_cannot_be() -> None:
    """An end before its start, a start to come, and a job with no date at all."""
    work = [
        {"name": "A", "position": "Cook", "startDate": "2020-05", "endDate": "2019-03"},
        {"name": "B", "position": "Cook", "startDate": "2027-01"},
        {"name": "C", "position": "Cook"},
    ]
    found = codes(notes({"work": work}))
    assert found["ends_before_start"] == "w1.endDate"
    assert found["starts_later"] == "w2.startDate"
    assert found["no_dates"] == "w3.startDate"


def test_a_year_alone_may_be_any_of_its_months() -> None:
    """From "2019" to "2019-03" is no end before its start."""
    work = [{"name": "A", "position": "Cook", "startDate": "2019", "endDate": "2019"}]
    assert notes({"work": work}) == []


def jobs(first_end: str, second_start: str) -> list[dict[str, Any]]:
    """Two jobs, newest first."""
    return [
        {"name": "B", "position": "Cook", "startDate": second_start},
        {"name": "A", "position": "Cook", "startDate": "2015-01", "endDate": first_end},
    ]


def test_a_gap_is_told_with_its_months() -> None:
    """From July to May are ten whole months."""
    (gap,) = notes({"work": jobs("2018-06", "2019-05")})
    assert (gap.code, gap.path, gap.params) == ("check.gap", "w1.startDate", {"months": "10"})


def test_only_gaps_that_a_reader_asks_about_are_told() -> None:
    """Not one of ten years ago, nor one that a job of unknown dates may have filled."""
    old = [
        {"name": "B", "position": "Cook", "startDate": "2014-05"},
        {"name": "A", "position": "Cook", "startDate": "2010-01", "endDate": "2013-01"},
    ]
    assert notes({"work": old}) == []
    unknown = [*jobs("2018-06", "2019-05"), {"name": "C", "position": "Cook"}]
    assert [n.code for n in notes({"work": unknown})] == ["check.no_dates"]


@pytest.mark.parametrize(
    "phone",
    [
        "+49 171 1234567 / 030 1234567",
        "(0)20 7946 0000 ext. 12345678",
        "040 123456 oder 040 123457",
    ],
)
def test_two_numbers_are_no_wrong_number(phone: str) -> None:
    """Nor is one with an extension."""
    assert notes({"basics": {"phone": phone}}) == []


@pytest.mark.parametrize("end", ["2026", "2026-11", "2027-02"])
def test_a_job_that_may_still_go_on_is_not_over(end: str) -> None:
    """Its lines may stand in the present."""
    assert notes(line("Manage the front desk", endDate=end)) == []


@pytest.mark.parametrize(
    "between",
    [
        {"education": [{"institution": "U", "startDate": "2018-07", "endDate": "2019-04"}]},
        {"projects": [{"name": "P", "startDate": "2018-08", "endDate": "2019-03"}]},
        {"education": [{"institution": "U", "startDate": "2018-07"}]},
        {
            "x-sections": [
                {
                    "title": "Military service",
                    "entries": [{"name": "Corps", "startDate": "2018-07", "endDate": "2019-04"}],
                }
            ]
        },
    ],
)
def test_what_fills_a_gap(between: dict[str, Any]) -> None:
    """Studies and projects do; so does something whose end is not told."""
    assert notes({"work": jobs("2018-06", "2019-05"), **between}) == []


@pytest.mark.parametrize(
    ("language", "text", "code", "quoted"),
    [
        ("en", "In 2021 sales grew, and I led it", "first_person", "I"),
        ("en", "My sales grew by 4%", "first_person", "My"),
        ("en", "Reports were written by the desk", "passive", "were written by"),
        ("en", "Responsible for the till", "weak_opening", "Responsible for"),
        ("en", "Manage the front desk", "tense", "Manage"),
        ("de", "Berichte wurden geprüft", "passive", "wurden"),
        ("de", "Zuständig für die Kasse", "weak_opening", "Zuständig für"),
        ("fr", "Chargée de la caisse", "weak_opening", "Chargée de"),
        ("fr", "Le stock a été vérifié", "passive", "a été vérifié"),
        ("es", "Encargada de la apertura", "weak_opening", "Encargada de"),
        ("es", "Gestiono la apertura", "tense", "Gestiono"),
        ("de", "Leite den Empfang", "tense", "Leite"),
        ("fr", "Gère l'accueil", "tense", "Gère"),
        ("pt", "Coordeno a recepção", "tense", "Coordeno"),
        ("pt", "O estoque foi conferido", "passive", "foi conferido"),
        ("it", "Responsabile della cassa", "weak_opening", "Responsabile della"),
        ("nl", "Verantwoordelijk voor de kas", "weak_opening", "Verantwoordelijk voor"),
    ],
)
def test_wording(language: str, text: str, code: str, quoted: str) -> None:
    """Each language has its own words, and the note says where they stand."""
    (note,) = notes(line(text), language)
    assert (note.code, note.path) == (f"check.{code}", "w1h1")
    assert text[note.span.start : note.span.end] == note.params["text"] == quoted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Lead engineer for the tram depot"),
        ("en", "Surveyed the mine's north drift"),
        ("en", "Trained a successor who was promoted"),
        ("en", "Was elected by 400 colleagues"),
        ("en", "Assisted with 300 operations"),
        ("de", "Wurde zur Ausbilderin befördert"),
        ("de", "Unterstützung der Bewohner beim Essen"),
        ("fr", "Aide à la toilette de 12 résidents"),
        ("es", "Diseño de piezas para 14 clientes"),
    ],
)
def test_what_is_no_fault(language: str, text: str) -> None:
    """Nouns that look like verbs, honors, deeds that are what the job is."""
    assert notes(line(text), language) == []


def test_the_present_is_right_where_the_job_goes_on() -> None:
    """Only a job that is over is told in the past."""
    assert notes(line("Manage the front desk", endDate="")) == []


def test_long_texts_and_lines_that_begin_alike() -> None:
    """The line of forty-one words, the summary of ninety-one, and the third "Sold"."""
    lines = ["Sold bread", "Sold cake", "Sold tea"]
    found = notes(line("word " * 41))
    assert [(n.code, n.params) for n in found] == [("check.long_line", {"words": "41"})]
    assert codes(notes({"basics": {"summary": "word " * 91}})) == {"long_summary": "basics.summary"}
    (same,) = notes(line("", highlights=lines))
    assert (same.path, same.params) == ("w1h3", {"text": "Sold", "count": "3"})


def test_a_language_without_words_is_only_checked_for_what_needs_none() -> None:
    """Polish lines get no notes on their wording."""
    assert notes(line("Odpowiedzialna za kasę"), "pl") == []
    words = load_check_words()
    assert [words.knows(tag) for tag in ("pl", "", "pt-BR", "en")] == [False, False, True, True]


@given(st.text(), st.sampled_from(["en", "de", "fr", "es", "pt", "it", "nl", ""]))
def test_any_text_can_be_checked(text: str, language: str) -> None:
    """Nothing that a person types stops the check, and every span is within the text."""
    for note in notes({"basics": {"url": text, "phone": text}, **line(text)}, language):
        assert 0 <= note.span.start <= note.span.end <= max(len(text), 0)
