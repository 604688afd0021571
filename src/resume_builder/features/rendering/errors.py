"""Why a document could not be set."""

from resume_builder.domain.errors import DomainError


class MissingGlyphs(DomainError):
    """No font here has these characters. params: text (the characters)."""

    code = "render.missing_glyphs"


class UnknownTheme(DomainError):
    """There is no such theme. params: theme."""

    code = "render.unknown_theme"


class UnknownFont(DomainError):
    """There is no such font family. params: font."""

    code = "render.unknown_font"


class UnknownPage(DomainError):
    """The document has no such page. params: page, pages (how many there are)."""

    code = "render.unknown_page"


class RenderFailed(DomainError):
    """The engine gave up on this document; another document is not touched. params: format."""

    code = "render.failed"
