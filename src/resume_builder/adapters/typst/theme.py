"""Themes: folders with a main.typ, a letter.typ and a theme.json, and the fonts they share."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from resume_builder.adapters.typst.coverage import characters, missing
from resume_builder.domain.tailoring.model import Color, DateForm, SectionName
from resume_builder.features.rendering.ports import Badge, Setting

MAIN = "main.typ"
_LETTER = "letter.typ"
# What every theme imports: they stand beside the themes' folders.
_SHARED = ("page.typ", "parts.typ")

# The extra package of fonts, where it is installed.
_MORE_FONTS = "resume_builder_fonts"


class Level(BaseModel):
    """Sizes of a page: `size`, `side`, `top` and `bottom` in points, the others in sizes.

    The first level of a theme is how it is meant; the following ones are tighter, down to what
    still reads well (9.5 pt). `tightness` is what share of the pages a text takes beside the first
    level, measured on ordinary résumés: it says which level to try.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: float
    leading: float
    gap: float
    lead: float
    row: float
    entry: float
    section: float
    below: float
    indent: float
    side: float
    top: float
    bottom: float
    tightness: float


class LetterLevel(BaseModel):
    """Sizes of a letter: `size`, `side`, `top` and `bottom` in points, the others in sizes.

    `par` stands between paragraphs, `part` between the letter's parts, `closing` above the closing
    words and `sign` between them and the name. With `window` the address stands where a window
    envelope shows it, on paper that has such a place. The first level is how it is meant.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: float
    leading: float
    par: float
    part: float
    closing: float
    sign: float
    side: float
    top: float
    bottom: float
    window: bool


class ThemeSettings(BaseModel):
    """theme.json: what the theme is called, what it promises, what can be set, and its sizes.

    `badge` is "exact" where machines read every word in its order, "columns" where they may not.
    `settings` are those that it takes; the first font and the first accent are its own, the others
    go well with it too; `dates` is how it writes them. With `dates_first`
    dates stand before what they date. `aside` are the kinds of sections in its narrow column.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    badge: Badge
    settings: tuple[Setting, ...]
    fonts: tuple[str, ...] = Field(min_length=1)
    accents: tuple[Color, ...] = Field(min_length=1)
    dates: DateForm
    dates_first: bool
    aside: tuple[SectionName, ...]
    levels: tuple[Level, ...] = Field(min_length=1)
    letter_levels: tuple[LetterLevel, ...] = Field(min_length=1)


def settings_schema() -> str:
    """Return the JSON schema of theme.json, as it stands in theme.schema.json."""
    return json.dumps(ThemeSettings.model_json_schema(), indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as loaded. `version` changes with every byte of it.

    `resume` and `letter` are the files that Typst reads, by the name that it reads them under; the
    page itself is always "main.typ", so that Typst sees no other names for a letter.
    """

    name: str
    settings: ThemeSettings
    resume: Mapping[str, bytes]
    letter: Mapping[str, bytes]
    version: str


def themes_folder() -> Path:
    """Return the folder of themes in this installation."""
    return Path(str(files("resume_builder") / "themes"))


@cache
def load_themes(folder: Path | None = None) -> dict[str, Theme]:
    """Return every theme of `folder` (by default those that come along) by its name."""
    found = sorted((folder or themes_folder()).glob("*/theme.json"))
    return {path.parent.name: _load(path.parent) for path in found}


def _load(folder: Path) -> Theme:
    paths = [*(themes_folder() / name for name in _SHARED), *sorted(folder.glob("*.typ"))]
    sources = {path.name: path.read_bytes() for path in paths}
    letter = sources.pop(_LETTER)
    settings = (folder / "theme.json").read_bytes()
    return Theme(
        name=folder.name,
        settings=ThemeSettings.model_validate(json.loads(settings)),
        resume=sources,
        letter={**sources, MAIN: letter},
        version=hashlib.sha256(b"".join([settings, letter, *sources.values()])).hexdigest(),
    )


def more_fonts() -> tuple[Path, ...]:
    """Return the folder of the extra package of fonts (fonts/README.md), none without it."""
    found = find_spec(_MORE_FONTS)
    return (Path(found.origin).parent / "files",) if found and found.origin else ()


class FontSet:
    """The font folders, and which characters they cover. Files are read when a text needs them."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)

    @cached_property
    def version(self) -> str:
        """The SHA-256 of every font file: a changed font changes pages."""
        files = (p for folder in self.folders for p in sorted(folder.rglob("*.[to]tf")))
        return hashlib.sha256(b"".join(_digest(path) for path in files)).hexdigest()

    def missing(self, text: str) -> str:
        """Return the characters of `text` that no font of the set has, each once."""
        left = text
        for path in self._regulars():
            left = missing(left, _characters(path))
            if not left:
                break
        return left

    def _regulars(self) -> list[Path]:
        """One file of each family: the others cover the same characters. Small files first."""
        found = [path for folder in self.folders for path in folder.rglob("*Regular.[to]tf")]
        return sorted(found, key=lambda path: (path.stat().st_size, path.name))


@cache
def _digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


@cache
def _characters(path: Path) -> frozenset[int]:
    return characters(path)
