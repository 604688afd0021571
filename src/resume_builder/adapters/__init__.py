"""Client libraries: each folder wraps one, and imports no other folder here."""
