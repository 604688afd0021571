"""Keeping finished documents, and showing what a newer engine would make of them."""

import contextlib
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

from pydantic import Field

from resume_builder.domain.errors import QuotaReached, RecordNotFound
from resume_builder.domain.letters.verified import VerifiedLetter
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.domain.values import RecordId, Text, Value
from resume_builder.features.documents.archive import Filed, zipped
from resume_builder.features.documents.errors import (
    DocumentDamaged,
    DocumentsFull,
    DocumentTooLarge,
    NotSetHere,
)
from resume_builder.features.documents.ports import (
    Desk,
    Making,
    Picture,
    PinnedFormat,
    Press,
    Ready,
    Words,
)
from resume_builder.ports import Clock, Owner, Records

# A résumé of ten pages with a photo has less.
MAX_BYTES = 2 * 1024 * 1024
# Where a theme or a font is no longer here, nothing can be set in it.
_GONE = ("theme",)

PinnedKind = Literal["resume", "letter"]


class PinnedDocument(Value):
    """A file as it was downloaded, for ever: `id` is the SHA-256 of its bytes in hex.

    `data` are the bytes in base64, `pictures` the pages as they looked (none of a DOCX).
    `verified` and `options` are what it was set from, so that another engine can set it again.
    `title` and `company` are those of the posting that it was made for. Saved work leaves these
    records out: bytes that come back from a person's file would be no proof of what was set here.
    """

    id: RecordId
    version: int = Field(default=1, ge=1)
    created_at: datetime
    tailoring_id: RecordId
    format: PinnedFormat
    name: Text
    title: Text = ""
    company: Text = ""
    size: int
    data: str
    pictures: tuple[Picture, ...]
    made: Making
    verified: Words
    options: RenderOptions

    @property
    def kind(self) -> PinnedKind:
        """What it is."""
        return "letter" if isinstance(self.verified, VerifiedLetter) else "resume"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A kept document beside what would be made of the same words now.

    `changed` names what of its making is different: "product", "engine", "theme", "fonts". `now` is
    empty where its theme or font is no longer here. A DOCX has no pages: `text_before` and
    `text_now` are what a machine reads in both files.
    """

    changed: tuple[str, ...]
    same_bytes: bool
    before: tuple[Picture, ...]
    now: tuple[Picture, ...]
    text_before: str = ""
    text_now: str = ""
    renewable: bool = True


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents that an owner keeps."""

    press: Press
    desk: Desk
    records: Records[PinnedDocument]
    now: Clock

    def pin(self, owner: Owner, tailoring_id: str, fmt: PinnedFormat) -> PinnedDocument:
        """Keep the résumé that leaves now; the same bytes are kept once.

        Raises RecordNotFound, DocumentTooLarge, DocumentsFull.
        """
        return self._keep(owner, self.desk.ready(owner, tailoring_id, fmt), fmt)

    def pin_letter(self, owner: Owner, letter_id: str, fmt: PinnedFormat) -> PinnedDocument:
        """Keep the letter that leaves now; the same bytes are kept once.

        Raises RecordNotFound, DocumentTooLarge, DocumentsFull; UnknownFormat of a message, which
        has no page.
        """
        return self._keep(owner, self.desk.letter(owner, letter_id, fmt), fmt)

    def renew(self, owner: Owner, document_id: str) -> PinnedDocument:
        """Keep the same words as they are set now, beside the old document.

        Raises RecordNotFound, DocumentTooLarge, DocumentsFull, NotSetHere.
        """
        old = self.records.get(owner, document_id)
        again = Ready(old.tailoring_id, old.verified, old.options, old.name, old.title, old.company)
        return self._keep(owner, again, old.format)

    def data(self, owner: Owner, document_id: str) -> tuple[PinnedDocument, bytes]:
        """Return a document and the bytes that were kept.

        Raises RecordNotFound, DocumentDamaged.
        """
        document = self.records.get(owner, document_id)
        return document, _bytes_of(document)

    def archive(self, owner: Owner) -> bytes:
        """Return a ZIP of every kept file and of what made them. Raises DocumentDamaged."""
        return zipped(
            Filed(
                name=kept.name,
                created_at=kept.created_at,
                sha256=kept.id,
                made=kept.made,
                data=_bytes_of(kept),
            )
            for kept in self.records.list(owner)
        )

    def changed(self, document: PinnedDocument) -> tuple[str, ...]:
        """Return what of a document's making is different now. Its bytes may still be the same."""
        try:
            made = self.press.making(document.options, document.format)
        except NotSetHere:
            return _GONE
        before, now = document.made.model_dump(), made.model_dump()
        return tuple(name for name in now if now[name] != before[name])

    def compare(self, owner: Owner, document_id: str) -> Comparison:
        """Return what would be different now. Raises RecordNotFound, DocumentDamaged."""
        old = self.records.get(owner, document_id)
        try:
            data = self.press.file(old.verified, old.options, old.format)
        except NotSetHere:
            return Comparison(_GONE, same_bytes=False, before=old.pictures, now=(), renewable=False)
        same = sha256(data).hexdigest() == old.id
        by_words = old.format == "docx" and not same
        return Comparison(
            changed=self.changed(old),
            same_bytes=same,
            before=old.pictures,
            now=self._pictures(old.verified, old.options, old.format),
            text_before=self.press.text(_bytes_of(old), old.name) if by_words else "",
            text_now=self.press.text(data, old.name) if by_words else "",
        )

    def pictures(self, owner: Owner, document_id: str, sha: str) -> tuple[Picture, ...]:
        """Return the pages among which the one with this SHA-256 is: kept, or as set now.

        Raises RecordNotFound.
        """
        old = self.records.get(owner, document_id)
        if any(picture.sha256 == sha for picture in old.pictures):
            return old.pictures
        return self._pictures(old.verified, old.options, old.format)

    def _keep(self, owner: Owner, ready: Ready, fmt: PinnedFormat) -> PinnedDocument:
        data = self.press.file(ready.verified, ready.options, fmt)
        if len(data) > MAX_BYTES:
            raise DocumentTooLarge(limit=MAX_BYTES)
        name = sha256(data).hexdigest()
        with contextlib.suppress(RecordNotFound):
            return self.records.get(owner, name)
        document = PinnedDocument(
            id=name,
            created_at=self.now(),
            tailoring_id=ready.tailoring_id,
            format=fmt,
            name=ready.name,
            title=ready.title,
            company=ready.company,
            size=len(data),
            data=b64encode(data).decode(),
            pictures=self._pictures(ready.verified, ready.options, fmt),
            made=self.press.making(ready.options, fmt),
            verified=ready.verified,
            options=ready.options,
        )
        try:
            self.records.add(owner, document)
        except QuotaReached as error:
            raise DocumentsFull from error
        return document

    def _pictures(
        self, verified: Words, options: RenderOptions, fmt: PinnedFormat
    ) -> tuple[Picture, ...]:
        return self.press.pictures(verified, options) if fmt == "pdf" else ()


def _bytes_of(document: PinnedDocument) -> bytes:
    """Return the kept bytes. Raises DocumentDamaged."""
    data = b64decode(document.data)
    if sha256(data).hexdigest() != document.id:
        raise DocumentDamaged
    return data
