"""`/tailorings/{id}/evidence`: what each line of the page rests on and serves."""

from flask import Response

from resume_builder.domain.tailoring.lineage import PrintedLine
from resume_builder.web.api import Answer, Slice
from resume_builder.web.context import services, session
from resume_builder.web.replies import as_record
from resume_builder.web.tailorings import TailoringPath

api = Slice("evidence", "What each line of the page rests on and serves.", "tailor")


class EvidenceAnswer(Answer):
    """Every line of the page as it is set at this version, by the checks of version `verifier`."""

    version: int
    verifier: int
    lines: list[PrintedLine]


@api.operation("GET", "/tailorings/<tailoring_id>/evidence", answer=EvidenceAnswer)
def list_evidence(path: TailoringPath) -> Response:
    """Return each line of the page: its words and the résumé's, its sources, what it serves."""
    tailoring = services().tailorings.get(session().owner, path.tailoring_id)
    return as_record(
        EvidenceAnswer(
            version=tailoring.record.version,
            verifier=tailoring.verified.verifier,
            lines=list(tailoring.lineage.lines),
        )
    )
