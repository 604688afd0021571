"""The sheet of a letter: what its page says and in which order, before any theme or format.

PDF, SVG, PNG, DOCX, HTML and text of a letter are made from it, so they all say the same.
"""

from dataclasses import dataclass

from resume_builder.features.rendering.sheet import Piece


@dataclass(frozen=True, slots=True)
class LetterSheet:
    """A letter's texts, one line each; a part that is empty does not print.

    `title` names the document; `language` is a BCP 47 tag. Name, headline and contact are the
    sender's; the recipient's lines are name, company and address; the date is in words already,
    and stands above the recipient where `date_first`, as it is done in American letters.
    """

    title: str
    language: str
    name: str
    headline: str
    contact: tuple[Piece, ...]
    recipient: tuple[str, ...]
    date: str
    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    closing: str
    signature: str
    date_first: bool = False

    def texts(self) -> str:
        """Return every text of the letter, one a line, in reading order."""
        lines = [self.name, self.headline, *(p.text for p in self.contact)]
        lines += [*self.opening, self.subject, self.greeting, *self.paragraphs]
        lines += [self.closing, self.signature]
        return "\n".join(line for line in lines if line)

    @property
    def opening(self) -> tuple[str, ...]:
        """Date and recipient in the order in which they print."""
        return (self.date, *self.recipient) if self.date_first else (*self.recipient, self.date)
