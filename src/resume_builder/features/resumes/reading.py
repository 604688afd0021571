"""Reading a résumé with the help of a model: it quotes, the quotes become a résumé.

Who carries the brief to a model and the answer back does not matter here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from resume_builder.domain.parsing.quoted import (
    MOST_CHARS,
    VERSION,
    read_quoted,
    write_resume_brief,
)
from resume_builder.domain.posting.words import PostingWords
from resume_builder.domain.tailoring.brief import Brief
from resume_builder.domain.tailoring.carried import carried
from resume_builder.domain.tailoring.sheet import REPAIR_VERSION, repair_text
from resume_builder.domain.values import Finding
from resume_builder.domain.vocabulary import Vocabulary
from resume_builder.features.resumes.errors import NothingToRead, TooLongForModel
from resume_builder.features.resumes.service import ResumeRecord
from resume_builder.ports import Clock, NewId, Owner, Records


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of a model's answer: the résumé by its quotes, and what was left out of it.

    `record` is None where nothing in it can be used; `repair` is what to tell the model then.
    """

    record: ResumeRecord | None
    findings: tuple[Finding, ...]
    repair: str = ""


@dataclass(frozen=True, slots=True)
class ResumeQuoting:
    """The readings of an owner's documents by their models. `guard` knows text to machines."""

    records: Records[ResumeRecord]
    vocabulary: Callable[[], Vocabulary]
    guard: Callable[[], PostingWords]
    brief_text: Callable[[str, int], str]
    now: Clock
    new_id: NewId

    def brief(self, owner: Owner, resume_id: str) -> Brief:
        """Return what to tell a model. Raises RecordNotFound, NothingToRead, TooLongForModel."""
        record = self._readable(owner, resume_id)
        return write_resume_brief(record.text, self.guard(), self.brief_text("resume", VERSION))

    def take(self, owner: Owner, resume_id: str, text: str, model: str) -> Reread:
        """Keep the résumé as a model's answer quotes the document, beside the one that was read.

        The earlier one stays as it is, with what the person changed in it and what was tailored
        from it. Raises RecordNotFound, NothingToRead, TooLongForModel, QuotaReached.
        """
        record = self._readable(owner, resume_id)
        quoted = read_quoted(text, record.text, record.reading, self.vocabulary(), self.guard())
        if quoted.reading is None:
            repair = repair_text(self.brief_text("repair", REPAIR_VERSION), quoted.findings)
            return Reread(None, quoted.findings, repair)
        fresh = record.model_copy(
            update={
                "id": self.new_id(),
                "version": 1,
                "printed": 0,
                "created_at": self.now(),
                "reading": quoted.reading,
                "ledger": carried(record.ledger, quoted.reading.resume),
                "source": "model",
                "model": model,
                "read_from": record.read_from or record.id,
            }
        )
        self.records.add(owner, fresh)
        return Reread(fresh, quoted.findings)

    def _readable(self, owner: Owner, resume_id: str) -> ResumeRecord:
        """Return a résumé that has a document of a length that a model can write again."""
        record = self.records.get(owner, resume_id)
        if record.source == "file" or not record.text.strip():
            raise NothingToRead
        if len(record.text) > MOST_CHARS:
            raise TooLongForModel(length=len(record.text), limit=MOST_CHARS)
        return record
