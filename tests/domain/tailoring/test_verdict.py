"""The verdict: each edit is borne out, asked about, or refused; answers are final."""

import pytest

from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.truth_words import load_truth_words
from resume_builder.domain.tailoring.accept import Decided, apply_edits
from resume_builder.domain.tailoring.edits import Edit
from resume_builder.domain.tailoring.ledger import Answer, Facts, Ledger, Says
from resume_builder.domain.tailoring.verdict import Court, Question, Ruling
from resume_builder.domain.tailoring.verify import Ask, Verifier
from resume_builder.domain.tailoring.verify.evidence import Case
from resume_builder.domain.values import Span
from tests.domain.tailoring.people import NURSE, TODAY

pytestmark = pytest.mark.truth

VERIFIER = Verifier(load_truth_words(), load_lexicon())


def ruled(edit: Edit, ledger: Ledger | None = None) -> Ruling:
    """The ruling on one edit of the nurse's résumé."""
    facts = Facts(NURSE, ledger or Ledger())
    return Court(facts, lambda: VERIFIER, load_lexicon(), TODAY).ruling(edit)


def rewrite(target: str, text: str, *more: str) -> Edit:
    """A rewrite that rests on its line and on more."""
    return Edit(op="rewrite", target=target, text=text, sources=(target, *more))


@pytest.mark.parametrize(
    ("edit", "verdict"),
    [
        (rewrite("w1h3", "Trained 4 new nurses in wound care"), "supported"),
        (rewrite("w1h3", "Taught 14 new nurses wound care"), "unsupported"),
        (rewrite("w1h2", "Led the move to Epic"), "unsupported"),
        (rewrite("w1h1", "Led a team of 5 on a surgical ward"), "unsupported"),
        (
            rewrite("w1h1", "Cared for 6 patients a shift and led a team of 5", "w2h2"),
            "unsupported",
        ),
        (Edit(op="summary", target="basics.summary", text="A nurse."), "unsupported"),
        (
            Edit(
                op="summary",
                target="basics.summary",
                text="Registered Nurse who taught 4 new nurses wound care.",
                sources=("w1.position", "w1h3"),
            ),
            "supported",
        ),
        (Edit(op="keep", target="w1h1"), "supported"),
        (Edit(op="move", target="w1h3", place=1), "supported"),
        (Edit(op="move", target="w1h3", place=4), "unsupported"),
        (Edit(op="surface", target="s1", text="Epic"), "supported"),
        (Edit(op="surface", target="s1", text="Cerner"), "unsupported"),
        (Edit(op="rename", target="s1", text="Wound-Care", sources=("wound care",)), "supported"),
        (Edit(op="rename", target="s1", text="venipuncture", sources=("phlebotomy",)), "ask"),
        (Edit(op="rename", target="s1", text="Cerner", sources=("Epic",)), "unsupported"),
        (Edit(op="rename", target="s1", text="Epic", sources=("Cerner",)), "unsupported"),
    ],
)
def test_rulings(edit: Edit, verdict: str) -> None:
    """What is true stays, what is another job's or nobody's goes, with a reason."""
    ruling = ruled(edit)
    assert ruling.verdict == verdict
    assert bool(ruling.reasons) == (verdict != "supported")


ASKED = rewrite("w1h3", "Coached 4 new nurses in wound hygiene")


def test_one_question_and_its_answers() -> None:
    """A doubt is one question: yes makes it true, no and unknown end it; none is asked twice."""
    first = ruled(ASKED)
    assert first.verdict == "ask"
    assert first.question
    for says, verdict in (("yes", "supported"), ("no", "unsupported"), ("unknown", "unsupported")):
        ledger, ruling = Ledger(), first
        while ruling.question:
            answer = Answer(
                question=ruling.question.key,
                says=says,
                text=ASKED.text if says == "yes" else "",
                entry_id="w1",
                on=TODAY,
            )
            ledger = ledger.with_answer(answer)
            ruling = ruled(ASKED, ledger)
        assert (ruling.verdict, ruling.question) == (verdict, None)


class Doubt:
    """A check that asks about one word, whatever the facts."""

    def __init__(self, word: str) -> None:
        self.word = word

    def judge(self, case: Case) -> Ask:
        """Ask about the word where it stands."""
        start = ASKED.text.index(self.word)
        return Ask("truth.added.words", {"text": self.word}, Span(start, start + len(self.word)))


def test_each_doubt_is_asked_about_before_the_words_are_a_fact() -> None:
    """One "yes" of two makes nothing true: the second question comes all the same."""
    doubts = Verifier(load_truth_words(), load_lexicon(), [Doubt("Coached"), Doubt("hygiene")])

    def ruling(ledger: Ledger) -> Ruling:
        return Court(Facts(NURSE, ledger), lambda: doubts, load_lexicon(), TODAY).ruling(ASKED)

    def said(question: Question, says: Says) -> Answer:
        return Answer(
            question=question.key,
            says=says,
            text=ASKED.text,
            entry_id="w1",
            on=TODAY,
            whole=question.whole,
        )

    first = ruling(Ledger()).question
    assert first
    assert not first.whole
    half = Ledger().with_answer(said(first, "yes"))
    second = ruling(half).question
    assert second
    assert second.whole
    assert second.key != first.key
    assert ASKED.text not in {f.text for f in Facts(NURSE, half).every}
    both = half.with_answer(said(second, "yes"))
    assert ruling(both).verdict == "supported"
    assert ASKED.text in {f.text for f in Facts(NURSE, both).statements["w1"]}
    taken_back = both.with_answer(said(first, "no"))
    assert ruling(taken_back).verdict == "unsupported"
    assert ASKED.text not in {f.text for f in Facts(NURSE, taken_back).every}


@pytest.mark.parametrize("more", [(), ("w1h2",), ("w2h2",)])
def test_a_line_that_was_set_aside_is_not_reworded(more: tuple[str, ...]) -> None:
    """Not even on other lines: without its own entry it would be judged as a summary."""
    fact = Facts(NURSE).by_id["w1h3"]
    edit = rewrite("w1h3", "Led a team of 5", *more)
    ruling = ruled(edit, Ledger().retire(fact, TODAY))
    assert (ruling.verdict, [r.code for r in ruling.reasons]) == ("unsupported", ["truth.retired"])


def test_only_accepted_and_supported_edits_are_applied() -> None:
    """A lie cannot be accepted, and what nobody accepted changes nothing."""
    edits = [
        rewrite("w1h3", "Trained 4 new nurses in wound care"),
        rewrite("w1h2", "Led the move to Epic"),
        Edit(op="rename", target="s1", text="Wound-Care", sources=("wound care",)),
        Edit(op="surface", target="s1", text="wound care"),
        Edit(op="move", target="w1h3", place=1),
        Edit(op="drop", target="w2h1"),
    ]
    court = Court(Facts(NURSE), lambda: VERIFIER, load_lexicon(), TODAY)
    verdict = court.rule(edits)
    assert apply_edits(NURSE, Decided(verdict)).resume is NURSE
    everything = Decided(verdict, frozenset(r.id for r in verdict.rulings))
    made = apply_edits(NURSE, everything).resume
    assert apply_edits(made, everything).resume == made
    assert [h.text for h in made.work[0].highlights] == [
        "Trained 4 new nurses in wound care",
        "Cared for 6 patients a shift on a surgical ward",
        "Helped plan the move to Epic",
    ]
    assert made.skills[0].keywords == ("Wound-Care", "phlebotomy", "Epic")
    assert made.work[1] is NURSE.work[1]
    assert made.education == NURSE.education
    assert everything.switches == {"w2h1": False}


def test_a_line_that_the_plan_left_out_stays_out() -> None:
    """Rewording brings nothing back that is not on the page."""
    verdict = Court(Facts(NURSE), lambda: VERIFIER, load_lexicon(), TODAY).rule(
        [rewrite("w1h3", "Trained 4 new nurses in wound care")]
    )
    first = NURSE.work[0].model_copy(update={"highlights": NURSE.work[0].highlights[:1]})
    cut = NURSE.model_copy(update={"work": (first, NURSE.work[1])})
    decided = Decided(verdict, frozenset(r.id for r in verdict.rulings))
    assert apply_edits(cut, decided).resume.work == cut.work


def test_another_name_for_a_skill_is_asked_about() -> None:
    """The lexicon counts a chromatograph for another; only the person knows whether they are."""
    rename = Edit(op="rename", target="s1", text="venipuncture", sources=("phlebotomy",))
    asked = ruled(rename)
    assert asked.question
    assert asked.question.params == {"text": "venipuncture", "skill": "phlebotomy"}
    for says, verdict in (("yes", "supported"), ("no", "unsupported")):
        answer = Answer(question=asked.question.key, says=says, on=TODAY)
        assert ruled(rename, Ledger().with_answer(answer)).verdict == verdict
