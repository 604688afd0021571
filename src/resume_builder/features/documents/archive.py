"""Every kept file in one ZIP."""

import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from resume_builder.features.documents.ports import Making

# What stands beside the files: which is which, and what made them.
CONTENTS = "contents.json"


@dataclass(frozen=True, slots=True)
class Filed:
    """A kept file, and what is told of it beside it."""

    name: str
    created_at: datetime
    sha256: str
    made: Making
    data: bytes


def zipped(files: Iterable[Filed]) -> bytes:
    """Return a ZIP of the files, byte for byte, and of a list of them.

    Files of one name are numbered. Their times in the ZIP are UTC.
    """
    target = io.BytesIO()
    told: list[dict[str, object]] = []
    taken = {CONTENTS}
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for file in files:
            name = _free(file.name, taken)
            taken.add(name.casefold())
            told.append(
                {
                    "file": name,
                    "sha256": file.sha256,
                    "kept_at": file.created_at.isoformat(),
                    "made": file.made.model_dump(),
                }
            )
            archive.writestr(ZipInfo(name, file.created_at.timetuple()[:6]), file.data)
        listed = json.dumps(told, ensure_ascii=False, indent=1).encode()
        archive.writestr(ZipInfo(CONTENTS), listed)
    return target.getvalue()


def _free(name: str, taken: set[str]) -> str:
    """Return `name`, or the first of its numbered forms that no file has.

    Names that differ in case alone are one name on many computers.
    """
    stem, dot, ending = name.rpartition(".")
    number, free = 2, name
    while free.casefold() in taken:
        free = f"{stem} ({number}){dot}{ending}"
        number += 1
    return free
