"""What is fuzzed: each target takes any bytes, and only a ReadError may come out of the reader."""

import contextlib
from collections.abc import Callable, Mapping
from types import MappingProxyType

from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.posting_words import load_posting_words
from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.adapters.documents import read_document, wire
from resume_builder.adapters.documents.attached import read_pdf_with_data
from resume_builder.adapters.documents.docx import read_docx
from resume_builder.adapters.documents.europass import read_xml
from resume_builder.adapters.documents.html import read_html
from resume_builder.adapters.documents.json_document import read_json
from resume_builder.adapters.documents.linkedin import read_linkedin
from resume_builder.adapters.documents.markdown import read_markdown
from resume_builder.adapters.documents.odt import read_odt
from resume_builder.adapters.documents.rtf import read_rtf
from resume_builder.adapters.documents.text import read_text
from resume_builder.adapters.documents.yaml_document import read_yaml
from resume_builder.domain.document import Document
from resume_builder.domain.parsing import parse_resume
from resume_builder.domain.posting import parse_posting
from resume_builder.features.resumes.errors import ReadError
from tests.fuzz.invariants import check_document, check_posting, check_reading
from tests.fuzz.shapes import archive_of, document_of_bytes, pdf_of

Target = Callable[[bytes], None]
Reader = Callable[[bytes, str], Document]


def _reading(reader: Reader, name: str, shape: Callable[[bytes], bytes] = bytes) -> Target:
    """Fuzz a reader alone: layout in, lines out."""

    def run(data: bytes) -> None:
        with contextlib.suppress(ReadError):
            check_document(reader(shape(data), name))

    return run


def _importing(reader: Reader, name: str, shape: Callable[[bytes], bytes] = bytes) -> Target:
    """Fuzz a reader of other programs' data, and what becomes a résumé of it."""

    def run(data: bytes) -> None:
        with contextlib.suppress(ReadError):
            document = reader(shape(data), name)
            check_document(document)
            check_reading(parse_resume(document, load_vocabulary()), document)

    return run


def _sniffing(data: bytes) -> None:
    """Any bytes under any name: the first line is the name."""
    name, _, content = data.partition(b"\n")
    with contextlib.suppress(ReadError):
        check_document(read_document(content, name.decode("utf-8", "replace")))


def _answering(data: bytes) -> None:
    """What a child might answer, however it went mad, and what the parent makes of it."""
    with contextlib.suppress(ReadError):
        document = wire.document_or_raise(data)
        parse_resume(document, load_vocabulary())


def _understanding(data: bytes) -> None:
    """Lines of any words, in any places."""
    document = document_of_bytes(data)
    check_reading(parse_resume(document, load_vocabulary()), document)


def _asking(data: bytes) -> None:
    """A posting: a page where it begins like one, else text."""
    reader, name = (read_html, "job.html") if data.startswith(b"<") else (read_text, "job.txt")
    with contextlib.suppress(ReadError):
        check_posting(parse_posting(reader(data, name), load_lexicon(), load_posting_words()))


TARGETS: Mapping[str, Target] = MappingProxyType(
    {
        "pdf": _reading(read_pdf_with_data, "cv.pdf", pdf_of),
        "pdf_bytes": _reading(read_pdf_with_data, "cv.pdf"),
        "docx": _reading(read_docx, "cv.docx", archive_of),
        "docx_bytes": _reading(read_docx, "cv.docx"),
        "odt": _reading(read_odt, "cv.odt", archive_of),
        "rtf": _reading(read_rtf, "cv.rtf"),
        "html": _reading(read_html, "cv.html"),
        "markdown": _reading(read_markdown, "cv.md"),
        "text": _reading(read_text, "cv.txt"),
        "json": _importing(read_json, "cv.json"),
        "yaml": _importing(read_yaml, "cv.yaml"),
        "xml": _importing(read_xml, "cv.xml"),
        "linkedin": _importing(read_linkedin, "export.zip", archive_of),
        "sniffer": _sniffing,
        "wire": _answering,
        "resume": _understanding,
        "posting": _asking,
    }
)
