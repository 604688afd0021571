"""Rendering: how quick pages and files are, whether memory stays flat, what machines read back."""

import io
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count, product

import docx

from bench.report import ROOT, Report, p95
from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.docx import DocxWriter
from resume_builder.adapters.typst import TypstEngine, more_fonts
from resume_builder.adapters.typst.theme import load_themes
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import compose
from tests.adapters.typst.read_back import EXTRACTORS, in_order, recall, unmarked, words
from tests.features.rendering.generated import MORE_TONGUES, TONGUES, Maker

OPTIONS = RenderOptions(pages=2)
_WORDS = load_page_words()
# Rivals' figures are those of the rendering guide, measured on two shared cores.
_CHROMIUM = "Chromium print, warm: 128-135 ms; WeasyPrint: 154 ms; RenderCV: 1,380-1,470 ms"


def run(report: Report) -> None:
    """Measure speed, memory, and reading back by four extractors."""
    _speed(report)
    _cold(report)
    _threads(report)
    _memory(report)
    _read_back(report)
    _scripts(report)


def _edited() -> Callable[[], Resume]:
    """A two-page résumé that differs in one line at each call, so that no cache answers."""
    resume = Maker(3, TONGUES[0]).resume(jobs=4)
    numbers = count()

    def edit() -> Resume:
        label = f"Platform engineer number {next(numbers)}"
        basics = resume.basics.model_copy(update={"label": label})
        return resume.model_copy(update={"basics": basics})

    return edit


def _speed(report: Report) -> None:
    """Judge processor time, which other work on the machine does not stretch; show both."""
    engine, write, edit = TypstEngine(_WORDS), DocxWriter(_WORDS), _edited()
    pdf = "PDF of two pages after an edit"
    svg = "SVG of two pages after an edit, its PDF included"
    _timed(report, pdf, lambda: engine.pdf(edit(), OPTIONS), 25, _CHROMIUM)
    _timed(report, svg, lambda: engine.pages(edit(), OPTIONS), 40, _CHROMIUM)
    _timed(report, "measured line heights", lambda: engine.measure(edit(), OPTIONS), 25, "")
    rival = "python-docx by style names: 37-41 ms; pandoc: 72-84 ms"
    _timed(report, "DOCX", lambda: write(edit(), OPTIONS), 60, rival)


def _timed(report: Report, name: str, call: Callable[[], object], bar: float, rival: str) -> None:
    """Report the 95th percentile of 80 calls."""
    wall: list[float] = []
    spent: list[float] = []
    for _ in range(84):
        start, used = time.perf_counter(), time.process_time()
        call()
        spent.append((time.process_time() - used) * 1000)
        wall.append((time.perf_counter() - start) * 1000)
    report.figure(
        f"{name}, p95 of processor time", p95(spent[4:]), "ms", bar=bar, better="lower", rival=rival
    )
    report.note(f"{name}: {p95(wall[4:]):.1f} ms by the clock, p95.")


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
    taken = [float(_python(_FIRST)) for _ in range(7)]
    report.figure(
        "first PDF of a process, fonts and theme included, median",
        sorted(taken)[3], "ms", bar=60, better="lower",
        rival="Chromium, new process: 1,181 ms; WeasyPrint's import alone: 700-1,200 ms",
    )  # fmt: skip


def _threads(report: Report) -> None:
    """How much more two threads set than one, on resumes that no cache knows."""
    resumes = [Maker(seed, TONGUES[0]).resume(jobs=3) for seed in range(120)]

    def rate(workers: int) -> float:
        engine = TypstEngine(_WORDS)
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(lambda r: engine.pdf(r, OPTIONS), resumes[:8]))
            start = time.perf_counter()
            list(pool.map(lambda r: engine.pdf(r, OPTIONS), resumes[8:]))
            return (len(resumes) - 8) / (time.perf_counter() - start)

    one, two = rate(1), rate(2)
    report.figure(
        "PDFs a second in two threads against one (bar on two free cores: 1.7)",
        two / one, "x", rival="typst-py measured: 1.77",
    )  # fmt: skip
    report.note(f"{one:.0f} PDFs a second in one thread, {two:.0f} in two.")


_MANY = """
import resource, sys
from bench.rendering import OPTIONS, _WORDS
from resume_builder.adapters.typst import TypstEngine
from tests.features.rendering.generated import TONGUES, Maker
engine = TypstEngine(_WORDS)
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6
def render(first, last):
    for seed in range(first, last):
        engine.pdf(Maker(seed, TONGUES[seed % 2]).resume(jobs=2), OPTIONS)
render(0, 200)
early = resident()
render(200, int(sys.argv[1]))
print(early, resident())
"""


def _memory(report: Report) -> None:
    many = 10_000 if report.soak else 2_000
    early, late = map(float, _python(_MANY, str(many)).split())
    report.figure(
        f"memory grown from résumé 200 to {many}",
        late - early, "MB", bar=8, better="lower",
        rival="WeasyPrint: +44 MiB; RenderCV: 99 MiB; Chromium: 418 MiB",
    )  # fmt: skip
    report.figure(f"memory after {many} résumés", late, "MB", better="lower")


def _read_back(report: Report) -> None:
    """30 résumés in 8 languages (300 with soak) in every theme, read by each extractor."""
    engine, write = TypstEngine(_WORDS), DocxWriter(_WORDS)
    themes = [OPTIONS.model_copy(update={"theme": theme}) for theme in load_themes()]
    report.note(f"Read back: {', '.join(options.theme for options in themes)}.")
    lowest = dict.fromkeys([*EXTRACTORS, "python-docx"], (1.0, 1.0))
    for seed, options in product(range(300 if report.soak else 30), themes):
        resume = Maker(1000 + seed, TONGUES[seed % len(TONGUES)]).resume(jobs=3 + seed % 5)
        meant = words(compose(resume, _WORDS).texts())
        pdf = engine.pdf(resume, options)
        texts = {name: extract(pdf) for name, extract in EXTRACTORS.items()}
        paragraphs = docx.Document(io.BytesIO(write(resume, OPTIONS))).paragraphs
        texts["python-docx"] = "\n".join(p.text for p in paragraphs)
        for name, text in texts.items():
            read = words(text)
            known = lowest[name]
            lowest[name] = (
                min(known[0], recall(meant, read)),
                min(known[1], in_order(meant, read)),
            )
    for name, (found, ordered) in lowest.items():
        kind = "DOCX" if name == "python-docx" else "PDF"
        report.figure(f"{kind} read by {name}: lowest word recall", found, bar=1.0)
        report.figure(f"{kind} read by {name}: lowest order", ordered, bar=1.0)


def _scripts(report: Report) -> None:
    """What machines make of scripts that no PDF holds in reading order, and of Word files."""
    engine, write = TypstEngine(_WORDS, more_fonts()), DocxWriter(_WORDS)
    for tongue in MORE_TONGUES:
        resumes = [Maker(seed, tongue).resume(2) for seed in range(5)]
        meant = [words(compose(resume, _WORDS).texts()) for resume in resumes]
        for name, extract in EXTRACTORS.items():
            read = [words(unmarked(extract(engine.pdf(r, OPTIONS)))) for r in resumes]
            found = sum(map(recall, meant, read)) / len(resumes)
            # Korean is drawn as it is read.
            bar = 1.0 if tongue.code == "ko" else None
            report.figure(f"{tongue.code}, PDF read by {name}: word recall", found, bar=bar)
        files = (docx.Document(io.BytesIO(write(r, OPTIONS))).paragraphs for r in resumes)
        read = [words("\n".join(p.text for p in file)) for file in files]
        report.figure(
            f"{tongue.code}, DOCX read by python-docx: order",
            min(map(in_order, meant, read)), bar=1.0,
        )  # fmt: skip


def _python(program: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    return done.stdout
