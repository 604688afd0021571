"""Postings: the model in `model.py`, and reading a Document into it (`parse.py`, top down)."""

from resume_builder.domain.posting.parse import parse_posting

__all__ = ["parse_posting"]
