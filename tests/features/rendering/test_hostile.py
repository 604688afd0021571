"""Hostile texts in every field, in every theme and every kind of file: text stays text.

Nothing runs, nothing is read or fetched, no link leads where none may, and what was written is
what is read back.
"""

import io
import json
import re
import socket
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import docx
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from resume_builder.adapters.typst.compiler import Typst
from resume_builder.adapters.typst.theme import load_themes, themes_folder
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.accept import own_words
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import compose
from resume_builder.features.rendering.compose_letter import compose_letter
from resume_builder.features.rendering.errors import RenderFailed
from resume_builder.features.rendering.ports import Format
from tests.adapters.typst.read_back import EXTRACTORS, words
from tests.adapters.writers.test_writers import Page
from tests.features.rendering.hostile import BAD_LINKS, PAYLOADS, hostile_resume
from tests.features.rendering.kit import RENDERING, WORDS
from tests.features.rendering.letters import letter_saying

pytestmark = pytest.mark.rendering
THEMES = sorted(load_themes())
CANARY = "canary-3f1c"
SECRET = "the-bird-sings"
MORE = (
    f'#read("{CANARY}") #include "{CANARY}" #image("{CANARY}")',
    f'#read("../../{CANARY}") #read("/{CANARY}") #json("data.json")',
    f"![x]({CANARY}) [x](javascript:alert(1)) <file:///{CANARY}> `code` # head",
    "[ref]: javascript:alert(1) 'x'\n\n---\ntitle: x\n---\n\n| a | b |\n|---|---|\n- [ ] x",
    f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///{CANARY}">]><x>&e;</x>',
    'w:instrText INCLUDETEXT "c:\\\\x" DDEAUTO cmd.exe {=1+1} <w:altChunk r:id="x"/>',
    "+cmd|' /C calc'!A0 @SUM(1+1) -2+3 \t=1+1",
    "\u202etxt.exe \u2066iso\u2069 \u200f\u061c mark \ufeff\u2028line\u2029end",
    "ctl \x00\x01\x08\x0b\x0c\x1f\x7f\x9f \ud800\udfff \ufffe\U0001fffe",
)
LONG = ("x" * 10_000, "漢" * 10_000)
TEXTS = (*PAYLOADS, *MORE, *BAD_LINKS)
ALLOWED = ("http:", "https:", "mailto:", "tel:")
PRINTED: tuple[Format, ...] = ("pdf", "svg", "png")
WRITTEN: tuple[Format, ...] = ("docx", "html", "md", "txt", "json")
SVG = {"svg", "g", "path", "use", "defs", "symbol", "clipPath", "a", "rect", "image"}


def same(read: str, meant: str) -> bool:
    """Tell whether the letters are the same, in order: where lines break says nothing."""
    return _letters(read) == _letters(meant)


def _letters(text: str) -> str:
    """Without hyphens, which a reader takes for a divided word, and marks that nothing draws."""
    return "".join(words(re.sub("[-\u200e\u200f\u061c]", "", text)))


def check_pdf(data: bytes, meant: str) -> None:
    """Links of allowed schemes, nothing that acts, no file within, every letter."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    root = cast(Any, reader.trailer["/Root"])
    assert not {"/OpenAction", "/AA", "/AcroForm", "/Names"} & set(root)
    for page in reader.pages:
        assert "/AA" not in page
        for annotation in cast(Any, page).get("/Annots", []):
            action = annotation.get_object().get("/A", {})
            assert action.get("/S") == "/URI"
            assert str(action["/URI"]).lower().startswith(ALLOWED)
    # Every letter: in which order columns are read, and running heads, are of other tests.
    read = _letters(EXTRACTORS["pypdfium2"](data))
    assert not Counter(_letters(meant)) - Counter(read)


def check_svg(data: bytes, meant: str) -> None:
    """Shapes and safe links alone: no script, no foreign element, no handler, no file."""
    del meant
    for node in (
        cast(Any, etree).fromstring(data, cast(Any, etree).XMLParser(huge_tree=True)).iter()
    ):
        assert cast(Any, etree).QName(node).localname in SVG
        for name, value in node.attrib.items():
            plain = cast(Any, etree).QName(name).localname
            assert not plain.startswith("on")
            if plain == "href":
                assert value.startswith(("#", *ALLOWED))


def check_png(data: bytes, meant: str) -> None:
    """A picture."""
    del meant
    assert data.startswith(b"\x89PNG\r\n\x1a\n")


def check_docx(data: bytes, meant: str) -> None:
    """Well-formed parts, no field, chunk, object or macro; links of allowed schemes."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not [n for n in package.namelist() if "vba" in n.lower() or "embed" in n.lower()]
        parts = {n: package.read(n) for n in package.namelist() if n.endswith((".xml", ".rels"))}
    for part in parts.values():
        assert b"<!DOCTYPE" not in part[:200]
        cast(Any, etree).fromstring(part)
    tags = {
        cast(Any, etree).QName(n).localname
        for n in cast(Any, etree).fromstring(parts["word/document.xml"]).iter()
    }
    assert not tags & {"instrText", "fldSimple", "fldChar", "altChunk", "object", "drawing", "pict"}
    document = docx.Document(io.BytesIO(data))
    targets = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    assert not [t for t in targets if not t.lower().startswith(ALLOWED)]
    assert same("\n".join(p.text for p in document.paragraphs), meant)


def check_html(data: bytes, meant: str) -> None:
    """The elements and attributes of our own page, every letter."""
    page = Page(data)
    allowed = "html head meta title style body main header h1 h2 h3 p span a section article"
    assert set(page.tags) <= {*allowed.split(), "em", "strong", "br", "ul", "li"}
    assert not [name for name in page.attributes if name.startswith(("on", "src", "style"))]
    assert not [link for link in page.links if not link.lower().startswith(ALLOWED)]
    # A page without a name has its title as its heading.
    assert _letters(page.text).endswith(_letters(meant))


def check_md(data: bytes, meant: str) -> None:
    """No HTML, code, picture, table or unsafe link in a CommonMark program; every letter."""
    program = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    blocks = program.parse(data.decode())
    inline = [kid for block in blocks for kid in block.children or ()]
    kinds = {t.type for t in (*blocks, *inline)}
    assert not [k for k in kinds if re.search("html|code|fence|image|table|quote|^hr$|^s_", k)]
    targets = [str(t.attrs["href"]) for t in inline if t.type == "link_open"]
    assert not [t for t in targets if not t.lower().startswith(ALLOWED)]
    shown = " ".join(
        "".join(" " if t.type.endswith("break") else t.content for t in block.children or ())
        for block in blocks
    )
    assert same(shown, meant)


def check_txt(data: bytes, meant: str) -> None:
    """Text without a control but the end of a line; every letter."""
    text = data.decode()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert same(text, meant)


def check_json(data: bytes, meant: str) -> None:
    """Valid JSON in UTF-8, with no address of a forbidden scheme."""
    del meant
    for address in _addresses(json.loads(data.decode())):
        assert not re.match(r"\s*(javascript|vbscript|data|file):", address, re.IGNORECASE)


def _addresses(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for item in cast(list[object], value):
            yield from _addresses(item)
    elif isinstance(value, dict):
        for key, item in cast(dict[str, object], value).items():
            if key in ("url", "image") and isinstance(item, str):
                yield item
            yield from _addresses(item)


CHECKS: dict[str, Callable[[bytes, str], None]] = {
    "pdf": check_pdf, "svg": check_svg, "png": check_png, "docx": check_docx,
    "html": check_html, "md": check_md, "txt": check_txt, "json": check_json,
}  # fmt: skip


@pytest.fixture
def guarded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A file that must stay unread where the process stands, and a proxy nobody may ask."""
    (tmp_path / CANARY).write_text(SECRET, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        proxy.settimeout(0.01)
        address = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, address)
        yield proxy


def assert_untouched(data: bytes, proxy: socket.socket) -> None:
    """Nothing of the file is in `data`, and nobody asked for a page."""
    assert SECRET.encode() not in data
    with pytest.raises(TimeoutError):
        proxy.accept()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("fmt", [*PRINTED, *WRITTEN])
def test_every_field_is_inert(theme: str, fmt: Format, guarded: socket.socket) -> None:
    """Each payload in every field of a résumé and of a letter."""
    options = RenderOptions(theme=theme)
    for text in _for(theme, fmt):
        resume = hostile_resume(text)
        data = RENDERING.render(own_words(resume), options, fmt)
        CHECKS[fmt](data, compose(resume, WORDS, options).texts())
        assert_untouched(data, guarded)
        if fmt != "json":
            letter = letter_saying(text)
            data = RENDERING.letter(letter, options, fmt)
            CHECKS[fmt](data, compose_letter(letter, options, WORDS).texts())
            assert_untouched(data, guarded)


def _for(theme: str, fmt: Format) -> tuple[str, ...]:
    """Each theme's PDF gets every text, its SVG every second one.

    What no theme has a part in (Word, HTML and so on) gets every text once over all themes, and a
    picture, which can only be made or not, those that no font has.
    """
    number = THEMES.index(theme)
    if fmt == "pdf":
        return TEXTS
    if fmt == "svg":
        return TEXTS[number % 2 :: 2]
    return MORE[-2:] if fmt == "png" else (*TEXTS, *LONG)[number :: len(THEMES)]


@pytest.mark.parametrize("theme", THEMES)
def test_an_endless_word_in_any_field_is_set(theme: str) -> None:
    """The head's fields or those of a job: all of them would take a hundred pages."""
    number = THEMES.index(theme)
    whole = hostile_resume(LONG[number % 2])
    resume = Resume(basics=whole.basics) if number % 3 else Resume(work=whole.work)
    options = RenderOptions(theme=theme, level=0)
    data = RENDERING.render(own_words(resume), options, "pdf")
    check_pdf(data, compose(resume, WORDS, options).texts())


LETTERS = st.text(
    st.one_of(
        st.characters(exclude_categories=()),
        st.sampled_from("<>&\"'#$@\\`*_[](){}|~=+-!:/.\u202e\u2066\x00\x1b\x85 \n\t"),
    ),
    max_size=40,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LETTERS, st.sampled_from(THEMES))
def test_any_text_in_every_field_is_inert(guarded: socket.socket, text: str, theme: str) -> None:
    """Whatever its characters are, lone surrogates and controls among them, in every file."""
    resume, options = hostile_resume(text), RenderOptions(theme=theme)
    meant = compose(resume, WORDS, options).texts()
    for fmt in ("svg", *WRITTEN):
        data = RENDERING.render(own_words(resume), options, fmt)
        CHECKS[fmt](data, meant)
        assert_untouched(data, guarded)
    assert RENDERING.render(own_words(resume), options, "pdf").startswith(b"%PDF")


def test_a_theme_reads_nothing_but_its_data(tmp_path: Path, guarded: socket.socket) -> None:
    """Even its own source could not: neither beside it, nor where the process stands."""
    typst = Typst([themes_folder() / "fonts"])
    for path in (CANARY, f"/{CANARY}", f"../{CANARY}", str(tmp_path / CANARY)):
        for call in (f'#read("{path}")', f'#include "{path}"', f'#image("{path}")'):
            with pytest.raises(RenderFailed):
                typst.compile({"main.typ": call.encode()}, b"{}", "svg")
    assert_untouched(b"", guarded)
    for theme in load_themes().values():
        assert all(name.endswith(".typ") for name in (*theme.resume, *theme.letter))
