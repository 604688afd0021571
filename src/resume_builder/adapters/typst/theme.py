"""Themes: folders with a main.typ and a theme.json, and the fonts that they share."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from resume_builder.adapters.typst.coverage import characters, missing


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


class ThemeSettings(BaseModel):
    """theme.json: what the theme is called, what it promises, its fonts and sizes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    badge: str
    fonts: tuple[str, ...]
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as loaded. `version` changes with every byte of it."""

    name: str
    settings: ThemeSettings
    source: bytes
    version: str


def themes_folder() -> Path:
    """Return the folder of themes in this installation."""
    return Path(str(files("resume_builder") / "themes"))


@cache
def load_themes() -> dict[str, Theme]:
    """Return every theme by its name."""
    found: dict[str, Theme] = {}
    for path in sorted(themes_folder().glob("*/theme.json")):
        settings, source = path.read_bytes(), (path.parent / "main.typ").read_bytes()
        found[path.parent.name] = Theme(
            name=path.parent.name,
            settings=ThemeSettings.model_validate(json.loads(settings)),
            source=source,
            version=hashlib.sha256(settings + source).hexdigest(),
        )
    return found


class FontSet:
    """The font folders, and which characters they cover. Files are read when a text needs them."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)

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
def _characters(path: Path) -> frozenset[int]:
    return characters(path)
