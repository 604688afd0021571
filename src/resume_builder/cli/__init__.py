"""The command line: a thin translator over the services, with no store, network or web code.

`serve` alone starts the stores and the site. Stdout is data only; words for people go to stderr.
"""
