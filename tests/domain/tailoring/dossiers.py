"""Dossiers of the nurse's tailoring, for the tests of papers."""

from collections.abc import Sequence
from datetime import UTC, datetime

from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.domain.matching import match
from resume_builder.domain.posting.model import Posting, Requirement
from resume_builder.domain.tailoring.accept import Acceptance, Decided, apply_edits
from resume_builder.domain.tailoring.apply import apply_person_edits, apply_plan
from resume_builder.domain.tailoring.dossier import Dossier, ModelPart
from resume_builder.domain.tailoring.edits import Edit
from resume_builder.domain.tailoring.ledger import Facts, Ledger
from resume_builder.domain.tailoring.model import Choice, Plan, TextEdit
from resume_builder.domain.tailoring.verdict import Reason, Ruling, Verdict
from resume_builder.domain.values import Span
from tests.domain.tailoring.people import NURSE, TODAY


def need(number: int, text: str, **more: object) -> Requirement:
    """A requirement of the posting."""
    fields = {"importance": "must", "kind": "skill", "skills": (text.lower(),), **more}
    return Requirement.model_validate(
        {"id": f"q{number}", "text": text, "span": Span(0, len(text)), **fields}
    )


POSTING = Posting(
    text="Ward Nurse",
    title="Ward Nurse",
    company="Ullevål",
    requirements=(
        need(1, "wound care"),
        need(2, "Kubernetes", importance="nice"),
        need(3, "12 years of nursing", kind="experience", skills=("nursing",), years=12.0),
    ),
)
TAUGHT = Edit(
    op="rewrite",
    target="w1h3",
    text="Taught wound care to 4 new nurses with Epic",
    sources=("w1h3", "w1h2"),
    serves=("q1",),
)
LIE = Edit(op="rewrite", target="w2h2", text="Led a team of 500 florists", sources=("w2h2",))
SKILLS = Edit(op="surface", target="s1", text="wound care", serves=("q1",))
VERDICT = Verdict(
    rulings=(
        Ruling(id=TAUGHT.id, edit=TAUGHT, verdict="supported"),
        Ruling(
            id=LIE.id,
            edit=LIE,
            verdict="unsupported",
            reasons=(Reason(code="truth.number.new", kind="unsupported"),),
        ),
        Ruling(id=SKILLS.id, edit=SKILLS, verdict="supported"),
    )
)


def dossier_of(
    accepted: Sequence[Edit] = (),
    typed: Sequence[TextEdit] = (),
    left_out: str = "",
    ledger: Ledger | None = None,
    file_text: str = "",
) -> Dossier:
    """The nurse's tailoring, as the services make it."""
    facts = Facts(apply_person_edits(NURSE, typed), ledger or Ledger())
    decided = Decided(VERDICT, frozenset(e.id for e in accepted))
    choice = Choice(highlight_id=left_out, entry_id="w2", kept=False, reason="dropped.space")
    plan = Plan(choices=(choice,) if left_out else ())
    at = datetime(2026, 10, 30, 8, tzinfo=UTC)
    return Dossier(
        master=NURSE,
        facts=facts,
        posting=POSTING,
        coverage=match(facts.resume, POSTING, load_lexicon(), TODAY),
        plan=plan,
        verdict=decided.verdict,
        verified=apply_edits(apply_plan(facts.standing, plan), decided),
        decisions={e.id: True for e in accepted},
        acceptances={
            e.id: Acceptance(edit=e, model="some model", at=at, offered=e is SKILLS)
            for e in accepted
        },
        typed=tuple(typed),
        model=ModelPart("some model", 3, frozenset([TAUGHT.id, LIE.id])),
        file_text=file_text,
    )
