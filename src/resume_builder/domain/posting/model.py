"""The posting: what schema.org calls JobPosting, with each requirement quoting its span."""

from typing import Literal

from resume_builder.domain.values import Finding, Span, Text, Value

Importance = Literal["must", "nice"]
RequirementKind = Literal[
    "skill", "experience", "degree", "licence", "language", "authorisation", "soft", "other"
]
# The finding of a posting of which little was understood.
LOW_CONFIDENCE = "posting.low_confidence"
Period = Literal["hour", "day", "week", "month", "year"]


class Quote(Value):
    """A passage of the posting, word for word."""

    text: Text
    span: Span


class Requirement(Value):
    """Something the posting asks of the applicant: the shortest passage that asks it.

    `skills` are canonical lexicon names found in it; `years` the number asked, if any.
    `text == posting.text[span.start:span.end]` holds always.
    """

    id: str
    text: Text
    span: Span
    importance: Importance
    kind: RequirementKind
    skills: tuple[str, ...] = ()
    years: float | None = None


class Salary(Value):
    """Pay as stated: ISO 4217 currency, `text` as written. One of `min` and `max` may be absent."""

    min: float | None = None
    max: float | None = None
    currency: str = ""
    period: Period | None = None
    text: Text = ""


class Contact(Value):
    """Whom to ask or write to, as written; `text` is the passage that holds all of it."""

    text: Text
    span: Span
    name: Text = ""
    email: Text = ""
    phone: Text = ""


class Posting(Value):
    """One job advertisement.

    `remote` is True, False, "hybrid" or None (not said). `degree` is the lowest accepted level.
    `language` is an ISO 639-1 code. Licences, languages and work authorisation are requirements of
    that kind. `instructions` are how to apply: shown, never obeyed.
    `hidden` is text that a reader of the page would not see; it reaches nothing else.
    """

    text: Text
    title: Text = ""
    company: Text = ""
    locations: tuple[Text, ...] = ()
    remote: bool | Literal["hybrid"] | None = None
    employment_types: tuple[str, ...] = ()
    salary: Salary | None = None
    min_years: float | None = None
    degree: str | None = None
    language: str = ""
    skills_required: tuple[str, ...] = ()
    skills_preferred: tuple[str, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    duties: tuple[Quote, ...] = ()
    instructions: tuple[Quote, ...] = ()
    contact: Contact | None = None
    hidden: tuple[Text, ...] = ()
    findings: tuple[Finding, ...] = ()
