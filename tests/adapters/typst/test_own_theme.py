"""A theme of one's own is a copied folder: what the themes' README says holds."""

import io
import json
import shutil
from pathlib import Path

import pypdf
import pytest

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.typst import TypstEngine
from resume_builder.adapters.typst.theme import load_themes, themes_folder
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import compose
from tests.adapters.typst.read_back import EXTRACTORS, columns, in_order, words
from tests.features.rendering.generated import TONGUES, Maker

pytestmark = pytest.mark.rendering
WORDS = load_page_words()
MINE = RenderOptions(theme="mine")


def copied(to: Path, **changes: object) -> TypstEngine:
    """An engine that knows one theme: Galley's folder copied, with changes in its theme.json."""
    folder = to / "mine"
    shutil.copytree(themes_folder() / "galley", folder)
    path = folder / "theme.json"
    settings = json.loads(path.read_text(encoding="utf-8")) | {"title": "Mine"} | changes
    path.write_text(json.dumps(settings), encoding="utf-8")
    return TypstEngine(WORDS, themes=load_themes(to))


def test_a_copied_folder_is_a_theme(tmp_path: Path) -> None:
    """It is offered, sets pages that read back exactly, and has a version of its own."""
    engine = copied(tmp_path)
    assert [(theme.name, theme.title) for theme in engine.themes()] == [("mine", "Mine")]
    resume = Maker(4, TONGUES[0]).resume()
    (meant,) = columns(compose(resume, WORDS), load_themes(tmp_path)["mine"].settings)
    pdf = engine.pdf(resume, MINE)
    for extract in EXTRACTORS.values():
        assert in_order(meant, words(extract(pdf))) == 1.0
    usual = TypstEngine(WORDS).making(RenderOptions())
    assert engine.making(MINE).theme != usual.theme
    assert engine.measure(resume, MINE).page > 0


def test_what_a_theme_does_not_take_changes_nothing(tmp_path: Path) -> None:
    """Without "accent" among its settings, a color that is asked for is passed over."""
    engine = copied(tmp_path, settings=["font", "dates"], dates="year")
    resume = Maker(4, TONGUES[0]).resume()
    asked = MINE.model_copy(update={"accent": "#7a1f2b", "margins": "wide", "size": 9.0})
    assert engine.pdf(resume, asked) == engine.pdf(resume, MINE)
    assert engine.chosen(asked).dates == "year"
    long = MINE.model_copy(update={"dates": "long"})
    assert engine.pdf(resume, long) != engine.pdf(resume, MINE)


@pytest.mark.parametrize("wrong", [{"badge": "Perfect"}, {"colour": "#000000"}, {"levels": []}])
def test_a_theme_json_that_says_wrong_is_refused(tmp_path: Path, wrong: dict[str, object]) -> None:
    """A badge that nobody knows, a key that is none, or no level is an error when it is loaded."""
    with pytest.raises(ValueError, match="ThemeSettings"):
        copied(tmp_path, **wrong)


def test_running_heads_are_no_content() -> None:
    """Codex has the name and number over its later pages alone, outside the tagged text."""
    resume = Maker(4, TONGUES[0]).resume(8)
    pdf = TypstEngine(WORDS).pdf(resume, RenderOptions(theme="codex"))
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) > 1
    name = resume.basics.name
    for number, page in enumerate(pages, 1):
        first = page.extract_text().splitlines()[0]
        assert first == (name if number == 1 else f"{name} · {number}")
