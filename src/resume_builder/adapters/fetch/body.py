"""The body of an answer: unpacked within its bounds, named by its type, its encoding told."""

import re
from collections.abc import Iterator

from urllib3.response import BaseHTTPResponse

from resume_builder.adapters.fetch.dial import Deadline
from resume_builder.features.postings.errors import PageTooLarge, PageUnreadable
from resume_builder.features.postings.ports import Fetched

# The mission's bar (guide: security, "URL fetch"): 5 MB, unpacked.
MAX_PAGE = 5 * 1024 * 1024
_PIECE = 64 * 1024
# What we ask for and unpack. A server that sends another packing was not listening.
_PACKINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/json": ".json",
    "application/ld+json": ".json",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
}
_TEXTUAL = (".html", ".txt", ".md", ".json")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
# Encodings of text on the web (WHATWG Encoding). Python knows more under such names, slow ones too.
_ENCODING = re.compile(
    r"utf-?(?:8|16(?:le|be|-le|-be)?)|us-ascii|iso-?8859-?\d{1,2}|latin-?1|windows-?(?:125\d|874)"
    r"|cp125\d|koi8-[ru]|macintosh|gb2312|gbk|gb18030|big5|euc-(?:jp|kr)|shift[_-]jis|iso-2022-jp",
    re.IGNORECASE,
)
_UTF8_MARK = b"\xef\xbb\xbf"


def read_body(answer: BaseHTTPResponse, deadline: Deadline) -> Fetched:
    """Return the body of an answer. Raises PageTooLarge, PageUnreadable, PageUnreachable.

    What reading a broken stream raises (urllib3's HTTPError, OSError) is left to the caller.
    """
    packing = answer.headers.get("Content-Encoding", "").strip().lower()
    if any(part.strip() not in _PACKINGS for part in packing.split(",")):
        raise PageUnreadable
    length = answer.headers.get("Content-Length", "")
    if length.isascii() and length.isdigit() and int(length[:12]) > MAX_PAGE:
        raise PageTooLarge(limit=MAX_PAGE)
    data = b"".join(_pieces(answer, deadline))
    kind = answer.headers.get("Content-Type", "")
    ending = _ENDINGS.get(kind.partition(";")[0].strip().lower(), "")
    stated = _CHARSET.search(kind)
    if ending in _TEXTUAL and stated:
        data = _in_utf8(data, stated[1])
    return Fetched(data, f"page{ending}")


def _pieces(answer: BaseHTTPResponse, deadline: Deadline) -> Iterator[bytes]:
    """Yield the unpacked body piece by piece; no more than a piece is unpacked beyond the limit."""
    size = 0
    for piece in answer.stream(_PIECE, decode_content=True):
        deadline.left()
        size += len(piece)
        if size > MAX_PAGE:
            raise PageTooLarge(limit=MAX_PAGE)
        yield piece


def _in_utf8(data: bytes, stated: str) -> bytes:
    """Return text in the encoding that the server states as UTF-8 with a mark.

    Left as it is where the statement does not hold: then the page's own one is tried, and ours.
    Bytes that are UTF-8 hardly ever are so by chance, so they win over what is stated.
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return data if data.isascii() or data.startswith(_UTF8_MARK) else _UTF8_MARK + data
    if not _ENCODING.fullmatch(stated):
        return data
    try:
        return _UTF8_MARK + data.decode(stated).encode()
    except (UnicodeError, LookupError):
        return data
