"""A document becomes a résumé: rows, sections, items, entries, fields, in this order."""

from resume_builder.domain.parsing.reading import parse_resume

__all__ = ["parse_resume"]
