"""What of a session is sealed, and how: stores of every kind do it alike.

A guest's things are sealed under a key that is made from the cookie's secret, which no store
holds. When the session's id changes the things stay as they are: their key is kept beside them,
sealed under the new cookie's.
"""

import hashlib
import hmac
from collections.abc import Mapping

from resume_builder.domain.errors import NotSealedHere
from resume_builder.features.sessions.record import (
    SEALED,
    Changes,
    FieldName,
    SessionRecord,
    decode,
    encode,
    encode_record,
)
from resume_builder.ports import Owner, Vault

_SALT = b"resume-builder session"
_KEY_LABEL = "session key"


def key_of(secret: str) -> bytes:
    """Return the key of 32 bytes that a cookie's secret stands for: HKDF-SHA-256 (RFC 5869).

    Nobody can tell the secret, or the digest by which stores know it, from the key.
    """
    random = hmac.digest(_SALT, secret.encode("utf-8", "surrogatepass"), hashlib.sha256)
    return hmac.digest(random, b"work\x01", hashlib.sha256)


def carried(vault: Vault, owner: Owner, new_owner: Owner) -> bytes:
    """Return the owner's key, sealed for the same session under a new id."""
    return vault.seal(new_owner, _KEY_LABEL, owner.key)


def unlocked(vault: Vault, owner: Owner, kept: bytes | None) -> Owner:
    """Return the owner with the key that opens their things; `kept` is the one carried along."""
    return Owner(owner.tag, vault.open(owner, _KEY_LABEL, kept)) if kept else owner


def stored_record(vault: Vault, owner: Owner, record: SessionRecord) -> dict[FieldName, bytes]:
    """Return the fields of a record as they are stored."""
    texts = encode_record(record)
    return {name: _stored(vault, owner, name, text) for name, text in texts.items()}


def stored_changes(vault: Vault, owner: Owner, changes: Changes) -> dict[FieldName, bytes | None]:
    """Return changes as they are stored."""
    return {
        name: None if value is None else _stored(vault, owner, name, encode(value))
        for name, value in changes.items()
    }


def opened_record(vault: Vault, owner: Owner, stored: Mapping[str, bytes]) -> SessionRecord | None:
    """Return the record of stored fields; one that does not open counts as unset."""
    texts: dict[str, str] = {}
    for name, raw in stored.items():
        try:
            texts[name] = (vault.open(owner, name, raw) if name in SEALED else raw).decode()
        except NotSealedHere:
            continue
    return decode(texts)


def label_of(key: str) -> str:
    """Return the label of the first answer to an idempotency key."""
    return f"answer:{key}"


def _stored(vault: Vault, owner: Owner, name: FieldName, text: str) -> bytes:
    raw = text.encode()
    return vault.seal(owner, name, raw) if name in SEALED else raw
