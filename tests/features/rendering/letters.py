"""Invented letters by seed, in several languages, with awkward words."""

import random

from resume_builder.domain import resume as r
from resume_builder.domain.letters.model import Form, Head, Kind, LetterVerdict, Sentence
from resume_builder.domain.letters.model import SentenceRuling as Ruling
from resume_builder.domain.letters.verified import VerifiedLetter, print_letter
from resume_builder.domain.values import clean_text
from tests.features.rendering.generated import Maker, Tongue


def letter(seed: int, tongue: Tongue, paragraphs: int = 4, kind: Kind = "letter") -> VerifiedLetter:
    """Return a letter with every part filled, the same for the same seed and language."""
    make, pick = Maker(seed, tongue), random.Random(seed)
    basics = make.resume(1).basics
    head = Head(
        recipient=(make.words(2), make.words(3), make.words(2)),
        date=make.words(3),
        subject=make.words(6),
        greeting=f"{make.words(3)},",
        closing=make.words(2),
        signature=basics.name,
    )
    rulings = tuple(
        Ruling(
            sentence=Sentence(id=f"s{n}", paragraph=1 + n // 3, text=text, origin="person"),
            text=text,
            verdict="own",
        )
        for n in range(3 * paragraphs)
        for text in [f"{make.words(pick.randint(8, 26))}."]
    )
    form = Form(kind=kind, language=tongue.code)
    return print_letter(form, basics, head, LetterVerdict(rulings=rulings))


def letter_saying(text: str) -> VerifiedLetter:
    """Return a letter with `text` in every field, cleaned as whatever comes in is."""
    text = clean_text(text)
    location = r.Location(text=text, address=text, city=text)
    profiles = (r.Profile(network=text, username=text, url=text),)
    basics = r.Basics(
        name=text, label=text, email=text, phone=text, url=text, location=location,
        profiles=profiles,
    )  # fmt: skip
    head = Head(
        recipient=(text, text), date=text, subject=text, greeting=text, closing=text, signature=text
    )
    said = Ruling(sentence=Sentence(id="s1", text=text[:8000]), text=text, verdict="own")
    return print_letter(Form(), basics, head, LetterVerdict(rulings=(said,)))
