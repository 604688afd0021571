"""The rules of résumés and postings as pure functions over frozen values.

Nothing here reads a clock, a file, the network or the environment; word data arrives as arguments.
"""
