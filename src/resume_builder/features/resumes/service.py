"""Reading résumés, and keeping those of a session."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import Field

from resume_builder.domain.errors import VersionConflict
from resume_builder.domain.parsing import parse_resume
from resume_builder.domain.parsing.scans import is_guess, with_doubts
from resume_builder.domain.resume import ResumeReading
from resume_builder.domain.tailoring.apply import apply_person_edits
from resume_builder.domain.tailoring.ledger import Ledger
from resume_builder.domain.tailoring.model import TextEdit
from resume_builder.domain.tailoring.own_words import settled_words
from resume_builder.domain.values import RecordId, Text, Value
from resume_builder.domain.vocabulary import Vocabulary
from resume_builder.features.resumes.errors import FileImageOnly
from resume_builder.features.resumes.ports import DocumentReader, ReadResume
from resume_builder.ports import Clock, NewId, Owner, Records


class ResumeRecord(Value):
    """A résumé as it was read: `text` is the document's, which every span points into.

    `ledger` is what the person said and typed since. `printed` is the version since which what can
    be printed is the same.
    """

    id: RecordId
    version: int = Field(default=1, ge=1)
    printed: int = Field(default=0, ge=0)
    created_at: datetime
    name: Text
    text: Text
    reading: ResumeReading
    ledger: Ledger = Ledger()


@dataclass(frozen=True, slots=True)
class ResumeReader:
    """Bytes to résumé. The vocabulary is loaded when the first file comes."""

    read_document: DocumentReader
    vocabulary: Callable[[], Vocabulary]

    def __call__(self, data: bytes, name: str) -> tuple[str, ResumeReading]:
        """Return the document's text and what was understood of it.

        Raises ReadError: FileImageOnly too for a scan whose name or contact data is not sure.
        """
        document = self.read_document(data, name)
        reading = parse_resume(document, self.vocabulary())
        if is_guess(document, reading):
            raise FileImageOnly(name=name, pages=document.pages)
        reading = with_doubts(document, reading)
        if document.findings:
            findings = (*document.findings, *reading.findings)
            reading = reading.model_copy(update={"findings": findings})
        return document.text, reading


@dataclass(frozen=True, slots=True)
class Resumes:
    """The résumés that an owner keeps."""

    read: ReadResume
    records: Records[ResumeRecord]
    now: Clock
    new_id: NewId

    def add(self, owner: Owner, data: bytes, name: str) -> ResumeRecord:
        """Read a file and keep the result. Raises ReadError, QuotaReached."""
        text, reading = self.read(data, name)
        record = ResumeRecord(
            id=self.new_id(), created_at=self.now(), name=name, text=text, reading=reading
        )
        self.records.add(owner, record)
        return record

    def edit(
        self,
        owner: Owner,
        record_id: str,
        version: int,
        edits: Sequence[TextEdit],
        confirmed: Sequence[str] = (),
    ) -> ResumeRecord:
        """Write the person's own words over the reading.

        What was written is certain from then on, and so is a field that was doubtful and is among
        the paths `confirmed`, even an empty one; its value stays as it was read.

        Raises RecordNotFound, VersionConflict, UnknownPath.
        """
        record = self.records.get(owner, record_id)
        if record.version != version:
            raise VersionConflict(current=record.version)
        doubts = record.reading.confidence
        settled = {edit.path for edit in edits if edit.text} | (doubts.keys() & set(confirmed))
        sure = doubts | dict.fromkeys(settled, 1.0)
        reading = record.reading.model_copy(
            update={
                "resume": apply_person_edits(record.reading.resume, edits),
                "confidence": sure,
            }
        )
        changed = record.model_copy(
            update={
                "reading": reading,
                "ledger": self._ledger(record, reading, settled),
                "version": version + 1,
                "printed": version + 1,
            }
        )
        self.records.replace(owner, changed)
        return changed

    def _ledger(self, record: ResumeRecord, reading: ResumeReading, said: set[str]) -> Ledger:
        """Return what is known once the person wrote or called right what stands at `said`."""
        words = settled_words(record.reading, reading, record.ledger.held(""), record.text, said)
        return record.ledger.typed("", words, said, self.now().date())
