"""Giving a brief to a language model from here: what browsers do for themselves."""
