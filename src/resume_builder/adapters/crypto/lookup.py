"""Keyed hashes, by a key that the store holds wrapped: e-mail addresses, codes."""

import hmac
import os
from base64 import urlsafe_b64encode
from threading import Lock

from resume_builder.adapters.crypto.masters import MasterKeys
from resume_builder.adapters.crypto.sealing import KEY_BYTES
from resume_builder.features.vault.ports import WrappedKeys
from resume_builder.ports import LOOKUP


class KeyedLookup:
    """A Lookup whose key stays the same when master keys change, so that hashes stay good."""

    def __init__(self, keys: WrappedKeys, masters: MasterKeys) -> None:
        self._keys = keys
        self._masters = masters
        self._key: bytes | None = None
        self._lock = Lock()

    def digest(self, kind: str, value: str) -> str:
        """Return the keyed hash of a value of one kind, URL-safe."""
        said = f"{kind}\0{value}".encode("utf-8", "surrogatepass")
        raw = hmac.digest(self._opened(), said, "sha256")
        return urlsafe_b64encode(raw).rstrip(b"=").decode()

    def _opened(self) -> bytes:
        if self._key is None:
            with self._lock:
                self._key = self._key or self._fetch()
        return self._key

    def _fetch(self) -> bytes:
        tag = LOOKUP.tag
        fresh = os.urandom(KEY_BYTES)
        if self._keys.put(tag, self._masters.wrap(tag, fresh)):
            return fresh
        wrapped = self._keys.get(tag)
        return self._masters.unwrap(tag, wrapped) if wrapped else self._fetch()
