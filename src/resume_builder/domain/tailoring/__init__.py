"""Tailoring: plan what to keep, take edits, verify them, apply them."""
