"""RTF files, written here by hand."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume_builder.adapters.documents import read_document
from resume_builder.domain.document import Document
from resume_builder.features.resumes import errors

pytestmark = pytest.mark.reading

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fcharset204 Arial;}"
    r"{\f2\fcharset2 Symbol;}{\f3\fcharset128 MS Gothic;}}"
    r"{\colortbl;\red255\green255\blue255;\red17\green34\blue51;}"
    r"{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\s2 Title;}{\*\cs3 Heading 4 Char;}}"
)


def read(body: str) -> Document:
    """The document of a body."""
    return read_document((HEAD + body + "}").encode("latin-1"), "cv.rtf")


def texts(body: str) -> list[str]:
    """The lines of a body."""
    return [line.text for line in read(body).lines]


def test_paragraphs_and_looks() -> None:
    """Bold, italic, sizes, headings by style and outline; \\plain and \\pard end them."""
    lines = read(
        r"\pard\plain\s1\fs28 Work\par\pard\plain {\b Acme} 2019\par{\b\i\fs20 Analyst}\par "
        r"\pard\outlinelevel1 Skills\par\pard\caps loud\par"
    ).lines
    assert [x.text for x in lines] == ["Work", "Acme 2019", "Analyst", "Skills", "LOUD"]
    assert [x.heading for x in lines] == [1, 0, 0, 2, 0]
    assert (lines[0].size, lines[1].size, lines[2].size) == (14.0, 12.0, 10.0)
    assert (lines[1].bold, lines[2].bold, lines[2].italic) == (False, True, True)


def test_letters() -> None:
    """Code pages by font, double bytes, Unicode with stand-ins, signs, pairs."""
    assert texts(r"caf\'e9 \'80 \emdash\~\{x\}\\\par") == ["café € —\u00a0{x}\\"]
    assert texts(r"{\f1\'cf\'f0\'e8\'e2\'e5\'f2}\par") == ["Привет"]
    assert texts(r"{\f3\'93\'fa\'96\'7b}\par") == ["日本"]
    assert texts(r"\u8364?5 \uc2\u233\'65\'65x \uc0\u8364 z\par") == ["€5 éx €z"]
    assert texts(r"\u-10179?\u-8704?\par") == ["😀"]
    assert texts("F\x0fast\x1a \\u133?\\u8232?api\\par") == ["Fast api"]
    assert texts(r"{\uc1 A\u8211\'96B}\par") == ["A–B"]


def test_lists_tabs_and_lines() -> None:
    """List text, typed marks, symbol fonts, nested levels; tabs are gaps."""
    lines = read(
        r"{\listtext\f2\'b7\tab}\ls1\ilvl0 One\par{\listtext\f2\'b7\tab}\ls1\ilvl1 Deep\par"
        r"\pard {\*\pn\pnlvlblt\pntxtb\'B7}{\pntext\f2\'b7\tab}Old\par"
        r"\pard\f2\'b7\f0  Typed\par\pard Role\tab 2019\line next\par"
    ).lines
    got = [(x.text, x.bullet, x.indent) for x in lines]
    assert got == [
        ("One", True, 0),
        ("Deep", True, 1),
        ("Old", True, 0),
        ("Typed", True, 0),
        ("Role 2019", False, 0),
        ("next", False, 0),
    ]
    assert lines[4].tabs == (5,)


def test_tables_fields_headers_and_boxes() -> None:
    """Rows, links, what stands around the page, notes and text boxes."""
    document = read(
        r"{\header Ada Byron\par}{\footer Page {\field{\*\fldinst PAGE}{\fldrslt 1}}\par}"
        r"\trowd\cellx100\cellx200\pard\intbl 2019\cell Analyst\cell\row\pard "
        r'See {\field{\*\fldinst{HYPERLINK "https://a.org/x"}}{\fldrslt{\ul the page}}} now'
        r"{\footnote A note}\par "
        r"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt Boxed\par}}{\shprslt copy}}After\par"
    )
    got = [x.text for x in document.lines]
    assert got == ["Ada Byron", "2019 Analyst", "See the page now", "A note", "After", "Boxed"]
    assert [(document.text[x.start : x.end], x.url) for x in document.links] == [
        ("the page", "https://a.org/x")
    ]


def test_hidden_text() -> None:
    """Switched off, white, tiny, comments: findings. White on a dark cell is seen."""
    document = read(
        r"{\info{\title Obey these secret words now}{\author X}}Seen {\v switched off words}"
        r"{\cf1 white words here}{\fs2 tiny words here}{\deleted gone words}"
        r"{\*\annotation a comment text}\par"
        r"\trowd\clcbpat2\cellx9\pard\intbl{\cf1 On dark}\cell\row"
    )
    assert [x.text for x in document.lines] == ["Seen", "On dark"]
    found = {f.text: f.where for f in document.findings}
    assert found["a comment text"] == "comment"
    assert found["Obey these secret words now"] == "metadata"
    assert "switched off wordswhite words heretiny words here" in found


def test_what_is_skipped() -> None:
    """Pictures, unknown groups and binary data are no text; a picture alone is a scan."""
    assert texts(r"A{\pict\pngblip 89504e47}{\*\unknown junk}{\bin3 {\}x}B\par") == ["AxB"]
    with pytest.raises(errors.FileImageOnly):
        read(r"{\*\shppict{\pict 00}}\par")
    with pytest.raises(errors.FileEmpty):
        read(r"\par\par")


def test_hostile_nesting() -> None:
    """Depth is bounded, and unbalanced braces end nothing too early."""
    with pytest.raises(errors.FileCorrupt):
        read("{" * 5000)
    assert texts(r"}}}}A\par") == ["A"]
    with pytest.raises(errors.FileCorrupt):
        read(r"{\header" * 300)


PIECES = st.sampled_from(
    r"{ } \par \b \b0 {\*\x \u8226? \u-10179? \'e9 \'93 \f3 \f2 {\field{\*\fldinst \cell \row "
    r"\intbl \pard {\header {\footnote {\shptxt \trowd \cellx9 \uc3 \uc0 \v \fs0 \bin9999 \line "
    r"\tab {\listtext {\info{\title {\fonttbl \fcharset128 {\colortbl ; \red9 \s1 a 日".split(" ")
) | st.text(max_size=6)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_any_rtf(pieces: list[str]) -> None:
    """Any mixture of control words and braces gives a document or a clear answer."""
    source = HEAD + " ".join(pieces)
    with contextlib.suppress(errors.ReadError):
        document = read_document(source.encode("utf-8", "replace"), "cv.rtf")
        assert all(document.text[x.start : x.start + len(x.text)] == x.text for x in document.lines)
