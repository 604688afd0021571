"""A guest's whole work as one file, and back."""
