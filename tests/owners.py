"""Owners for tests that open no session."""

import hashlib

from resume_builder.ports import Owner


def owner_named(name: str) -> Owner:
    """A guest of this name, whose key nobody else has."""
    return Owner(f"s:{name}", hashlib.sha256(name.encode()).digest())
