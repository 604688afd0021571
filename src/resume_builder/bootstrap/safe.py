"""What seals and digests: master keys from where settings say, and the keys that they wrap."""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from resume_builder.config import NAMES, Settings
from resume_builder.domain.errors import DomainError
from resume_builder.features.vault.ports import WrappedKeys
from resume_builder.features.vault.rotation import Rotation
from resume_builder.ports import Lookup, Vault


class MasterKeysElsewhere(DomainError):
    """Master keys are in no file that could be written: their keeper has to change them."""

    code = "vault.master_keys_elsewhere"


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


def new_master_key() -> str:
    """Return a new master key as it is written."""
    from resume_builder.adapters.crypto.sources import new_key

    return new_key()


@contextmanager
def changing_master_keys(settings: Settings) -> Generator["MasterKeyFile"]:
    """Give the file of master keys to change, and nobody else meanwhile.

    Raises MasterKeysElsewhere, RotationUnderWay, OSError.
    """
    from resume_builder.adapters.crypto.sources import alone_with

    if settings.master_key or settings.master_key_command:
        raise MasterKeysElsewhere
    # One that is missing is made where it is ours.
    verify_master_keys(settings)
    file = master_file(settings)
    with alone_with(file):
        yield MasterKeyFile(file)


@dataclass(frozen=True, slots=True)
class MasterKeyFile:
    """The file that a site's master keys are in, oldest first."""

    file: Path

    def add(self) -> None:
        """Add a new key, as the newest. Raises MasterKeyInvalid, OSError."""
        self._write([*self._read(), bytes.fromhex(new_master_key())])

    def forget_old(self) -> None:
        """Leave the newest key alone: nothing is wrapped by another. Raises as `add`."""
        self._write(self._read()[-1:])

    def _read(self) -> Sequence[bytes]:
        from resume_builder.adapters.crypto.sources import from_file

        return from_file(self.file)()

    def _write(self, keys: Sequence[bytes]) -> None:
        from resume_builder.adapters.crypto.sources import write_file

        write_file(self.file, keys)


@contextmanager
def open_rotation(settings: Settings) -> Generator[Rotation]:
    """Give what wraps keys anew in the store that settings name."""
    from resume_builder.adapters.redis.servers import RedisServers
    from resume_builder.adapters.redis.wrapped_keys import RedisKeys

    session_url, auth_url = settings.store_urls()
    servers = RedisServers(session_url=session_url, auth_url=auth_url)
    try:
        yield make_safe(RedisKeys(servers.auth), master_source(settings)).rotation
    finally:
        servers.close()
