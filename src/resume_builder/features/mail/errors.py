"""Why a mail did not go."""

from dataclasses import dataclass
from typing import Literal

# Not ours alone: RFC 5321 calls 4yz transient and 5yz permanent.
Reason = Literal[
    "refused",  # the server refused this mail for good (5yz)
    "deferred",  # the server asks to try later (4yz)
    "unreached",  # no connection, or it broke
    "no_tls",  # the server offers no encryption where it is demanded
    "not_let_in",  # user or password, or our own address, are refused: the operator's to mend
    "no_utf8",  # the address has letters that the server cannot take (SMTPUTF8)
    "expired",  # what it says holds no longer
    "unreadable",  # it does not open: the key is another one, or it was changed
]


@dataclass(eq=False)
class NotTaken(Exception):
    """A mail server did not take a mail. `status` is its code, 0 for none. No address in it."""

    reason: Reason
    for_good: bool
    status: int = 0

    def __str__(self) -> str:
        """Return the reason, with the server's code."""
        return f"{self.reason} {self.status}" if self.status else self.reason
