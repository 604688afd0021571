"""Résumés: reading a file into one, keeping it, editing it."""
