"""The last writer of a letter: only what was ruled on, or is the person's own, leaves."""

from collections.abc import Set as AbstractSet
from itertools import groupby

from resume_builder.domain.letters.model import Form, Head, Kind, LetterVerdict
from resume_builder.domain.resume import Basics
from resume_builder.domain.values import Text, Value


class VerifiedLetter(Value):
    """A letter fit to leave, made by `print_letter` alone.

    `basics` are the sender's; `verifier` is the version of the checks. A "message" has no page.
    """

    kind: Kind
    language: str
    basics: Basics
    recipient: tuple[Text, ...]
    date: Text
    subject: Text
    greeting: Text
    paragraphs: tuple[Text, ...]
    closing: Text
    signature: Text
    verifier: int


def print_letter(
    form: Form,
    basics: Basics,
    head: Head,
    verdict: LetterVerdict,
    left_out: AbstractSet[str] = frozenset(),
) -> VerifiedLetter:
    """Return the letter of the sentences that may leave, but for those in `left_out`, by id."""
    kept = [r for r in verdict.rulings if r.printable and r.sentence.id not in left_out]
    # Chinese sentences follow one another without a space.
    space = "" if form.language == "zh" else " "
    by_paragraph = groupby(
        sorted(kept, key=lambda r: r.sentence.paragraph), key=lambda r: r.sentence.paragraph
    )
    return VerifiedLetter(
        kind=form.kind,
        language=form.language,
        basics=basics,
        recipient=head.recipient,
        date=head.date,
        subject=head.subject,
        greeting=head.greeting,
        paragraphs=tuple(space.join(r.text for r in group) for _, group in by_paragraph),
        closing=head.closing,
        signature=head.signature,
        verifier=verdict.verifier,
    )
