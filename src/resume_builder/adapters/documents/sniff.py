"""Tells what a file is by its first bytes, and whether its name agrees."""

import re
from dataclasses import dataclass

from resume_builder.features.resumes.errors import FileEncrypted, FileMismatch, FileUnsupported

PDF, DOCX, ODT, RTF, HTML, MARKDOWN, TEXT, JSON, YAML, XML, LINKEDIN = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
    "application/rtf",
    "text/html",
    "text/markdown",
    "text/plain",
    "application/json",
    "application/yaml",
    "application/xml",
    "application/zip",
)
# Pictures that may be scans, with the name that Pillow has for each.
PICTURES = {"image/png": "PNG", "image/jpeg": "JPEG", "image/tiff": "TIFF", "image/webp": "WEBP"}
_ENDINGS = {
    "pdf": PDF,
    "docx": DOCX,
    "docm": DOCX,
    "dotx": DOCX,
    "odt": ODT,
    "ott": ODT,
    "rtf": RTF,
    "html": HTML,
    "htm": HTML,
    "xhtml": HTML,
    "md": MARKDOWN,
    "markdown": MARKDOWN,
    "json": JSON,
    "yaml": YAML,
    "yml": YAML,
    "xml": XML,
    "txt": TEXT,
    "text": TEXT,
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "webp": "image/webp",
}
_TEXTUAL = {HTML, MARKDOWN, TEXT, JSON, YAML, XML}


@dataclass(frozen=True, slots=True)
class _Magic:
    """The bytes a format begins with, its name for people, and its media type where it is read."""

    start: bytes
    words: str
    media_type: str = ""


# Formats by their first bytes; those that are not read are named in the refusal.
_FOREIGN = (
    _Magic(b"{\\rtf", "an RTF file", RTF),
    _Magic(b"\x89PNG\r\n", "a PNG picture", "image/png"),
    _Magic(b"\xff\xd8\xff", "a JPEG picture", "image/jpeg"),
    _Magic(b"GIF8", "a GIF picture"),
    _Magic(b"II*\x00", "a TIFF picture", "image/tiff"),
    _Magic(b"MM\x00*", "a TIFF picture", "image/tiff"),
    _Magic(b"BM", "a bitmap picture"),
    _Magic(b"\xd0\xcf\x11\xe0", "an old Office file"),
    _Magic(b"%!PS", "a PostScript file"),
    _Magic(b"\x1f\x8b", "a compressed file"),
    _Magic(b"7z\xbc\xaf", "a compressed file"),
    _Magic(b"Rar!", "a compressed file"),
    _Magic(b"BZh", "a compressed file"),
    _Magic(b"MZ", "a program"),
    _Magic(b"\x7fELF", "a program"),
    _Magic(b"PK\x03\x04", "an archive"),
    _Magic(b"PK\x05\x06", "an archive"),
)
_WORDS = {
    PDF: "a PDF",
    DOCX: "a Word document",
    HTML: "a web page",
    TEXT: "plain text",
    ODT: "an OpenDocument text",
    RTF: "an RTF file",
    LINKEDIN: "a LinkedIn export",
}
# The root elements of Europass, before and since 2020.
_EUROPASS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,4000}?-->\s*)*"
    rb"<(?:\w+:)?(?:SkillsPassport|Candidate)[\s>]",
    re.DOTALL,
)
_ZIP = b"PK\x03\x04"
# The first member of an OpenDocument archive, which is not compressed, says what it is.
_OASIS = b"application/vnd.oasis.opendocument."
_ODT_TYPE, _HEAD = _OASIS + b"text", 200
# Names of files in LinkedIn's export; names stand in an archive as they are.
_LINKEDIN = re.compile(rb"(?:^|[^\w ])(?:Profile|Positions|Education)\.csv")
# White space and a byte order mark may come first; a comment or an XML line too.
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,4000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|article|main|div|section|p|h[1-6]|ul|ol|table|span)\b",
    re.IGNORECASE | re.DOTALL,
)
# ISO 32000 readers look for the header in the first kilobyte.
_PDF_WINDOW = 1024
# Control characters that make no text binary, however short it is.
_SLIPPED_IN = 8
# Office puts an encrypted document into a container of the old kind, with a stream of this name.
_OLE, _ENCRYPTED = b"\xd0\xcf\x11\xe0", "EncryptedPackage".encode("utf-16-le")


def ending_of(name: str) -> str:
    """Return the ending of a file name in lower case, without the dot; "" when there is none."""
    _, dot, ending = name.rpartition(".")
    return ending.lower() if dot else ""


def media_type_of(data: bytes, name: str) -> str:
    """Return the media type to read `data` as.

    Raises FileMismatch when the name says another kind, FileUnsupported for kinds not read here,
    FileEncrypted for an Office file with a password.
    """
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise FileEncrypted(name=name)
    ending = ending_of(name)
    named = _ENDINGS.get(ending)
    found, words = _look(data)
    if found in _TEXTUAL and named in _TEXTUAL:
        # All of them are text: the name says how to read it, but a page is a page.
        return found if found == HTML else named
    if found and (named in (None, found)):
        return found
    if named is not None:
        raise FileMismatch(name=name, found=words)
    raise FileUnsupported(name=name)


def _look(data: bytes) -> tuple[str, str]:
    """Return the media type ("" when not one we read) and its name for people."""
    if data.startswith(_ZIP) and (kind := _packed(data)):
        return kind, _WORDS[kind]
    magic = _magic(data)
    if magic is not None and magic.media_type:
        return magic.media_type, magic.words
    if magic is None and b"%PDF-" in data[:_PDF_WINDOW]:
        return PDF, _WORDS[PDF]
    if magic is not None and not _is_short_magic(data):
        return "", magic.words
    if _is_binary(data):
        return "", "no document"
    kind = HTML if _HTML.match(data) else JSON if _is_json(data) else TEXT
    if kind == TEXT and _EUROPASS.match(data):
        kind = XML
    return kind, _WORDS.get(kind, "plain text")


def _magic(data: bytes) -> _Magic | None:
    """Return what the first bytes are a sign of. A WebP's follow the size of its container."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _Magic(b"RIFF", "a WebP picture", "image/webp")
    return next((m for m in _FOREIGN if data.startswith(m.start)), None)


def _packed(data: bytes) -> str:
    """Return the media type of an archive by the names of its members, "" for others."""
    if b"[Content_Types].xml" in data and b"word/" in data:
        return DOCX
    if _ODT_TYPE in data[:_HEAD] or (b"content.xml" in data and b"META-INF/manifest.xml" in data):
        return ODT if _OASIS not in data[:_HEAD] or _ODT_TYPE in data[:_HEAD] else ""
    return LINKEDIN if _LINKEDIN.search(data) else ""


def _is_short_magic(data: bytes) -> bool:
    """Tell whether a two-letter magic ("BM", "MZ") is only the start of a text."""
    return data[:2] in (b"BM", b"MZ", b"BZ") and not _is_binary(data)


def _is_binary(data: bytes) -> bool:
    """Tell whether the first kilobytes hold bytes that no text encoding of ours gives."""
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    spared = (9, 10, 11, 12, 13, 27, 0) if _like_utf16(head) else (9, 10, 11, 12, 13, 27)
    controls = sum(b < 32 and b not in spared for b in head)
    # A text may hold a few that slipped in by copying; readers of text drop them.
    return controls > max(len(head) * 0.02, min(_SLIPPED_IN, len(head) * 0.2))


def _like_utf16(head: bytes) -> bool:
    """Tell whether half of the bytes are zero, all at even or all at odd places."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return max(even, odd) > len(head) * 0.3 and min(even, odd) < len(head) * 0.02


def _is_json(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
