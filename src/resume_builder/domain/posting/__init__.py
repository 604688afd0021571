"""Postings: the model in `model.py`, and reading a Document into it."""
