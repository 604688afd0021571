"""Everything that is kept of a person as one ZIP, in formats that other programs read."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from resume_builder.ports import Clock, Owner

# These are compressed already.
_PACKED = frozenset({".pdf", ".docx"})
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file of the export; `path` has folders with "/" between."""

    path: str
    data: bytes


Part = Callable[[Owner], Iterable[ExportFile]]


@dataclass(frozen=True, slots=True)
class Export:
    """Gathers the files of its parts."""

    parts: Sequence[Part]
    now: Clock

    def zip(self, owner: Owner) -> bytes:
        """Return the ZIP. Files of one path are numbered."""
        target, taken, at = io.BytesIO(), set[str](), self.now()
        with ZipFile(target, "w") as archive:
            for part in self.parts:
                for file in part(owner):
                    path = _free(file.path, taken)
                    taken.add(path.casefold())
                    _write(archive, path, file.data, at)
        return target.getvalue()


def as_csv(path: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> ExportFile:
    """Return a table: UTF-8 with a mark that spreadsheets know, no cell of which is a formula."""
    target = io.StringIO()
    table = csv.writer(target)
    table.writerow(head)
    for row in rows:
        table.writerow([_cell(value) for value in row])
    return ExportFile(path, target.getvalue().encode("utf-8-sig"))


def as_json(path: str, value: object) -> ExportFile:
    """Return a value as JSON."""
    return ExportFile(path, json.dumps(value, ensure_ascii=False, indent=1).encode())


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _free(path: str, taken: set[str]) -> str:
    found, number = path, 1
    given = PurePosixPath(path)
    while found.casefold() in taken:
        number += 1
        found = str(given.with_name(f"{given.stem} ({number}){given.suffix}"))
    return found


def _write(archive: ZipFile, path: str, data: bytes, at: datetime) -> None:
    info = ZipInfo(path, at.timetuple()[:6])
    info.compress_type = ZIP_STORED if PurePosixPath(path).suffix in _PACKED else ZIP_DEFLATED
    archive.writestr(info, data)
