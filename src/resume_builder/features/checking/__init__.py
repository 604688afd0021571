"""Checking a résumé before it leaves: notes on its content, and what a machine reads in its files."""
