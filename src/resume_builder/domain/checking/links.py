"""Whether the addresses lead somewhere that a stranger may go."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from resume_builder.domain.checking.model import Note
from resume_builder.domain.fields import fields_of
from resume_builder.domain.resume import Resume

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_][\w-]+")
# Names that only mean something on the machine or network where the link was made.
_PRIVATE = re.compile(r"(?:localhost|.*\.(?:local|internal|lan|home))")
# Names that lead nowhere for anybody (RFC 2606).
_RESERVED = re.compile(r".*\.(?:test|example|invalid|localhost)")


def link_notes(resume: Resume) -> Iterator[Note]:
    """Yield the addresses that nobody can follow."""
    for number, profile in enumerate(resume.basics.profiles):
        if profile.url:
            yield from _judge(f"basics.profiles.{number}", profile.url)
    for field in fields_of(resume):
        if field.name == "url":
            yield from _judge(field.path, field.texts[0])


def _judge(path: str, text: str) -> Iterator[Note]:
    address = text.strip()
    whole = address if _SCHEME.match(address) else f"https://{address}"
    code = _fault(whole)
    if code:
        yield Note(code=code, path=path, params={"text": address})


def _fault(address: str) -> str:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").casefold()
    except ValueError:
        return "check.bad_link"
    if parts.scheme.casefold() not in ("http", "https"):
        return "check.bad_link"
    if _PRIVATE.fullmatch(host):
        return "check.private_link"
    leads = _HOST.fullmatch(host) and not _RESERVED.fullmatch(host)
    return "" if leads else "check.bad_link"
