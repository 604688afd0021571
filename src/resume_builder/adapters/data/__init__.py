"""Loads the word data of data/: one small module per file, each cached."""
