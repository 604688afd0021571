"""The machine's clock and its source of ids."""

import secrets
from datetime import UTC, datetime


def now() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """Return a URL-safe id of 128 random bits."""
    return secrets.token_urlsafe(16)


def new_code() -> str:
    """Return six random digits."""
    return f"{secrets.randbelow(10**6):06d}"


def pick(letters: str) -> str:
    """Return one of the letters at random."""
    return secrets.choice(letters)
