"""Rendering: how quick pages and files are, beside rivals, and whether memory stays flat."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

from bench import rivals
from bench.report import ROOT, Report, p95
from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.docx import DocxWriter
from resume_builder.adapters.typst import TypstEngine
from resume_builder.adapters.writers import make_writers
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.model import RenderOptions
from tests.features.rendering.generated import TONGUES, Maker

OPTIONS = RenderOptions(pages=2)
_WORDS = load_page_words()
_RUNS = 84
# Of these first calls fonts are loaded; they do not count.
_WARM_UP = 4


def run(report: Report) -> None:
    """Measure speed beside rivals, the first page of a process, two threads, and memory.

    The soak is one process that sets 100,000 documents.
    """
    if report.soak:
        _file_names(report)
        return
    _speed(report, _rivals(report))
    _cold(report)
    _threads(report)
    _memory(report)


def _rivals(report: Report) -> str:
    """Return what the rivals take for the résumé that ours sets, measured here and now.

    WeasyPrint and Chromium print our own HTML page of it.
    """
    resume = _edited()()
    page = make_writers(_WORDS)["html"](resume, OPTIONS).decode()
    said = []
    if (printed := rivals.weasyprint(page, 20)) is None:
        said.append(f"WeasyPrint: {rivals.ABSENT}")
    else:
        imported, taken = printed
        used = p95([processor for _, processor in taken])
        said.append(f"WeasyPrint: {p95([clock for clock, _ in taken]):.0f} ms")
        report.note(f"WeasyPrint: {used:.0f} ms of the processor, p95; import {imported:.0f} ms.")
    printed_by = rivals.chromium(page, 20)
    said.append("Chromium print: " + (_p95(printed_by) if printed_by else rivals.ABSENT))
    if not rivals.has("rendercv"):
        said.append(f"RenderCV: {rivals.ABSENT}")
    else:
        set_by = rivals.rendercv(resume, 7)
        said.append("RenderCV: " + (_p95(set_by) if set_by else rivals.NO_PAGE))
    return "; ".join(said)


def _p95(taken: list[float]) -> str:
    return f"{p95(taken):,.0f} ms"


def _edited() -> Callable[[], Resume]:
    """A two-page résumé that differs in one line at each call, so that no cache answers."""
    resume = Maker(3, TONGUES[0]).resume(jobs=4)
    numbers = count()

    def edit() -> Resume:
        label = f"Platform engineer number {next(numbers)}"
        basics = resume.basics.model_copy(update={"label": label})
        return resume.model_copy(update={"basics": basics})

    return edit


def _speed(report: Report, others: str) -> None:
    """Judge processor time, which other work on the machine does not stretch; show both.

    `others` are rivals, by the clock at the 95th percentile.
    """
    engine, write, edit = TypstEngine(_WORDS), DocxWriter(_WORDS), _edited()
    pdf = "PDF of two pages after an edit"
    svg = "SVG of two pages after an edit, its PDF included"
    _timed(report, pdf, lambda: engine.pdf(edit(), OPTIONS), 25, others)
    _timed(report, svg, lambda: engine.pages(edit(), OPTIONS), 40, others)
    _timed(report, "measured line heights", lambda: engine.measure(edit(), OPTIONS), 25, "")
    rival = "python-docx by style names: 37-41 ms; pandoc: 72-84 ms"
    _timed(report, "DOCX", lambda: write(edit(), OPTIONS), 60, rival)


def _timed(report: Report, name: str, call: Callable[[], object], bar: float, rival: str) -> None:
    """Report the 95th percentile of the calls' time."""
    wall: list[float] = []
    spent: list[float] = []
    for _ in range(_RUNS):
        start, used = time.perf_counter(), time.process_time()
        call()
        spent.append((time.process_time() - used) * 1000)
        wall.append((time.perf_counter() - start) * 1000)
    report.figure(
        f"{name}, p95 of processor time",
        p95(spent[_WARM_UP:]),
        "ms",
        bar=bar,
        better="lower",
        rival=rival,
    )
    report.note(f"{name}, by the clock: p95 {p95(wall[_WARM_UP:]):.1f} ms.")


_FIRST = """
import time
from bench.rendering import OPTIONS, _edited
from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.typst import TypstEngine
import typst
resume, words = _edited()(), load_page_words()
start = time.perf_counter()
TypstEngine(words).pdf(resume, OPTIONS)
print((time.perf_counter() - start) * 1000)
"""


def _cold(report: Report) -> None:
    taken = [float(_python(_FIRST)) for _ in range(15)]
    report.figure(
        "first PDF of a process, fonts and theme included, p95 by the clock",
        p95(taken), "ms", bar=60, better="lower",
        rival="the guide: Chromium, new process: 1,181 ms; WeasyPrint's import: 700-1,200 ms",
    )  # fmt: skip


def _threads(report: Report) -> None:
    """How much more two threads set than one, on résumés that no cache knows.

    Rounds alternate and the best of each counts: other work on the machine takes a core from two
    threads, which says nothing of them.
    """
    engine = TypstEngine(_WORDS)
    resumes = count()

    def rate(pool: ThreadPoolExecutor) -> float:
        batch = [_numbered(next(resumes)) for _ in range(60)]
        start = time.perf_counter()
        list(pool.map(lambda resume: engine.pdf(resume, OPTIONS), batch))
        return len(batch) / (time.perf_counter() - start)

    with ThreadPoolExecutor(1) as alone, ThreadPoolExecutor(2) as both:
        rate(alone), rate(both)
        rounds = [(rate(alone), rate(both)) for _ in range(9)]
    one, two = max(r[0] for r in rounds), max(r[1] for r in rounds)
    report.figure(
        "PDFs a second in two threads against one",
        two / one, "x", bar=1.7, rival="typst-py alone, the guide: 1.77",
    )  # fmt: skip
    report.note(f"{one:.0f} PDFs a second in one thread, {two:.0f} in two.")


def _numbered(seed: int) -> Resume:
    """A résumé of its own for each number."""
    return Maker(seed, TONGUES[seed % 2]).resume(jobs=3)


_MANY = """
import sys
from bench.rendering import OPTIONS, _WORDS, resident
from resume_builder.adapters.typst import TypstEngine
from tests.features.rendering.generated import TONGUES, Maker
engine = TypstEngine(_WORDS)
def render(first, last):
    for seed in range(first, last):
        engine.pdf(Maker(seed, TONGUES[seed % 2]).resume(jobs=2), OPTIONS)
render(0, 200)
early = resident()
render(200, int(sys.argv[1]))
print(early, resident())
"""


def _memory(report: Report) -> None:
    many = 10_000
    early, late = map(float, _python(_MANY, str(many)).split())
    report.figure(
        f"memory grown from résumé 200 to {many}",
        late - early, "MB", bar=8, better="lower",
        rival="the guide: WeasyPrint: +44 MiB; RenderCV: 99 MiB; Chromium: 418 MiB",
    )  # fmt: skip
    report.figure(f"memory after {many} résumés", late, "MB", better="lower")


_NAMES = """
import sys
from concurrent.futures import ThreadPoolExecutor
from bench.rendering import OPTIONS, _WORDS, resident
from resume_builder.adapters.typst import TypstEngine
from resume_builder.adapters.typst.theme import load_themes
from resume_builder.domain.resume import Basics, Highlight, Resume, Work
engine, themes = TypstEngine(_WORDS), sorted(load_themes())
options = [OPTIONS.model_copy(update={"theme": theme}) for theme in themes]
def render(number):
    lines = (Highlight(id="w1h1", text=f"Set page {number} of many"),)
    job = Work(id="w1", position="Printer", name="Havnekraft", highlights=lines)
    person = Resume(basics=Basics(name=f"Ada Quill {number}"), work=(job,))
    chosen = options[number % len(options)]
    return engine.pdf(person, chosen).startswith(b"%PDF")
many, step, done, early = int(sys.argv[1]), 2_000, 0, 0.0
with ThreadPoolExecutor(2) as pool:
    for first in range(0, many, step):
        done += sum(pool.map(render, range(first, first + step)))
        early = early or resident()
        print(first + step, "renders", file=sys.stderr, flush=True)
print(done, early, resident())
"""


def resident() -> float:
    """Return the megabytes that this process holds."""
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


def _file_names(report: Report) -> None:
    """Set 100,000 documents in one process: Typst dies near 65,535 file names."""
    many = 100_000
    start = time.perf_counter()
    done, early, late = map(float, _python(_NAMES, str(many)).split())
    minutes = (time.perf_counter() - start) / 60
    report.figure("documents set by one process", done, bar=many, rival="typst.compile: 65,535")
    report.figure(
        f"memory grown from document 2,000 to {many:,}", late - early, "MB", bar=16, better="lower"
    )
    report.note(f"{many:,} documents in every theme took {minutes:.1f} minutes in two threads.")


def _python(program: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    return done.stdout
