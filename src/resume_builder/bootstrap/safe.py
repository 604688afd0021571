"""What seals and digests: master keys from where settings say, and the keys that they wrap."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from resume_builder.config import NAMES, Settings
from resume_builder.features.vault.ports import WrappedKeys
from resume_builder.features.vault.rotation import Rotation
from resume_builder.ports import Lookup, Vault

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Safe:
    """The vault, keyed hashes, and what changes master keys."""

    vault: Vault
    lookup: Lookup
    rotation: Rotation


def make_safe(keys: WrappedKeys, source: Callable[[], Sequence[bytes]]) -> Safe:
    """Return the safe over a store of wrapped keys. Raises MasterKeyInvalid."""
    from resume_builder.adapters.crypto import KeyedLookup, MasterKeys, SealedVault

    masters: MasterKeys = MasterKeys(source)
    return Safe(SealedVault(keys, masters), KeyedLookup(keys, masters), Rotation(keys, masters))


def master_source(settings: Settings) -> Callable[[], Sequence[bytes]]:
    """Return where the settings say that master keys are.

    A site of one person has a file of its own, made here when it is missing. Raises OSError.
    """
    from resume_builder.adapters.crypto import sources

    if settings.master_key:
        return sources.from_text(settings.master_key, NAMES["master_key"])
    if settings.master_key_command:
        return sources.from_command(settings.master_key_command, NAMES["master_key_command"])
    file = master_file(settings)
    if file == settings.own_master_file:
        sources.make_file(file)
    return sources.from_file(file)


def master_file(settings: Settings) -> Path:
    """Return the file with the master keys, where they are in one."""
    return settings.master_key_file or settings.own_master_file


def verify_master_keys(settings: Settings) -> None:
    """Raise MasterKeyInvalid unless the settings lead to a sound master key, OSError."""
    master_source(settings)()
