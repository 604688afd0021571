"""Where keys and passphrases go: all traffic and storage of the whole browser suite, recorded."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.report import ROOT, Report
from tests.traffic.recorder import Tally, told_in
from tests.traffic.secrets import SECRETS, needles

_SUITE = "tests/e2e"


def run(report: Report) -> None:
    """Run tests/e2e and add up what its recorders saw."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", _SUITE]
        told = {**os.environ, "RECORDING_TALLIES": folder}
        ended = subprocess.run(
            command, cwd=ROOT, env=told, capture_output=True, text=True, check=False
        )
        tally = Tally()
        for one in told_in(Path(folder)):
            tally.add(one)
    _figures(report, tally)
    report.note(f"The suite: {ended.stdout.strip().splitlines()[-1].strip('= ')}.")
    for what in dict.fromkeys(tally.found):
        report.note(f"Found in {what}.")


def _figures(report: Report, tally: Tally) -> None:
    report.figure("tests of a real browser that were recorded", tally.tests, bar=200)
    report.figure("contexts (profiles) that they opened", tally.contexts)
    report.figure("keys and passphrases that they used", len(SECRETS))
    report.figure("forms of them that were looked for", len(needles()))
    report.figure("requests to our origin, by the bytes on the wire", tally.requests)
    report.figure("bytes of these", tally.request_bytes / 1e6, "MB")
    report.figure("entries of storage, cookies and history", tally.entries)
    report.figure("bytes of these", tally.entry_bytes / 1e3, "kB")
    report.figure("addresses of requests to anybody", tally.addresses)
    report.figure("messages and errors in the console", tally.messages)
    report.figure("bytes of the site's log", tally.log_bytes)
    report.figure("bytes of the site's files", tally.file_bytes / 1e6, "MB")
    report.figure(
        "keys or passphrases found in any of them", len(tally.found), bar=0, better="lower"
    )
