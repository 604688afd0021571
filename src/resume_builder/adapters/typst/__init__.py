"""Pages by Typst: PDF, SVG and PNG of a résumé in a theme, and measured line heights."""

from resume_builder.adapters.typst.engine import TypstEngine
from resume_builder.adapters.typst.theme import more_fonts

__all__ = ["TypstEngine", "more_fonts"]
