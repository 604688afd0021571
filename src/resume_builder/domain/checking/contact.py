"""Whether the person can be reached."""

import re
from collections.abc import Iterator

from resume_builder.domain.checking.model import Note
from resume_builder.domain.resume import Basics

_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\".]{2,}")
# ITU-T E.164: a number has at most 15 digits; in use are none under 7.
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
# What stands between two numbers, and before an extension.
_BETWEEN = re.compile(r"\s/\s|[,;|]|\b(?:or|oder|ou|o|ext|x)\b\.?", re.IGNORECASE)


def contact_notes(basics: Basics) -> Iterator[Note]:
    """Yield what is missing of name and contact data, and what cannot be right."""
    if not basics.name.strip():
        yield Note(code="check.no_name", path="basics.name")
    if not basics.email.strip():
        yield Note(code="check.no_email", path="basics.email")
    elif not _MAIL.fullmatch(basics.email.strip()):
        yield Note(code="check.bad_email", path="basics.email", params={"text": basics.email})
    if not basics.phone.strip():
        yield Note(code="check.no_phone", path="basics.phone")
    elif not any(_is_number(part) for part in _BETWEEN.split(basics.phone)):
        yield Note(code="check.bad_phone", path="basics.phone", params={"text": basics.phone})
    if basics.location is None or not basics.location.label:
        yield Note(code="check.no_place", path="basics.location")


def _is_number(text: str) -> bool:
    return _FEWEST_DIGITS <= sum(map(str.isdigit, text)) <= _MOST_DIGITS
