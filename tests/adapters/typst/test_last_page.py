"""What is drawn on a last page is told from the file, and tells when measuring is worth it."""

from typing import Any

import pytest

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.typst import TypstEngine
from resume_builder.adapters.typst.last_page import drawn_on_last_page
from resume_builder.adapters.typst.theme import load_themes
from resume_builder.domain import resume as r
from resume_builder.domain.tailoring.model import RenderOptions
from tests.adapters.typst.test_themes import reader
from tests.features.rendering.generated import TONGUES, Maker

pytestmark = pytest.mark.rendering
ENGINE = TypstEngine(load_page_words())


@pytest.mark.parametrize("theme", sorted(load_themes()))
@pytest.mark.parametrize("jobs", [1, 4, 8])
def test_the_bytes_are_those_of_the_last_page(theme: str, jobs: int) -> None:
    """As another reader finds them."""
    pdf = ENGINE.pdf(Maker(jobs, TONGUES[jobs % 8]).resume(jobs), RenderOptions(theme=theme))
    contents: Any = reader(pdf).pages[-1].raw_get("/Contents")
    body = pdf.partition(b"\n%d 0 obj\n" % contents.idnum)[2]
    stream = body[body.index(b"stream\n") + 7 : body.index(b"\nendstream")]
    assert drawn_on_last_page(pdf) == len(stream)


def test_more_text_is_more_bytes() -> None:
    """Two long lines are far below a page of thirty."""
    drawn = []
    for lines in (2, 30):
        texts = (Maker(n, TONGUES[6]).words(14) for n in range(lines))
        bullets = tuple(r.Highlight(id=f"w1h{n}", text=text) for n, text in enumerate(texts, 1))
        resume = r.Resume(work=(r.Work(id="w1", highlights=bullets),))
        drawn.append(drawn_on_last_page(ENGINE.pdf(resume, RenderOptions())) or 0)
    assert 0 < drawn[0] < 1_000 < drawn[1]


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7", b"/Type/Pages/Count 1/Kids[7 0 R]"])
def test_what_tells_nothing(pdf: bytes) -> None:
    """A file of another make has no figure, and raises nothing."""
    assert drawn_on_last_page(pdf) is None
