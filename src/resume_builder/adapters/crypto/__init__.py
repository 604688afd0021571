"""Encryption: `sealing.py` one box · `masters.py` master keys · `vault.py` the keys of owners.

`sources.py` is where master keys come from, `lookup.py` keyed hashes.
"""

from resume_builder.adapters.crypto.lookup import KeyedLookup
from resume_builder.adapters.crypto.masters import MasterKeys
from resume_builder.adapters.crypto.vault import SealedVault

__all__ = ["KeyedLookup", "MasterKeys", "SealedVault"]
