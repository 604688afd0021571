"""Reading résumés, and keeping those of a session."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import Field

from resume_builder.domain.errors import VersionConflict
from resume_builder.domain.parsing import parse_resume
from resume_builder.domain.parsing.confidence import is_at_its_word
from resume_builder.domain.parsing.scans import is_guess, with_doubts
from resume_builder.domain.photo import as_image, bytes_in, image_in_json, with_image, without_photo
from resume_builder.domain.resume import Resume, ResumeReading
from resume_builder.domain.tailoring.apply import apply_person_edits
from resume_builder.domain.tailoring.ledger import Ledger
from resume_builder.domain.tailoring.model import TextEdit
from resume_builder.domain.tailoring.own_words import settled_words
from resume_builder.domain.values import Finding, RecordId, Text, Value
from resume_builder.domain.vocabulary import Vocabulary
from resume_builder.features.resumes.errors import FileImageOnly, ReadError
from resume_builder.features.resumes.ports import DocumentReader, ReadPhoto, ReadResume
from resume_builder.ports import Clock, NewId, Owner, Records

# Who told the fields of a résumé apart: our rules, the file itself, a model.
Source = Literal["rules", "file", "model"]


class ResumeRecord(Value):
    """A résumé as it was read: `text` is the document's, which every span points into.

    `ledger` is what the person said and typed since. `printed` is the version since which what can
    be printed is the same. `source` says who read it; by a `model`, `read_from` is the résumé that
    the rules read.
    """

    id: RecordId
    version: int = Field(default=1, ge=1)
    printed: int = Field(default=0, ge=0)
    created_at: datetime
    name: Text
    text: Text
    reading: ResumeReading
    ledger: Ledger = Ledger()
    source: Source = "rules"
    model: Text = ""
    read_from: RecordId | None = None


@dataclass(frozen=True, slots=True)
class ResumeReader:
    """Bytes to résumé. The vocabulary is loaded when the first file comes."""

    read_document: DocumentReader
    vocabulary: Callable[[], Vocabulary]
    read_photo: ReadPhoto

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
        return document.text, self._with_photo(reading, image_in_json(data))

    def _with_photo(self, reading: ResumeReading, image: str) -> ResumeReading:
        """Return the reading with the picture that came inside the file made a photo.

        One that cannot be read is left out, which is told.
        """
        if not image:
            return reading
        findings = reading.findings
        try:
            made = as_image(self.read_photo(bytes_in(image), ""))
        except (ValueError, ReadError):
            made = ""
            findings = (*findings, Finding(code="photo.left_out", where="basics.image"))
        resume = with_image(reading.resume, made)
        return reading.model_copy(update={"resume": resume, "findings": findings})


@dataclass(frozen=True, slots=True)
class Resumes:
    """The résumés that an owner keeps."""

    read: ReadResume
    read_photo: ReadPhoto
    records: Records[ResumeRecord]
    now: Clock
    new_id: NewId

    def add(self, owner: Owner, data: bytes, name: str) -> ResumeRecord:
        """Read a file and keep the result. Raises ReadError, QuotaReached."""
        text, reading = self.read(data, name)
        record = ResumeRecord(
            id=self.new_id(),
            created_at=self.now(),
            name=name,
            text=text,
            reading=reading,
            source="file" if is_at_its_word(reading.confidence) else "rules",
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
        record = self._at(owner, record_id, version)
        doubts = record.reading.confidence
        settled = {edit.path for edit in edits if edit.text} | (doubts.keys() & set(confirmed))
        sure = doubts | dict.fromkeys(settled, 1.0)
        reading = record.reading.model_copy(
            update={
                "resume": apply_person_edits(record.reading.resume, edits),
                "confidence": sure,
            }
        )
        ledger = self._ledger(record, reading, settled)
        return self._replace(owner, record, {"reading": reading, "ledger": ledger})

    def set_photo(
        self, owner: Owner, record_id: str, version: int, data: bytes, name: str
    ) -> ResumeRecord:
        """Keep a picture as the person's photo. Whether it prints is for each tailoring to say.

        Raises ReadError, RecordNotFound, VersionConflict.
        """
        record = self._at(owner, record_id, version)
        return self._picture(owner, record, as_image(self.read_photo(data, name)))

    def remove_photo(self, owner: Owner, record_id: str, version: int) -> ResumeRecord:
        """Take the photo away. Raises RecordNotFound, VersionConflict."""
        return self._picture(owner, self._at(owner, record_id, version), "")

    def _picture(self, owner: Owner, record: ResumeRecord, image: str) -> ResumeRecord:
        pictured = _pictured(record, with_image(record.reading.resume, image))
        return self._replace(owner, record, {"reading": pictured.reading})

    def _at(self, owner: Owner, record_id: str, version: int) -> ResumeRecord:
        """Return the record that the person saw. Raises RecordNotFound, VersionConflict."""
        record = self.records.get(owner, record_id)
        if record.version != version:
            raise VersionConflict(current=record.version)
        return record

    def _replace(
        self, owner: Owner, record: ResumeRecord, update: dict[str, object]
    ) -> ResumeRecord:
        """Keep the next version, which prints otherwise. Raises VersionConflict."""
        following = record.version + 1
        numbered = {**update, "version": following, "printed": following}
        changed = record.model_copy(update=numbered)
        self.records.replace(owner, changed)
        return changed

    def _ledger(self, record: ResumeRecord, reading: ResumeReading, said: set[str]) -> Ledger:
        """Return what is known once the person wrote or called right what stands at `said`."""
        words = settled_words(record.reading, reading, record.ledger.held(""), record.text, said)
        return record.ledger.typed("", words, said, self.now().date())


def light(record: ResumeRecord) -> ResumeRecord:
    """Return a record as its old versions keep it: without the photo, which is large."""
    return _pictured(record, without_photo(record.reading.resume))


def with_photo_of(record: ResumeRecord, current: ResumeRecord) -> ResumeRecord:
    """Return an old version with the photo that there is now, so that none comes back."""
    resume, image = record.reading.resume, current.reading.resume.basics.image
    return _pictured(record, resume if resume.basics.image else with_image(resume, image))


def _pictured(record: ResumeRecord, resume: Resume) -> ResumeRecord:
    reading = record.reading.model_copy(update={"resume": resume})
    return record.model_copy(update={"reading": reading})
