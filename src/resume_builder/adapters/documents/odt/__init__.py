"""ODT (OpenDocument text): the parts of the archive become lines.

`styles.py` resolves formats, `body.py` walks headings, paragraphs, lists and tables, `reader.py`
puts header, body and footer together.
"""

from resume_builder.adapters.documents.odt.reader import read_odt

__all__ = ["read_odt"]
