"""The seam with a scripted model: what brief, keeping and verdict cost over HTTP."""

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.report import Report, p95
from bench.site import Browser, serving
from resume_builder.bootstrap import tools
from resume_builder.domain.tailoring.accept import own_words
from resume_builder.domain.tailoring.model import RenderOptions
from tests.models.scripted import edit, lying, replaying
from tests.samples import POSTING_TEXT, RESUME_JSON

Json = dict[str, Any]
_RUNS = 40
_LIMIT = 150
# More would wait for the rate of requests, not for the seam.
_WARM = 3


def run(report: Report) -> None:
    """Tailor the project's own sample, by a model that is honest and one that lies."""
    made = tools()
    _, reading = made.read_resume(RESUME_JSON.read_bytes(), RESUME_JSON.name)
    pdf = made.rendering.render(own_words(reading.resume), RenderOptions(), "pdf")
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as served:
        browser = Browser(served.port)
        tailoring = browser.job(pdf, POSTING_TEXT.read_text(encoding="utf-8"))
        for name, model in (("an honest model", honest), ("a lying model", lying("tool"))):
            taken = [_round(browser, tailoring, model, n) for n in range(_RUNS + _WARM)][_WARM:]
            whole = [brief + reply for brief, reply in taken]
            report.figure(
                f"{name}: brief, verdict and keeping, p95", p95(whole), "ms",
                bar=_LIMIT, better="lower",
            )  # fmt: skip
            report.figure(f"{name}: the same, median", statistics.median(whole), "ms")
            report.figure(f"{name}: of it the brief, median", _median(taken, 0), "ms")
            report.figure(f"{name}: of it the answer, median", _median(taken, 1), "ms")


def honest(brief: Json) -> str:
    """Reword every line by its own words."""
    lines = [line for entry in json.loads(brief["user"])["entries"] for line in entry["lines"]]
    told = [(line["id"], line["text"].rstrip(".") + ".") for line in lines]
    return replaying(edit("rewrite", name, text, [name]) for name, text in told)


def _median(taken: list[tuple[float, float]], part: int) -> float:
    return statistics.median(times[part] for times in taken)


def _round(
    browser: Browser, tailoring: str, model: Callable[[Json], str], number: int
) -> tuple[float, float]:
    """Run one tailoring; return milliseconds for the brief, and for answer, rulings and pages.

    The answer differs each time, so that no verdict is remembered.
    """
    path = f"/tailorings/{tailoring}"
    tokens = browser.token("start_attempt"), browser.token("close_attempt")
    started = time.perf_counter()
    brief, _ = browser.send("POST", f"{path}/brief", tokens[0], b"{}")
    briefed = time.perf_counter()
    text = model(brief).replace('."', "." * (1 + number % 2) + '"')
    body = {"attempt": brief["attempt"], "text": text, "model": f"scripted {number}"}
    sent = time.perf_counter()
    browser.send("POST", f"{path}/reply", tokens[1], json.dumps(body).encode())
    ruled = json.loads(browser.get(path))["proposals"]
    assert len(ruled) >= text.count('"op"')
    return (briefed - started) * 1000, (time.perf_counter() - sent) * 1000
