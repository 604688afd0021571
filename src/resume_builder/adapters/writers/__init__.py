"""Writers of files without pages: HTML, plain text, JSON Resume."""

from collections.abc import Mapping

from resume_builder.adapters.writers.html_page import HtmlWriter
from resume_builder.adapters.writers.json_resume import write_json
from resume_builder.adapters.writers.plain_text import TextWriter
from resume_builder.features.rendering.ports import DocumentWriter
from resume_builder.features.rendering.words import PageWords

__all__ = ["HtmlWriter", "TextWriter", "make_writers", "write_json"]


def make_writers(words: PageWords) -> Mapping[str, DocumentWriter]:
    """Return the writers by format."""
    return {"html": HtmlWriter(words), "txt": TextWriter(words), "json": write_json}
