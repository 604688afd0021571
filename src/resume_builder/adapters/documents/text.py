"""Plain text: decoding bytes of unknown encoding, and lines."""

import re

from resume_builder.adapters.documents.drafts import Draft, Facts, build, check_length
from resume_builder.adapters.documents.sniff import TEXT
from resume_builder.domain.document import Document
from resume_builder.features.resumes.errors import FileEmpty

_TAB = re.compile(r"\t+| {4,}")
# Line ends of all systems, and the separators that Python's splitlines knows; form feeds are pages.
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def decode(data: bytes) -> str:
    """Return the text of `data`: a byte order mark decides, else UTF-8, UTF-16, Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    head = data[:4096]
    for half, encoding in ((head[1::2], "utf-16-le"), (head[0::2], "utf-16-be")):
        if half.count(0) > len(head) * 0.3:
            return data.decode(encoding, errors="replace")
    return data.decode("cp1252", errors="replace")


def decode_plain(data: bytes) -> str:
    r"""Return the text of `data` with unprintable characters dropped and line ends as "\\n".

    UTF-16 without a mark decodes as UTF-8 with zero bytes between, so those are tried first.
    Raises TextTooLong.
    """
    head = data[:4096]
    if head.count(0) > len(head) * 0.2 and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        little = head[1::2].count(0) >= head[0::2].count(0)
        text = data.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    else:
        text = decode(data)
    check_length(len(text))
    return _DROPPED.sub("", _BREAK.sub("\n", text))


def read_text(data: bytes, name: str) -> Document:
    """Return a text file as a Document, line for line; list markers are left to the parsers.

    Raises FileEmpty, TextTooLong.
    """
    text = decode_plain(data)
    if not text.strip():
        raise FileEmpty(name=name)
    drafts = [_draft(line, number) for number, line in enumerate(text.split("\n"))]
    _add_gaps(drafts)
    return build(drafts, Facts(TEXT, name))


def _draft(line: str, number: int) -> Draft:
    """One line; tabs and runs of four spaces inside it are wide gaps."""
    line = line.rstrip()
    indent = len(line) - len(line.lstrip())
    tabs = tuple(m.end() for m in _TAB.finditer(line) if m.start() >= indent and m.start())
    return Draft(
        line,
        x0=float(indent),
        x1=float(len(line)),
        top=float(number),
        bottom=number + 1.0,
        tabs=tabs,
    )


def _add_gaps(drafts: list[Draft]) -> None:
    """Count the blank lines above each line; blank lines stay, for the offsets' sake."""
    blank = 0
    for draft in drafts:
        draft.gap = float(blank)
        blank = 0 if draft.text else blank + 1
