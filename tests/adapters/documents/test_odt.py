"""ODT files, made here part by part."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume_builder.adapters.documents import read_document
from resume_builder.domain.document import Document
from resume_builder.features.resumes import errors

pytestmark = pytest.mark.reading

_O = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = (
    " ".join(
        f'xmlns:{prefix}="{_O}{name}:1.0"'
        for prefix, name in {
            "office": "office",
            "style": "style",
            "text": "text",
            "table": "table",
            "draw": "drawing",
            "svg": "svg-compatible",
            "fo": "xsl-fo-compatible",
        }.items()
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)
STYLES = (
    '<style:style style:name="H" style:family="paragraph" style:default-outline-level="2">'
    '<style:text-properties fo:font-weight="bold" fo:font-size="14pt"/></style:style>'
    '<style:style style:name="B" style:family="text">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="I" style:family="text" style:parent-style-name="B">'
    '<style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="W" style:family="text">'
    '<style:text-properties fo:color="#FFFFFF"/></style:style>'
    '<style:style style:name="N" style:family="text">'
    '<style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="D" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#112233"/></style:style>'
)


def odt(body: str, shared: str = "", styles: str = STYLES, **parts: str) -> bytes:
    """An ODT with this body; `shared` goes into styles.xml."""
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    common = f"<office:document-styles {NAMES}>{shared}</office:document-styles>"
    members = {f"{name}.xml": text for name, text in parts.items()}
    return packed("text", {"content.xml": content, "styles.xml": common, **members})


def packed(kind: str, members: dict[str, str]) -> bytes:
    """An OpenDocument archive; its kind comes first, as it is."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        mime = f"application/vnd.oasis.opendocument.{kind}"
        file.writestr("mimetype", mime, compress_type=zipfile.ZIP_STORED)
        for name, text in members.items():
            file.writestr(name, text)
    return made.getvalue()


def read(body: str, shared: str = "", **parts: str) -> Document:
    """The document of a body."""
    return read_document(odt(body, shared, **parts), "cv.odt")


def p(text: str, style: str = "") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def test_headings_spans_and_links() -> None:
    """Outline levels, bold and italic by style chains, links, spaces, tabs and breaks."""
    document = read(
        '<text:h text:outline-level="1">Ada  Byron</text:h>'
        + p("Work", "H")
        + p('<text:span text:style-name="I">Analyst</text:span>')
        + p('See <text:a xlink:href="https://a.org">the <text:span>page</text:span></text:a>')
        + p('A<text:s text:c="3"/>B<text:tab/>2019<text:line-break/>next\n line')
    )
    lines = document.lines
    assert [x.text for x in lines] == [
        "Ada Byron",
        "Work",
        "Analyst",
        "See the page",
        "A   B 2019",
        "next line",
    ]
    assert [x.heading for x in lines[:3]] == [1, 2, 0]
    assert (lines[1].bold, lines[1].size) == (True, 14.0)
    assert (lines[2].bold, lines[2].italic) == (True, True)
    assert lines[4].tabs == (6,)
    words = {document.text[x.start : x.end]: x.url for x in document.links}
    assert words == {"the ": "https://a.org", "page": "https://a.org"}


def test_lists() -> None:
    """Items carry a mark on their first paragraph, with their level."""
    document = read(
        "<text:list><text:list-item>"
        + p("One")
        + p("more of one")
        + f"<text:list><text:list-item>{p('Deep')}</text:list-item></text:list>"
        + f"</text:list-item><text:list-header>{p('Head')}</text:list-header></text:list>"
    )
    got = [(x.text, x.bullet, x.indent) for x in document.lines]
    assert got == [
        ("One", True, 0),
        ("more of one", False, 0),
        ("Deep", True, 1),
        ("Head", False, 0),
    ]


def test_tables_and_frames() -> None:
    """A row of short cells is one line; a text box is a block of its own."""
    cell = "<table:table-cell>{}</table:table-cell>"
    row = "<table:table-row>{}</table:table-row>"
    document = read(
        "<table:table>"
        + row.format(cell.format(p("2019")) + cell.format(p("Analyst")))
        + f"<table:table-header-rows>{row.format(cell.format(p('A') + p('B')))}"
        + "</table:table-header-rows></table:table>"
        + p(f"Side <draw:frame><draw:text-box>{p('Boxed')}</draw:text-box></draw:frame>")
    )
    assert [x.text for x in document.lines] == ["2019 Analyst", "A", "B", "Side", "Boxed"]
    assert document.lines[0].tabs == (5,)
    assert document.lines[3].block != document.lines[4].block


def test_header_and_footer() -> None:
    """They stand around the body; page numbers are left out."""
    shared = (
        '<office:master-styles><style:master-page style:name="S">'
        f"<style:header>{p('Ada Byron')}</style:header>"
        f"<style:footer>{p('Page <text:page-number>1</text:page-number>')}{p('ada@x.org')}"
        "</style:footer></style:master-page></office:master-styles>"
    )
    lines = read(p("Body"), shared).lines
    assert [x.text for x in lines] == ["Ada Byron", "Body", "ada@x.org"]


def test_hidden_text() -> None:
    """White, switched off, deleted, commented or set aside: shown as findings, not content."""
    document = read(
        p('Seen <text:span text:style-name="W">white words here</text:span>')
        + p('<text:span text:style-name="N">switched off words</text:span>')
        + f'<text:section text:display="none">{p("a hidden section")}</text:section>'
        + f"<text:tracked-changes>{p('deleted words')}</text:tracked-changes>"
        + p(f"x<office:annotation>{p('a comment on it')}</office:annotation>")
        + '<table:table><table:table-row><table:table-cell table:style-name="D">'
        + p('<text:span text:style-name="W">white on dark</text:span>')
        + "</table:table-cell></table:table-row></table:table>"
    )
    assert [x.text for x in document.lines] == ["Seen", "x", "white on dark"]
    assert {f.text for f in document.findings} == {
        "white words here",
        "switched off words",
        "a hidden section",
        "a comment on it",
    }


def test_refusals() -> None:
    """Encrypted, empty, a picture alone, another kind of document, entities, depth."""
    name = f'xmlns:m="{_O}manifest:1.0"'
    locked = {"META-INF/manifest": f"<m:manifest {name}><m:encryption-data/></m:manifest>"}
    with pytest.raises(errors.FileEncrypted):
        read(p("x"), **locked)
    with pytest.raises(errors.FileEmpty):
        read(p(" "))
    with pytest.raises(errors.FileImageOnly):
        read(p("<draw:frame><draw:image/></draw:frame>"))
    with pytest.raises(errors.FileCorrupt):
        read(p("not <closed>"))
    sheet = packed("spreadsheet", {"content.xml": "", "META-INF/manifest.xml": ""})
    with pytest.raises(errors.FileMismatch):
        read_document(sheet, "cv.odt")
    with pytest.raises(errors.FileMismatch):
        read_document(odt(p("x")), "cv.docx")
    evil = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x {NAMES}>&e;</x>'
    with pytest.raises(errors.ReadError):
        read_document(packed("text", {"content.xml": evil}), "cv.odt")
    with pytest.raises(errors.ReadError):
        read("<text:section>" * 3000 + "</text:section>" * 3000)


TAGS = ["text:p", "text:h", "text:list", "text:list-item", "text:span", "text:a", "table:table",
        "table:table-row", "table:table-cell", "draw:frame", "draw:text-box", "text:section",
        "text:note", "text:s", "text:tab", "office:annotation"]  # fmt: skip
TREES = st.recursive(
    st.text(alphabet="ab 1•\u200b", max_size=6),
    lambda inner: st.builds(
        lambda tag, parts, style: f'<{tag} text:style-name="{style}">{"".join(parts)}</{tag}>',
        st.sampled_from(TAGS),
        st.lists(inner, max_size=4),
        st.sampled_from(["", "H", "B", "W", "N"]),
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(TREES, st.binary(max_size=20), st.integers(0, 2000))
def test_any_content(body: str, noise: bytes, at: int) -> None:
    """Any tree of elements, and any damage to the file, gives a document or a clear answer."""
    whole = odt(body)
    with contextlib.suppress(errors.FileEmpty):
        read_document(whole, "cv.odt")
    at %= len(whole)
    with contextlib.suppress(errors.ReadError):
        read_document(whole[:at] + noise + whole[at + len(noise) :], "cv.odt")
