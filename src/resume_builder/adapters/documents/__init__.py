"""Files become Documents: PDF, DOCX, HTML, Markdown, plain text and JSON Resume.

`reader.py` says what a file is and picks the reader; `contained.py` does the same in a child with
limits. What was hidden from a person's eyes is no text but a finding (`hidden.py`).
"""

from resume_builder.adapters.documents.reader import document_of_html, read_document

__all__ = ["document_of_html", "read_document"]
