"""DOCX: the parts of the package become lines.

`package.py` opens the archive within limits, `styles.py` resolves formats, `paragraphs.py` reads
one paragraph, `body.py` walks paragraphs and tables, `reader.py` puts headers, body and footers
together.
"""

from resume_builder.adapters.documents.docx.reader import read_docx

__all__ = ["read_docx"]
