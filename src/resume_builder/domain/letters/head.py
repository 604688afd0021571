"""What code prints around a letter's sentences: to whom, when, about what, and the farewell."""

import re
from datetime import date

from resume_builder.domain.letters.model import Form, Head
from resume_builder.domain.letters.places import Places
from resume_builder.domain.letters.words import LetterWords
from resume_builder.domain.posting.model import Contact
from resume_builder.domain.tailoring.verify.stems import plain

# What stands before a name: "Frau Dr. Kohl".
_TITLES = re.compile(r"([^\W\d_]+)\.?\s+((?:(?:Dr|Prof)\.?\s+)*)\Z")
_DOCTOR = re.compile(r"^(?:(?:Dr|Prof)\.?\s+)+")


def head_of(form: Form, places: Places, name: str, on: date, *, a4: bool) -> Head:
    """Return the head of a letter by the person called `name`, written on that day."""
    words, contact = places.words, places.posting.contact
    addressee = contact.name if contact else ""
    return Head(
        recipient=tuple(filter(None, (addressee, places.company))),
        date=date_text(words, on, a4=a4),
        subject=places.fill(places.fits(words.subject)) or "",
        greeting=_greeting(form, places, contact),
        closing=words.closing[form.tone],
        signature=name,
    )


def date_text(words: LetterWords, on: date, *, a4: bool) -> str:
    """Return a day in the language's form: "November 24, 2026", "24. November 2026"."""
    form = words.date_a4 if a4 and words.date_a4 else words.date
    places = {"day": str(on.day), "month": words.months[on.month - 1], "year": str(on.year)}
    return re.sub(r"\{(\w+)\}", lambda m: places[m[1]], form)


def _greeting(form: Form, places: Places, contact: Contact | None) -> str:
    """Return the greeting: by title and surname, by the whole name, or by neither.

    A surname alone, of which nobody knows whether it is a man's or a woman's, is not greeted.
    """
    greeting = places.words.greeting[form.tone]
    if contact is None or not contact.name:
        return greeting.unnamed
    at = places.posting.text.find(contact.name, contact.span.start)
    before = places.posting.text[max(0, at - 40) : at] if at >= 0 else ""
    first, _, rest = contact.name.partition(" ")
    called = [plain(first.rstrip("."))] if rest else []
    title = _TITLES.search(before)
    if title:
        called.append(plain(title[1]))
    surname = _DOCTOR.sub("", contact.name).split()[-1]
    known = next((c for c in called if c in places.words.titles), "")
    if known and known in greeting.titled:
        # "Herr Dr. Kohl" is a doctor to whoever writes to him.
        academic = title[2] if title else ""
        return greeting.titled[known].replace("{surname}", f"{academic}{surname}")
    bare = rest if known and called[0] == known else contact.name
    if " " in _DOCTOR.sub("", bare):
        return greeting.named.replace("{name}", bare)
    return greeting.unnamed
