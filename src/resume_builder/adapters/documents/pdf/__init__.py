"""PDF: glyphs become words, words lines, lines blocks in the order a person reads them.

`pdfium.py` is the only place that talks to the library. `glyphs.py` makes words, `columns.py`
finds columns and table rows from geometry, `lines.py` makes lines, `furniture.py` drops repeated
headers, `hidden.py` finds what nobody sees, `reader.py` puts them together.
"""

from resume_builder.adapters.documents.pdf.reader import read_pdf

__all__ = ["read_pdf"]
