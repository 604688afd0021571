"""Keeping finished documents, and showing what a newer engine would make of them."""

import contextlib
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from pydantic import Field

from resume_builder.domain.errors import RecordNotFound
from resume_builder.domain.tailoring.accept import Verified
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.domain.values import RecordId, Text, Value
from resume_builder.features.documents.errors import DocumentDamaged, DocumentTooLarge
from resume_builder.features.documents.ports import (
    Desk,
    Making,
    Picture,
    PinnedFormat,
    Press,
    Ready,
)
from resume_builder.ports import Clock, Records

# A résumé of ten pages with a photo has less.
MAX_BYTES = 2 * 1024 * 1024


class PinnedDocument(Value):
    """A file as it was downloaded, for ever: `id` is the SHA-256 of its bytes in hex.

    `data` are the bytes in base64, `pictures` the pages as they looked (none of a DOCX).
    `verified` and `options` are what it was set from, so that another engine can set it again.
    Saved work leaves these records out: bytes that come back from a person's file would be no
    proof of what was set here.
    """

    id: RecordId
    version: int = Field(default=1, ge=1)
    created_at: datetime
    tailoring_id: RecordId
    format: PinnedFormat
    name: Text
    size: int
    data: str
    pictures: tuple[Picture, ...]
    made: Making
    verified: Verified
    options: RenderOptions


@dataclass(frozen=True, slots=True)
class Comparison:
    """A kept document beside what would be made of the same words now.

    `changed` names what of its making is different: "product", "engine", "theme", "fonts".
    """

    changed: tuple[str, ...]
    same_bytes: bool
    before: tuple[Picture, ...]
    now: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents that an owner keeps."""

    press: Press
    desk: Desk
    records: Records[PinnedDocument]
    now: Clock

    def pin(self, owner: str, tailoring_id: str, fmt: PinnedFormat) -> PinnedDocument:
        """Keep what leaves now; the same bytes are kept once.

        Raises RecordNotFound, DocumentTooLarge, QuotaReached.
        """
        return self._keep(owner, tailoring_id, self.desk.ready(owner, tailoring_id, fmt), fmt)

    def renew(self, owner: str, document_id: str) -> PinnedDocument:
        """Keep the same words as they are set now, beside the old document.

        Raises RecordNotFound, DocumentTooLarge, QuotaReached.
        """
        old = self.records.get(owner, document_id)
        again = Ready(old.verified, old.options, old.name)
        return self._keep(owner, old.tailoring_id, again, old.format)

    def data(self, owner: str, document_id: str) -> tuple[PinnedDocument, bytes]:
        """Return a document and the bytes that were kept.

        Raises RecordNotFound, DocumentDamaged.
        """
        document = self.records.get(owner, document_id)
        data = b64decode(document.data)
        if sha256(data).hexdigest() != document.id:
            raise DocumentDamaged
        return document, data

    def compare(self, owner: str, document_id: str) -> Comparison:
        """Return what would be different now. Raises RecordNotFound."""
        old = self.records.get(owner, document_id)
        made = self.press.making(old.options, old.format)
        data = self.press.file(old.verified, old.options, old.format)
        before, now = old.made.model_dump(), made.model_dump()
        return Comparison(
            changed=tuple(name for name in now if now[name] != before[name]),
            same_bytes=sha256(data).hexdigest() == old.id,
            before=old.pictures,
            now=self._pictures(old.verified, old.options, old.format),
        )

    def _keep(
        self, owner: str, tailoring_id: str, ready: Ready, fmt: PinnedFormat
    ) -> PinnedDocument:
        data = self.press.file(ready.verified, ready.options, fmt)
        if len(data) > MAX_BYTES:
            raise DocumentTooLarge(limit=MAX_BYTES)
        name = sha256(data).hexdigest()
        with contextlib.suppress(RecordNotFound):
            return self.records.get(owner, name)
        document = PinnedDocument(
            id=name,
            created_at=self.now(),
            tailoring_id=tailoring_id,
            format=fmt,
            name=ready.name,
            size=len(data),
            data=b64encode(data).decode(),
            pictures=self._pictures(ready.verified, ready.options, fmt),
            made=self.press.making(ready.options, fmt),
            verified=ready.verified,
            options=ready.options,
        )
        self.records.add(owner, document)
        return document

    def _pictures(
        self, verified: Verified, options: RenderOptions, fmt: PinnedFormat
    ) -> tuple[Picture, ...]:
        return self.press.pictures(verified, options) if fmt == "pdf" else ()
