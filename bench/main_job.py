"""The main job: how long a person waits, and what the server pays for it."""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.report import ROOT, Report, p95, timings
from resume_builder.bootstrap import Tools, tools
from resume_builder.domain.tailoring.accept import own_words
from resume_builder.domain.tailoring.model import RenderOptions
from tests.samples import POSTING_TEXT, RESUME_JSON

OPTIONS = RenderOptions(pages=1)


def run(report: Report) -> None:
    """Measure the main job in process, as a cold command, and the web application's start."""
    made = tools()
    pdf = _resume_pdf(made)
    posting = POSTING_TEXT.read_bytes()
    _warm(report, made, pdf, posting)
    _after_an_edit(report, made, pdf, posting)
    _cold(report, pdf)
    _importing(report)
    _memory(report, pdf, posting)


def _resume_pdf(made: Tools) -> bytes:
    """The sample résumé as a PDF file, as a person would upload it."""
    _, reading = made.read_resume(RESUME_JSON.read_bytes(), RESUME_JSON.name)
    return made.rendering.render(own_words(reading.resume), RenderOptions(), "pdf")


def _whole_job(made: Tools, pdf: bytes, posting: bytes) -> bytes:
    _, reading = made.read_resume(pdf, "resume.pdf")
    asked = made.read_posting(posting, "posting.txt")
    tailored = made.tailor(reading.resume, asked, OPTIONS, {})
    leveled = OPTIONS.model_copy(update={"level": tailored.plan.level})
    return made.rendering.render(tailored.verified, leveled, "pdf")


def _warm(report: Report, made: Tools, pdf: bytes, posting: bytes) -> None:
    """Each run has a name of its own, so that no cache of rendered pages can answer."""
    count = 0

    def job() -> None:
        nonlocal count
        count += 1
        _whole_job(made, pdf, posting.replace(b"Havnekraft", f"Havnekraft {count}".encode()))

    taken = timings(job, 40)
    report.figure(
        "main job, warm: PDF résumé + posting to PDF, median",
        statistics.median(taken),
        "ms",
        bar=100,
        better="lower",
        rival="RenderCV sets a PDF alone in 1,380-1,470 ms",
    )


def _after_an_edit(report: Report, made: Tools, pdf: bytes, posting: bytes) -> None:
    """A person changes one line: plan again, set the pages as SVG."""
    _, reading = made.read_resume(pdf, "resume.pdf")
    asked = made.read_posting(posting, "posting.txt")
    resume = reading.resume
    count = 0

    level = 0

    def edit() -> None:
        nonlocal count, level
        count += 1
        basics = resume.basics.model_copy(update={"label": f"Platform engineer {count}"})
        changed = resume.model_copy(update={"basics": basics})
        tailored = made.tailor(changed, asked, OPTIONS, {}, near=level)
        level = tailored.plan.level
        made.rendering.pages(tailored.verified, OPTIONS.model_copy(update={"level": level}))

    report.figure(
        "preview after an edit, p95",
        p95(timings(edit, 60)),
        "ms",
        bar=25,
        better="lower",
        rival="Chromium print, warm: 128-135 ms",
    )


def _cold(report: Report, pdf: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        resume, out = Path(folder) / "resume.pdf", Path(folder) / "out.pdf"
        resume.write_bytes(pdf)
        command = [str(Path(sys.executable).parent / "resume-builder"), "tailor"]
        command += [str(resume), str(POSTING_TEXT), "-o", str(out)]
        taken = timings(lambda: _quiet(command), 7, warm_up=1)
    report.figure(
        "resume-builder tailor, cold process, median",
        statistics.median(taken) / 1000,
        "s",
        bar=1.0,
        better="lower",
        rival="RenderCV CLI, PDF alone: 1.38-1.47 s",
    )


def _importing(report: Report) -> None:
    program = "import time; s = time.perf_counter(); import resume_builder.web.app; "
    program += "print(time.perf_counter() - s)"
    taken = [float(_quiet([sys.executable, "-c", program])) for _ in range(7)]
    report.figure(
        "importing the web application, median",
        statistics.median(taken),
        "s",
        bar=0.5,
        better="lower",
        rival="Resume-Matcher's first healthy answer: 4.9 s",
    )


_HUNDRED_JOBS = """
import resource, sys
import resume_builder.web.app
from bench.main_job import _whole_job
from resume_builder.bootstrap import tools
pdf, posting = open(sys.argv[1], "rb").read(), open(sys.argv[2], "rb").read()
made = tools()
for number in range(int(sys.argv[3])):
    _whole_job(made, pdf, posting.replace(b"Havnekraft", f"Havnekraft {number}".encode()))
with open("/proc/self/statm") as file:
    print(int(file.read().split()[1]) * resource.getpagesize() / 1e6)
"""


def _memory(report: Report, pdf: bytes, posting: bytes) -> None:
    del posting
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        command = [sys.executable, "-c", _HUNDRED_JOBS, file.name, str(POSTING_TEXT)]
        resident = float(_quiet([*command, "100"]))
        report.figure(
            "memory of one web process after 100 jobs",
            resident,
            "MB",
            bar=120,
            better="lower",
            rival="Resume-Matcher: 428 MB after use",
        )
        if report.soak:
            long = float(_quiet([*command, "3000"]))
            report.figure(
                "memory grown by 2,900 more jobs", long - resident, "MB", bar=8, better="lower"
            )


def _quiet(command: list[str]) -> str:
    # A machine that forbids compiled files would compile the whole package at every start.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment
    )
    return done.stdout
