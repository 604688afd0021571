"""The verifier: the shared bench by its own scorer, kind by kind, and how long a reply takes."""

import importlib.util
import statistics
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.report import Report, shared_bench, timings
from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.truth_words import load_truth_words
from resume_builder.cli.verify import claim_of
from resume_builder.domain.tailoring.verify import Claim, EntryFacts, OtherFact, Verifier

# A full reply to a two-page résumé: six entries of eight lines, and a summary.
_ENTRIES, _LINES = 6, 8


def run(report: Report) -> None:
    folder = shared_bench("truth")
    if folder is None:
        report.note("The shared truth bench is not beside this checkout: only speed is measured.")
    else:
        _rates(report, folder)
    _speed(report)


def _rates(report: Report, folder: Path) -> None:
    score, baseline = _module(folder, "score"), _module(folder, "baseline")
    items = score.read_truth(str(folder / "public.jsonl"))
    verifier = Verifier(load_truth_words(), load_lexicon())
    ours = {i["id"]: verifier.judge(claim_of(i)).verdict for i in items}
    rival = {i["id"]: baseline.verdict(i, 0.5) for i in items}
    lies = [i for i in items if i["label"] == "fabricated"]
    truths = [i for i in items if i["label"] == "faithful"]

    def share(of: list[dict[str, Any]], verdicts: dict[str, str], among: set[str]) -> float:
        hit, total = score.flagged(of, verdicts, among)
        return hit / total

    for name, of, among, bar in (
        ("catch rate", lies, score.CAUGHT, 0.97),
        ("block rate", lies, score.BLOCKED, 0.85),
    ):
        beside = f"word overlap {share(of, rival, among):.2f}"
        report.figure(name, share(of, ours, among), bar=bar, rival=beside)
    for name, among, bar in (
        ("false-alarm rate", score.BLOCKED, 0.02),
        ("ask rate", score.ASKED, 0.15),
    ):
        beside = f"word overlap {share(truths, rival, among):.2f}"
        report.figure(name, share(truths, ours, among), bar=bar, better="lower", rival=beside)
    _kinds(report, lies, ours, score.CAUGHT, "caught")
    _kinds(report, truths, ours, score.CAUGHT, "asked about or refused")


def _kinds(
    report: Report,
    items: list[dict[str, Any]],
    verdicts: dict[str, str],
    among: set[str],
    word: str,
) -> None:
    kinds: dict[str, list[bool]] = defaultdict(list)
    for item in items:
        kinds[item["kind"]].append(verdicts[item["id"]] in among)
    rows = (f"{kind} {sum(hits)}/{len(hits)}" for kind, hits in sorted(kinds.items()))
    report.note(f"{word}: " + ", ".join(rows))


def _speed(report: Report) -> None:
    words, lexicon = load_truth_words(), load_lexicon()
    loading = timings(load_truth_words.__wrapped__, runs=5)
    report.figure("load the words", statistics.median(loading), "ms", bar=400, better="lower")
    claims = _reply()
    taken = timings(lambda: [Verifier(words, lexicon).judge(c) for c in claims[:1]], runs=20)
    report.figure("one line, nothing read before", statistics.median(taken), "ms")

    def whole() -> None:
        verifier = Verifier(words, lexicon)
        for claim in claims:
            verifier.judge(claim)

    taken = timings(whole, runs=15)
    report.figure(
        f"a whole two-page reply, {len(claims)} lines", statistics.median(taken), "ms",
        bar=50, better="lower", rival="a model as judge: seconds",
    )  # fmt: skip


_TOLD = (
    ("Kept the accounts of {n} clubs in QuickBooks", "Managed the books of {n} clubs (QuickBooks)"),
    ("Helped the head gardener plant {n} beds", "Assisted in planting {n} beds"),
    ("Cut repair time from {n} hours to 2", "Brought repair time down to 2 hours"),
    ("Answered about {n} calls a day", "Took around {n} phone calls daily, praised by customers"),
    ("Trained {n} new drivers", "Taught {n} new drivers and led the depot"),
    ("A new rota is planned for {n} wards", "Introduced a new rota on {n} wards"),
    ("Wrote {n} manuals for the ticket machines", "Authored {n} ticket machine manuals"),
    ("Served up to {n} guests at weekends", "Served as many as {n} guests on weekends"),
)


def _reply() -> list[Claim]:
    entries = [
        EntryFacts(f"Employer {n}", "Assistant", f"{2010 + 2 * n}-01", f"{2012 + 2 * n}-01")
        for n in range(_ENTRIES)
    ]
    lines = [
        (e, _TOLD[k][0].format(n=3 + at + k)) for at, e in enumerate(entries) for k in range(_LINES)
    ]
    skills = ("QuickBooks", "Excel", "Driving licence B, 2011", "Spanish (B2)")
    return [
        Claim(
            rewrite=_TOLD[at % _LINES][1].format(n=3 + at // _LINES + at % _LINES),
            sources=(line,),
            entry=entry,
            same=tuple(t for e, t in lines if e == entry and t != line),
            other=tuple(OtherFact(t, e) for e, t in lines if e != entry),
            person=skills,
            posting=("bookkeeping", "customer service"),
        )
        for at, (entry, line) in enumerate(lines)
    ]


def _module(folder: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"shared_truth_{name}", folder / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
