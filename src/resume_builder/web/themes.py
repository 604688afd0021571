"""`/themes`: how a résumé can look."""

from dataclasses import asdict

from flask import Response

from resume_builder.domain.tailoring.model import DateForm
from resume_builder.features.rendering.compose import ORDER
from resume_builder.features.rendering.ports import Badge, Setting
from resume_builder.web.api import Answer, Slice
from resume_builder.web.context import services
from resume_builder.web.replies import as_json

api = Slice("themes", "How a résumé can look.", "templates")


class ThemeAnswer(Answer):
    """A theme. `badge` says what machines make of its pages.

    "exact": they read every word in its order; "columns": some read across its two columns.
    `settings` are those that it takes. `fonts` and `accents` (colors) are those that go well with
    it, its own first; `size` is that of its text, in points, and `dates` how it writes them.
    """

    name: str
    title: str
    badge: Badge
    settings: list[Setting]
    fonts: list[str]
    accents: list[str]
    size: float
    dates: DateForm


class ThemesAnswer(Answer):
    """The themes, and the sections that can be put in order and be given titles."""

    themes: list[ThemeAnswer]
    sections: list[str]


@api.operation("GET", "/themes", answer=ThemesAnswer, session="none")
def list_themes() -> Response:
    """Return the themes."""
    themes = services().rendering.themes()
    return as_json(
        ThemesAnswer(
            themes=[ThemeAnswer.model_validate(asdict(theme)) for theme in themes],
            sections=[section for section in ORDER if section != "custom"],
        )
    )
