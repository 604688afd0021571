"""The first run in a real browser: from the start page to a tailored PDF, and how quick it is.

A script does what a person does, on a site of its own, signed out, with nothing kept before: a
file, the sample, or the eight questions. It types at once, so what is measured is ours: screens
and waiting. Largest contentful paint and interactions are those of the browser's own timing,
with its processor slowed down four times.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import (
    Browser,
    BrowserContext,
    FilePayload,
    Page,
    expect,
    sync_playwright,
)

from bench.report import ROOT, Report, p95
from bench.site import serving
from tests.browsers import FLAGS
from tests.e2e.kit import download, pdf_text, printed_resume
from tests.e2e.screens import Screens, answer_questions
from tests.samples import POSTING_NURSE

# Issue 9: at most three screens and 90 seconds; a page seen in 1 s, an interaction within 100 ms.
_SCREENS, _SECONDS, _PAINT, _INTERACTION = 3, 90, 1000, 100
_SLOWER = 4
_PAINTS = 7
_DESK, _PHONE = (1440, 900), (390, 844)

# Runs before the page's own scripts: keeps the last paint, and each interaction's longest event.
_WATCH = """
window.painted = 0;
window.interactions = {};
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) painted = entry.startTime;
}).observe({ type: 'largest-contentful-paint', buffered: true });
new PerformanceObserver((list) => {
  for (const { interactionId: id, duration } of list.getEntries())
    if (id) interactions[id] = Math.max(interactions[id] ?? 0, duration);
}).observe({ type: 'event', durationThreshold: 16, buffered: true });
"""


def run(report: Report) -> None:
    """Run each way to a PDF, then measure the start page on a slow processor."""
    finder = [sys.executable, str(ROOT / "tools" / "find_chromium.py")]
    found = subprocess.run(finder, capture_output=True, text=True, check=False)
    if found.returncode:
        report.note("There is no Chromium: nothing was measured (`make setup` gets one).")
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder)) as served,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=found.stdout.strip(), args=FLAGS)
        site = f"http://localhost:{served.port}"
        _runs(report, browser, site)
        _start_page(report, browser, site)
        browser.close()
    report.note(
        f"Load average of the machine at the end: {os.getloadavg()[0]:.0f}, on {os.cpu_count()} "
        "processors. Where it is above their number, waits are those of a busy machine."
    )


def _runs(report: Report, browser: Browser, site: str) -> None:
    resume = printed_resume(browser)
    ways: dict[str, tuple[Callable[[Page], None], str]] = {
        "a PDF and a posting": (lambda page: _give(page, resume), "Maren Oyelaran"),
        "the sample": (_take_sample, "Maren Sample"),
        "eight questions": (_answer, "Rosa Klee"),
    }
    for name, (fill, person) in ways.items():
        context = _context(browser, site, _DESK)
        page = context.new_page()
        screens = Screens(page)
        started = time.perf_counter()
        page.goto("/")
        fill(page)
        page.get_by_role("button", name="Make my proof").click()
        page.wait_for_url(re.compile("/review/"))
        expect(page.get_by_role("img", name=re.compile("Page 1 of"))).to_be_visible(timeout=30_000)
        file = download(page, "pdf").path()
        taken = time.perf_counter() - started
        if person not in pdf_text(file):
            raise RuntimeError(f"the PDF of {name} is not that of {person}")
        report.figure(
            f"{name}: screens from the start page to the PDF", screens.count,
            bar=_SCREENS, better="lower",
        )  # fmt: skip
        report.figure(
            f"{name}: from opening the start page to the PDF on disk", taken, "s",
            bar=_SECONDS, better="lower",
        )  # fmt: skip
        context.close()


def _give(page: Page, resume: bytes) -> None:
    file: FilePayload = {
        "name": "resume.pdf",
        "mimeType": "application/pdf",
        "buffer": resume,
    }
    page.locator("#resume-file").set_input_files(file)
    page.get_by_role("textbox", name="Paste the posting").fill(
        POSTING_NURSE.read_text(encoding="utf-8")
    )


def _take_sample(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Maren, a nurse")).click()
    expect(page.get_by_role("button", name="Make my proof")).to_be_focused()


def _answer(page: Page) -> None:
    answer_questions(page)
    page.get_by_role("textbox", name="Paste the posting").fill("Cook\n\nRequirements\n- Ordering")


def _start_page(report: Report, browser: Browser, site: str) -> None:
    for name, size in (("desk", _DESK), ("phone", _PHONE)):
        paints = [_paint(browser, site, size) for _ in range(_PAINTS)]
        report.figure(
            f"start page, {name}, processor {_SLOWER}x slower: largest contentful paint, median",
            statistics.median(paints), "ms", bar=_PAINT, better="lower",
        )  # fmt: skip
    waits = _interactions(browser, site)
    report.figure(
        f"start page, processor {_SLOWER}x slower: interaction to next paint, p95", p95(waits),
        "ms", bar=_INTERACTION, better="lower",
    )  # fmt: skip
    report.note(
        f"{len(waits)} interactions: keys in the posting, pasting, the sample, its removal, links "
        "between fields, the language's menu. The browser rounds to 8 ms, and tells none under 16."
    )


def _context(browser: Browser, site: str, size: tuple[int, int]) -> BrowserContext:
    width, height = size
    made = browser.new_context(base_url=site, viewport={"width": width, "height": height})
    made.add_init_script(_WATCH)
    return made


def _slow(page: Page) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})


def _paint(browser: Browser, site: str, size: tuple[int, int]) -> float:
    """Milliseconds to the largest paint of a first visit, nothing cached."""
    context = _context(browser, site, size)
    page = context.new_page()
    _slow(page)
    page.goto("/")
    expect(page.get_by_role("button", name="Make my proof")).to_be_visible()
    time.sleep(1.5)
    painted = float(page.evaluate("painted"))
    context.close()
    return painted


def _interactions(browser: Browser, site: str) -> list[float]:
    """Milliseconds of each interaction on the start page, from the input to the next paint."""
    context = _context(browser, site, _DESK)
    page = context.new_page()
    _slow(page)
    page.goto("/")
    posting = page.get_by_role("textbox", name="Paste the posting")
    posting.click()
    page.keyboard.type("Charge nurse wanted in Leeds", delay=60)
    for _ in range(3):
        page.get_by_role("button", name="Paste the text instead").click()
        page.get_by_role("button", name="Choose a file instead").click()
        page.get_by_role("button", name=re.compile("^Language")).click()
        page.keyboard.press("Escape")
        page.get_by_role("button", name=re.compile("^Maren, a nurse")).click()
        page.get_by_role("button", name="Start with your own").click()
        expect(posting).to_have_value("Charge nurse wanted in Leeds")
    time.sleep(0.5)
    waits: list[float] = page.evaluate("Object.values(interactions)")
    context.close()
    return waits
