"""HTML files in a real browser: no finding of axe, nothing sideways, pages that break well."""

import pytest
from playwright.sync_api import Browser

from resume_builder.domain.tailoring.accept import own_words
from resume_builder.domain.tailoring.model import RenderOptions
from tests.adapters.typst.pagination import breaks_of
from tests.e2e.test_import import violations
from tests.features.rendering.generated import MORE_TONGUES, TONGUES, Maker, Tongue
from tests.features.rendering.hostile import hostile_resume
from tests.features.rendering.kit import RENDERING
from tests.features.rendering.letters import letter

pytestmark = pytest.mark.rendering
# One that runs from left to right, one without spaces, one from right to left.
THREE = (TONGUES[1], TONGUES[7], MORE_TONGUES[0])


@pytest.mark.parametrize("tongue", THREE, ids=lambda t: t.code)
@pytest.mark.parametrize("kind", ["resume", "letter"])
def test_a_file_is_accessible(browser: Browser, tongue: Tongue, kind: str) -> None:
    """By WCAG 2.2 AA and good practice, on a desk and on a phone."""
    options = RenderOptions(breaks=("education", "w2"))
    data = (
        RENDERING.render(own_words(Maker(4, tongue).resume(3)), options, "html")
        if kind == "resume"
        else RENDERING.letter(letter(4, tongue), options, "html")
    )
    for width in (1440, 390):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.set_content(data.decode())
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.close()


def test_a_file_prints_as_it_is_set(browser: Browser) -> None:
    """A page begins where the person says, and nothing is torn or left alone."""
    page = browser.new_page()
    made = []
    for breaks in ((), ("education", "w2")):
        options = RenderOptions(breaks=breaks)
        html = RENDERING.render(own_words(Maker(4, TONGUES[0]).resume(5)), options, "html")
        page.set_content(html.decode())
        made.append(breaks_of(page.pdf(prefer_css_page_size=True, tagged=True)))
    page.close()
    for found in made:
        assert (found.split_bullets, found.orphan_headings, found.widow_lines) == (0, 0, 0)
    assert made[1].pages > made[0].pages


def test_hostile_texts_run_nothing(browser: Browser) -> None:
    """No script, no dialog, no request."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    text = "<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)>\"'>"
    html = RENDERING.render(own_words(hostile_resume(text)), RenderOptions(), "html")
    page.set_content(html.decode())
    assert page.locator("script, img, svg, iframe").count() == 0
    assert asked == []
    page.close()
