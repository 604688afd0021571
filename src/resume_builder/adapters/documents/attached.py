"""PDFs that carry their own data: Europass attaches the XML its pages were made from.

The data is believed only where the pages say the same, so that nothing that a person cannot see
becomes part of the résumé.
"""

import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from typing import Any, cast

from resume_builder.adapters.documents.europass import read_xml
from resume_builder.adapters.documents.json_document import read_json
from resume_builder.adapters.documents.limits import MAX_ATTACHED, MAX_ATTACHMENTS
from resume_builder.adapters.documents.ocr.strips import Recognizer
from resume_builder.adapters.documents.pdf import read_pdf
from resume_builder.domain.document import Document
from resume_builder.domain.json_resume import looks_like_json_resume
from resume_builder.features.resumes.errors import ReadError

# The dictionary of an attachment is never inside of another stream, so its type can be seen.
_MARK = b"EmbeddedFile"
_WORD = re.compile(r"\w{3,}")
# Labels are translated on the page and codes are written out there; all else must agree.
_SEEN_SHARE = 0.75


def read_pdf_with_data(data: bytes, name: str, recognizer: Recognizer | None = None) -> Document:
    """Return a PDF as a Document, with the data attached to it where the pages show it too.

    Raises what `read_pdf` raises; what is wrong with an attachment is no error.
    """
    document = read_pdf(data, name, recognizer)
    if _MARK not in data:
        return document
    on_pages = set(_WORD.findall(document.text.lower()))
    for content in _attachments(data):
        with contextlib.suppress(ReadError):
            found = _reader_of(content)(content, name)
            words = set(_WORD.findall(found.text.lower()))
            agrees = len(words & on_pages) >= len(words) * _SEEN_SHARE
            if agrees and any(looks_like_json_resume(item) for item in found.structured):
                return replace(document, structured=found.structured)
    return document


def _reader_of(content: bytes) -> Callable[[bytes, str], Document]:
    return read_json if content.lstrip()[:1] == b"{" else read_xml


def _attachments(data: bytes) -> Iterator[bytes]:
    """Yield the files attached to a PDF that may be data, within limits."""
    pdfium = cast("Any", import_module("pypdfium2"))
    with (
        contextlib.suppress(pdfium.PdfiumError),
        contextlib.closing(pdfium.PdfDocument(data)) as file,
    ):
        for index in range(min(file.count_attachments(), MAX_ATTACHMENTS)):
            content = bytes(file.get_attachment(index).get_data())
            start = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
            if start in (b"<", b"{") and len(content) <= MAX_ATTACHED:
                yield content
