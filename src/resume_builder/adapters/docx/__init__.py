"""DOCX by python-docx: real styles, one column, no tables."""

from resume_builder.adapters.docx.letter import write_letter_docx
from resume_builder.adapters.docx.writer import DocxWriter

__all__ = ["DocxWriter", "write_letter_docx"]
