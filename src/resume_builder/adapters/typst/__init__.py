"""Pages by Typst: PDF, SVG and PNG of a résumé in a theme, and measured line heights."""

from resume_builder.adapters.typst.engine import TypstEngine

__all__ = ["TypstEngine"]
