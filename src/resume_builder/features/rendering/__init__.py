"""Rendering: a résumé and options become pages, files and measured line heights."""
