"""Recognition of text in pictures, where the extra `ocr` is installed.

`strips.py` says what a recognizer takes and gives, `rapid.py` is the one there is, `picture.py`
reads picture files, `findings.py` says what was done. Words of a page are made out of strips in
`pdf/recognized.py`, where the geometry of pages lives.
"""
