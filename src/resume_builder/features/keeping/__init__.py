"""What an account keeps.

`takeover.py` a guest's work becomes an account's · `versions.py` what a résumé was before ·
`trash.py` what was deleted, for 30 days · `export.py` all of it in one file · `erasure.py` nothing
of it any more.
"""
