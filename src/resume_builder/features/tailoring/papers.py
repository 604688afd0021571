"""The papers of a tailoring: its truth certificate and its interview sheet."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from resume_builder.domain.tailoring.accept import Verified
from resume_builder.domain.tailoring.certificate import Certificate, certify
from resume_builder.domain.tailoring.dossier import Dossier, ModelPart
from resume_builder.domain.tailoring.interview import Interview
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.tailoring.attempts import Attempt, attempt_of
from resume_builder.features.tailoring.service import Tailoring, Tailorings
from resume_builder.ports import Clock, Owner, Records

CertifiedFormat = Literal["pdf", "docx", "html", "md", "txt", "json"]


class Exporter(Protocol):
    """Writes the files that leave."""

    def render(self, verified: Verified, options: RenderOptions, fmt: CertifiedFormat, /) -> bytes:
        """Return the résumé as one file."""
        ...


@dataclass(frozen=True, slots=True)
class PaperMaker:
    """Makes papers from dossiers. `product` is this program's version."""

    exporter: Exporter
    interview: Callable[[Dossier], Interview]
    now: Clock
    product: str

    def certificate(self, dossier: Dossier, options: RenderOptions) -> Certificate:
        """Return the certificate of the files that `options` give. Raises Unaccounted."""
        files = {
            fmt: self.exporter.render(dossier.verified, options, fmt)
            for fmt in get_args(CertifiedFormat)
        }
        return certify(dossier, files, self.now().date(), self.product)


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of the tailorings that an owner keeps."""

    tailorings: Tailorings
    attempts: Records[Attempt]
    make: PaperMaker

    def certificate(self, owner: Owner, tailoring_id: str) -> tuple[Certificate, RenderOptions]:
        """Return the certificate of a tailoring, and how its pages are set.

        Raises RecordNotFound, Unaccounted.
        """
        tailoring = self.tailorings.get(owner, tailoring_id)
        dossier = self._dossier(owner, tailoring)
        made = self.make.certificate(dossier, tailoring.options)
        return made, for_papers(tailoring.options)

    def interview(self, owner: Owner, tailoring_id: str) -> tuple[Interview, RenderOptions]:
        """Return the interview sheet of a tailoring, and how its pages are set.

        Raises RecordNotFound.
        """
        tailoring = self.tailorings.get(owner, tailoring_id)
        made = self.make.interview(self._dossier(owner, tailoring))
        return made, for_papers(tailoring.options)

    def _dossier(self, owner: Owner, tailoring: Tailoring) -> Dossier:
        record = tailoring.record
        attempt = attempt_of(self.attempts, owner, record.id)
        return Dossier(
            master=tailoring.master,
            facts=tailoring.facts,
            posting=tailoring.posting,
            coverage=record.coverage,
            plan=record.plan,
            verdict=tailoring.verdict,
            verified=tailoring.verified,
            decisions=record.decisions,
            acceptances=record.acceptances,
            typed=tailoring.edits,
            model=_model_part(attempt) if attempt and attempt.proposed else None,
            file_text=self.tailorings.subjects.resume(owner, record.resume_id).text,
        )


def _model_part(attempt: Attempt) -> ModelPart:
    return ModelPart(attempt.model, attempt.brief, frozenset(e.id for e in attempt.proposed))


def for_papers(options: RenderOptions) -> RenderOptions:
    """Return how a résumé's papers are set: as it is, on as many pages as they need."""
    return options.model_copy(update={"pages": None, "level": None})
