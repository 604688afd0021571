"""The page engine: résumés, papers and letters set in a theme by Typst, fitted to their pages."""

import hashlib
import html
import json
import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import cast

from resume_builder.adapters.typst.cache import Cache
from resume_builder.adapters.typst.compiler import Output, Typst
from resume_builder.adapters.typst.last_page import drawn_on_last_page
from resume_builder.adapters.typst.page_data import (
    Json,
    has_endless_heading,
    letter_data,
    page_data,
    unmarked,
)
from resume_builder.adapters.typst.places import places_of, without_links
from resume_builder.adapters.typst.reading_order import in_reading_order, runs_from_right, twin
from resume_builder.adapters.typst.settings import Sizes, chosen, readable, sizes
from resume_builder.adapters.typst.theme import (
    MAIN,
    FontSet,
    Level,
    Theme,
    load_themes,
    themes_folder,
)
from resume_builder.domain.tailoring.model import LineHeights, RenderOptions
from resume_builder.features.rendering.compose import Printable, compose
from resume_builder.features.rendering.errors import (
    MissingGlyphs,
    RenderFailed,
    UnknownFont,
    UnknownTheme,
)
from resume_builder.features.rendering.letter_sheet import LetterSheet
from resume_builder.features.rendering.ports import (
    Fit,
    Making,
    PageImage,
    PreviewPage,
    Printed,
    ThemeInfo,
)
from resume_builder.features.rendering.sheet import Photo, Sheet
from resume_builder.features.rendering.words import PageWords

# SVG pages of a document take up to 1.5 MB; a browser asks for them right after it was set.
_CACHED = 4
_CACHED_HEIGHTS = 64
_PAGES = re.compile(rb"/Type/Pages/Count (\d+)")
_SIZE = re.compile(r'<svg[^>]*?width="([\d.]+)pt" height="([\d.]+)pt"')
_USUAL = RenderOptions()
# The name that themes read the photo under (its bytes as numbers: Typst takes texts alone), and a
# page with nothing else.
_PHOTO = "photo.json"
_ALONE = b'#set page(width: 10pt, height: 13pt)\n#image(bytes(json("photo.json")), format: "jpg")'
_FIGURES = re.compile(r'xlink:href="m:([^"]*)"')


@dataclass(frozen=True, slots=True)
class _Job:
    """A document to be set: its files, sizes by level, its data without them, a key of it all.

    `marked` is the data with the field that each text is from, for the preview. `level` is the
    level asked for, None for the first that fits `wanted` pages. Where a tagged PDF cannot hold it
    (`missing` glyphs, an endless heading) it is a plain one.
    """

    sources: Mapping[str, bytes]
    sizes: Sequence[Sizes]
    data: Json
    marked: Json
    content: str
    missing: str
    tagged: bool
    wanted: int | None
    level: int | None

    @property
    def key(self) -> str:
        """What the finished document hangs on."""
        return f"{self.content} {self.wanted} {self.level}"


@dataclass(slots=True)
class _Set:
    """What is known of a document: its level, its page count, and what was made of it so far."""

    level: int
    count: int
    pdf: bytes | None = None
    finished: bytes | None = None
    pages: tuple[PageImage, ...] = ()
    preview: tuple[PreviewPage, ...] = ()


class TypstEngine:
    """Implements PageEngine. Safe to call from many threads; equal input gives equal bytes."""

    def __init__(
        self,
        words: PageWords,
        font_folders: Sequence[Path] = (),
        themes: Mapping[str, Theme] | None = None,
    ) -> None:
        self._words = words
        self._themes = load_themes() if themes is None else themes
        self._fonts = FontSet([themes_folder() / "fonts", *font_folders])
        self._typst = Typst(self._fonts.folders)
        self._documents: Cache[_Set] = Cache(_CACHED)
        self._measured: Cache[LineHeights] = Cache(_CACHED_HEIGHTS)
        self._drawn = b""
        self._jobs: deque[tuple[Printed, RenderOptions, _Job]] = deque(maxlen=_CACHED)

    def themes(self) -> tuple[ThemeInfo, ...]:
        """Return what themes there are, the usual one first."""
        return tuple(
            ThemeInfo(
                name=theme.name,
                title=theme.settings.title,
                badge=theme.settings.badge,
                settings=theme.settings.settings,
                fonts=theme.settings.fonts,
                accents=theme.settings.accents,
                dates=theme.settings.dates,
                size=theme.settings.levels[0].size,
            )
            for theme in sorted(self._themes.values(), key=lambda t: t.name != _USUAL.theme)
        )

    def families(self) -> tuple[str, ...]:
        """Return the font families that there are."""
        return self._typst.families()

    def chosen(self, options: RenderOptions) -> RenderOptions:
        """Return options with what the theme gives where the person left it to the theme.

        What the theme does not take is left out. Raises UnknownTheme.
        """
        return chosen(self._theme(options).settings, options)

    def _theme(self, options: RenderOptions) -> Theme:
        theme = self._themes.get(options.theme)
        if theme is None:
            raise UnknownTheme(theme=options.theme)
        return theme

    def making(self, options: RenderOptions) -> Making:
        """Return what pages are made with now. Raises UnknownTheme."""
        return Making(
            f"typst {version('typst')}", self._theme(options).version, self._fonts.version
        )

    def missing(self, page: Printed, options: RenderOptions = _USUAL) -> str:
        """Return the characters that would not be seen on the page, each once."""
        return self._fonts.missing(self._sheet(page, options).texts())

    def pdf(self, page: Printed, options: RenderOptions, *, strict: bool = True) -> bytes:
        """Return a tagged PDF (PDF/UA-1, PDF/A-2a).

        Raises MissingGlyphs when `strict`; else such characters stay blank, in a plain PDF.
        """
        job = self._job(page, options)
        if strict and job.missing:
            raise MissingGlyphs(text=job.missing)
        document = self._set(job)
        if document.finished is None:
            if document.pdf is None:
                document.pdf = self._set_at(job, document.level).pdf
            document.finished = self._as_read(job, document.level, cast(bytes, document.pdf))
        return document.finished

    def pages(self, page: Printed, options: RenderOptions) -> tuple[PageImage, ...]:
        """Return every page as SVG: the same pages as the PDF's."""
        job = self._job(page, options)
        document = self._set(job)
        if not document.pages:
            made = self._compile(job, document.level, "svg")
            document.pages = tuple(
                _image(number, svg.decode()) for number, svg in enumerate(made, 1)
            )
        return document.pages

    def preview(self, page: Printed, options: RenderOptions) -> tuple[PreviewPage, ...]:
        """Return every page as SVG without links, and where each field stands on it."""
        job = self._job(page, options)
        document = self._set(job)
        if not document.preview:
            document.preview = self._preview(job, document.level)
        return document.preview

    def png(self, page: Printed, options: RenderOptions, ppi: float) -> tuple[bytes, ...]:
        """Return every page as PNG."""
        job = self._job(page, options)
        return tuple(self._compile(job, self._set(job).level, "png", ppi=ppi))

    def page_count(self, page: Printed, options: RenderOptions) -> int:
        """Return how many pages the PDF has."""
        return self._set(self._job(page, options)).count

    def fit(self, page: Printed, options: RenderOptions) -> Fit:
        """Return how many pages the PDF has, and how small its text is set to have no more."""
        job = self._job(page, options)
        document = self._set(job)
        return Fit(document.count, job.sizes[document.level]["size"], job.sizes[0]["size"])

    def measure(self, page: Printable, options: RenderOptions, near: int = 0) -> LineHeights:
        """Return the height of each highlight and of the rest.

        They hold for the first level at which everything fits the pages asked for; when lines must
        go, for that of a full page, and with no page count asked for, for level `near`. Each level
        is one compile; those between are judged by the ones measured.
        """
        job = self._job(page, options)
        levels = self._theme(options).settings.levels
        level = min(near, len(levels) - 1)
        measured: dict[int, LineHeights] = {}
        while level not in measured:
            measured[level] = self._measure_at(job, level, levels[level].tightness)
            if job.wanted is not None:
                level = _first_that_fits(measured, levels, job.wanted)
        return measured[level]

    def _sheet(self, page: Printed, options: RenderOptions) -> Sheet | LetterSheet:
        return (
            page
            if isinstance(page, LetterSheet)
            else compose(page, self._words, self.chosen(options))
        )

    def _job(self, page: Printed, options: RenderOptions) -> _Job:
        """Return the job of a document; asked again for the very same value, the one before."""
        for known, known_options, job in tuple(self._jobs):
            if known is page and known_options == options:
                return job
        job = self._new_job(page, options)
        self._jobs.append((page, options, job))
        return job

    def _new_job(self, page: Printed, options: RenderOptions) -> _Job:
        theme = self._theme(options)
        options = chosen(theme.settings, options)
        sheet = self._sheet(page, options)
        missing = self._fonts.missing(sheet.texts())
        photo: Photo | None = None
        if isinstance(sheet, LetterSheet):
            sources, levels = theme.letter, theme.settings.letter_levels
            marked, wanted, level = letter_data(sheet, options, missing), 1, None
        else:
            photo = self._drawable(sheet.photo)
            sheet = replace(sheet, photo=photo)
            sources, levels = theme.resume, theme.settings.levels
            marked, wanted, level = (
                page_data(sheet, options, missing, theme.settings.aside),
                options.pages,
                options.level,
            )
        marked["fonts"] = self._families(theme, options.font)
        marked["accent"] = readable(options.accent or theme.settings.accents[0])
        sized = sizes(levels, options)
        parts = [theme.version, type(sheet).__name__, marked, sized]
        if photo:
            sources = {**sources, **_as_file(photo)}
            parts.append(hashlib.sha256(photo.jpeg).hexdigest())
        content = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
        if level is not None:
            level = min(level, len(levels) - 1)
        data = cast(Json, unmarked(marked))
        tagged = not missing and not has_endless_heading(sheet)
        return _Job(sources, sized, data, marked, content, missing, tagged, wanted, level)

    def _drawable(self, photo: Photo | None) -> Photo | None:
        """Return the photo, None where it is damaged: no document fails because of one."""
        if photo is None or photo.jpeg == self._drawn:
            return photo
        try:
            self._typst.compile({MAIN: _ALONE, **_as_file(photo)}, b"{}", "png")
        except RenderFailed:
            return None
        self._drawn = photo.jpeg
        return photo

    def _families(self, theme: Theme, wished: str | None) -> list[str]:
        """Return every font family, in the order in which a glyph is looked for."""
        there = self._typst.families()
        if wished and wished not in there:
            raise UnknownFont(font=wished)
        return list(dict.fromkeys([*([wished] if wished else []), *theme.settings.fonts, *there]))

    def _set(self, job: _Job) -> _Set:
        """Set the document at its level; without one at the first that fits, or else as meant.

        Where no page count is asked for, it is set tighter only when that saves a page; where one
        is, also when the last page would hold next to nothing.
        """
        if (known := self._documents.get(job.key)) is not None:
            return known
        if job.level is not None:
            # Whoever names the level shows the pages before a file is asked for.
            pages = self._preview(job, job.level)
            document = _Set(job.level, len(pages), preview=pages)
            self._documents.put(job.key, document)
            return document
        document = self._set_at(job, 0)
        wanted = document.count - 1 if job.wanted is None else job.wanted
        if 1 <= wanted < document.count:
            document = self._tighter(job, wanted, self._last_level(job)) or document
        elif document.count > 1 and self._ends_in_nothing(job, document):
            document = self._tighter(job, document.count - 1, _LOOSE) or document
        self._documents.put(job.key, document)
        return document

    def _last_level(self, job: _Job) -> int:
        """Return the tightest level that may be used."""
        return _LOOSE if job.wanted is None else len(job.sizes) - 1

    def _ends_in_nothing(self, job: _Job, document: _Set) -> bool:
        """Tell whether the last page holds a line or two: too little for a page.

        It is measured, which is a compile, only where so little is drawn that it may be so.
        """
        drawn = drawn_on_last_page(document.pdf or b"")
        if drawn is not None and drawn > _FEW_BYTES:
            return False
        sized = job.sizes[document.level]
        heights = self._measure_at(job, document.level, 1.0)
        line = sized["size"] * (1 + sized["leading"])
        return heights.total - heights.page * (document.count - 1) <= _FEW_LINES * line

    def _tighter(self, job: _Job, wanted: int, last: int) -> _Set | None:
        """Return the document at the first level that fits; None when none does.

        The tightest is tried first: most that does not fit as meant fits nowhere.
        """
        tightest = self._set_at(job, last)
        if tightest.count > wanted:
            return None
        for level in range(1, last):
            document = self._set_at(job, level)
            if document.count <= wanted:
                return document
        return tightest

    def _preview(self, job: _Job, level: int) -> tuple[PreviewPage, ...]:
        made = [svg.decode() for svg in self._compile(job, level, "svg", marked=True)]
        return tuple(_preview_page(number, svg) for number, svg in enumerate(made, 1))

    def _set_at(self, job: _Job, level: int) -> _Set:
        (pdf,) = self._compile(job, level, "pdf")
        found = _PAGES.search(pdf)
        if found is None:
            raise RenderFailed(format="pdf")
        return _Set(level, int(found.group(1)), pdf)

    def _as_read(self, job: _Job, level: int, pdf: bytes) -> bytes:
        """Return a tagged PDF whose tags are in reading order where it runs from right to left."""
        data = json.dumps(job.data, ensure_ascii=False)
        if not job.tagged or not runs_from_right(data):
            return pdf
        other = twin(data)
        if other is None:
            return pdf
        said = {**json.loads(other[0]), "rtl": False, "mixed": False}
        sized = json.dumps({**said, "set": job.sizes[level], "measure": False}).encode()
        try:
            (set_forward,) = self._typst.compile(job.sources, sized, "pdf")
        except (MissingGlyphs, RenderFailed):
            return pdf
        return in_reading_order(pdf, set_forward, other[1])

    def _measure_at(self, job: _Job, level: int, tightness: float) -> LineHeights:
        key = f"{job.content} {level}"
        if (known := self._measured.get(key)) is not None:
            return known
        (svg,) = self._compile(job, level, "svg", measure=True)
        found = _FIGURES.search(svg.decode())
        if found is None:
            raise RenderFailed(format="svg")
        figures = json.loads(html.unescape(found.group(1)))
        lines: dict[str, float] = figures["lines"]
        heights = LineHeights(
            highlights=lines,
            fixed=max(0.0, float(figures["total"]) - sum(lines.values())),
            page=figures["page"],
            level=level,
            tightness=tightness,
        )
        self._measured.put(key, heights)
        return heights

    def _compile(
        self,
        job: _Job,
        level: int,
        output: Output,
        *,
        measure: bool = False,
        marked: bool = False,
        ppi: float | None = None,
    ) -> list[bytes]:
        said = job.marked if marked else job.data
        data = json.dumps({**said, "set": job.sizes[level], "measure": measure}).encode()
        return self._typst.compile(job.sources, data, output, tagged=job.tagged, ppi=ppi)


# The tightest level that may be used to save a page that nobody asked to save.
_LOOSE = 2
# A last page with no more lines than these looks like an accident.
_FEW_LINES = 2
# Twice what so many lines take.
_FEW_BYTES = 1_000


# The level of a page that lines were left out for: a little tighter than the theme is meant.
_FULL = 1


def _first_that_fits(
    measured: Mapping[int, LineHeights], levels: Sequence[Level], pages: int
) -> int:
    """Return the first level at which everything fits, `_FULL` when there is none.

    A level that was not measured is judged by the nearest one that was.
    """
    for level in range(len(levels)):
        nearest = measured[min(measured, key=lambda known: abs(known - level))]
        scale = levels[level].tightness / nearest.tightness
        if nearest.fill(pages) * scale <= 1:
            return level
    return min(_FULL, len(levels) - 1)


def _as_file(photo: Photo) -> dict[str, bytes]:
    return {_PHOTO: json.dumps([*photo.jpeg]).encode()}


def _image(number: int, svg: str) -> PageImage:
    found = _SIZE.search(svg)
    if found is None:
        raise RenderFailed(format="svg")
    width, height = map(float, found.groups())
    return PageImage(number, width, height, svg, hashlib.sha256(svg.encode()).hexdigest())


def _preview_page(number: int, svg: str) -> PreviewPage:
    image = _image(number, without_links(svg))
    return PreviewPage(number, image.width, image.height, image.svg, image.sha256, places_of(svg))
