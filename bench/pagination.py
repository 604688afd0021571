"""Page breaks: bullets split, headings left alone and lines left over, counted in the PDFs.

100 generated résumés of 1 to 6 pages in eight languages, in every theme at each of its levels,
beside RenderCV's default (`RENDERCV` names its program; without, one on PATH is taken) and a
Chromium print of our HTML. Where a rival is not there the report says so.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bench.report import ROOT, Report
from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.typst import TypstEngine
from resume_builder.adapters.typst.theme import load_themes
from resume_builder.adapters.writers import HtmlWriter
from resume_builder.domain import resume as r
from resume_builder.domain.tailoring.model import RenderOptions
from tests.adapters.typst.pagination import Breaks, breaks_of
from tests.features.rendering.generated import TONGUES, Maker, awkward

_WORDS = load_page_words()
_RESUMES = 100
# RenderCV takes over a second for each.
_RIVALS_RESUMES = 24
_FAULTS = (
    "split bullets",
    "headings alone at the end of a page",
    "pages that begin with a last line",
)


def run(report: Report) -> None:
    """Count in ours, then in the rivals'."""
    resumes = [_resume(seed) for seed in range(_RESUMES)]
    engine = TypstEngine(_WORDS)
    themes = load_themes()
    found = [
        breaks_of(engine.pdf(resume, RenderOptions(theme=name, level=level), strict=False))
        for resume in resumes
        for name, theme in themes.items()
        for level in range(len(theme.settings.levels))
    ]
    beside = "; ".join(_rivals(resumes))
    for name, count in _counted(found).items():
        report.figure(f"ours: {name}", count, "", bar=0, better="lower", rival=beside)
        beside = ""
    lengths = sorted(Counter(b.pages for b in found).items())
    report.note(
        f"{len(found)} PDFs: {len(resumes)} résumés in {len(TONGUES)} languages, "
        f"{', '.join(themes)}, every level. PDFs by pages: "
        + ", ".join(f"{pages}: {count}" for pages, count in lengths)
        + f". With a last page of a line or two: {sum(b.thin_last_page for b in found)}."
    )
    usual = [breaks_of(engine.pdf(resume, RenderOptions(), strict=False)) for resume in resumes]
    report.figure(
        "as people get them: last pages of a line or two, per 100 résumés",
        sum(b.thin_last_page for b in usual), better="lower",
    )  # fmt: skip


def _resume(seed: int) -> r.Resume:
    made = Maker(5000 + seed, TONGUES[seed % len(TONGUES)]).resume(jobs=1 + seed // 8 % 13)
    return awkward(made, seed) if seed % 2 else made


def _counted(found: Iterable[Breaks]) -> dict[str, int]:
    every = list(found)
    counts = (
        sum(b.split_bullets for b in every),
        sum(b.orphan_headings for b in every),
        sum(b.widow_lines for b in every),
    )
    return dict(zip(_FAULTS, counts, strict=True))


def _rivals(resumes: list[r.Resume]) -> Iterator[str]:
    """Yield a rival's counts in words, of the first English résumés or of all languages."""
    english = [_english(seed) for seed in range(_RIVALS_RESUMES)]
    yield _told("Chromium print of our HTML", lambda: list(_by_chromium(resumes[:_RIVALS_RESUMES])))
    yield _told("RenderCV", lambda: list(_by_rendercv(english)))


def _told(name: str, made: Callable[[], list[bytes] | None]) -> str:
    pdfs = made()
    if not pdfs:
        return f"{name}: not run: it is not installed here, or cannot reach what it downloads"
    found = [breaks_of(pdf) for pdf in pdfs]
    counts = ", ".join(str(count) for count in _counted(found).values())
    return f"{name}: {counts} in {len(pdfs)} PDFs of {sum(b.pages for b in found)} pages"


def _english(seed: int) -> r.Resume:
    return Maker(7000 + seed, TONGUES[0]).resume(jobs=2 + seed % 6)


def _by_chromium(resumes: list[r.Resume]) -> Iterator[bytes]:
    finder = [sys.executable, str(ROOT / "tools" / "find_chromium.py")]
    path = subprocess.run(finder, capture_output=True, text=True, check=False).stdout.strip()
    if not path:
        return
    from playwright.sync_api import sync_playwright

    write = HtmlWriter(_WORDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        for resume in resumes:
            page.set_content(write(resume, RenderOptions()).decode())
            yield page.pdf(prefer_css_page_size=True, tagged=True)
        browser.close()


def _by_rendercv(resumes: list[r.Resume]) -> Iterator[bytes]:
    program = os.environ.get("RENDERCV") or shutil.which("rendercv")
    if not program:
        return
    with tempfile.TemporaryDirectory() as folder:
        for resume in resumes:
            source, pdf = Path(folder) / "cv.yaml", Path(folder) / "cv.pdf"
            # JSON is YAML.
            source.write_text(json.dumps({"cv": _for_rendercv(resume)}), encoding="utf-8")
            only = ("-nomd", "-nohtml", "-nopng")
            command = [program, "render", str(source), "-pdf", str(pdf), *only]
            done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
            if done.returncode:  # it fetches packages of Typst from the network
                return
            yield pdf.read_bytes()


def _for_rendercv(resume: r.Resume) -> dict[str, object]:
    """The same words as RenderCV takes them."""
    return {
        "name": resume.basics.name,
        "email": resume.basics.email,
        "sections": {
            "summary": [resume.basics.summary],
            "experience": [
                {
                    "company": work.name,
                    "position": work.position,
                    "date": "2019 - 2022",
                    "highlights": [h.text for h in work.highlights],
                }
                for work in resume.work
            ],
            "education": [
                {"institution": e.institution, "area": e.area, "degree": e.study_type[:3]}
                for e in resume.education
            ],
            "skills": [{"label": s.name, "details": ", ".join(s.keywords)} for s in resume.skills],
        },
    }
