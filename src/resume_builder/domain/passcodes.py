"""Mailed codes: what one looks like, how long it lives, and what it is bound to (ASVS 5.0 6.5)."""

import re
from datetime import timedelta
from typing import Literal

DIGITS = 6
LIVES = timedelta(minutes=10)
TRIES = 5

# What a code may be for. A code for one purpose is none for another.
Purpose = Literal["registration", "sign_in", "reset", "email_old", "email_new"]

_BETWEEN = re.compile(r"[\s\-.·]+")
_CODE = re.compile(rf"[0-9]{{{DIGITS}}}")


def read_code(typed: str) -> str | None:
    """Return the code that was typed or pasted, without what people put between digits.

    None for what cannot be a code.
    """
    code = _BETWEEN.sub("", typed[:64])
    return code if _CODE.fullmatch(code) else None


def bound(purpose: Purpose, tag: str, code: str) -> str:
    """Return the text whose keyed hash is kept: the code, for this session and purpose alone."""
    return f"{purpose}\n{tag}\n{code}"
