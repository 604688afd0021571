"""The truth certificate: every word accounted for, every change beside the person's own words."""

import json
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.domain.fields import fields_of
from resume_builder.domain.json_resume import to_json_resume
from resume_builder.domain.tailoring.certificate import (
    Account,
    Certificate,
    Unaccounted,
    canonical,
    certify,
    fingerprint,
)
from resume_builder.domain.tailoring.dossier import Dossier
from resume_builder.domain.tailoring.edits import Edit
from resume_builder.domain.tailoring.ledger import Answer, Fact, Facts, Ledger
from resume_builder.domain.tailoring.model import TextEdit
from tests.domain.tailoring.dossiers import LIE, SKILLS, TAUGHT, dossier_of
from tests.domain.tailoring.people import NURSE, TODAY

pytestmark = pytest.mark.truth

FILES = {"pdf": b"%PDF", "docx": b"PK"}
TYPED = TextEdit(path="w2h1", text="Ordered stock for 3 shops each week")


def of(dossier: Dossier) -> Certificate:
    """The certificate of a dossier."""
    return certify(dossier, FILES, TODAY, "1.2.3")


def test_it_names_files_and_texts_by_what_they_hold() -> None:
    """Files, résumé and posting by their SHA-256; a file is known again, another is not."""
    made = of(dossier_of(typed=[TYPED]))
    assert {f.format: (f.sha256, f.size) for f in made.files} == {
        name: (sha256(data).hexdigest(), len(data)) for name, data in FILES.items()
    }
    assert made.names(b"%PDF") == "pdf"
    assert made.names(b"%PDF ") == ""
    assert made.names(b"Ward Nurse") == "posting"
    assert made.names(json.dumps(to_json_resume(NURSE), indent=7).encode()) == "master"
    other = to_json_resume(NURSE) | {"basics": {"name": "Ingrid Solhaug"}}
    assert made.names(json.dumps(other).encode()) == ""
    assert made.fingerprints.master == fingerprint(NURSE) != made.fingerprints.tailored
    assert (made.makers.product, made.makers.verifier) == ("1.2.3", dossier_of().verified.verifier)


def test_a_change_stands_beside_the_words_it_rests_on() -> None:
    """Before, after, sources, what it serves, whose proposal, who accepted it and when."""
    made = of(dossier_of([TAUGHT]))
    change = next(c for c in made.changes if c.id == TAUGHT.id)
    assert (change.before, change.after) == ("Taught 4 new nurses wound care", TAUGHT.text)
    assert [s.id for s in change.sources] == ["w1h3", "w1h2"]
    assert [s.text for s in change.sources][1] == "Helped plan the move to Epic"
    assert [a.text for a in change.serves] == ["wound care"]
    assert (change.origin, change.model, change.decision) == ("model", "some model", "accepted")
    assert (change.on, change.printed) == (date(2026, 10, 30), True)
    assert made.account == Account(total=made.account.total, as_in_resume=made.account.total - 1,
                                   reworded=1, typed=0)  # fmt: skip
    assert made.fingerprints.tailored != made.fingerprints.master


def test_words_that_did_not_get_onto_the_page_are_not_repeated() -> None:
    """A lie is there as a hash with its reason: the certificate does not say it either."""
    made = of(dossier_of([TAUGHT]))
    change = next(c for c in made.changes if c.id == LIE.id)
    assert (change.verdict, change.reasons, change.printed) == (
        "unsupported",
        ("truth.number.new",),
        False,
    )
    assert change.after == change.before == "Led a team of 5"
    assert change.proposal == sha256(LIE.text.encode()).hexdigest()
    assert "florists" not in made.model_dump_json()


def test_a_lie_cannot_be_certified_by_accepting_it() -> None:
    """The person's word does not make a refused edit print, nor the certificate say it does."""
    made = of(dossier_of([LIE]))
    change = next(c for c in made.changes if c.id == LIE.id)
    assert not change.printed
    assert "florists" not in made.model_dump_json()


def test_a_rearranged_skill_group_is_our_own_offer() -> None:
    """Order counts as a change; a rule proposed it."""
    made = of(dossier_of([SKILLS]))
    change = next(c for c in made.changes if c.id == SKILLS.id)
    assert change.path == "s1.keywords"
    assert change.before == "phlebotomy, Epic, wound care"
    assert change.after == "wound care, phlebotomy, Epic"
    assert change.origin == "rules"


def test_what_the_person_typed_is_theirs() -> None:
    """Marked so, beside the résumé's words; a field named in snake_case too."""
    title = TextEdit(path="w1.position", text="Ward Nurse")
    start = TextEdit(path="w2.start_date", text="2015")
    made = of(dossier_of(typed=[TYPED, title, start]))
    assert [(w.path, w.before) for w in made.typed] == [
        ("w2h1", "Ordered stock for 3 shops"),
        ("w1.position", "Registered Nurse"),
        ("w2.startDate", "2016"),
    ]
    assert all(words.printed for words in made.typed)
    assert made.account.typed == 3


def test_left_out_lines_and_why() -> None:
    """A line that the plan dropped is named, and is no typed or reworded one any more."""
    made = of(dossier_of(typed=[TYPED], left_out="w2h1"))
    (line,) = made.left_out
    assert (line.id, line.text, line.reason) == ("w2h1", TYPED.text, "dropped.space")
    assert line.entry == "Florist, Blom Flowers"
    assert [w.printed for w in made.typed] == [False]
    assert made.account.typed == 0


def test_answers_are_dated_and_repeat_only_what_became_true() -> None:
    """A "no" keeps its question's kind and date; the words asked about are not said again."""
    ledger = Ledger(
        answers=(
            Answer(question="1", says="yes", code="truth.added.words", params={"text": "coached"},
                   text="Coached 4 new nurses", entry_id="w1", on=TODAY),
            Answer(question="2", says="no", code="truth.number.new", params={"text": "500"},
                   text="Led 500 florists", entry_id="w2", on=TODAY),
        )
    )  # fmt: skip
    made = of(dossier_of(ledger=ledger))
    yes, no = made.answers
    assert (yes.text, yes.params) == ("Coached 4 new nurses", {"text": "coached"})
    assert (no.code, no.says, no.text, no.params, no.on) == (
        "truth.number.new",
        "no",
        "",
        {},
        TODAY,
    )


def test_a_skill_that_was_taken_back_leaves_the_others_as_they_were() -> None:
    """A list without an item that the person set aside holds the résumé's words."""
    gone = Fact(id="s1.keywords.2", path="s1.keywords.2", text="Epic")
    made = of(dossier_of(ledger=Ledger().retire(gone, TODAY)))
    assert made.account.as_in_resume == made.account.total


def test_words_that_nothing_explains_get_no_certificate() -> None:
    """A résumé that changed on its way out is noticed by its path."""
    dossier = dossier_of()
    slipped = NURSE.model_copy(
        update={"basics": NURSE.basics.model_copy(update={"label": "Head Nurse"})}
    )
    verified = dossier.verified.model_copy(update={"resume": slipped})
    with pytest.raises(Unaccounted) as raised:
        of(replace(dossier, verified=verified))
    assert raised.value.params == {"path": "basics.label"}


def test_it_survives_a_file_and_notices_a_change() -> None:
    """Written and read back it is intact; one digit changed, it is not."""
    text = of(dossier_of([TAUGHT], typed=[TYPED])).model_dump_json(by_alias=True)
    assert Certificate.model_validate_json(text).intact
    assert not Certificate.model_validate_json(text.replace("2026-11-01", "2026-11-02")).intact


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=12,
    )
)
def test_canonical_json_does_not_hang_on_order(value: object) -> None:
    """The same value has the same bytes, whatever the order of its keys."""
    assert canonical(_reversed(value)) == canonical(value)


def _reversed(value: object) -> object:
    if isinstance(value, dict):
        return {k: _reversed(v) for k, v in reversed(list(value.items()))}
    return [_reversed(v) for v in value] if isinstance(value, list) else value


@given(st.binary())
def test_any_file_can_be_asked_about(data: bytes) -> None:
    """Whatever it holds, it is simply not one of ours."""
    assert of(dossier_of()).names(data) in ("", "pdf", "docx", "posting")


def test_facts_of_the_resume_stay_out_of_the_way() -> None:
    """With nothing proposed, typed or asked, the certificate says just that."""
    made = of(replace(dossier_of(), verdict=dossier_of().verdict.model_copy(update={"rulings": ()}),
                      facts=Facts(NURSE), model=None))  # fmt: skip
    assert (made.changes, made.typed, made.answers, made.left_out) == ((), (), (), ())
    assert made.makers.brief is None


PATHS = sorted(f.path for f in fields_of(NURSE) if not f.path.endswith((".keywords", ".courses")))
FACTS = Facts(NURSE).every


@given(
    st.dictionaries(st.sampled_from(PATHS), st.text(min_size=1), max_size=6),
    st.sets(st.sampled_from([TAUGHT, LIE, SKILLS])),
    st.sets(st.sampled_from([f for f in FACTS if Facts(NURSE).may_retire(f)]), max_size=4),
    st.sampled_from(["", "w1h3", "w2h2"]),
)
def test_whatever_the_person_does_is_accounted_for(
    typed: dict[str, str], accepted: set[Edit], retired: set[Fact], left_out: str
) -> None:
    """Typing, accepting, taking back and leaving out, in any mixture, leave no word unexplained."""
    ledger = Ledger()
    for fact in retired:
        ledger = ledger.retire(fact, TODAY)
    edits = [TextEdit(path=path, text=text) for path, text in typed.items()]
    made = of(dossier_of(sorted(accepted, key=lambda e: e.id), edits, left_out, ledger))
    assert made.account.total == len(made.lines)
    assert "florists" not in made.model_dump_json()
    assert Certificate.model_validate_json(made.model_dump_json(by_alias=True)).intact
