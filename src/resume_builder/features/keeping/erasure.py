"""Erasure: an account's key is destroyed, so that nobody reads what is left of it anywhere.

A tombstone comes first. It is an account's random id and a time, kept in both stores and in a
file outside of them, and what is begun is ended at the next start; a backup that is restored is
told of it by the others.
"""

from collections.abc import Callable
from dataclasses import dataclass

from resume_builder.features.keeping.ports import Addresses, Erasing, Letters, Shares, Tombstones
from resume_builder.ports import Clock, Vault

# The job that goes on with writing the stores' files anew.
COMPACT = "erasure.compact"


@dataclass(frozen=True, slots=True)
class Erasure:
    """Erases accounts. Every step may be done again."""

    stores: Erasing
    tombstones: Tombstones
    addresses: Addresses
    letters: Letters
    shares: Shares
    vault: Vault
    now: Clock

    def erase(self, account_id: str) -> None:
        """Erase an account with all that it keeps. Raises StoreUnavailable."""
        at = self.now()
        self.tombstones.add(account_id, at)
        self.stores.mark(account_id, at)
        # Before the key goes: a crash after that leaves nothing that would tell of it.
        self.stores.owe()
        self._end(account_id)
        self.stores.compact()

    def reapply(self, say: Callable[[int], None] = lambda _: None) -> int:
        """Erase again what a restored backup brought back, and end what a crash left half done.

        Returns how many accounts that were. For every start. Raises StoreUnavailable.
        """
        written = self.tombstones.all()
        marks = {**written, **self.stores.marks()}
        back = [account_id for account_id in marks if self.stores.is_there(account_id)]
        for account_id, at in marks.items():
            self.stores.mark(account_id, at)
            if account_id not in written:
                self.tombstones.add(account_id, at)
        for account_id in back:
            self._end(account_id)
        if back:
            self.stores.compact()
            say(len(back))
        return len(back)

    def _end(self, account_id: str) -> None:
        # Both while the account still names the address: mail is sealed by the site's key, and
        # nobody is kept from registering again.
        self.letters.forget(account_id)
        self.addresses.forget(account_id)
        # While the account still says which there are.
        self.shares.forget(account_id)
        self.vault.destroy(account_id)
        self.stores.erase(account_id)
