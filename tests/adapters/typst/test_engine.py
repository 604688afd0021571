"""The page engine: standards, reproducible bytes, fitting, hostile data, missing glyphs."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.typst import TypstEngine
from resume_builder.adapters.typst.compiler import Typst
from resume_builder.adapters.typst.theme import load_themes, themes_folder
from resume_builder.domain import resume as r
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import compose
from resume_builder.features.rendering.errors import MissingGlyphs, RenderFailed, UnknownTheme
from tests.adapters.typst.pages import lowest_ink
from tests.adapters.typst.read_back import EXTRACTORS, words
from tests.features.rendering.generated import TONGUES, Maker
from tests.features.rendering.hostile import BAD_LINKS, PAYLOADS, hostile_resume

pytestmark = pytest.mark.rendering
ENGINE = TypstEngine(load_page_words())
OPTIONS = RenderOptions()


def reader(pdf: bytes) -> pypdf.PdfReader:
    """Open a PDF."""
    return pypdf.PdfReader(io.BytesIO(pdf))


def links(pdf: bytes) -> list[str]:
    """Every address that the PDF links to."""
    found: list[str] = []
    for page in reader(pdf).pages:
        for item in cast(Any, page.get("/Annots")) or []:
            action = item.get_object().get("/A")
            if action:
                found.append(str(action["/URI"]))
    return found


def test_the_pdf_says_what_it_is() -> None:
    """Title, author, language, tags, PDF/UA-1 and PDF/A-2a stand in the file."""
    resume = Maker(1, TONGUES[1]).resume()
    pdf = reader(ENGINE.pdf(resume, OPTIONS))
    assert pdf.metadata is not None
    assert pdf.metadata.title == resume.basics.name
    assert pdf.metadata.author == resume.basics.name
    root = cast(Any, pdf.trailer["/Root"])
    assert root["/Lang"] == "de"
    assert root["/MarkInfo"]["/Marked"]
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part>1<", xmp)
    assert re.search(r"pdfaid:part>2<", xmp)
    assert re.search(r"pdfaid:conformance>A<", xmp)


def test_equal_input_gives_equal_bytes() -> None:
    """Two engines, many threads: the same PDF and the same pages."""
    resumes = [Maker(seed, TONGUES[0]).resume() for seed in range(8)]
    with ThreadPoolExecutor(4) as pool:
        first = list(pool.map(lambda x: TypstEngine(load_page_words()).pdf(x, OPTIONS), resumes))
        second = list(pool.map(lambda x: ENGINE.pdf(x, OPTIONS), resumes))
    assert first == second
    assert len(set(first)) == len(first)
    again = TypstEngine(load_page_words()).pages(resumes[0], OPTIONS)
    assert [p.sha256 for p in again] == [p.sha256 for p in ENGINE.pages(resumes[0], OPTIONS)]


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792))])
def test_paper(paper: str, size: tuple[int, int]) -> None:
    """PDF and SVG have the paper's size in points."""
    options = RenderOptions.model_validate({"paper": paper})
    resume = Maker(2, TONGUES[0]).resume()
    box = reader(ENGINE.pdf(resume, options)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size
    page = ENGINE.pages(resume, options)[0]
    assert (round(page.width), round(page.height)) == size


def test_a_little_over_is_set_tighter() -> None:
    """Asked for fewer pages, the page is set tighter, never below 9.5 pt."""
    for level in load_themes()["galley"].settings.levels:
        assert 9.5 <= level.size <= 11
    saved = 0
    for seed in range(12):
        resume = Maker(seed, TONGUES[0]).resume(6)
        loose = ENGINE.page_count(resume, RenderOptions(pages=10))
        if ENGINE.page_count(resume, RenderOptions(pages=loose - 1)) < loose:
            saved += 1
    assert saved >= 2


def test_measured_heights_agree_with_the_page() -> None:
    """Heights tell where the page ends, and how far apart bullets stand, within 1.5 points."""
    whole = Maker(3, TONGUES[0]).resume(jobs=2)
    resume = r.Resume(basics=whole.basics, work=whole.work, skills=whole.skills)
    options = RenderOptions(pages=10)
    heights = ENGINE.measure(resume, options)
    assert set(heights.highlights) == {h.id for _, h in resume.highlights()}
    without = resume.model_copy(
        update={
            "work": tuple(
                w.model_copy(update={"highlights": w.highlights[:1]}) for w in resume.work
            )
        }
    )
    dropped = {h.id for w in resume.work for h in w.highlights[1:]}
    less = ENGINE.measure(without, options)
    assert less.fixed == pytest.approx(heights.fixed, abs=1.5)
    assert set(less.highlights) == set(heights.highlights) - dropped
    top = load_themes()["galley"].settings.levels[0]
    total = heights.fixed + sum(heights.highlights.values())
    assert ENGINE.page_count(resume, options) == 1
    assert lowest_ink(ENGINE.pdf(resume, options)) == pytest.approx(
        792 - top.top - total, abs=0.4 * top.size
    )


def test_lines_that_a_tighter_page_holds_are_measured_there() -> None:
    """When all lines fit the pages at a tighter level, the heights say so, and so does the page."""
    seen = 0
    for seed in range(20):
        for pages in (1, 2):
            resume = Maker(seed, TONGUES[0]).resume(jobs=2 + seed % 4)
            options = RenderOptions(pages=pages)
            count = ENGINE.page_count(resume, options)
            loose = ENGINE.page_count(resume, RenderOptions(pages=10))
            heights = ENGINE.measure(resume, options)
            total = heights.fixed + sum(heights.highlights.values())
            if count < loose:
                seen += 1
                assert total <= heights.page * count
    assert seen >= 3


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_text(payload: str) -> None:
    """Whatever stands in a field is set as it stands, and does nothing."""
    resume = hostile_resume(payload)
    pdf = ENGINE.pdf(resume, OPTIONS, strict=False)
    meant = words(compose(resume, load_page_words()).texts())
    read = words(EXTRACTORS["pypdfium2"](pdf))
    assert "".join(read) == "".join(meant)
    assert b"root:" not in pdf
    assert not [link for link in links(pdf) if not link.startswith(("http", "mailto", "tel"))]
    assert ENGINE.measure(resume, OPTIONS).page > 0
    for page in ENGINE.pages(resume, OPTIONS):
        assert "<script" not in page.svg
        assert "onerror" not in re.sub(r">[^<]*<", "><", page.svg)


@pytest.mark.parametrize("address", BAD_LINKS)
def test_only_harmless_links(address: str) -> None:
    """An address of any other kind is shown and leads nowhere."""
    resume = hostile_resume(address)
    assert not links(ENGINE.pdf(resume, OPTIONS, strict=False))
    for page in ENGINE.pages(resume, OPTIONS):
        assert "<a " not in page.svg


def test_good_links() -> None:
    """Web, mail and telephone lead where they say."""
    basics = r.Basics(
        name="A", url="https://a.example/x?y=1&z=2", email="a@b.example", phone="+47 22 55"
    )
    assert links(ENGINE.pdf(r.Resume(basics=basics), OPTIONS)) == [
        "mailto:a@b.example",
        "tel:+472255",
        "https://a.example/x?y=1&z=2",
    ]


def test_missing_glyphs_are_named() -> None:
    """Strictly no document; else one, untagged, with the text still in it and no box printed."""
    resume = r.Resume(basics=r.Basics(name="Ana 😀 اسم", label="plain"))
    assert set(ENGINE.missing(resume)) == set("😀اسم")
    with pytest.raises(MissingGlyphs) as raised:
        ENGINE.pdf(resume, OPTIONS)
    assert "😀" in raised.value.params["text"]
    assert "plain" in EXTRACTORS["pypdfium2"](ENGINE.pdf(resume, OPTIONS, strict=False))
    assert ENGINE.page_count(resume, OPTIONS) == 1
    assert len(ENGINE.pages(resume, OPTIONS)) == 1


def test_the_fonts_cover_what_they_promise() -> None:
    """Latin, Greek, Cyrillic, Chinese and Japanese need no other font."""
    text = "Ångström Žižkov İstanbul Νίκος Щукин 杨一笑 繁體中文 ひらがな カタカナ “–…”€™"
    assert ENGINE.missing(r.Resume(basics=r.Basics(name=text))) == ""


def test_unknown_theme() -> None:
    """A theme that is not there is named."""
    with pytest.raises(UnknownTheme):
        ENGINE.pdf(r.Resume(), RenderOptions(theme="../../etc"))


def test_themes_reach_for_nothing_outside() -> None:
    """No theme names a package, reads a file but its data, or imports but what stands beside it."""
    for path in themes_folder().rglob("*.typ"):
        source = re.sub(r"//.*", "", path.read_text(encoding="utf-8"))
        assert "@preview" not in source
        assert "eval(" not in source
        used = set(re.findall(r"\b(?:read|json|image|include|import|plugin)\b\W\S*", source))
        shared = {'json("data.json")', "json.encode(figures,", 'image(bytes(json("photo.json")),'}
        own = shared if path.parent == themes_folder() else set[str]()
        assert used <= {*own, *(f'import "{name}.typ":' for name in ("page", "parts", "look"))}


def test_a_failing_document_harms_no_other(tmp_path: Path) -> None:
    """After an error the same thread sets the next document."""
    typst = Typst([themes_folder() / "fonts"])
    with pytest.raises(RenderFailed):
        typst.compile({"main.typ": b"#panic(1)"}, b"{}", "pdf")
    assert typst.compile({"main.typ": b"= Hi"}, b"{}", "svg")


class PanicException(BaseException):
    """Named as pyo3 names a Rust panic."""


class Panicking(Typst):
    """Typst whose first compiler panics."""

    made = 0

    def _new(self, files: dict[str, bytes]) -> Any:
        self.made += 1
        return self._panic if self.made == 1 else super()._new(files)

    def _panic(self, **_: object) -> bytes:
        raise PanicException


def test_a_panic_costs_one_document() -> None:
    """The compiler that panicked is thrown away; the next call has a new one."""
    typst = Panicking([themes_folder() / "fonts"])
    with pytest.raises(RenderFailed):
        typst.compile({"main.typ": b"= Hi"}, b"{}", "svg")
    assert typst.compile({"main.typ": b"= Hi"}, b"{}", "svg")
    assert typst.made == 2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200), st.text(max_size=80))
def test_any_text_gives_a_document(long: str, short: str) -> None:
    """No text whatever stops the PDF, the pages or the measuring."""
    highlights = (r.Highlight(id="w1h1", text=long), r.Highlight(id="w1h2", text=short))
    resume = r.Resume(
        basics=r.Basics(name=short, summary=long, url=short, email=short, phone=short),
        work=(r.Work(id="w1", name=short, position=long, highlights=highlights),),
        skills=(r.Skill(id="s1", name=short, keywords=(short, long)),),
        language=short,
    )
    assert ENGINE.pdf(resume, OPTIONS, strict=False).startswith(b"%PDF")
    assert ENGINE.measure(resume, OPTIONS).page > 0
    assert ENGINE.pages(resume, OPTIONS)
