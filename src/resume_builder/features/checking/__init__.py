"""Checking a résumé before it leaves: notes on it, and what a machine reads in its files."""
