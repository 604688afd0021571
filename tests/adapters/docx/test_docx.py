"""DOCX: real styles, no tables, every word read back by three readers, hostile text inert."""

import io
import re
import zipfile
from typing import Any, cast

import docx
import mammoth
import pytest
from lxml import etree

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.docx import DocxWriter
from resume_builder.domain import resume as r
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import compose
from tests.adapters.typst.read_back import words
from tests.features.rendering.generated import MORE_TONGUES, TONGUES, Maker, Tongue
from tests.features.rendering.hostile import BAD_LINKS, PAYLOADS, hostile_resume
from tests.pictures import a_photo, with_photo

pytestmark = pytest.mark.rendering
WORDS = load_page_words()
WRITE = DocxWriter(WORDS)
OPTIONS = RenderOptions()
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def by_python_docx(data: bytes) -> str:
    """The text that python-docx reads."""
    return "\n".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)


def by_raw_xml(data: bytes) -> str:
    """The text runs of document.xml, one paragraph a line, read without python-docx."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = cast(Any, etree).fromstring(package.read("word/document.xml"))
    lines = []
    for paragraph in root.iter(f"{W}p"):
        parts = [
            "\n" if n.tag == f"{W}br" else n.text or "" for n in paragraph.iter(f"{W}t", f"{W}br")
        ]
        lines.append("".join(parts))
    return "\n".join(lines)


def by_mammoth(data: bytes) -> str:
    """The text that mammoth reads, which drops the breaks of lines."""
    return str(mammoth.extract_raw_text(io.BytesIO(data)).value)


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda t: t.code)
@pytest.mark.parametrize("read", [by_python_docx, by_mammoth, by_raw_xml])
def test_every_word_in_order(tongue: Tongue, read: Any) -> None:
    """Recall and order are 1.000 in every reader."""
    resume = Maker(4, tongue).resume()
    assert words(read(WRITE(resume, OPTIONS))) == words(compose(resume, WORDS).texts())


def test_real_styles_and_nothing_else() -> None:
    """Headings, bullets and links are what Word knows as such; no table, box, or picture."""
    resume = Maker(2, TONGUES[0]).resume()
    data = WRITE(resume, OPTIONS)
    document = docx.Document(io.BytesIO(data))
    styles = [cast(Any, p.style).name for p in document.paragraphs]
    assert styles[0] == "Title"
    sheet = compose(resume, WORDS)
    assert styles.count("Heading 1") == len(sheet.sections)
    bullets = sum(len(e.bullets) for s in sheet.sections for e in s.entries)
    assert styles.count("List Bullet") == bullets
    assert not document.tables
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = package.read("word/document.xml").decode()
    assert not re.search(r"<w:(tbl|drawing|pict|txbx)|<mc:", body)
    links = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    assert "mailto:someone@example.com" in links
    assert document.core_properties.title == resume.basics.name
    assert document.core_properties.author == resume.basics.name
    assert document.core_properties.language == "en"


def test_the_file_is_ours_alone() -> None:
    """No foreign picture, no compatibility mode, the résumé's language, no theme font."""
    with zipfile.ZipFile(io.BytesIO(WRITE(Maker(2, TONGUES[1]).resume(), OPTIONS))) as package:
        names = package.namelist()
        styles = package.read("word/styles.xml").decode()
        settings = package.read("word/settings.xml").decode()
    assert not [name for name in names if "thumbnail" in name]
    assert re.search(r'compatibilityMode"[^>]*w:val="15"', settings)
    assert '<w:lang w:val="de"' in styles
    heading = re.search(r'w:styleId="Heading1".*?</w:style>', styles, re.DOTALL)
    assert heading
    assert "heme=" not in heading.group()


def test_no_color_but_black() -> None:
    """Word's own blue headings are gone."""
    document = docx.Document(io.BytesIO(WRITE(Maker(2, TONGUES[0]).resume(), OPTIONS)))
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "List Bullet", "Normal"):
        font = cast(Any, document.styles[name]).font
        assert str(font.color.rgb) == "000000"
        assert font.name == "Cambria"


@pytest.mark.parametrize(("paper", "width"), [("a4", 210.0), ("us-letter", 215.9)])
def test_paper(paper: str, width: float) -> None:
    """The page has the size asked for."""
    options = RenderOptions.model_validate({"paper": paper})
    section = docx.Document(io.BytesIO(WRITE(r.Resume(), options))).sections[0]
    assert section.page_width is not None
    assert section.page_width.mm == pytest.approx(width, abs=0.1)


def test_equal_input_gives_equal_bytes() -> None:
    """No clock and no chance in the file."""
    resume = Maker(9, TONGUES[0]).resume()
    assert WRITE(resume, OPTIONS) == WRITE(resume, OPTIONS)


@pytest.mark.parametrize("payload", [*PAYLOADS, *BAD_LINKS])
def test_hostile_text_is_text(payload: str) -> None:
    """XML, fields and controls in a text stay text; no bad link is made."""
    resume = hostile_resume(payload)
    data = WRITE(resume, OPTIONS)
    meant = words(compose(resume, WORDS).texts())
    assert words(by_raw_xml(data)) == meant
    document = docx.Document(io.BytesIO(data))
    targets = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    assert not targets
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = package.read("word/document.xml").decode()
    assert "w:instrText" not in body
    assert "w:fldSimple" not in body


@pytest.mark.parametrize("tongue", MORE_TONGUES, ids=lambda t: t.code)
def test_every_script_reads_back_and_runs_its_way(tongue: Tongue) -> None:
    """Word for word; what runs from right to left says so, paragraph by paragraph."""
    resume = Maker(4, tongue).resume()
    data = WRITE(resume, OPTIONS)
    assert words(by_raw_xml(data)) == words(compose(resume, WORDS).texts())
    paragraphs = docx.Document(io.BytesIO(data)).element.body.findall(f"{W}p")
    turned = [p for p in paragraphs if p.find(f"{W}pPr/{W}bidi") is not None]
    assert turned == (paragraphs if tongue.code in ("ar", "fa", "he") else [])
    runs = [run for p in paragraphs for run in p.iter(f"{W}r")]
    right = [run for run in runs if run.find(f"{W}rPr/{W}rtl") is not None]
    assert bool(right) == bool(turned)
    assert not [run for run in right if run.text.isascii()]


@pytest.mark.parametrize(
    ("tag", "said"), [("zh-TW", "zh-CN"), ("ja", "ja-JP"), ("ko-KR", "ko-KR"), ("de", "")]
)
def test_word_is_told_the_east_asian_language(tag: str, said: str) -> None:
    """It picks fonts and spelling by it."""
    data = WRITE(r.Resume(basics=r.Basics(name="A"), language=tag), OPTIONS)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        styles = package.read("word/styles.xml").decode()
    found = set(re.findall(r'<w:lang [^>]*w:eastAsia="([^"]*)"', styles))
    assert (said in found) if said else not found & {"zh-CN", "ja-JP", "ko-KR"}


def test_a_photo_floats_beside_the_head() -> None:
    """It has the person's name, every reader still has every word, and bytes are equal."""
    resume = with_photo(Maker(4, TONGUES[1]).resume())
    shown = RenderOptions(photo=True)
    data = WRITE(resume, shown)
    assert data == WRITE(resume, shown)
    for read in (by_python_docx, by_mammoth, by_raw_xml):
        assert words(read(data)) == words(compose(resume, WORDS).texts())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        (name,) = [name for name in package.namelist() if name.startswith("word/media/")]
        assert package.read(name) == a_photo()
        document = package.read("word/document.xml").decode()
    assert f'descr="{resume.basics.name}"' in document
    assert document.count("<wp:anchor") == 1
    with zipfile.ZipFile(io.BytesIO(WRITE(resume, OPTIONS))) as package:
        assert not any(name.startswith("word/media/") for name in package.namelist())
