"""One accessible, printable HTML file: no script, no address outside, every text escaped."""

from dataclasses import dataclass
from html import escape
from importlib.resources import files

from resume_builder.domain.photo import as_image
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import DOT, Printable, compose
from resume_builder.features.rendering.language import runs_from_right
from resume_builder.features.rendering.letter_sheet import LetterSheet
from resume_builder.features.rendering.sheet import Piece, Sheet, SheetEntry, SheetSection
from resume_builder.features.rendering.typefaces import font_stack
from resume_builder.features.rendering.words import PageWords

_PAPER = {"a4": "A4", "us-letter": "letter"}


@dataclass(frozen=True, slots=True)
class HtmlWriter:
    """Implements DocumentWriter and SheetWriter for HTML."""

    words: PageWords

    def __call__(self, page: Printable, options: RenderOptions) -> bytes:
        """Return the page as one HTML file in UTF-8."""
        sheet = compose(page, self.words, options)
        sections = (_section(n, s) for n, s in enumerate(sheet.sections, 1))
        return _file(sheet, options, "\n".join([_header(sheet), *sections]))


def write_letter_html(sheet: LetterSheet, options: RenderOptions) -> bytes:
    """Return the letter as one HTML file in UTF-8. Implements LetterWriter."""
    parts = [_header(sheet)] if sheet.name or sheet.headline or sheet.contact else []
    date = f"<p>{escape(sheet.date)}</p>" if sheet.date else ""
    recipient = "<br>\n".join(map(escape, sheet.recipient))
    address = f"<p>{recipient}</p>" if recipient else ""
    parts += [date, address] if sheet.date_first else [address, date]
    parts.append(f"<h2>{escape(sheet.subject)}</h2>" if sheet.subject else "")
    parts += [
        f"<p>{escape(text)}</p>" for text in (sheet.greeting, *sheet.paragraphs, sheet.closing)
    ]
    parts.append(f'<p class="signature">{escape(sheet.signature)}</p>' if sheet.signature else "")
    body = "\n".join(part for part in parts if part and part != "<p></p>")
    return _file(sheet, options, f'<article class="letter">\n{body}\n</article>')


def _file(sheet: Sheet | LetterSheet, options: RenderOptions, body: str) -> bytes:
    language = sheet.language or "en"
    rtl = runs_from_right(language)
    style = (files("resume_builder.adapters.writers") / "page.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="{escape(language)}" dir="{"rtl" if rtl else "ltr"}">\n'
        '<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(sheet.title)}</title>\n"
        f"<style>\n@page {{ size: {_PAPER[options.paper]} }}\n"
        f":root {{ font-family: {font_stack(options.font)} }}\n{style}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    ).encode()


def _header(sheet: Sheet | LetterSheet) -> str:
    head: list[str] = []
    if isinstance(sheet, Sheet) and sheet.photo:
        photo = as_image(sheet.photo.jpeg)
        head.append(f'<img class="photo" src="{photo}" alt="{escape(sheet.photo.alt)}">')
    head.append(f"<h1>{escape(sheet.name or sheet.title)}</h1>")
    if sheet.headline:
        head.append(f'<p class="headline">{escape(sheet.headline)}</p>')
    if sheet.contact:
        contact = DOT.join(f'<span dir="auto">{_piece(piece)}</span>' for piece in sheet.contact)
        head.append(f'<p class="contact">{contact}</p>')
    return "<header>\n" + "\n".join(head) + "\n</header>"


def _section(number: int, section: SheetSection) -> str:
    if section.form == "words":
        words = DOT.join(escape(e.title or " ".join(e.notes)) for e in section.entries)
        body = f"<p>{words}</p>"
    else:
        body = "\n".join(
            _row(entry, section.titles_stand_out) if section.form == "rows" else _entry(entry)
            for entry in section.entries
        )
    page = _on_new_page(section)
    if not section.title:
        return f"<section{page}>\n{body}\n</section>"
    head = f'<h2 id="s{number}">{escape(section.title)}</h2>'
    return f'<section{page} aria-labelledby="s{number}">\n{head}\n{body}\n</section>'


def _entry(entry: SheetEntry) -> str:
    lines = [f"<h3>{escape(entry.title)}</h3>"] if entry.title else []
    if below := _below(entry):
        lines.append(f'<p class="where">{below}</p>')
    lines += [f"<p>{escape(note)}</p>" for note in entry.notes]
    if entry.bullets:
        items = "\n".join(f"<li>{escape(b.text)}</li>" for b in entry.bullets)
        lines.append(f"<ul>\n{items}\n</ul>")
    return f"<article{_on_new_page(entry)}>\n" + "\n".join(lines) + "\n</article>"


def _row(entry: SheetEntry, stands_out: bool) -> str:
    head = escape(entry.title)
    if head and stands_out:
        head = f"<strong>{head}</strong>"
    if entry.detail:
        head += f"{': ' if head else ''}{escape(entry.detail)}"
    first = DOT.join(part for part in (head, _below(entry)) if part)
    lines = "<br>".join(p for p in (first, *map(escape, entry.notes)) if p)
    return f"<p{_on_new_page(entry)}>{lines}</p>"


def _on_new_page(part: SheetSection | SheetEntry) -> str:
    return ' class="new-page"' if part.on_new_page else ""


def _below(entry: SheetEntry) -> str:
    place = DOT.join(escape(part) for part in entry.place)
    parts = [f"<em>{place}</em>" if place else "", escape(entry.dates)]
    parts.append(_piece(entry.link) if entry.link else "")
    return DOT.join(part for part in parts if part)


def _piece(piece: Piece) -> str:
    if not piece.href:
        return escape(piece.text)
    return f'<a href="{escape(piece.href)}">{escape(piece.text)}</a>'
