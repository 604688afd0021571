"""Fetching one page of the public web at a person's request, and nothing else of any network.

`addresses.py` says which addresses are public, `dial.py` connects to the ones that were checked,
`page.py` asks for the page and follows redirects, `body.py` reads the answer within its bounds.
"""

from resume_builder.adapters.fetch.page import WebPages

__all__ = ["WebPages"]
