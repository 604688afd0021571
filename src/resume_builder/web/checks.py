"""`/tailorings/{id}/check`: what to look at before a tailored résumé leaves."""

from flask import Response

from resume_builder.domain.checking import Note
from resume_builder.features.checking.service import MachineView
from resume_builder.web.api import Answer, Slice
from resume_builder.web.context import services, session
from resume_builder.web.replies import as_json
from resume_builder.web.tailorings import TailoringPath

api = Slice("checks", "What a careful reader and a machine find in a tailored résumé.", "tailor")


class CheckAnswer(Answer):
    """Notes on the résumé as it is set, and what a machine reads in its PDF and DOCX.

    A note's `path` is the field that it is about, and its `code` one of the message catalogue.
    `wording` tells whether the wording could be checked: in the résumé's language there are words.
    """

    version: int
    notes: list[Note]
    wording: bool
    machine: list[MachineView]


@api.operation("GET", "/tailorings/<tailoring_id>/check", answer=CheckAnswer, cost=5)
def check_tailoring(path: TailoringPath) -> Response:
    """Check the tailored résumé, set its PDF and DOCX and read both back. Nothing is scored."""
    made = services()
    tailoring = made.tailorings.get(session().owner, path.tailoring_id)
    resume, language = tailoring.verified.resume, tailoring.posting.language
    return as_json(
        CheckAnswer(
            version=tailoring.record.version,
            notes=list(made.checks.notes(resume, language)),
            wording=made.checks.knows_wording(resume, language),
            machine=list(made.checks.machine_views(tailoring.verified, tailoring.options)),
        )
    )
