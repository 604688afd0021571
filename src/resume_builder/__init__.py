"""Automatic Resume Builder: a résumé and a posting in, a truthful tailored résumé out."""

__version__ = "0.1.0"
