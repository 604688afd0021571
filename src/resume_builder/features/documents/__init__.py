"""Finished documents: kept byte for byte, whatever becomes of themes and engines."""
