"""Tailoring: one résumé for one posting, planned, fitted to the page, changed by the person."""
