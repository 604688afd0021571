"""Reading a posting with the help of a model: it quotes, the quotes become a posting.

Who carries the brief to a model and the answer back does not matter here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from resume_builder.domain.posting.quoted import VERSION, read_quoted, write_posting_brief
from resume_builder.domain.posting.words import PostingWords
from resume_builder.domain.skills import Lexicon
from resume_builder.domain.tailoring.brief import Brief
from resume_builder.domain.tailoring.sheet import REPAIR_VERSION, repair_text
from resume_builder.domain.values import Finding
from resume_builder.features.postings.service import PostingRecord
from resume_builder.ports import Clock, NewId, Owner, Records


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of a model's answer: the posting by its quotes, and what was left out of it.

    `record` is None where no list of quotes was found; `repair` is what to tell the model then.
    """

    record: PostingRecord | None
    findings: tuple[Finding, ...]
    repair: str = ""


@dataclass(frozen=True, slots=True)
class PostingReading:
    """The readings of an owner's postings by their models."""

    records: Records[PostingRecord]
    lexicon: Callable[[], Lexicon]
    words: Callable[[], PostingWords]
    brief_text: Callable[[str, int], str]
    now: Clock
    new_id: NewId

    def brief(self, owner: Owner, posting_id: str) -> Brief:
        """Return what to tell a model. Raises RecordNotFound."""
        posting = self.records.get(owner, posting_id).posting
        return write_posting_brief(posting, self.brief_text("posting", VERSION))

    def take(self, owner: Owner, posting_id: str, text: str, model: str) -> Reread:
        """Keep the posting as a model's answer quotes it, beside the one that was read.

        Résumés that were tailored to the earlier reading stay as they are, and it can be gone back
        to. Raises RecordNotFound, QuotaReached.
        """
        record = self.records.get(owner, posting_id)
        quoted = read_quoted(text, record.posting, self.lexicon(), self.words())
        if quoted.posting is None:
            repair = repair_text(self.brief_text("repair", REPAIR_VERSION), quoted.findings)
            return Reread(None, quoted.findings, repair)
        fresh = record.model_copy(
            update={
                "id": self.new_id(),
                "version": 1,
                "created_at": self.now(),
                "posting": quoted.posting,
                "source": "model",
                "model": model,
                "read_from": record.read_from or record.id,
            }
        )
        self.records.add(owner, fresh)
        return Reread(fresh, quoted.findings)
