"""Kept documents: the same bytes for ever, and another engine beside them."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest

from resume_builder.domain.errors import QuotaReached, RecordNotFound
from resume_builder.domain.letters.verified import VerifiedLetter
from resume_builder.domain.resume import Basics, Resume
from resume_builder.domain.tailoring.accept import own_words
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.documents.errors import (
    DocumentDamaged,
    DocumentsFull,
    DocumentTooLarge,
    NotSetHere,
)
from resume_builder.features.documents.ports import Making, Picture, PinnedFormat, Ready, Words
from resume_builder.features.documents.service import MAX_BYTES, Documents, PinnedDocument
from resume_builder.ports import Owner

pytestmark = pytest.mark.rendering

NOW = datetime(2026, 11, 24, tzinfo=UTC)
OPTIONS = RenderOptions()


@dataclass
class Press:
    """Writes the name behind the engine's version."""

    version: str = "1"
    filler: bytes = b""
    gone: bool = False

    def making(self, options: RenderOptions, fmt: PinnedFormat) -> Making:
        """The engine."""
        if self.gone:
            raise NotSetHere
        return Making(product="p", engine=f"press {self.version}")

    def file(self, words: Words, options: RenderOptions, fmt: PinnedFormat) -> bytes:
        """The bytes."""
        if self.gone:
            raise NotSetHere
        named = words.basics if isinstance(words, VerifiedLetter) else words.resume.basics
        return f"{self.version} {fmt} {named.name}".encode() + self.filler

    def text(self, data: bytes, name: str) -> str:
        """What is written in it."""
        return data.decode()

    def pictures(self, words: Words, options: RenderOptions) -> tuple[Picture, ...]:
        """One page."""
        svg = f"<svg>{self.version}</svg>"
        return (Picture(number=1, width=1, height=1, svg=svg, sha256=svg),)


@dataclass
class Desk:
    """One tailoring, whose words may change."""

    name: str = "Ada"

    def ready(self, owner: Owner, tailoring_id: str, fmt: PinnedFormat) -> Ready:
        """What leaves now."""
        resume = own_words(Resume(basics=Basics(name=self.name)))
        return Ready(tailoring_id, resume, OPTIONS, f"{self.name}.{fmt}", "Cook", "Rio")

    def letter(self, owner: Owner, letter_id: str, fmt: PinnedFormat) -> Ready:
        """A letter of the same person."""
        letter = VerifiedLetter(
            kind="letter", language="en", basics=Basics(name=f"Letter of {self.name}"),
            recipient=(), date="", subject="", greeting="", paragraphs=("Hello.",), closing="",
            signature=self.name, verifier=1,
        )  # fmt: skip
        return Ready("t1", letter, OPTIONS, f"{self.name}.{fmt}")


@dataclass
class Shelf:
    """The records of everybody."""

    kept: dict[str, PinnedDocument] = field(default_factory=dict[str, PinnedDocument])
    full: bool = False

    def add(self, owner: Owner, record: PinnedDocument) -> None:
        """Store."""
        assert record.id not in self.kept
        if self.full:
            raise QuotaReached(kind="documents", limit=len(self.kept))
        self.kept[record.id] = record

    def get(self, owner: Owner, record_id: str) -> PinnedDocument:
        """Find."""
        if record_id not in self.kept:
            raise RecordNotFound(kind="documents")
        return self.kept[record_id]

    def list(self, owner: Owner) -> tuple[PinnedDocument, ...]:
        """All."""
        return tuple(self.kept.values())

    def replace(self, owner: Owner, record: PinnedDocument) -> None:
        """Nothing may."""
        raise AssertionError(record.id)

    def delete(self, owner: Owner, record_id: str) -> None:
        """Forget."""
        del self.kept[record_id]


def made(press: Press, desk: Desk | None = None) -> Documents:
    """Documents over the doubles."""
    return Documents(press, desk or Desk(), Shelf(), lambda: NOW)


def test_a_document_outlives_its_engine_and_its_words() -> None:
    """Neither a newer engine nor another wording changes what was kept."""
    press, desk = Press(), Desk()
    documents = made(press, desk)
    kept = documents.pin("o", "t1", "pdf")
    press.version, desk.name = "2", "Eve"
    _, data = documents.data("o", kept.id)
    assert data == b"1 pdf Ada"
    assert kept.id == sha256(data).hexdigest()
    assert kept.size == len(data)


def test_the_same_bytes_are_kept_once() -> None:
    """Pinning again gives the document that is there."""
    documents = made(Press())
    assert documents.pin("o", "t1", "pdf") == documents.pin("o", "t1", "pdf")
    assert len(documents.records.list("o")) == 1


def test_another_engine_is_shown_beside_and_kept_beside() -> None:
    """The comparison is of the same words; a renewal is a second document."""
    press, desk = Press(), Desk()
    documents = made(press, desk)
    old = documents.pin("o", "t1", "pdf")
    same = documents.compare("o", old.id)
    assert (same.changed, same.same_bytes) == ((), True)
    press.version, desk.name = "2", "Eve"
    found = documents.compare("o", old.id)
    assert (found.changed, found.same_bytes) == (("engine",), False)
    assert [p.svg for p in (*found.before, *found.now)] == ["<svg>1</svg>", "<svg>2</svg>"]
    new = documents.renew("o", old.id)
    assert documents.data("o", new.id)[1] == b"2 pdf Ada"
    assert documents.data("o", old.id)[1] == b"1 pdf Ada"


def test_a_word_file_is_compared_by_its_text() -> None:
    """It has no pages; the same bytes need no comparison."""
    press = Press()
    documents = made(press)
    kept = documents.pin("o", "t1", "docx")
    same = documents.compare("o", kept.id)
    assert (same.before, same.now, same.text_before, same.text_now) == ((), (), "", "")
    press.version = "2"
    found = documents.compare("o", kept.id)
    assert (found.text_before, found.text_now) == ("1 docx Ada", "2 docx Ada")


def test_what_cannot_be_set_again_stays_as_it_is() -> None:
    """A theme that went takes nothing with it."""
    press = Press()
    documents = made(press)
    kept = documents.pin("o", "t1", "pdf")
    assert documents.changed(kept) == ()
    press.gone = True
    assert documents.changed(kept) == ("theme",)
    found = documents.compare("o", kept.id)
    assert (found.renewable, found.same_bytes, found.now) == (False, False, ())
    assert found.before == kept.pictures == documents.pictures("o", kept.id, "<svg>1</svg>")
    assert documents.data("o", kept.id)[1] == b"1 pdf Ada"
    with pytest.raises(NotSetHere):
        documents.renew("o", kept.id)


def test_a_letter_is_kept_as_a_resume_is() -> None:
    """Also when it comes back from the store, and is set anew."""
    press = Press()
    documents = made(press)
    kept = documents.pin_letter("o", "l1", "pdf")
    assert (kept.kind, kept.tailoring_id) == ("letter", "t1")
    again = PinnedDocument.model_validate_json(kept.model_dump_json(by_alias=True))
    assert again == kept
    resume = documents.pin("o", "t1", "pdf")
    assert PinnedDocument.model_validate_json(resume.model_dump_json(by_alias=True)) == resume
    assert (resume.kind, resume.title, resume.company) == ("resume", "Cook", "Rio")
    press.version = "2"
    assert documents.renew("o", kept.id).kind == "letter"


def test_no_room_is_told_as_such() -> None:
    """Whatever the store counts."""
    shelf = Shelf(full=True)
    with pytest.raises(DocumentsFull):
        Documents(Press(), Desk(), shelf, lambda: NOW).pin("o", "t1", "pdf")


def test_all_files_leave_in_one_archive() -> None:
    """Byte for byte, each under a name of its own, with what made it."""
    press = Press()
    documents = made(press)
    first = documents.pin("o", "t1", "pdf")
    press.version = "2"
    second = documents.pin("o", "t1", "pdf")
    word = documents.pin("o", "t1", "docx")
    with ZipFile(BytesIO(documents.archive("o"))) as archive:
        contents = json.loads(archive.read("contents.json"))
        files = {told["sha256"]: archive.read(told["file"]) for told in contents}
        assert archive.namelist() == ["Ada.pdf", "Ada (2).pdf", "Ada.docx", "contents.json"]
    assert files == {d.id: documents.data("o", d.id)[1] for d in (first, second, word)}
    assert contents[0]["made"]["engine"] == "press 1"


def test_too_large_and_damaged() -> None:
    """A file over the limit is not kept; bytes that changed are not served."""
    documents = made(Press(filler=b"x" * MAX_BYTES))
    with pytest.raises(DocumentTooLarge):
        documents.pin("o", "t1", "pdf")
    shelf = Shelf()
    documents = Documents(Press(), Desk(), shelf, lambda: NOW)
    kept = documents.pin("o", "t1", "pdf")
    shelf.kept[kept.id] = kept.model_copy(update={"data": "AAAA"})
    with pytest.raises(DocumentDamaged):
        documents.data("o", kept.id)
