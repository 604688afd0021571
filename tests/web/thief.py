"""Somebody who has a store's files and the master key: what they can open."""

import re
from collections.abc import Iterable
from pathlib import Path

from resume_builder.adapters.crypto import MasterKeys
from resume_builder.adapters.crypto.masters import key_id
from resume_builder.adapters.crypto.sealing import KEY_BYTES
from resume_builder.domain.errors import NotSealedHere
from resume_builder.ports import Owner

# The id of the master key, then a box: version, nonce, key, tag.
_WRAPPED = 8 + 1 + 12 + KEY_BYTES + 16


def files_in(folder: Path) -> bytes:
    """Everything on the disk: append-only files, snapshots, logs."""
    found = [file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()]
    return b"\n".join(found)


def opened_in(folder: Path, master: bytes, account_ids: Iterable[str]) -> set[str]:
    """The accounts of these whose key is somewhere in the files, for who has the master key."""
    masters, data = MasterKeys(lambda: [master]), files_in(folder)
    boxes = {
        data[found.start() : found.start() + _WRAPPED]
        for found in re.finditer(re.escape(key_id(master)), data)
    }
    return {one for one in account_ids if any(_opens(masters, one, box) for box in boxes)}


def _opens(masters: MasterKeys, account_id: str, box: bytes) -> bool:
    try:
        masters.unwrap(Owner.of_account(account_id).tag, box)
    except NotSealedHere:
        return False
    return True
