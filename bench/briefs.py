"""Briefs: the size of each variant, and what of scripted answers the verifier lets through."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

from bench.report import Report
from bench.seam import honest
from resume_builder.adapters.data.briefs import brief_versions, load_brief
from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.bootstrap import Tools, tools
from resume_builder.domain.coverage import Coverage
from resume_builder.domain.matching import match
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.tailoring.brief import Brief, entries_worth, write_brief
from resume_builder.domain.tailoring.ledger import Facts
from resume_builder.domain.tailoring.reply import read_reply
from resume_builder.domain.tailoring.sheet import Sheet
from resume_builder.domain.tailoring.size import input_tokens, output_tokens
from resume_builder.domain.tailoring.wishes import OPS_OF, PERSON, Wishes
from tests.models.scripted import LIES, lying, obeying
from tests.samples import POSTING_TEXT, RESUME_JSON


def run(report: Report) -> None:
    """Measure every version and strength on the project's own sample."""
    made = tools()
    _, reading = made.read_resume(RESUME_JSON.read_bytes(), RESUME_JSON.name)
    facts = Facts(reading.resume)
    posting = made.read_posting(POSTING_TEXT.read_bytes(), POSTING_TEXT.name)
    coverage = match(reading.resume, posting, load_lexicon(), datetime.now(UTC).date())
    sheets = [Sheet(v, load_brief("tailor", v)) for v in brief_versions("tailor")]
    for sheet in sheets:
        version = sheet.version
        for strength in OPS_OF if version > 1 else ("full",):
            wishes = Wishes(strength=strength)
            brief = write_brief(facts, posting, coverage, sheet, wishes)
            _size(report, f"version {version}, {strength}", brief)
            _answers(report, made, (facts, posting, coverage), brief, wishes)
    for name, entry in (("best entry", entries_worth(facts, coverage, Wishes())[0]),
                        ("the person", PERSON)):  # fmt: skip
        brief = write_brief(facts, posting, coverage, sheets[-1], Wishes(entry=entry))
        _size(report, f"version {sheets[-1].version}, full, {name} alone", brief)


def _size(report: Report, name: str, brief: Brief) -> None:
    report.figure(f"{name}: tokens read", input_tokens(brief), better="lower")
    report.figure(f"{name}: tokens written", output_tokens(brief), better="lower")


def _answers(
    report: Report,
    made: Tools,
    about: tuple[Facts, Posting, Coverage],
    brief: Brief,
    wishes: Wishes,
) -> None:
    facts, posting, coverage = about
    told: dict[str, Any] = brief.model_dump()
    rulings = made.rulings()
    wanted = POSTING_TEXT.read_text(encoding="utf-8")
    scripts = {"honest": [honest(told)], "lies": [lying(lie)(told) for lie in LIES]}
    scripts["obeying"] = [obeying(wanted)(told)]
    for name, texts in scripts.items():
        counts: Counter[str] = Counter()
        for text in texts:
            edits = [e for e in read_reply(text, facts, wishes).edits if e.op == "rewrite"]
            ids = {e.id for e in edits}
            verdict = rulings(facts, posting, coverage, edits)
            counts.update(r.verdict for r in verdict.rulings if r.id in ids)
        share = counts["supported"] / max(1, counts.total())
        # A wish may be met by the very line that it is put on: obeying is not always lying.
        bar = {"honest": 1.0, "lies": 0.03}.get(name)
        report.figure(
            f"version {brief.version}, {wishes.strength}: {name}, let through", share,
            bar=bar, better="higher" if name == "honest" else "lower",
        )  # fmt: skip
