"""The verifier as a whole: what holds for every text."""

import re
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.truth_words import load_truth_words
from resume_builder.domain.tailoring.verify import (
    Claim,
    EntryFacts,
    OtherFact,
    Verifier,
    verify,
)
from resume_builder.domain.tailoring.verify.checks import CHECKS

pytestmark = pytest.mark.truth

VERIFIER = Verifier(load_truth_words(), load_lexicon())
TEXTS = st.text(max_size=200)
LINES = st.sampled_from(
    [
        "Repaired washing machines in customers' homes, about five a day",
        "Helped the curator hang two exhibitions",
        "Zählte die Bestände einmal im Monat",
        "Rédaction de la lettre mensuelle",
        "Gestioné la agenda de dos médicos",
        "Organizei a biblioteca da escola",
    ]
)


def claim(rewrite: str, *sources: str, posting: tuple[str, ...] = ()) -> Claim:
    """A claim in a job of four years."""
    entry = EntryFacts("Orrin Museum", "Technician", "2018-01", "2021-12")
    return Claim(rewrite=rewrite, sources=sources, entry=entry, posting=posting)


@given(line=TEXTS)
def test_a_line_as_it_was_written_is_supported(line: str) -> None:
    """Nothing is ever said against the person's own words."""
    assert VERIFIER.judge(claim(line, line)).verdict == "supported"


@settings(deadline=None)
@given(line=LINES, number=st.integers(min_value=22, max_value=9_999_999))
def test_a_number_out_of_nowhere_is_refused(line: str, number: int) -> None:
    """A number that no fact has never passes."""
    assume(not 1900 < number < 2100)
    assert VERIFIER.judge(claim(f"{line} ({number} cases)", line)).verdict == "unsupported"


CLAIMS = st.builds(
    Claim,
    rewrite=TEXTS,
    sources=st.lists(TEXTS, max_size=2).map(tuple),
    entry=st.builds(EntryFacts, TEXTS, TEXTS, st.text(max_size=12), st.text(max_size=12)),
    same=st.lists(TEXTS, max_size=2).map(tuple),
    other=st.lists(st.builds(OtherFact, TEXTS), max_size=2).map(tuple),
    person=st.lists(TEXTS, max_size=2).map(tuple),
    posting=st.lists(TEXTS, max_size=2).map(tuple),
)


@given(made=CLAIMS)
@settings(max_examples=200, deadline=None)
def test_any_text_is_judged(made: Claim) -> None:
    """No text raises, and spans lie in the rewrite."""
    judged = VERIFIER.judge(made)
    assert judged.verdict in ("supported", "ask", "unsupported")
    for result in judged.results:
        assert 0 <= result.span.start <= result.span.end <= len(made.rewrite)


@given(line=LINES, char=st.sampled_from("\u200b\u200e\u2060\u202e\ufeff"))
def test_an_invisible_character_is_refused(line: str, char: str) -> None:
    """What nobody sees does not pass."""
    assert VERIFIER.judge(claim(line[:9] + char + line[9:], line)).verdict == "unsupported"


def test_a_look_alike_letter_is_refused() -> None:
    """A Cyrillic letter in a Latin word is not the same word."""
    line = "Helped the curator hang two exhibitions"
    assert VERIFIER.judge(claim(line.replace("a", "а", 1), line)).verdict == "unsupported"


@pytest.mark.parametrize(
    ("source", "rewrite", "verdict"),
    [
        ("Sold 62% of the stands, then 85%", "Sold a fifth of the stands", "unsupported"),
        ("Sales went from 62% to 85%", "Sales rose by 23 percentage points", "supported"),
        ("Packed twelve crates an hour", "Packed a dozen crates per hour", "supported"),
        ("Packed twelve crates an hour", "Packed over twelve crates an hour", "unsupported"),
        ("Cleaned up to 30 rooms a day", "Cleaned 30 rooms a day", "unsupported"),
        ("Stock worth €2,500", "Stock worth €2.5k", "supported"),
        ("Stock worth €2,500", "Stock worth €25,000", "unsupported"),
        ("Waited tables", "Four years of waiting tables", "supported"),
        ("Waited tables", "Seven years of waiting tables", "unsupported"),
        ("Waited tables", "Waited tables since 2018", "supported"),
        ("Waited tables", "Waited tables since 2012", "unsupported"),
        ("Cut waiting time from 40 to 20 minutes", "Halved waiting time", "supported"),
        ("Cut waiting time from 40 to 30 minutes", "Halved waiting time", "unsupported"),
    ],
)
def test_amounts(source: str, rewrite: str, verdict: str) -> None:
    """Arithmetic that follows is let through; what says more is not."""
    assert VERIFIER.judge(claim(rewrite, source)).verdict == verdict


@pytest.mark.parametrize(
    ("source", "rewrite", "code"),
    [
        ("Helped hang two exhibitions", "Hung two exhibitions", "truth.ownership.helped"),
        ("Hung two exhibitions", "Spearheaded two exhibitions", "truth.ownership.led"),
        ("Kept the catalogue", "Kept the entire catalogue", "truth.scope"),
        ("Kept the catalogue", "Kept the catalogue as a certified archivist", "truth.credential"),
        ("Kept the catalogue", "Kept the catalogue, boosting loans", "truth.outcome"),
        ("A new catalogue is planned", "Wrote a new catalogue", "truth.limit.unfinished"),
        ("Kept the catalogue", "World-class keeper of the catalogue", "truth.flattery"),
        ("Kept the catalogue", "Kept the catalogue at Sotheby's", "truth.name.new"),
        ("Kept the catalogue in Excel", "Kept the catalogue in Tableau", "truth.name.new"),
    ],
)
def test_each_class_has_its_reason(source: str, rewrite: str, code: str) -> None:
    """A refusal says what is wrong and quotes it."""
    codes = [r.code for r in VERIFIER.judge(claim(rewrite, source)).results]
    assert any(c.startswith(code) for c in codes)


def test_another_entry_proves_nothing() -> None:
    """A tool of another job is named as such."""
    given_claim = Claim(
        rewrite="Kept the catalogue in QuickBooks",
        sources=("Kept the catalogue",),
        other=(OtherFact("Posted invoices in QuickBooks"),),
        person=("QuickBooks",),
    )
    codes = [r.code for r in VERIFIER.judge(given_claim).results]
    assert "truth.name.elsewhere" in codes


@pytest.mark.parametrize("mark", ["; ", ". ", " – ", ", "])
def test_a_listed_skill_behind_a_line_is_asked_about(mark: str) -> None:
    """It is the person's, but nobody said that this job had to do with it."""
    line = "Helped hang two exhibitions"
    made = Claim(rewrite=f"{line}{mark}QuickBooks", sources=(line,), person=("QuickBooks",))
    assert [r.code for r in VERIFIER.judge(made).results] == ["truth.added.listed"]


@pytest.mark.parametrize(
    "more", ["Intensive care (nights)", "Welding, nuclear parts", "Bring along"]
)
def test_a_statement_of_nothing_known_is_refused(more: str) -> None:
    """Neither the entry nor the person has a word of it."""
    line = "Helped hang two exhibitions"
    assert VERIFIER.judge(claim(f"{line}; {more}", line)).verdict == "unsupported"


def test_what_holds_everywhere_may_be_told() -> None:
    """A language and a degree belong to the person, not to a job."""
    given_claim = Claim(
        rewrite="Fluent Danish speaker who kept the catalogue",
        sources=("Kept the catalogue",),
        person=("Danish (fluent)", "Education: BA History, 2015"),
    )
    assert VERIFIER.judge(given_claim).verdict == "supported"


@pytest.mark.parametrize(
    "text", ["word " * 100_000, "9," * 100_000, "A" * 500_000, "and I " * 9_000]
)
def test_an_endless_line_is_refused(text: str) -> None:
    """It costs nothing, and nobody prints it."""
    for made in (claim(text, "Hung two exhibitions"), claim("Hung two exhibitions now", text)):
        assert [r.code for r in VERIFIER.judge(made).results] == ["truth.long"]


@pytest.mark.parametrize("text", ["word ", "9,", "A", "not the ", "3% of ", "e.g. "])
def test_a_long_line_is_judged(text: str) -> None:
    """Just under the limit, with facts that are far longer."""
    long = (text * 4_000)[:3_999]
    made = Claim(rewrite=long, sources=(long[1:],), same=(text * 4_000,), person=(text * 4_000,))
    assert VERIFIER.judge(made).verdict in ("supported", "ask", "unsupported")


def test_one_claim_needs_no_verifier_of_its_own() -> None:
    """`verify` is the same as a verifier for one line."""
    made = claim("Hung three exhibitions", "Hung two exhibitions")
    words, lexicon = load_truth_words(), load_lexicon()
    assert verify(made, words, lexicon) == VERIFIER.judge(made)


def test_checks_have_names_of_their_own() -> None:
    """Reasons are told apart by them."""
    names = [check.name for check in CHECKS]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z]+", name) for name in names)


@pytest.mark.parametrize(
    ("today", "verdict"),
    [
        (date(2027, 3, 1), "supported"),
        (date(2022, 3, 1), "unsupported"),
        (None, "unsupported"),
    ],
)
def test_a_job_that_goes_on_is_counted_to_the_day_given(today: date | None, verdict: str) -> None:
    """Six years are borne once they have passed, and never where the day is not known."""
    line = "Repair washing machines in customers' homes"
    entry = EntryFacts("Orrin Service", "Technician", "2021-01", "present")
    told = "Six years of repairing washing machines in customers' homes"
    made = Claim(rewrite=told, sources=(line,), entry=entry, today=today)
    assert VERIFIER.judge(made).verdict == verdict
