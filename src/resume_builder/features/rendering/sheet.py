"""The sheet: what a page says and in which order, before any theme decides how it looks.

Every output (PDF, SVG, DOCX, HTML, text) is made from the same sheet, so they all say the same.
Texts are one line each, links only of the schemes that are allowed.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal
from urllib.parse import urlsplit

# Icons of fonts that are not here (private use), soft hyphens and other marks that show nothing,
# controls that would reorder the letters around them, and what Unicode will never make a letter.
_NEVER = "\ufdd0-\ufdef" + "".join(
    f"{chr(n + 0xFFFE)}{chr(n + 0xFFFF)}" for n in range(0, 0x110000, 0x10000)
)
_UNSEEN = re.compile(
    "[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ue000-\uf8ff"
    f"\U000f0000-\U000ffffd\U00100000-\U0010fffd{_NEVER}]"
)
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")
_BARE_URL = re.compile(r"^[\w-]+(\.[\w-]+)+([/?#:].*)?$")
_ALLOWED = frozenset(["http", "https", "mailto", "tel"])
_MAIL = re.compile(r"^[^\s@<>\"]+@[^\s@<>\"]+$")
_PHONE = re.compile(r"^\+?[\d\s().\-/–]{5,}$")

# Longer titles are sentences.
_NAME_LENGTH = 90

SectionForm = Literal["text", "entries", "rows", "words"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A short text, where it leads ("" nowhere), and the path of the field that it is from."""

    text: str
    href: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Bullet:
    """A highlight as it prints."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Fields:
    """The résumé's fields that an entry's parts are from, "" for the entry as a whole."""

    title: str = ""
    place: tuple[str, ...] = ()
    dates: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """An item of a section.

    `title` stands out; `detail` follows it; `place` (employer, town) and `dates` form the line
    below; `notes` are paragraphs; `bullets` are the highlights. With `on_new_page` a page begins
    with it.
    """

    id: str
    title: str = ""
    detail: str = ""
    place: tuple[str, ...] = ()
    dates: str = ""
    link: Piece | None = None
    notes: tuple[str, ...] = ()
    bullets: tuple[Bullet, ...] = ()
    on_new_page: bool = False
    fields: Fields = Fields()

    def path(self, field: str) -> str:
        """Return the path of a field ("w1.position"), the entry's own for ""."""
        return f"{self.id}.{field}" if field else self.id

    def places(self) -> tuple[tuple[str, str], ...]:
        """Return each text of `place` behind the path of its field."""
        fields = zip_longest(self.place, self.fields.place[: len(self.place)], fillvalue="")
        return tuple((self.path(field), text) for text, field in fields)


@dataclass(frozen=True, slots=True)
class SheetSection:
    """A section under its title. `name` is its kind, or the id of a custom section.

    "text" are paragraphs, "entries" have lines of their own, "rows" are one line each, "words"
    run on in one paragraph. With
    `on_new_page` a page begins with it.
    """

    kind: str
    title: str
    form: SectionForm
    entries: tuple[SheetEntry, ...]
    on_new_page: bool = False
    name: str = ""

    @property
    def titles_stand_out(self) -> bool:
        """Tell whether the rows' titles are set strong: short names with something behind them.

        Whole sentences (a bibliography, a list of plain lines) would shout.
        """
        followed = any(e.detail or e.place or e.dates or e.notes for e in self.entries)
        return followed and all(len(e.title) <= _NAME_LENGTH for e in self.entries)


@dataclass(frozen=True, slots=True)
class Photo:
    """The person's photo: a JPEG of 35 to 45, and who is to be seen."""

    jpeg: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the page. `title` names the document; `language` is a BCP 47 tag."""

    title: str
    language: str
    name: str
    headline: str
    contact: tuple[Piece, ...]
    sections: tuple[SheetSection, ...]
    photo: Photo | None = None

    def texts(self) -> str:
        """Return every text of the sheet, one a line, in reading order."""
        lines = [self.name, self.headline, *(p.text for p in self.contact)]
        for section in self.sections:
            lines.append(section.title)
            for entry in section.entries:
                lines += [entry.title, entry.detail, *entry.place, entry.dates]
                lines += [entry.link.text] if entry.link else []
                lines += [*entry.notes, *(b.text for b in entry.bullets)]
        return "\n".join(line for line in lines if line)


def one_line(text: str) -> str:
    """Return `text` in composed form, on one line, without what cannot be seen."""
    return unicodedata.normalize("NFC", " ".join(_UNSEEN.sub("", text).split()))


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of `text`, one line each."""
    return tuple(line for line in map(one_line, text.splitlines()) if line)


def web_link(text: str) -> Piece | None:
    """Return a web address as it prints (without its scheme) and where it leads, None for ""."""
    shown = one_line(text)
    if not shown:
        return None
    href = safe_href(shown)
    bare = re.sub(r"^https?://", "", shown, flags=re.IGNORECASE).rstrip("/") if href else shown
    return Piece(bare or shown, href)


def mail_link(text: str) -> Piece | None:
    """Return an e-mail address with its link, None for ""."""
    shown = one_line(text)
    if not shown:
        return None
    return Piece(shown, f"mailto:{shown}" if _MAIL.match(shown) else "")


def phone_link(text: str) -> Piece | None:
    """Return a telephone number with its link, None for ""."""
    shown = one_line(text)
    if not shown:
        return None
    digits = re.sub(r"[^\d+]", "", shown)
    return Piece(shown, f"tel:{digits}" if _PHONE.match(shown) else "")


def is_forbidden(address: str) -> bool:
    """Tell whether a program might follow `address` to where no link may lead, such as a script.

    White space and controls do not hide a scheme: browsers take them out.
    """
    bare = re.sub(r"[\s\x00-\x20\x7f-\x9f]", "", _UNSEEN.sub("", address))
    scheme = _SCHEME.match(bare)
    return scheme is not None and scheme.group().rstrip(":").lower() not in _ALLOWED


def safe_href(address: str) -> str:
    """Return `address` as a link target, "" when its scheme is not one that may be followed."""
    if re.search(r"[\s<>\"'\\{}|^`]", address):
        return ""
    if not _SCHEME.match(address):
        return f"https://{address}" if _BARE_URL.match(address) else ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme.lower() not in _ALLOWED or not (parts.netloc or parts.path):
        return ""
    return address
