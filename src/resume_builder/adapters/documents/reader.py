"""Reads a file in this process: what it is, then the reader of that kind."""

from collections.abc import Callable

from resume_builder.adapters.documents.ocr.strips import Recognizer
from resume_builder.adapters.documents.sniff import (
    DOCX,
    HTML,
    JSON,
    LINKEDIN,
    MARKDOWN,
    ODT,
    PDF,
    PICTURES,
    RTF,
    XML,
    YAML,
    media_type_of,
)
from resume_builder.domain.document import Document
from resume_builder.features.resumes.errors import FileEmpty, FileTooLarge
from resume_builder.features.resumes.limits import MAX_BYTES


def read_document(data: bytes, name: str, recognizer: Recognizer | None = None) -> Document:
    """Return the document in `data`, judged by its content; `name` is the file's own name.

    With a `recognizer`, pages that are pictures are read; without one they are not.

    Raises a ReadError: FileEmpty, FileTooLarge, FileMismatch, FileUnsupported, FileEncrypted,
    FileCorrupt, FileImageOnly, TooManyPages, UnpacksTooLarge or TextTooLong.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise FileEmpty(name=name)
    if len(data) > MAX_BYTES:
        raise FileTooLarge(name=name, limit=MAX_BYTES)
    media_type = media_type_of(data, name)
    if media_type == PDF:
        from resume_builder.adapters.documents.attached import read_pdf_with_data

        return read_pdf_with_data(data, name, recognizer)
    if media_type in PICTURES:
        from resume_builder.adapters.documents.ocr.picture import read_picture

        return read_picture(data, name, recognizer)
    return _reader(media_type)(data, name)


def _reader(media_type: str) -> Callable[[bytes, str], Document]:
    """Return the reader of a media type; each brings its library when first used."""
    if media_type == DOCX:
        from resume_builder.adapters.documents.docx import read_docx as read
    elif media_type == ODT:
        from resume_builder.adapters.documents.odt import read_odt as read
    elif media_type == RTF:
        from resume_builder.adapters.documents.rtf import read_rtf as read
    elif media_type == HTML:
        from resume_builder.adapters.documents.html import read_html as read
    elif media_type == MARKDOWN:
        from resume_builder.adapters.documents.markdown import read_markdown as read
    elif media_type == JSON:
        from resume_builder.adapters.documents.json_document import read_json as read
    elif media_type == YAML:
        from resume_builder.adapters.documents.yaml_document import read_yaml as read
    elif media_type == XML:
        from resume_builder.adapters.documents.europass import read_xml as read
    elif media_type == LINKEDIN:
        from resume_builder.adapters.documents.linkedin import read_linkedin as read
    else:
        from resume_builder.adapters.documents.text import read_text as read
    return read


def document_of_html(html: str) -> Document:
    """Return a page's source as a Document. Raises FileCorrupt, FileEmpty, TextTooLong."""
    from resume_builder.adapters.documents.html import document_of_page

    return document_of_page(html)
