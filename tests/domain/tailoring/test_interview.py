"""The interview sheet: claims with their proof, gaps with what is nearest, figures to explain."""

import pytest

from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.truth_words import load_truth_words
from resume_builder.domain.tailoring.edits import Edit
from resume_builder.domain.tailoring.interview import Interview, Preparer
from resume_builder.domain.tailoring.ledger import Answer, Ledger
from resume_builder.domain.tailoring.model import TextEdit
from tests.domain.tailoring.dossiers import LIE, SKILLS, TAUGHT, dossier_of
from tests.domain.tailoring.people import TODAY

pytestmark = pytest.mark.truth

PREPARE = Preparer(load_truth_words(), load_lexicon(), TODAY)


def sheet(*accepted: Edit, **more: object) -> Interview:
    """The sheet of the nurse's tailoring."""
    return PREPARE(dossier_of(accepted, **more))


def test_a_reworded_line_comes_with_its_proof() -> None:
    """What is said, where it is from, what it serves, and what one may be asked about it."""
    (claim,) = sheet(TAUGHT, SKILLS).claims
    assert claim.said == TAUGHT.text
    assert claim.entry == "Registered Nurse, Fjordside Hospital"
    assert [s.text for s in claim.proof] == [
        "Taught 4 new nurses wound care",
        "Helped plan the move to Epic",
    ]
    assert [a.text for a in claim.serves] == ["wound care"]
    assert claim.figures == ("4 new nurses",)
    assert claim.names == ("Epic",)
    assert not claim.own


def test_a_refused_proposal_is_no_claim() -> None:
    """Accepted or not: it is not on the page."""
    assert sheet(LIE).claims == ()


def test_typed_lines_are_claims_of_the_person() -> None:
    """Lines are to be proved; a name or a date is not."""
    typed = [
        TextEdit(path="w2h1", text="Ordered stock worth €20,000 a week for 3 shops"),
        TextEdit(path="basics.name", text="Ingrid Solheim Dahl"),
    ]
    (claim,) = sheet(typed=typed).claims
    assert claim.own
    assert claim.before == "Ordered stock for 3 shops"
    assert claim.figures == ("€20,000", "3 shops")


def test_a_line_that_was_left_out_is_no_claim() -> None:
    """Nobody will ask about what is not on the page."""
    typed = [TextEdit(path="w2h1", text="Ordered stock for 13 shops")]
    assert sheet(typed=typed, left_out="w2h1").claims == ()


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Cut waiting times by 40 % in 2023", ("40 %",)),
        ("Certified to ISO 9001 and BS 7671", ()),
        ("Betreute 12 Kinder mit Förderbedarf und 3 Praktikanten", ("12 Kinder", "3 Praktikanten")),
        ("Encadré une équipe de huit personnes", ("huit personnes",)),
        ("Doubled sales", ("Doubled sales",)),
    ],
)
def test_figures_are_told_with_what_they_count(text: str, figures: tuple[str, ...]) -> None:
    """Up to a mark or a little word; years and norms count nothing."""
    (claim,) = sheet(typed=[TextEdit(path="w2h1", text=text)]).claims
    assert claim.figures == figures


def test_gaps_and_strengths_are_told_apart() -> None:
    """What is shown comes with its lines as printed; years are counted from the jobs."""
    made = sheet(TAUGHT)
    assert [t.asked.text for t in made.shown] == ["wound care"]
    assert made.shown[0].passages[0].text == TAUGHT.text
    gaps = {t.asked.text: t for t in made.gaps}
    assert gaps["Kubernetes"].status == "missing"
    assert gaps["Kubernetes"].asked.importance == "nice"
    # March 2021 to November 2026, and four years before.
    assert gaps["12 years of nursing"].years == 9


def test_what_one_did_not_know_is_worth_finding_out() -> None:
    """The question comes again, with the day of the answer; a "no" needs no homework."""
    asked = {"code": "truth.added.words", "params": {"text": "coached"}, "on": TODAY}
    ledger = Ledger(
        answers=(
            Answer(question="1", says="unknown", **asked),
            Answer(question="2", says="no", **asked),
        )
    )
    (unknown,) = sheet(ledger=ledger).unknown
    assert (unknown.code, unknown.params, unknown.on) == (
        "truth.added.words",
        {"text": "coached"},
        TODAY,
    )


def test_what_the_posting_leaves_open() -> None:
    """Pay, place and hours are worth a question of one's own."""
    assert sheet().unsaid == ("salary", "place", "hours")
