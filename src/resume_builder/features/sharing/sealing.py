"""What a link shows, sealed twice: under a key made from the token, and under one of the site's.

The inner box opens by the token, which no store has. The outer one is the account's, so that what
was shared with an erased account opens nowhere, backups and people with the link included; a
guest's key lies in their cookie, where no visitor has it, so theirs is a key of the site.
"""

import hashlib
import hmac
import zlib
from datetime import datetime

from resume_builder.domain.values import Value
from resume_builder.features.sharing.ports import Kept, Leaf
from resume_builder.ports import LINKS, Owner, Vault

_SALT = b"resume-builder share"
_LABEL = "link"


class Shown(Value):
    """What a link shows. `data` is the PDF in base64, `text` what is written in it."""

    name: str
    data: str
    leaves: tuple[Leaf, ...]
    text: str
    ends_at: datetime
    password_hash: str | None = None
    count_views: bool = False


def sealed(vault: Vault, owner: Owner, share_id: str, token: str, shown: Shown) -> bytes:
    """Return what a link shows as it is kept. Raises KeyDestroyed."""
    raw = zlib.compress(shown.model_dump_json().encode(), 1)
    return _outer(vault, owner, share_id, vault.seal(_holder(share_id, token), _LABEL, raw))


def opened(vault: Vault, kept: Kept, share_id: str, token: str) -> Shown:
    """Return what a link shows. Raises KeyDestroyed, NotSealedHere."""
    inner = vault.open(_keeper(Owner(kept.owner)), _name(share_id), kept.sealed)
    raw = vault.open(_holder(share_id, token), _LABEL, inner)
    return Shown.model_validate_json(zlib.decompress(raw))


def handed_on(vault: Vault, kept: Kept, share_id: str, owner: Owner) -> Kept:
    """Return a share as another owner's: only the outer box is made anew. Raises KeyDestroyed."""
    inner = vault.open(_keeper(Owner(kept.owner)), _name(share_id), kept.sealed)
    return Kept(owner.tag, kept.document_id, _outer(vault, owner, share_id, inner))


def _outer(vault: Vault, owner: Owner, share_id: str, inner: bytes) -> bytes:
    return vault.seal(_keeper(owner), _name(share_id), inner)


def _keeper(owner: Owner) -> Owner:
    return LINKS if owner.account_id is None else owner


def _holder(share_id: str, token: str) -> Owner:
    """Return whoever has the token: HKDF-SHA-256 (RFC 5869), as a session's key of its cookie."""
    random = hmac.digest(_SALT, token.encode("utf-8", "surrogatepass"), hashlib.sha256)
    return Owner(f"link:{share_id}", hmac.digest(random, b"shown\x01", hashlib.sha256))


def _name(share_id: str) -> str:
    return f"share:{share_id}"
