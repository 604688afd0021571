"""`/themes`: how a résumé can look."""

from flask import Response

from resume_builder.web.api import Answer, Slice
from resume_builder.web.context import services
from resume_builder.web.replies import as_json

api = Slice("themes", "How a résumé can look.")


class ThemeAnswer(Answer):
    """A theme. `badge` says for whom or what it is good."""

    name: str
    title: str
    badge: str


class ThemesAnswer(Answer):
    """The themes, the default one first."""

    themes: list[ThemeAnswer]


@api.operation("GET", "/themes", answer=ThemesAnswer, session="none")
def list_themes() -> Response:
    """Return the themes."""
    themes = services().rendering.themes()
    return as_json(
        ThemesAnswer(
            themes=[ThemeAnswer(name=t.name, title=t.title, badge=t.badge) for t in themes]
        )
    )
