"""Postings: reading text or a page into one, and keeping it."""
