"""Second factors: codes of an app (TOTP), recovery codes, passkeys."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Method = Literal["totp", "recovery_code", "passkey"]

# RFC 6238 with what every app understands: 30 s, 6 digits, SHA-1. One step either way is taken, for
# clocks that differ.
STEP_SECONDS = 30
SKEW_STEPS = 1

RECOVERY_CODES = 10
# Crockford's digits without those that are read as others. Ten of them are 50 bits: with the tries
# that an account allows, guessing one of ten takes longer than anyone waits.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_RECOVERY_LENGTH = 10
_MISREAD = str.maketrans({"i": "1", "l": "1", "o": "0"})


def new_recovery_codes(pick: Callable[[str], str]) -> tuple[str, ...]:
    """Return ten codes as they are shown: two groups of five with a dash.

    `pick` takes one of the letters of a text, at random.
    """
    letters = range(_RECOVERY_LENGTH)
    codes = ("".join(pick(_ALPHABET) for _ in letters) for _ in range(RECOVERY_CODES))
    return tuple(f"{code[:5]}-{code[5:]}" for code in codes)


def read_recovery_code(typed: str) -> str | None:
    """Return the code without dashes and spaces, misread letters set right; None if it is none."""
    code = re.sub(r"[\s-]", "", typed[:64]).casefold().translate(_MISREAD)
    return code if len(code) == _RECOVERY_LENGTH and set(code) <= set(_ALPHABET) else None


def steps_near(now: datetime) -> tuple[int, ...]:
    """Return the time steps whose codes are taken now, the current one first."""
    step = int(now.timestamp()) // STEP_SECONDS
    return (step, *(step + s * n for n in range(1, SKEW_STEPS + 1) for s in (-1, 1)))


class Passkey(BaseModel):
    """A passkey of an account: its public half, how often it was used, what its owner calls it.

    `id` and `public_key` are base64url, and so is `name`, which is sealed. `sign_count` is what the
    authenticator said last; many always say 0.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    public_key: str
    sign_count: int = 0
    name: str = ""
    created_at: datetime
    last_used_at: datetime | None = None
    transports: tuple[str, ...] = ()


class Credentials(BaseModel):
    """What proves who an account's person is. Read by the auth slice alone.

    `password` is an Argon2id hash, `is_long` whether it is enough without a second factor.
    `totp` is the secret of a confirmed app, `new_totp` of one that is not yet confirmed; both are
    sealed. `recovery` are keyed hashes of unused codes.
    """

    model_config = ConfigDict(frozen=True)

    password: str
    is_long: bool = True
    totp: bytes | None = Field(default=None, repr=False)
    new_totp: bytes | None = Field(default=None, repr=False)
    recovery: frozenset[str] = frozenset()
    passkeys: tuple[Passkey, ...] = ()

    def __repr__(self) -> str:
        """Return nothing of it."""
        return "Credentials(...)"

    @property
    def has_factor(self) -> bool:
        """Whether a second factor is set: then mail alone never lets in."""
        return self.totp is not None or bool(self.passkeys)

    @property
    def methods(self) -> tuple[Method, ...]:
        """What may stand as the second step, none where there is no second factor."""
        if not self.has_factor:
            return ()
        found: list[Method] = []
        if self.passkeys:
            found.append("passkey")
        if self.totp is not None:
            found.append("totp")
        if self.recovery:
            found.append("recovery_code")
        return tuple(found)
