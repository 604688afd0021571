"""Models that follow a script, for tests of everything that a real one could do."""
