"""A résumé from a Document: sections, entries, dates, contact."""
