"""Files become résumés and postings, here or in children that no upload can stall."""

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.posting_words import load_posting_words
from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.config import NAMES, skills_file
from resume_builder.domain.document import Document
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.resume import ResumeReading
from resume_builder.domain.values import Finding, Value
from resume_builder.features.postings.service import (
    PostingReader,
)
from resume_builder.features.resumes.ports import DocumentReader
from resume_builder.features.resumes.service import ResumeReader

if TYPE_CHECKING:
    from resume_builder.adapters.documents.contained import ContainedReader


T = TypeVar("T")
# Names a lexicon file of the operator's.
SKILLS_VARIABLE = NAMES["skills"]
# What a child that reads files runs: `read_in_child`.
_CHILD = "resume_builder.bootstrap:read_in_child"
_SCAN_CHILD = "resume_builder.bootstrap:read_scans_in_child"
# Callers that wait for a scan hold a thread of the server each, for long: the others stay free. A
# child with loaded models takes 500 MB, so one without work goes.
_SCANS_WAITING, _SCANS_IDLE_SECONDS = 1, 60.0


class Contained:
    """Résumés and postings read and understood in children, so that no upload stalls the site."""

    def __init__(self, skills: Path | None = None) -> None:
        """Start nothing yet; the children use an operator's lexicon file beside ours."""
        from resume_builder.adapters.documents.contained import ContainedReader
        from resume_builder.adapters.documents.limits import MAX_SCAN_MEMORY, MAX_SCAN_SECONDS
        from resume_builder.adapters.documents.ocr.rapid import is_installed

        environment = {} if skills is None else {SKILLS_VARIABLE: str(skills)}
        self._reader = ContainedReader(_CHILD, environment)
        # One child reads scans: a second would take the cores from the site.
        self._scans = None
        if is_installed():
            self._scans = ContainedReader(
                _SCAN_CHILD, environment, children=1, seconds=MAX_SCAN_SECONDS,
                memory=MAX_SCAN_MEMORY, waiting=_SCANS_WAITING, idle=_SCANS_IDLE_SECONDS,
            )  # fmt: skip

    def read_document(self, data: bytes, name: str) -> Document:
        """Return the document in a file. Raises ReadError."""
        return self._read(lambda reader: reader(data, name), lambda found: found.findings)

    def read_resume(self, data: bytes, name: str) -> tuple[str, ResumeReading]:
        """Return the document's text and what was understood of it. Raises ReadError."""
        found = self._read(
            lambda reader: _Read.model_validate_json(reader.do("resume", data, name)),
            lambda found: found.reading.findings,
        )
        return found.text, found.reading

    def read_photo(self, data: bytes, name: str) -> bytes:
        """Return a picture as a photo. Raises ReadError."""
        return self._reader.do("photo", data, name)

    def read_posting(self, data: bytes, name: str) -> Posting:
        """Return what the posting asks. Raises ReadError."""
        return self._read(
            lambda reader: Posting.model_validate_json(reader.do("posting", data, name)),
            lambda found: found.findings,
        )

    def _read(
        self, do: "Callable[[ContainedReader], T]", findings: Callable[[T], Sequence[Finding]]
    ) -> T:
        """Read with the children for text, and with that for scans where there is none."""
        from resume_builder.adapters.documents.fallback import with_pictures

        scans = self._scans
        pictures = None if scans is None else lambda: do(scans)
        return with_pictures(lambda: do(self._reader), pictures, findings)

    def close(self) -> None:
        """Stop the children."""
        self._reader.close()
        if self._scans is not None:
            self._scans.close()


class _Read(Value):
    """What a child answers for a résumé."""

    text: str
    reading: ResumeReading


def read_in_child(memory: int) -> None:
    """Answer the questions of `Contained`, within `memory` bytes, until the parent is gone."""
    from resume_builder.adapters.documents import child

    child.main(memory, _tasks(_read_document))


def read_scans_in_child(memory: int) -> None:
    """Do as `read_in_child` does, and recognize text in pictures."""
    from resume_builder.adapters.documents import child
    from resume_builder.adapters.documents.limits import MAX_SCAN_SECONDS

    child.main(memory, _tasks(read_with_pictures), read_with_pictures, MAX_SCAN_SECONDS)


def _tasks(read_document: DocumentReader) -> dict[str, Callable[[bytes, str], bytes]]:
    """Return what a child does with files beside making Documents of them."""
    read_resume, read_posting = make_readers(read_document, skills_file())

    def resume(data: bytes, name: str) -> bytes:
        text, reading = read_resume(data, name)
        return _Read(text=text, reading=reading).model_dump_json().encode()

    def posting(data: bytes, name: str) -> bytes:
        return read_posting(data, name).model_dump_json().encode()

    return {"resume": resume, "posting": posting, "photo": read_photo_file}


def make_readers(
    read_document: DocumentReader, skills: Path | None
) -> tuple[ResumeReader, PostingReader]:
    """Return what understands files, with an operator's lexicon file beside ours."""
    lexicon = partial(load_lexicon, skills)
    return (
        ResumeReader(read_document, load_vocabulary, read_photo_file),
        PostingReader(read_document, lexicon, load_posting_words),
    )


def read_photo_file(data: bytes, name: str) -> bytes:
    """Return a picture as a photo. Raises ReadError."""
    from resume_builder.adapters.documents.photo import read_photo

    return read_photo(data, name)


def read_with_pictures(data: bytes, name: str) -> Document:
    """Return the document in a file, pictures of text recognized. Raises ReadError."""
    from resume_builder.adapters.documents import read_document
    from resume_builder.adapters.documents.ocr.rapid import installed_recognizer

    return read_document(data, name, installed_recognizer())


def _read_document(data: bytes, name: str) -> Document:
    from resume_builder.adapters.documents import read_document

    return read_document(data, name)


def read_contained(data: bytes, name: str) -> Document:
    """Return the document in a file, read in a child of its own. Raises ReadError."""
    from resume_builder.adapters.documents.contained import ContainedReader

    with closing(ContainedReader(children=1)) as reader:
        return reader(data, name)
