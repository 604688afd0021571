"""Other makers of pages, each measured with the résumé that ours sets, or absent."""

import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bench.report import ROOT
from resume_builder.domain import resume as r

PYTHON = ROOT / ".venv" / "rivals" / "bin" / "python"
ABSENT = "not installed (`make rivals`)"
# RenderCV's theme imports a package that Typst fetches; the figure is that of the rendering guide.
NO_PAGE = "no page without the network that it fetches icons from; with it 1,380-1,470 ms"

# One process, warm: what a web server that kept WeasyPrint loaded would take.
_WEASYPRINT = """
import json, sys, time
start = time.perf_counter()
from weasyprint import HTML
loaded = (time.perf_counter() - start) * 1000
page, taken = sys.stdin.read(), []
for _ in range(int(sys.argv[1])):
    start, used = time.perf_counter(), time.process_time()
    HTML(string=page).write_pdf()
    taken.append([(time.perf_counter() - start) * 1000, (time.process_time() - used) * 1000])
print(json.dumps({"import": loaded, "taken": taken}))
"""


def has(package: str) -> bool:
    """Tell whether the rivals' environment has a package that can be imported."""
    if not PYTHON.exists():
        return False
    try:
        done = subprocess.run([PYTHON, "-c", f"import {package}"], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def weasyprint(page: str, runs: int) -> tuple[float, list[tuple[float, float]]] | None:
    """Return the import's milliseconds, and by the clock and of the processor those of each PDF.

    The first two are thrown away: they load fonts. None where WeasyPrint is not installed.
    """
    if not has("weasyprint"):
        return None
    done = subprocess.run(
        [PYTHON, "-c", _WEASYPRINT, str(runs + 2)],
        input=page, capture_output=True, text=True, check=True,
    )  # fmt: skip
    answer = json.loads(done.stdout)
    return answer["import"], [(wall, used) for wall, used in answer["taken"][2:]]


def chromium(page: str, runs: int) -> list[float] | None:
    """Return milliseconds by the clock to print a page that a warm Chromium is given anew.

    None where there is no Chromium.
    """
    finder = [sys.executable, str(ROOT / "tools" / "find_chromium.py")]
    found = subprocess.run(finder, capture_output=True, text=True, check=False)
    if found.returncode:
        return None
    from playwright.sync_api import sync_playwright

    taken = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found.stdout.strip(), args=["--no-sandbox", "--disable-gpu"]
        )
        tab = browser.new_page()
        for _ in range(runs + 2):
            start = time.perf_counter()
            tab.set_content(page)
            tab.pdf(format="Letter", tagged=True)
            taken.append((time.perf_counter() - start) * 1000)
        browser.close()
    return taken[2:]


def rendercv(resume: r.Resume, runs: int) -> list[float] | None:
    """Return milliseconds by the clock of its command, which is how it is used; PDF alone.

    None where it sets no page: it fetches a package of icons when it is first run.
    """
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "cv.yaml"
        source.write_text(yaml.safe_dump(_for_rendercv(resume), allow_unicode=True), "utf-8")
        command = [PYTHON, "-m", "rendercv", "render", source.name, "-nomd", "-nohtml", "-nopng"]
        for _ in range(runs + 1):
            start = time.perf_counter()
            done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
            taken.append((time.perf_counter() - start) * 1000)
            if done.returncode or not list(Path(folder).rglob("*.pdf")):
                return None
    return taken[1:]


def _for_rendercv(resume: r.Resume) -> dict[str, Any]:
    """Return a résumé as RenderCV's input, as far as it knows such sections."""
    basics = resume.basics
    sections: dict[str, Any] = {
        "Summary": [basics.summary],
        "Experience": [
            {
                "company": job.name,
                "position": job.position,
                "location": job.location,
                "start_date": _month(job.start_date),
                "end_date": _month(job.end_date) if job.end_date else "present",
                "highlights": [h.text for h in job.highlights],
            }
            for job in resume.work
        ],
        "Education": [
            {
                "institution": school.institution,
                "area": school.area,
                "degree": school.study_type,
                "start_date": _month(school.start_date),
                "end_date": _month(school.end_date),
                "highlights": list(school.courses),
            }
            for school in resume.education
        ],
        "Projects": [
            {
                "name": project.name,
                "summary": project.summary,
                "highlights": [h.text for h in project.highlights],
            }
            for project in resume.projects
        ],
        "Skills": [
            {"label": skill.name, "details": ", ".join(skill.keywords)} for skill in resume.skills
        ],
        "Languages": [
            {"label": item.language, "details": item.fluency} for item in resume.languages
        ],
    }
    cv = {"name": basics.name, "email": basics.email, "website": basics.url, "sections": sections}
    return {"cv": cv}


def _month(day: r.PartialDate | None) -> str:
    return f"{date(day.year, day.month or 1, 1):%Y-%m}" if day and day.year else ""
