"""Kept documents: the same bytes for ever, and another engine beside them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from resume_builder.domain.errors import RecordNotFound
from resume_builder.domain.resume import Basics, Resume
from resume_builder.domain.tailoring.accept import Verified, own_words
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.documents.errors import DocumentDamaged, DocumentTooLarge
from resume_builder.features.documents.ports import Making, Picture, PinnedFormat, Ready
from resume_builder.features.documents.service import MAX_BYTES, Documents, PinnedDocument

pytestmark = pytest.mark.rendering

NOW = datetime(2026, 11, 24, tzinfo=UTC)
OPTIONS = RenderOptions()


@dataclass
class Press:
    """Writes the name behind the engine's version."""

    version: str = "1"
    filler: bytes = b""

    def making(self, options: RenderOptions, fmt: PinnedFormat) -> Making:
        """The engine."""
        return Making(product="p", engine=f"press {self.version}")

    def file(self, verified: Verified, options: RenderOptions, fmt: PinnedFormat) -> bytes:
        """The bytes."""
        return f"{self.version} {fmt} {verified.resume.basics.name}".encode() + self.filler

    def pictures(self, verified: Verified, options: RenderOptions) -> tuple[Picture, ...]:
        """One page."""
        svg = f"<svg>{self.version}</svg>"
        return (Picture(number=1, width=1, height=1, svg=svg, sha256=svg),)


@dataclass
class Desk:
    """One tailoring, whose words may change."""

    name: str = "Ada"

    def ready(self, owner: str, tailoring_id: str, fmt: PinnedFormat) -> Ready:
        """What leaves now."""
        resume = own_words(Resume(basics=Basics(name=self.name)))
        return Ready(resume, OPTIONS, f"{self.name}.{fmt}")


@dataclass
class Shelf:
    """The records of everybody."""

    kept: dict[str, PinnedDocument] = field(default_factory=dict[str, PinnedDocument])

    def add(self, owner: str, record: PinnedDocument) -> None:
        """Store."""
        assert record.id not in self.kept
        self.kept[record.id] = record

    def get(self, owner: str, record_id: str) -> PinnedDocument:
        """Find."""
        if record_id not in self.kept:
            raise RecordNotFound(kind="documents")
        return self.kept[record_id]

    def list(self, owner: str) -> tuple[PinnedDocument, ...]:
        """All."""
        return tuple(self.kept.values())

    def replace(self, owner: str, record: PinnedDocument) -> None:
        """Nothing may."""
        raise AssertionError(record.id)

    def delete(self, owner: str, record_id: str) -> None:
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


def test_a_word_file_has_no_pages() -> None:
    """Its comparison is of its making alone."""
    documents = made(Press())
    found = documents.compare("o", documents.pin("o", "t1", "docx").id)
    assert found.before == found.now == ()


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
