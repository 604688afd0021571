"""Names for downloaded files that every system accepts, in any script."""

import re
import unicodedata
from collections.abc import Sequence

_LIMIT = 150  # bytes of UTF-8: below the 255 of ext4 and APFS, with room for a folder's prefix
_FALLBACK = "Resume"
# Separators and marks that Windows, macOS or a shell gives a meaning; controls and what reorders
# letters ("cod.exe" shown as "exe.doc") go too.
_UNSAFE = re.compile(r'[<>:"/\\|?*%`$\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]')
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_RESERVED = re.compile(
    r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?$", re.IGNORECASE
)


def file_name(parts: Sequence[str], extension: str) -> str:
    """Return "<part> - <part>.<extension>": empty parts left out, at most 150 bytes.

    Long parts are cut where the name is too long, the longest first.
    """
    kept: list[str] = [part for part in map(_clean, parts) if part]
    room = _LIMIT - len(extension.encode()) - 1
    while kept and len(" - ".join(kept).encode()) > room:
        longest = max(range(len(kept)), key=lambda i: len(kept[i].encode()))
        kept[longest] = _trim(kept[longest][:-1])
        kept: list[str] = [part for part in kept if part]
    stem = " - ".join(kept) or _FALLBACK
    if _RESERVED.match(stem):
        stem = f"{_FALLBACK} {stem}"
    return f"{stem}.{extension}"


def _clean(text: str) -> str:
    plain = _UNSEEN.sub("", _UNSAFE.sub(" ", text))
    plain = "".join(" " if unicodedata.category(c) in ("Zs", "Zl", "Zp") else c for c in plain)
    return _trim(unicodedata.normalize("NFC", plain))


def _trim(text: str) -> str:
    """Fold white space and take dots, blanks and dashes off the ends: shells and Windows trip."""
    return " ".join(text.split()).strip(" .-~")
