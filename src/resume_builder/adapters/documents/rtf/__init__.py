"""RTF, by its specification (version 1.9.1).

`tokens.py` splits the bytes, `tables.py` keeps fonts, colours and styles, `flow.py` makes lines of
runs, `reader.py` follows groups and control words.
"""

from resume_builder.adapters.documents.rtf.reader import read_rtf

__all__ = ["read_rtf"]
