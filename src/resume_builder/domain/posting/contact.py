"""Whom to ask or write to: a name, an e-mail address, a telephone number, as the posting has them.

They are found by their form. A name counts beside one of the other two, or after a word of address
("Frau Kohl", "contact: Ada Quill"); it is never taken from elsewhere in the text.
"""

import re
from collections.abc import Sequence

from resume_builder.domain.posting.model import Contact
from resume_builder.domain.values import Span

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w+-]{1,64}(?:\.[\w+-]{1,64}){0,4}@(?:[a-z\d-]{1,63}\.){1,5}[a-z]{2,20}(?![\w-])",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w/.,$€£+-])(?:\+|\(?0|\(?[1-9])\d?[\d\s()/.–-]{5,20}\d(?![\w%])")
_CALLED = re.compile(
    r"(?:\b(?:tel|phone|telephone|telefon|fon|mobile|mobil|handy|cell|call|ring|text|ruf\w*|anruf\w*"
    r"|téléphone|teléfono|móvil|telefoon|telefono|telefone|whatsapp|fax)\b|☎|✆|📞)\W{0,3}(?:\w+\W{1,2}){0,3}$",
    re.IGNORECASE,
)
_NAME = (
    r"(?:(?:Dr|Prof|Mr|Ms|Mrs|Mx)\.? )?[A-ZÀ-Þ][\w’'-]+"
    r"(?: (?:[A-Z]\. )?(?:van |von |de |del |da |der |zu )?[A-ZÀ-Þ][\w’'-]+){1,2}"
)
_SURNAME = r"[A-ZÀ-Þ][\w’'-]+(?:[ -][A-ZÀ-Þ][\w’'-]+)?"
_ADDRESSED = re.compile(
    rf"\b(?:Frau|Herrn?|Mme|Madame|Monsieur|Sra?\.|Señora?|Mrs\.?|Mr\.?|Ms\.?|Mx\.?|Dhr\.|Mevr\.)"
    rf" (?:(?:Dr|Prof)\.? )?({_SURNAME})"
)
_NAMED = re.compile(
    rf"\b(?:[Cc]ontact(?: person| name)?|[Cc]ontactez|[Cc]ontacto|[Rr]each out to"
    rf"|[Aa]nsprechpartner(?:in|:in|\*in)?|[Aa]nsprechperson|[Kk]ontakt(?:person)?"
    rf"|[Rr]ecruiter(?:in)?|[Hh]iring manager|[Ww]rite to|[Ee]-?mail|[Aa]pply to"
    rf"|[Aa]pplication to|CV to|r[ée]sum[ée] to|[Cc]all|[Aa]n"
    rf"|[Pp]ersona de contacto|[Rr]eferente)\b[ :,–-]{{1,3}}(?:is |ist |at )?({_NAME})"
)
_ALONE = re.compile(rf"({_NAME})(?:[,(|–-].{{0,60}})?\s*$", re.MULTILINE)
# How far a name or number may stand from the address that it belongs to: a card of four lines.
_BEFORE, _AFTER = 160, 120
_DIGITS = range(8, 16)
_MOST = 40


def contact_of(text: str, left_out: Sequence[Span]) -> Contact | None:
    """Return the first contact in `text`, None when there is none; `left_out` is not looked at."""
    shown = _blanked(text, left_out)
    email = _email(shown)
    near = (0, len(shown))
    if email is not None:
        near = (max(0, email.start() - _BEFORE), email.end() + _AFTER)
    phone = _phone(shown, *near)
    anchor = email or phone
    if anchor is None:
        name = _name_said(shown, 0, len(shown)) if _CONTACT.search(shown) else None
        return None if name is None else _contact(text, name, None, None)
    name = _name_near(shown, anchor)
    return _contact(text, name, email, phone)


_CONTACT = re.compile(
    r"\b(?:contact (?:person|name)|ansprechp\w+|kontaktperson|persona de contacto)", re.IGNORECASE
)


def _contact(
    text: str,
    name: tuple[int, int] | None,
    email: re.Match[str] | None,
    phone: re.Match[str] | None,
) -> Contact:
    places = [name, email and email.span(), phone and phone.span()]
    found = [place for place in places if place is not None]
    span = Span(min(begin for begin, _ in found), max(end for _, end in found))
    return Contact(
        text=text[span.start : span.end],
        span=span,
        name=text[slice(*name)] if name else "",
        email=email[0] if email else "",
        phone=phone[0] if phone else "",
    )


def _email(text: str) -> re.Match[str] | None:
    """Return the first address: looked for around its "@" alone, which few texts have."""
    at = -1
    for _ in range(_MOST):
        at = text.find("@", at + 1)
        if at < 0:
            return None
        # What stands before is 64 characters at most, in up to five parts.
        found = _EMAIL.search(text, max(0, at - 5 * 65), at + 160)
        if found:
            return found
    return None


def _blanked(text: str, left_out: Sequence[Span]) -> str:
    """Return `text`, of the same length, without what must not be used."""
    for span in left_out:
        text = f"{text[: span.start]}{' ' * (span.end - span.start)}{text[span.end :]}"
    return text


def _phone(text: str, begin: int, end: int) -> re.Match[str] | None:
    """Return a number that is called one, or written like one ("+49 …")."""
    for found in list(_PHONE.finditer(text, begin, end))[:_MOST]:
        digits = sum(c.isdigit() for c in found[0])
        said = _CALLED.search(text, max(0, found.start() - 40), found.start())
        if digits in _DIGITS and "\n" not in found[0] and (said or found[0].startswith("+")):
            return found
    return None


def _name_near(text: str, anchor: re.Match[str]) -> tuple[int, int] | None:
    """Return the name beside an address or number: said to be one, or alone on the lines above."""
    begin, end = max(0, anchor.start() - _BEFORE), anchor.end() + _AFTER
    said = _name_said(text, begin, anchor.start()) or _name_said(text, anchor.end(), end)
    if said:
        return said
    lines = text[begin : anchor.start()].split("\n")[-4:-1]
    for line in reversed(lines):
        found = _ALONE.match(line.strip())
        if found:
            place = text.rindex(found[1], begin, anchor.start())
            return place, place + len(found[1])
    return None


def _name_said(text: str, begin: int, end: int) -> tuple[int, int] | None:
    found = [m for p in (_NAMED, _ADDRESSED) for m in p.finditer(text, begin, end)]
    return max(found, key=lambda m: m.start()).span(1) if found else None
