"""A posting as the plain JSON that the command line prints and other programs read."""

from resume_builder.domain.posting.model import (
    LOW_CONFIDENCE,
    Posting,
    Quote,
    RequirementKind,
    Salary,
)


def posting_json(posting: Posting) -> dict[str, object]:
    """Return the posting's fields; spans are [start, end] offsets into `text`."""
    return {
        "title": posting.title or None,
        "company": posting.company or None,
        "locations": list(posting.locations),
        "remote": posting.remote,
        "employment_type": list(posting.employment_types),
        "salary": _salary(posting.salary),
        "required_skills": list(posting.skills_required),
        "preferred_skills": list(posting.skills_preferred),
        "min_years": posting.min_years,
        "degree": posting.degree,
        "language": posting.language or None,
        "requirements": [
            {
                "text": item.text,
                "importance": item.importance,
                "kind": item.kind,
                "span": list(item.span),
                "skills": list(item.skills),
                "years": item.years,
            }
            for item in posting.requirements
        ],
        "licences": _asked(posting, "licence"),
        "languages": _asked(posting, "language"),
        "authorisation": _asked(posting, "authorisation"),
        "duties": [_quote(item) for item in posting.duties],
        "instructions": [_quote(item) for item in posting.instructions],
        "contact": _contact(posting),
        "hidden": _hidden(posting),
        "low_confidence": any(f.code == LOW_CONFIDENCE for f in posting.findings),
        "findings": [item.model_dump(mode="json", by_alias=True) for item in posting.findings],
        "text": posting.text,
    }


def _asked(posting: Posting, kind: RequirementKind) -> list[str]:
    return [item.text for item in posting.requirements if item.kind == kind]


def _contact(posting: Posting) -> dict[str, object] | None:
    found = posting.contact
    if found is None:
        return None
    return {
        "name": found.name or None,
        "email": found.email or None,
        "phone": found.phone or None,
        "text": found.text,
        "span": list(found.span),
    }


def _salary(salary: Salary | None) -> dict[str, object] | None:
    if salary is None:
        return None
    return {
        "min": salary.min,
        "max": salary.max,
        "currency": salary.currency,
        "period": salary.period,
        "text": salary.text,
    }


def _quote(item: Quote) -> dict[str, object]:
    return {"text": item.text, "span": list(item.span)}


def _hidden(posting: Posting) -> list[dict[str, str]]:
    places = {item.text: item.where for item in posting.findings if item.text in posting.hidden}
    return [{"text": text, "where": places.get(text, "")} for text in posting.hidden]
