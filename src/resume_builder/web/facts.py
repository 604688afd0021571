"""`/resumes/{id}/facts`: what is known of the person, and what they take back of it."""

from datetime import date
from typing import Annotated

from flask import Response
from pydantic import Field

from resume_builder.domain.resume import DatedEntry, Resume
from resume_builder.domain.tailoring.ledger import FactState, Says
from resume_builder.domain.values import Span
from resume_builder.features.resumes.known import LedgerChange, facts_of
from resume_builder.features.resumes.service import ResumeRecord
from resume_builder.web.api import Answer, Body, Slice
from resume_builder.web.context import services, session
from resume_builder.web.replies import as_record, given_version
from resume_builder.web.resumes import ResumePath

api = Slice("facts", "What is known of the person of a résumé.", "resumes")

_Id = Annotated[str, Field(min_length=1, max_length=100)]


class EditFactsBody(Body):
    """What the person changes.

    `retired` takes facts back (true) or puts them back (false), by id. `answers` change answers by
    id; null forgets one, so that its question may come again.
    """

    retired: Annotated[dict[_Id, bool], Field(max_length=2000)] | None = None
    answers: Annotated[dict[_Id, Says | None], Field(max_length=2000)] | None = None


class FactAnswer(Answer):
    """One fact: where it stands in the résumé (`path`), and in the file's text (`span`, `line`).

    `on` is the day on which it was confirmed or taken back. `retirable` is false for what names an
    entry.
    """

    id: str
    text: str
    path: str
    entry_id: str
    state: FactState
    on: date | None
    span: Span | None
    line: int | None
    retirable: bool


class GivenAnswer(Answer):
    """What was said to a question about `text`; `code` and `params` say the question again."""

    id: str
    says: Says
    text: str
    entry_id: str
    on: date
    code: str
    params: dict[str, str]


class FactEntry(Answer):
    """An entry that facts belong to; `title` is what names it."""

    id: str
    title: str


class FactsAnswer(Answer):
    """Everything known, in the file's order; `version` is the résumé's.

    A fact without an entry holds everywhere.
    """

    version: int
    name: str
    entries: list[FactEntry]
    facts: list[FactAnswer]
    answers: list[GivenAnswer]


@api.operation("GET", "/resumes/<resume_id>/facts", answer=FactsAnswer)
def list_facts(path: ResumePath) -> Response:
    """Return what is known of the person: stated, confirmed and taken back; and their answers."""
    return as_record(_answer(services().resumes.records.get(session().owner, path.resume_id)))


@api.operation("PATCH", "/resumes/<resume_id>/facts", answer=FactsAnswer)
def edit_facts(path: ResumePath, body: EditFactsBody) -> Response:
    """Take facts back or put them back, change answers or forget them: all of it, or nothing.

    `If-Match` names the version that they saw.
    """
    change = LedgerChange(body.retired or {}, body.answers or {})
    known = services().known
    record = known.change(session().owner, path.resume_id, given_version(), change)
    return as_record(_answer(record))


def _answer(record: ResumeRecord) -> FactsAnswer:
    facts = facts_of(record)
    return FactsAnswer(
        version=record.version,
        name=record.reading.resume.basics.name,
        entries=_entries(record.reading.resume),
        facts=[
            FactAnswer(
                id=fact.id,
                text=fact.text,
                path=fact.path,
                entry_id=fact.entry_id,
                state=fact.state,
                on=fact.on,
                span=fact.span,
                line=record.text.count("\n", 0, fact.span.start) + 1 if fact.span else None,
                retirable=facts.may_retire(fact),
            )
            for fact in facts.every
        ],
        answers=[
            GivenAnswer(
                id=given.id,
                says=given.says,
                text=given.text,
                entry_id=given.entry_id,
                on=given.on,
                code=given.code,
                params=given.params,
            )
            for given in record.ledger.answers
        ],
    )


def _entries(resume: Resume) -> list[FactEntry]:
    return [FactEntry(id=e.id, title=_title(e)) for e in resume.dated_entries()]


def _title(entry: DatedEntry) -> str:
    names = ("position", "study_type", "area", "name", "organization", "institution", "subtitle")
    return ", ".join(t for n in names if (t := str(getattr(entry, n, ""))))
