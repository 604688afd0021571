"""Composes the sheet of a letter: what of a verified letter stands where."""

from resume_builder.domain.letters.verified import VerifiedLetter
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import contact_of
from resume_builder.features.rendering.letter_sheet import LetterSheet
from resume_builder.features.rendering.sheet import one_line, paragraphs
from resume_builder.features.rendering.words import PageWords


def compose_letter(letter: VerifiedLetter, options: RenderOptions, words: PageWords) -> LetterSheet:
    """Return the sheet of a letter. A message is what is pasted: no head, address or date."""
    whole = letter.kind == "letter"
    name, subject = one_line(letter.basics.name), one_line(letter.subject)
    title = " – ".join(part for part in (name, subject) if part)
    return LetterSheet(
        title=title or words.of(letter.language).letter,
        language=letter.language,
        name=name if whole else "",
        headline=one_line(letter.basics.label) if whole else "",
        contact=contact_of(letter.basics) if whole else (),
        recipient=tuple(filter(None, map(one_line, letter.recipient))) if whole else (),
        date=one_line(letter.date) if whole else "",
        subject=subject,
        greeting=one_line(letter.greeting),
        paragraphs=tuple(line for text in letter.paragraphs for line in paragraphs(text)),
        closing=one_line(letter.closing),
        signature=one_line(letter.signature),
        # On American paper as American letters have it; elsewhere below the address (DIN 5008).
        date_first=options.paper == "us-letter",
    )
