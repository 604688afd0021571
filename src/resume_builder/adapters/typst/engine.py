"""The page engine: résumés set in a theme by Typst, fitted to the pages asked for."""

import hashlib
import html
import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from resume_builder.adapters.typst.cache import Cache
from resume_builder.adapters.typst.compiler import Output, Typst
from resume_builder.adapters.typst.page_data import Json, page_data
from resume_builder.adapters.typst.theme import FontSet, Theme, load_themes, themes_folder
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.model import LineHeights, RenderOptions
from resume_builder.features.rendering.compose import compose
from resume_builder.features.rendering.errors import MissingGlyphs, RenderFailed, UnknownTheme
from resume_builder.features.rendering.ports import PageImage, ThemeInfo
from resume_builder.features.rendering.words import PageWords

# SVG pages of a document take up to 1.5 MB; a browser asks for them right after it was set.
_CACHED = 8
_CACHED_HEIGHTS = 64
_PAGES = re.compile(rb"/Type/Pages/Count (\d+)")
_SIZE = re.compile(r'<svg[^>]*?width="([\d.]+)pt" height="([\d.]+)pt"')
_FIGURES = re.compile(r'xlink:href="m:([^"]*)"')


@dataclass(frozen=True, slots=True)
class _Job:
    """A document to be set: its data without sizes, and what it hangs on, as a key."""

    theme: Theme
    data: Json
    key: str
    missing: str
    wanted: int | None


@dataclass(slots=True)
class _Set:
    """What is known of a document once it is set: its level, its PDF, its page count."""

    level: int
    pdf: bytes
    count: int
    pages: tuple[PageImage, ...] = field(default=())


class TypstEngine:
    """Implements PageEngine. Safe to call from many threads; equal input gives equal bytes."""

    def __init__(self, words: PageWords, font_folders: Sequence[Path] = ()) -> None:
        self._words = words
        self._fonts = FontSet([themes_folder() / "fonts", *font_folders])
        self._typst = Typst(self._fonts.folders)
        self._documents: Cache[_Set] = Cache(_CACHED)
        self._measured: Cache[LineHeights] = Cache(_CACHED_HEIGHTS)

    def themes(self) -> tuple[ThemeInfo, ...]:
        """Return what themes there are."""
        return tuple(
            ThemeInfo(theme.name, theme.settings.title, theme.settings.badge)
            for theme in load_themes().values()
        )

    def missing(self, resume: Resume) -> str:
        """Return the characters that would not be seen on the page, each once."""
        return self._fonts.missing(compose(resume, self._words).texts())

    def pdf(self, resume: Resume, options: RenderOptions, *, strict: bool = True) -> bytes:
        """Return a tagged PDF (PDF/UA-1, PDF/A-2a).

        Raises MissingGlyphs when `strict`; else such characters stay blank, in a plain PDF.
        """
        job = self._job(resume, options)
        if strict and job.missing:
            raise MissingGlyphs(text=job.missing)
        return self._set(job).pdf

    def pages(self, resume: Resume, options: RenderOptions) -> tuple[PageImage, ...]:
        """Return every page as SVG: the same pages as the PDF's."""
        job = self._job(resume, options)
        document = self._set(job)
        if not document.pages:
            made = self._compile(job, document.level, "svg")
            document.pages = tuple(_image(n, svg) for n, svg in enumerate(made, 1))
        return document.pages

    def png(self, resume: Resume, options: RenderOptions, ppi: float) -> tuple[bytes, ...]:
        """Return every page as PNG."""
        job = self._job(resume, options)
        return tuple(self._compile(job, self._set(job).level, "png", ppi=ppi))

    def page_count(self, resume: Resume, options: RenderOptions) -> int:
        """Return how many pages the PDF has."""
        return self._set(self._job(resume, options)).count

    def measure(self, resume: Resume, options: RenderOptions) -> LineHeights:
        """Return the height of each highlight and of the rest.

        One compile at the theme's own size is enough for what fits the pages asked for (with none
        asked for, one page). Else the heights are those of the first level where everything fits,
        or, when lines must go, of a full page.
        """
        job = self._job(resume, options)
        if (known := self._measured.get(job.key)) is not None:
            return known
        heights = self._measure_at(job, 0)
        wanted = job.wanted or math.ceil(_fill(heights, 1)) - 1
        if wanted and _fill(heights, wanted) > 1:
            hopeless = _fill(heights, wanted) >= _HOPELESS
            tighter = None if hopeless else self._measure_tighter(job, wanted)
            heights = tighter or self._measure_at(job, _FULL)
        self._measured.put(job.key, heights)
        return heights

    def _job(self, resume: Resume, options: RenderOptions) -> _Job:
        theme = load_themes().get(options.theme)
        if theme is None:
            raise UnknownTheme(theme=options.theme)
        sheet = compose(resume, self._words)
        missing = self._fonts.missing(sheet.texts())
        fonts = dict.fromkeys([*theme.settings.fonts, *self._typst.families()])
        data = {**page_data(sheet, options, missing), "fonts": list(fonts)}
        key = hashlib.sha256(json.dumps([theme.version, options.pages, data]).encode()).hexdigest()
        return _Job(theme, data, key, missing, options.pages)

    def _set(self, job: _Job) -> _Set:
        """Set the document at the first level that fits, as meant when none does.

        Where no page count is asked for, it is set tighter only when that saves a page.
        """
        if (known := self._documents.get(job.key)) is not None:
            return known
        document = self._set_at(job, 0)
        wanted = document.count - 1 if job.wanted is None else job.wanted
        if 1 <= wanted < document.count:
            document = self._tighter(job, wanted) or document
        self._documents.put(job.key, document)
        return document

    def _last_level(self, job: _Job) -> int:
        """Return the tightest level that may be used."""
        return _LOOSE if job.wanted is None else len(job.theme.settings.levels) - 1

    def _tighter(self, job: _Job, wanted: int) -> _Set | None:
        """Return the document at the first level that fits; None when none does.

        The tightest is tried first: most that does not fit as meant fits nowhere.
        """
        last = self._last_level(job)
        tightest = self._set_at(job, last)
        if tightest.count > wanted:
            return None
        for level in range(1, last):
            document = self._set_at(job, level)
            if document.count <= wanted:
                return document
        return tightest

    def _set_at(self, job: _Job, level: int) -> _Set:
        (pdf,) = self._compile(job, level, "pdf")
        found = _PAGES.search(pdf)
        if found is None:
            raise RenderFailed(format="pdf")
        return _Set(level, pdf, int(found.group(1)))

    def _measure_tighter(self, job: _Job, wanted: int) -> LineHeights | None:
        """Return the heights at the first level where all fits; None when it fits at none."""
        last = self._last_level(job)
        tightest = self._measure_at(job, last)
        if _fill(tightest, wanted) > 1:
            return None
        for level in range(1, last):
            heights = self._measure_at(job, level)
            if _fill(heights, wanted) <= 1:
                return heights
        return tightest

    def _measure_at(self, job: _Job, level: int) -> LineHeights:
        (svg,) = self._compile(job, level, "svg", measure=True)
        found = _FIGURES.search(svg.decode())
        if found is None:
            raise RenderFailed(format="svg")
        figures = json.loads(html.unescape(found.group(1)))
        lines: dict[str, float] = figures["lines"]
        fixed = max(0.0, float(figures["total"]) - sum(lines.values()))
        return LineHeights(highlights=lines, fixed=fixed, page=figures["page"])

    def _compile(
        self,
        job: _Job,
        level: int,
        output: Output,
        *,
        measure: bool = False,
        ppi: float | None = None,
    ) -> list[bytes]:
        sizes = job.theme.settings.levels[level].model_dump()
        data = json.dumps({**job.data, "set": sizes, "measure": measure}).encode()
        return self._typst.compile(job.theme.source, data, output, tagged=not job.missing, ppi=ppi)


# The tightest level that may be used to save a page that nobody asked to save.
_LOOSE = 2


# The level of a page that lines were left out for: a little tighter than the theme is meant.
_FULL = 1
# What fills more than this share of the pages as meant does not fit at the tightest level, which
# takes about four fifths of the height.
_HOPELESS = 1.4


def _fill(heights: LineHeights, pages: int) -> float:
    """Return how much of the pages the lines would fill, as a share."""
    return (heights.fixed + sum(heights.highlights.values())) / (heights.page * pages)


def _image(number: int, svg: bytes) -> PageImage:
    text = svg.decode()
    found = _SIZE.search(text)
    if found is None:
        raise RenderFailed(format="svg")
    width, height = map(float, found.groups())
    return PageImage(number, width, height, text, hashlib.sha256(svg).hexdigest())
