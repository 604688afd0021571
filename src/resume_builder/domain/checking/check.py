"""All checks of a résumé, in the order in which a reader meets what they are about."""

from datetime import date

from resume_builder.domain.checking.contact import contact_notes
from resume_builder.domain.checking.links import link_notes
from resume_builder.domain.checking.model import Note
from resume_builder.domain.checking.timeline import timeline_notes
from resume_builder.domain.checking.wording import wording_notes
from resume_builder.domain.checking.words import CheckWords
from resume_builder.domain.resume import Resume


def check(resume: Resume, language: str, words: CheckWords, today: date) -> tuple[Note, ...]:
    """Return what the person should look at. `language` is the résumé's BCP 47 tag, "" unknown."""
    return (
        *contact_notes(resume.basics),
        *link_notes(resume),
        *timeline_notes(resume, today),
        *wording_notes(resume, words.of(language), today),
    )
