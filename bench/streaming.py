"""A model's edits in a real browser: from the last token of the first one to its card on screen."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.report import ROOT, Report, p95
from bench.site import serving
from tests.browsers import FLAGS
from tests.e2e.kit import ask_model, connect, make_proof, printed_resume
from tests.e2e.talker import Talker, talking
from tests.models.scripted import edit, replaying

_RUNS = 20
_WARM = 3
# The limit of issue 8: the first verified edit within this many milliseconds of its last token.
_LIMIT = 100

# Runs in the page before its own scripts. Notes the first task after the frame with the first card.
_WATCH = """
window.watched = { shown: 0 };
new MutationObserver(() => {
  if (watched.shown || !document.querySelector('#proposals > li')) return;
  watched.shown = -1;
  const painted = new MessageChannel();
  painted.port1.onmessage = () => { watched.shown = performance.timeOrigin + performance.now(); };
  requestAnimationFrame(() => painted.port2.postMessage(0));
}).observe(document, { subtree: true, childList: true });
"""


def run(report: Report) -> None:
    """Let a model write its first edit, hold it there, and wait for the card; then again."""
    finder = [sys.executable, str(ROOT / "tools" / "find_chromium.py")]
    found = subprocess.run(finder, capture_output=True, text=True, check=False)
    if found.returncode:
        report.note("There is no Chromium: nothing was measured (`make setup` gets one).")
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder)) as served,
        talking() as talker,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=found.stdout.strip(), args=FLAGS)
        _measure(report, browser, f"http://localhost:{served.port}", talker)
        browser.close()


def _measure(report: Report, browser: Browser, site: str, talker: Talker) -> None:
    talker.answer, talker.hold = _answer, _END
    context = browser.new_context(base_url=site, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(_WATCH)
    resume = printed_resume(browser)
    make_proof(page, resume)
    connect(page, talker.base)
    waits = [_first_card(page, resume, talker) for _ in range(_RUNS + _WARM)][_WARM:]
    report.figure(
        "from the last token of the first edit to its card on the screen, p95 by the clock",
        p95(waits), "ms", bar=_LIMIT, better="lower",
        rival="none shows an edit before the answer ends",
    )  # fmt: skip
    report.figure("of it the median", sorted(waits)[len(waits) // 2], "ms", better="lower")


# What closes the first edit in the answer below.
_END = '"place":0}'


def _answer(brief: dict[str, Any]) -> str:
    told, _ = json.JSONDecoder().raw_decode(brief["user"])
    lines = [line for entry in told["entries"] for line in entry["lines"]][:6]
    edits = [edit("rewrite", x["id"], x["text"].rstrip(".") + ";", [x["id"]]) for x in lines]
    return json.dumps(json.loads(replaying(edits)), separators=(",", ":"), ensure_ascii=False)


def _first_card(page: Page, resume: bytes, talker: Talker) -> float:
    """Ask about a new proof; return milliseconds from the last token's sending to the card."""
    talker.go.clear()
    make_proof(page, resume)
    ask_model(page)
    shown = _wait(lambda: page.evaluate("Math.max(watched.shown, 0)"))
    wait = shown - talker.held_at * 1000
    talker.go.set()
    page.locator(".run[data-phase=ended]").wait_for()
    return wait


def _wait(look: Callable[[], float]) -> float:
    deadline = time.monotonic() + 30
    while not (seen := look()):
        if time.monotonic() > deadline:
            raise TimeoutError("no card was shown")
        time.sleep(0.02)
    return float(seen)
