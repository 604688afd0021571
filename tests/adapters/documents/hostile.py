"""Files made to stall, exhaust or deceive a reader: the cases of the security guide, and texts."""

import io

import pypdf

from tests.adapters.documents.paper import WORD, archive, docx, line, paragraph, pdf

MEGABYTE = 1024 * 1024
_RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EVIL = "Evil text from elsewhere"


def zip_bomb() -> bytes:
    """A DOCX of 60 kB whose body unpacks to 60 MB."""
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": bytes(60 * MEGABYTE)})


def external_entity(path: str) -> bytes:
    """A DOCX whose body asks for a file of the server."""
    body = f"<w:body>{paragraph('Ada Byron')}<w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>"
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{path}">]>'
            f"<w:document {WORD}>{body}</w:document>",
        }
    )


def zip_slip() -> bytes:
    """A DOCX with members whose names climb out of any folder, and a relation to one of them."""
    text = f"<w:hdr {WORD}>{paragraph(_EVIL)}</w:hdr>"
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {WORD}><w:body>{paragraph('Ada Byron')}"
            "</w:body></w:document>",
            "../../../../tmp/slipped.xml": text,
            "/tmp/slipped.xml": text,
            "word/_rels/document.xml.rels": f"<Relationships {_RELATIONS}><Relationship Id='r1' "
            f"Type='{_OFFICE}/header' Target='../../../../tmp/slipped.xml'/></Relationships>",
        }
    )


def external_template(address: str) -> bytes:
    """A DOCX whose template and first picture stand at an address."""
    relations = "".join(
        f"<Relationship Id='r{kind}' Type='{_OFFICE}/{kind}' Target='{address}' "
        "TargetMode='External'/>"
        for kind in ("attachedTemplate", "image", "styles", "header")
    )
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {WORD}><w:body>{paragraph('Ada Byron')}"
            "</w:body></w:document>",
            "word/_rels/document.xml.rels": f"<Relationships {_RELATIONS}>{relations}"
            "</Relationships>",
            "word/_rels/settings.xml.rels": f"<Relationships {_RELATIONS}>{relations}"
            "</Relationships>",
        }
    )


def object_loop() -> bytes:
    """A PDF whose form paints itself, whose page tree holds itself, and whose length is itself."""
    form = (
        "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length 12 "
        "/Resources << /XObject << /X 10 0 R >> >> >>\nstream\n/X Do /X Do \nendstream"
    )
    page = pdf(
        line(50, 700, "Ada Byron") + "/X Do /X Do\n",
        extra=(form,),
        resources="/XObject << /X 10 0 R >>",
    )
    return page.replace(b"/Kids [11 0 R]", b"/Kids [11 0 R 2 0 R]", 1)


def many_pages(count: int = 10_000) -> bytes:
    """A PDF of many pages."""
    return pdf(*[line(50, 700, f"Page {n}") for n in range(count)])


def locked() -> bytes:
    """A PDF that asks for a password."""
    writer = pypdf.PdfWriter(io.BytesIO(pdf(line(50, 700, "Ada Byron"))))
    writer.encrypt("secret", "other", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def scripted() -> bytes:
    """A PDF that runs JavaScript when it is opened, and when its page is."""
    script = "<< /S /JavaScript /JS (app.alert('Evil text from elsewhere')) >>"
    page = pdf(line(50, 700, "Ada Byron"), annots=f"/AA << /O {script} >>")
    return page.replace(b"/Type /Catalog", f"/Type /Catalog /OpenAction {script}".encode(), 1)


def polyglot() -> bytes:
    """A web page with a script that is also an archive, and says to be a PDF somewhere inside."""
    page = b"<html><script>alert('Evil text')</script><!-- %PDF-1.7 -->"
    return page + bytes(2_000) + archive({"a.txt": _EVIL})


def crowded_page(glyphs: int = 60_000) -> bytes:
    """A PDF page with as many letters as are read of one, each an object of its own."""
    letters = [
        f"BT /F 4 Tf {20 + n % 140 * 4} {820 - n // 140 * 1.9:.1f} Td (a) Tj ET\n"
        for n in range(glyphs)
    ]
    return pdf("".join(letters))


def deep_nesting() -> dict[str, bytes]:
    """Values in values, by the ending of their file."""
    deep = 100_000
    return {
        "json": b'{"basics":' + b"[" * deep,
        "yaml": b"basics: " + b"[" * deep,
        "html": b"<div>" * deep + b"Ada",
        "rtf": b"{\\rtf1" + b"{\\b a" * deep,
        "xml": b"<SkillsPassport>" + b"<a>" * deep,
        "md": b"> " * deep + b"Ada",
        "docx": docx("<w:sdt><w:sdtContent>" * 5_000 + paragraph("Ada")),
    }


def long_texts(length: int = 400_000) -> dict[str, bytes]:
    """Texts as long as may be, of what a parser of résumés looks for."""
    kinds = {
        "headings": "EXPERIENCE\nEDUCATION\nSKILLS\n",
        "dates": "Jan 2019 - Feb 2020\n",
        "bullets": "EXPERIENCE\n" + "- built a thing in 2019\n" * 40,
        "entries": "EXPERIENCE\nEngineer, Acme Ltd · Leeds · 2019 – 2020\n- built a thing\n",
        "one line": "Experience 2019 - 2020, Engineer (Acme) · ",
        "contacts": "a@b.co +44 20 7946 0000 github.com/ada | ",
    }
    return {name: (text * (length // len(text))).encode()[:length] for name, text in kinds.items()}
