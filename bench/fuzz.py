"""Coverage-guided fuzzing of every reader, longer than the tests do it: `FUZZ_SECONDS` each."""

import os
from pathlib import Path

from bench.report import ROOT, Report
from tests.fuzz.campaign import Campaign
from tests.fuzz.targets import TARGETS

_SECONDS, _SOAK_SECONDS = 600, 3_600


def run(report: Report) -> None:
    """Fuzz each target on a path of its own each time; nothing may fail."""
    usual = _SOAK_SECONDS if report.soak else _SECONDS
    seconds = int(os.environ.get("FUZZ_SECONDS", usual))
    kept = Path(ROOT, "var", "fuzz")
    failed = runs = 0
    for outcome in Campaign(seconds, os.cpu_count() or 1, seed=0, kept=kept).run(list(TARGETS)):
        report.figure(f"{outcome.target}: inputs tried in {seconds} s", outcome.runs)
        runs += outcome.runs
        failed += bool(outcome.failure)
        if outcome.failure:
            report.note(f"{outcome.target}:\n\n```\n{outcome.failure}\n```")
    report.figure("inputs tried in all", runs)
    report.figure("targets that failed", failed, bar=0, better="lower")
