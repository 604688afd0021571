"""`/tailorings`: one résumé × one posting each, its pages, and the files that leave."""

from datetime import datetime
from typing import Annotated, Any, Literal, get_args

from flask import Response
from pydantic import Field

from resume_builder.domain.coverage import Coverage
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.ledger import Says
from resume_builder.domain.tailoring.model import (
    BreakNames,
    Color,
    DateForm,
    FontName,
    Margins,
    Plan,
    RenderOptions,
    SectionNames,
    SectionTitles,
    Spacing,
    TextEdit,
    TextSize,
)
from resume_builder.domain.tailoring.verdict import Ruling
from resume_builder.domain.values import Finding, RecordId
from resume_builder.features.rendering.ports import Badge
from resume_builder.features.tailoring.service import Said, Tailoring, TailoringChange
from resume_builder.web.api import Answer, Body, File, Slice
from resume_builder.web.context import services, session
from resume_builder.web.plans import check_theme
from resume_builder.web.preview import (
    PreviewPageAnswer,
    SheetAnswer,
    pages_answer,
    sheet_answer,
)
from resume_builder.web.replies import (
    SVG,
    as_file,
    as_json,
    as_page,
    as_record,
    file_in,
    given_version,
    no_content,
)
from resume_builder.web.resumes import EditBody

api = Slice("tailorings", "Résumés tailored to postings.", "tailor")

_PAGE = File(SVG, "The page.")
_Format = Literal["pdf", "docx", "json", "txt", "html", "md", "svg", "png"]
_DOCUMENT = file_in(get_args(_Format), "The file, to keep.")


class TailoringPath(Body):
    """Names one tailoring."""

    tailoring_id: RecordId


class PagePath(TailoringPath):
    """Names one page of it, by the SHA-256 of its image."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class DocumentQuery(Body):
    """Which kind of file; `svg` and `png` are pictures of one page, which `page` counts from 1."""

    format: _Format = "pdf"
    page: Annotated[int, Field(ge=1, le=20)] = 1


_THEMES_OWN = frozenset(["pages", "accent", "font", "size", "dates"])


class OptionsBody(Body):
    """How the page is set; what is absent keeps what it was.

    With null, `pages`, `accent`, `font`, `size` and `dates` are the theme's own again. `sections`
    are kinds (see `/themes`) or ids of custom sections in the order wished, and `titles` the
    person's own titles by the same names. A new page begins before each section or entry that
    `breaks` names; an id that is gone is passed over. With `photo` the résumé's photo is shown.
    """

    theme: Annotated[str, Field(max_length=64)] | None = None
    paper: Literal["a4", "us-letter"] | None = None
    pages: Annotated[int, Field(ge=1, le=10)] | None = None
    accent: Color | None = None
    font: FontName | None = None
    size: TextSize | None = None
    margins: Margins | None = None
    spacing: Spacing | None = None
    dates: DateForm | None = None
    sections: SectionNames | None = None
    titles: SectionTitles | None = None
    breaks: BreakNames | None = None
    photo: bool | None = None

    def options(self, before: RenderOptions | None = None) -> RenderOptions:
        """Return the options: those that were given, over those that were there before."""
        given: dict[str, Any] = {k: getattr(self, k) for k in self.model_fields_set}
        given = {k: v for k, v in given.items() if v is not None or k in _THEMES_OWN}
        return (before or RenderOptions()).model_copy(update=given)


class CreateTailoringBody(Body):
    """Which résumé, for which posting."""

    resume_id: RecordId
    posting_id: RecordId
    options: OptionsBody | None = None


class AnswerBody(Body):
    """What the person says to the question of a proposal. "yes" makes its words a fact."""

    proposal: Annotated[str, Field(pattern=r"^[0-9a-f]{18}$")]
    says: Says


class EditTailoringBody(Body):
    """What the person changes.

    A switch of null leaves the choice to the plan again; an edit with an empty text brings the
    résumé's own words back. `decisions` accept (true) or reject (false) proposals by id; null takes
    a decision back. Only what is supported can be accepted. Answers count before decisions.
    """

    switches: Annotated[dict[str, bool | None], Field(max_length=2000)] | None = None
    edits: Annotated[list[EditBody], Field(max_length=500)] | None = None
    options: OptionsBody | None = None
    decisions: Annotated[dict[str, bool | None], Field(max_length=600)] | None = None
    answers: Annotated[list[AnswerBody], Field(max_length=100)] | None = None


class TailoringSummary(Answer):
    """A tailoring in a list."""

    id: str
    version: int
    created_at: datetime
    resume_id: str
    posting_id: str


class TailoringsAnswer(Answer):
    """Everything kept, newest first."""

    tailorings: list[TailoringSummary]


class TailoringAnswer(Answer):
    """A tailoring, with its pages.

    `resume` is the whole résumé with the person's edits; `plan` says what of it is on the pages,
    and `sheet` what they say, word for word.
    `badge` says what machines make of its PDF (see `/themes`; "script": they misread its letters).
    `file_name` is the PDF's. `proposals` are rewordings with their verdicts: our own and a model's.
    """

    id: str
    version: int
    created_at: datetime
    resume_id: str
    posting_id: str
    options: RenderOptions
    switches: dict[str, bool]
    edits: list[TextEdit]
    coverage: Coverage
    plan: Plan
    findings: list[Finding]
    resume: Resume
    pages: list[PreviewPageAnswer]
    sheet: SheetAnswer
    badge: Badge
    file_name: str
    proposals: list[Ruling]
    decisions: dict[str, bool]


@api.operation("GET", "/tailorings", answer=TailoringsAnswer)
def list_tailorings() -> Response:
    """Return the tailorings kept in this session."""
    records = services().tailorings.records.list(session().owner)
    return as_json(
        TailoringsAnswer(
            tailorings=[
                TailoringSummary(
                    id=r.id,
                    version=r.version,
                    created_at=r.created_at,
                    resume_id=r.resume_id,
                    posting_id=r.posting_id,
                )
                for r in records
            ]
        )
    )


@api.operation("POST", "/tailorings", answer=TailoringAnswer, status=201, cost=10)
def create_tailoring(body: CreateTailoringBody) -> Response:
    """Tailor a résumé to a posting: match, select, order, fit to the page. No text is changed."""
    options = (body.options or OptionsBody()).options()
    check_theme(options.theme)
    made, found = services(), session()
    tailoring = made.tailorings.add(found.owner, body.resume_id, body.posting_id, options)
    answer = _answer(tailoring)
    made.sessions.set_current_tailoring(
        found,
        tailoring_id=tailoring.record.id,
        resume_id=body.resume_id,
        posting_id=body.posting_id,
    )
    return as_record(answer, 201)


@api.operation("GET", "/tailorings/<tailoring_id>", answer=TailoringAnswer)
def get_tailoring(path: TailoringPath) -> Response:
    """Return one tailoring, planned anew when its résumé was edited since."""
    return as_record(_answer(services().tailorings.get(session().owner, path.tailoring_id)))


@api.operation("PATCH", "/tailorings/<tailoring_id>", answer=TailoringAnswer, cost=2)
def edit_tailoring(path: TailoringPath, body: EditTailoringBody) -> Response:
    """Apply the person's change, plan again and set the pages; `If-Match` names the version."""
    version = given_version()
    tailorings, owner = services().tailorings, session().owner
    before = tailorings.records.get(owner, path.tailoring_id).options
    options = body.options.options(before) if body.options else before
    if options.theme != before.theme:
        check_theme(options.theme)
    change = TailoringChange(
        switches=body.switches or {},
        edits=tuple(edit.edit() for edit in body.edits or ()),
        decisions=body.decisions or {},
        answers=tuple(Said(ruling=a.proposal, says=a.says) for a in body.answers or ()),
        options=options if body.options else None,
    )
    return as_record(_answer(tailorings.edit(owner, path.tailoring_id, version, change)))


@api.operation("DELETE", "/tailorings/<tailoring_id>", answer=None, status=204)
def delete_tailoring(path: TailoringPath) -> Response:
    """Erase one tailoring with its letters; its résumé and posting stay."""
    made, found = services(), session()
    made.tailorings.delete(found.owner, path.tailoring_id)
    made.letters.forget(found.owner, path.tailoring_id)
    made.sessions.forget(found, path.tailoring_id)
    return no_content()


@api.operation("GET", "/tailorings/<tailoring_id>/pages/<sha256>.svg", answer=_PAGE)
def get_page(path: PagePath) -> Response:
    """Return the image of one page. Its address changes with its content."""
    tailoring = services().tailorings.get(session().owner, path.tailoring_id)
    return as_page(services().rendering.preview(tailoring.verified, tailoring.options), path.sha256)


@api.operation("GET", "/tailorings/<tailoring_id>/document", answer=_DOCUMENT)
def get_document(path: TailoringPath, query: DocumentQuery) -> Response:
    """Return the tailored résumé as a file named `<Name> - <Title> - <Company>`."""
    rendering = services().rendering
    tailoring = services().tailorings.get(session().owner, path.tailoring_id)
    data = rendering.render(tailoring.verified, tailoring.options, query.format, page=query.page)
    name = rendering.file_name(
        tailoring.verified.resume,
        tailoring.posting.title,
        tailoring.posting.company,
        query.format,
        page=query.page,
    )
    return as_file(data, name, rendering.content_type(query.format))


def _answer(tailoring: Tailoring) -> TailoringAnswer:
    record, rendering = tailoring.record, services().rendering
    pages = rendering.preview(tailoring.verified, tailoring.options)
    notes = rendering.findings(tailoring.verified, tailoring.options)
    return TailoringAnswer(
        id=record.id,
        version=record.version,
        created_at=record.created_at,
        resume_id=record.resume_id,
        posting_id=record.posting_id,
        options=record.options,
        switches=record.switches,
        edits=list(tailoring.edits),
        coverage=record.coverage,
        plan=record.plan,
        findings=[*record.findings, *notes],
        resume=tailoring.resume,
        pages=pages_answer(pages),
        badge=rendering.badge(tailoring.verified, tailoring.options),
        sheet=sheet_answer(rendering.sheet(tailoring.verified, tailoring.options)),
        proposals=list(tailoring.verdict.rulings),
        decisions=record.decisions,
        file_name=rendering.file_name(
            tailoring.verified.resume, tailoring.posting.title, tailoring.posting.company, "pdf"
        ),
    )
