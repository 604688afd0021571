"""One sealed box: AES-256-GCM with a random nonce, its label as associated data."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from resume_builder.domain.errors import NotSealedHere

KEY_BYTES = 32
# The first byte of a box says how it is made; a later way gets another number.
_VERSION = b"\x01"
# NIST SP 800-38D: 96 bits; random ones are safe for 2^32 boxes under one key.
_NONCE_BYTES = 12
_TAG_BYTES = 16


def seal(key: bytes, label: str, data: bytes) -> bytes:
    """Return `data` sealed under a key of 32 bytes; it opens with the same label alone."""
    nonce = os.urandom(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, data, _bound(label))


def unseal(key: bytes, label: str, sealed: bytes) -> bytes:
    """Return what was sealed. Raises NotSealedHere."""
    head = 1 + _NONCE_BYTES
    if sealed[:1] != _VERSION or len(sealed) < head + _TAG_BYTES:
        raise NotSealedHere
    try:
        return AESGCM(key).decrypt(sealed[1:head], sealed[head:], _bound(label))
    except InvalidTag:
        raise NotSealedHere from None


def _bound(label: str) -> bytes:
    return _VERSION + label.encode("utf-8", "surrogatepass")
