"""The rendering service as the program makes it."""

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.docx import DocxWriter, write_letter_docx
from resume_builder.adapters.typst import TypstEngine
from resume_builder.adapters.writers import LETTER_WRITERS, make_sheet_writers, make_writers
from resume_builder.features.rendering.service import Rendering

WORDS = load_page_words()
LETTERS = {**LETTER_WRITERS, "docx": write_letter_docx}
DOCX = {"docx": DocxWriter(WORDS)}
RENDERING = Rendering(
    TypstEngine(WORDS),
    {**make_writers(WORDS), **DOCX},
    LETTERS,
    {**make_sheet_writers(WORDS), **DOCX},
    WORDS,
)
