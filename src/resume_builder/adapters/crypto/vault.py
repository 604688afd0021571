"""The vault: each owner's things sealed under a key of their own."""

import os
import time
from collections.abc import Callable
from threading import Lock

from resume_builder.adapters.crypto.masters import MasterKeys
from resume_builder.adapters.crypto.sealing import KEY_BYTES, seal, unseal
from resume_builder.domain.errors import KeyDestroyed
from resume_builder.features.vault.ports import WrappedKeys
from resume_builder.ports import Owner

# A key that was destroyed elsewhere opens nothing after this time: an erased account's sessions
# end within a second.
FRESH_SECONDS = 0.9
_MOST = 10_000


class SealedVault:
    """A Vault over the wrapped keys of a store. Safe to use from many threads."""

    def __init__(
        self,
        keys: WrappedKeys,
        masters: MasterKeys,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """`seconds` is a clock that never goes back."""
        self._keys = keys
        self._masters = masters
        self._seconds = seconds
        self._fresh: dict[str, tuple[float, bytes]] = {}
        self._lock = Lock()

    def create(self, account_id: str) -> None:
        """Make the account's key; one that is there stays."""
        self._make(Owner.of_account(account_id).tag)

    def seal(self, owner: Owner, label: str, data: bytes) -> bytes:
        """Return `data` sealed for the owner. Raises KeyDestroyed."""
        return seal(self._key(owner), label, data)

    def open(self, owner: Owner, label: str, sealed: bytes) -> bytes:
        """Return what was sealed. Raises KeyDestroyed, NotSealedHere."""
        return unseal(self._key(owner), label, sealed)

    def destroy(self, account_id: str) -> None:
        """Destroy the account's key; nothing when it has none."""
        tag = Owner.of_account(account_id).tag
        self._keys.delete(tag)
        with self._lock:
            self._fresh.pop(tag, None)

    def _key(self, owner: Owner) -> bytes:
        if owner.key:
            return owner.key
        now = self._seconds()
        with self._lock:
            known = self._fresh.get(owner.tag)
        if known is not None and now - known[0] < FRESH_SECONDS:
            return known[1]
        key = self._fetch(owner)
        with self._lock:
            if len(self._fresh) >= _MOST:
                self._fresh.clear()
            self._fresh[owner.tag] = (now, key)
        return key

    def _fetch(self, owner: Owner) -> bytes:
        wrapped = self._keys.get(owner.tag)
        if wrapped is None and owner.is_site:
            self._make(owner.tag)
            wrapped = self._keys.get(owner.tag)
        if wrapped is None:
            raise KeyDestroyed
        return self._masters.unwrap(owner.tag, wrapped)

    def _make(self, tag: str) -> None:
        self._keys.put(tag, self._masters.wrap(tag, os.urandom(KEY_BYTES)))
