"""Writers of files without pages: HTML, Markdown, plain text, JSON Resume."""

from collections.abc import Mapping

from resume_builder.adapters.writers.html_page import HtmlWriter, write_letter_html
from resume_builder.adapters.writers.json_resume import write_json
from resume_builder.adapters.writers.markdown import MarkdownWriter, write_letter_markdown
from resume_builder.adapters.writers.plain_text import TextWriter, write_letter_text
from resume_builder.features.rendering.ports import DocumentWriter, LetterWriter, SheetWriter
from resume_builder.features.rendering.words import PageWords

__all__ = [
    "LETTER_WRITERS",
    "HtmlWriter",
    "MarkdownWriter",
    "TextWriter",
    "make_sheet_writers",
    "make_writers",
    "write_json",
]

# The writers of letters, by format.
LETTER_WRITERS: Mapping[str, LetterWriter] = {
    "html": write_letter_html,
    "md": write_letter_markdown,
    "txt": write_letter_text,
}


def make_writers(words: PageWords) -> Mapping[str, DocumentWriter]:
    """Return the writers of résumés by format."""
    return {
        "html": HtmlWriter(words),
        "md": MarkdownWriter(words),
        "txt": TextWriter(words),
        "json": write_json,
    }


def make_sheet_writers(words: PageWords) -> Mapping[str, SheetWriter]:
    """Return the writers of other papers by format."""
    return {
        "html": HtmlWriter(words),
        "md": MarkdownWriter(words),
        "txt": TextWriter(words),
    }
