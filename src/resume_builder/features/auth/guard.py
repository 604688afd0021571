"""How often something may be tried: counted before the try, so that parallel tries count too.

Names are keyed hashes. What is counted by address and network together stops whoever guesses, and
not the owner elsewhere; the counts by address alone are wider, and every window ends: nobody can
lock somebody else out for good.
"""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from resume_builder.features.auth.errors import TooManyTries
from resume_builder.features.auth.ports import Tries
from resume_builder.ports import Lookup

_HOUR, _QUARTER, _DAY = timedelta(hours=1), timedelta(minutes=15), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `limit` tries in a window."""

    name: str
    limit: int
    window: timedelta


# Passwords of one address from one network; of one address; and of any address from one network,
# which may be an office or a university.
PASSWORD_HERE = Rate("password_here", 10, _QUARTER)
PASSWORD = Rate("password", 100, _HOUR)
NETWORK = Rate("network", 300, _QUARTER)
# Mails with codes for one address and purpose: they are a nuisance to whoever did not ask.
MAILS, MAILS_A_DAY = Rate("mails", 5, _HOUR), Rate("mails_a_day", 20, _DAY)
# Codes typed for one address and purpose, over all sessions and all codes.
CODES = Rate("codes", 20, _HOUR)
# Codes of an app, and recovery codes: three of a million are right at a time.
FACTOR, FACTOR_A_DAY = Rate("factor", 5, _QUARTER), Rate("factor_a_day", 30, _DAY)
# Codes of invitations, by account.
INVITATION = Rate("invitation", 10, _HOUR)


@dataclass(frozen=True, slots=True)
class Guard:
    """Counts tries."""

    tries: Tries
    lookup: Lookup

    def hit(self, rate: Rate, *parts: str) -> int:
        """Count a try for `parts`; return how many are left. Raises TooManyTries."""
        count, left = self.tries.hit(self._name(rate, parts), rate.window)
        if count > rate.limit:
            raise TooManyTries(seconds=max(1, ceil(left.total_seconds())))
        return rate.limit - count

    def forget(self, rate: Rate, *parts: str) -> None:
        """Forget the tries: the last one was right."""
        self.tries.forget(self._name(rate, parts))

    def _name(self, rate: Rate, parts: tuple[str, ...]) -> str:
        return self.lookup.digest("tries", "\n".join((rate.name, *parts)))
