"""Somebody with a link looks at the document. They need no account and are not told whose it is."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from resume_builder.domain.errors import KeyDestroyed, NotSealedHere
from resume_builder.domain.passwords import normal
from resume_builder.features.sharing.errors import (
    ShareGone,
    SharePasswordNeeded,
    SharePasswordWrong,
    ShareTries,
)
from resume_builder.features.sharing.links import share_id_of
from resume_builder.features.sharing.ports import Hasher, Kept, ShareStore, Tries
from resume_builder.features.sharing.sealing import Shown, opened
from resume_builder.ports import Clock, Lookup, Owner, Vault

# Passwords of one link, whoever tries. The right one begins the first window anew, not the second.
QUARTER, DAY = timedelta(minutes=15), timedelta(days=1)
IN_A_QUARTER, IN_A_DAY = 10, 200
# More than this are not counted: nobody fills a store by looking.
MOST_VIEWS = 10_000


@dataclass(frozen=True, slots=True)
class Visits:
    """Looking at what is shared."""

    store: ShareStore
    vault: Vault
    lookup: Lookup
    hasher: Hasher
    tries: Tries
    now: Clock

    def look(self, visitor: Owner, token: str, password: str | None) -> Shown:
        """Return what a link shows.

        A visitor (a session) is counted once, where the owner asked for it; the owner is not.

        Raises ShareGone, SharePasswordNeeded, SharePasswordWrong, ShareTries, SharesBusy.
        """
        share_id = share_id_of(self.lookup, token)
        kept = self.store.find(share_id)
        if kept is None:
            raise ShareGone
        shown = self._open(kept, share_id, token)
        if shown.password_hash is not None:
            self._check(share_id, shown.password_hash, password)
        if shown.count_views and visitor.tag != kept.owner:
            # Of this link alone: two counts cannot be laid side by side, or led back to a session.
            seen = self.lookup.digest("view", f"{share_id}\n{visitor.tag}")
            self.store.see(share_id, seen, MOST_VIEWS)
        return shown

    def _open(self, kept: Kept, share_id: str, token: str) -> Shown:
        try:
            shown = opened(self.vault, kept, share_id, token)
        except (KeyDestroyed, NotSealedHere):
            raise ShareGone from None
        if shown.ends_at <= self.now():
            raise ShareGone
        return shown

    def _check(self, share_id: str, stored: str, password: str | None) -> None:
        if not password:
            raise SharePasswordNeeded
        # Counted before it is looked at, so that tries side by side count too.
        quarter, day = (
            self.lookup.digest("tries", f"{name}\n{share_id}") for name in ("share", "share_day")
        )
        for name, window, most in ((day, DAY, IN_A_DAY), (quarter, QUARTER, IN_A_QUARTER)):
            count, left = self.tries.hit(name, window)
            if count > most:
                raise ShareTries(seconds=max(1, ceil(left.total_seconds())))
        if not self.hasher.verify(stored, normal(password)):
            raise SharePasswordWrong
        self.tries.forget(quarter)
