"""Where master keys come from: a file, the environment, or a command of the operator's.

A key is 64 hexadecimal digits (32 bytes). Several stand one a line or with commas between, the
oldest first; the newest wraps. What follows a `#` is a remark.
"""

import fcntl
import os
import secrets
import shlex
import subprocess
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from resume_builder.adapters.crypto.sealing import KEY_BYTES
from resume_builder.domain.errors import DomainError

Source = Callable[[], Sequence[bytes]]
_COMMAND_SECONDS = 30
# A key of few different bytes was typed, not drawn: of 32 random bytes 16 and more differ, but for
# one draw in 10^17.
_LEAST_DIFFERENT = 16


class MasterKeyInvalid(DomainError):
    """A source gives no sound master key. params: where (the source), text (what is wrong)."""

    code = "vault.master_key_invalid"


class RotationUnderWay(DomainError):
    """Another command is changing the file. params: where (the file)."""

    code = "vault.rotation_under_way"


def keys_in(text: str, where: str) -> list[bytes]:
    """Return the keys in a text, oldest first. Raises MasterKeyInvalid."""
    said = (line.partition("#")[0] for line in text.splitlines())
    keys: list[bytes] = []
    for word in " ".join(said).replace(",", " ").split():
        keys.append(_key(word, len(keys) + 1, where))
    if not keys:
        raise MasterKeyInvalid(where=where, text="0")
    return keys


def from_text(text: str, where: str) -> Source:
    """Return a source that is a text."""
    return lambda: keys_in(text, where)


def from_file(file: Path) -> Source:
    """Return a source that is a file, read anew each time. Raises MasterKeyInvalid when read."""

    def read() -> Sequence[bytes]:
        try:
            return keys_in(file.read_text(encoding="utf-8"), str(file))
        except (OSError, UnicodeDecodeError) as error:
            raise MasterKeyInvalid(where=str(file), text=type(error).__name__) from None

    return read


def from_command(command: str, where: str) -> Source:
    """Return a source that is what a command prints, as of a key store's client."""

    def read() -> Sequence[bytes]:
        try:
            done = subprocess.run(
                shlex.split(command),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_COMMAND_SECONDS,
                check=True,
                text=True,
            )
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            raise MasterKeyInvalid(where=where, text=type(error).__name__) from None
        return keys_in(done.stdout, where)

    return read


def new_key() -> str:
    """Return a new master key as it is written."""
    return secrets.token_hex(KEY_BYTES)


def make_file(file: Path) -> None:
    """Make a file with a new master key, readable by its owner alone; one that is there stays.

    Raises OSError.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as target:
        target.write(new_key() + "\n")
        target.flush()
        os.fsync(target.fileno())
    # Of two processes that start at once one makes the file, whole.
    try:
        os.link(draft, file)
    except FileExistsError:
        return
    finally:
        draft.unlink()


@contextmanager
def alone_with(file: Path) -> Generator[None]:
    """Let no other command change a file's keys meanwhile: each would drop the other's new key.

    Raises RotationUnderWay, OSError.
    """
    with file.with_name(f"{file.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RotationUnderWay(where=str(file)) from None
        yield


def write_file(file: Path, keys: Sequence[bytes]) -> None:
    """Replace a file's keys in one step; it stays its owner's and group's. Raises OSError."""
    file = file.resolve()
    before = file.stat()
    draft = file.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as target:
        target.write("".join(f"{key.hex()}\n" for key in keys))
        target.flush()
        # The site may run as another than who runs this command.
        if (before.st_uid, before.st_gid) != (os.geteuid(), os.getegid()):
            os.fchown(target.fileno(), before.st_uid, before.st_gid)
        os.fchmod(target.fileno(), before.st_mode & 0o777)
        os.fsync(target.fileno())
    draft.replace(file)
    # What is wrapped by a new key must not outlive the file's name for it.
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _key(word: str, number: int, where: str) -> bytes:
    try:
        key = bytes.fromhex(word)
    except ValueError:
        raise MasterKeyInvalid(where=where, text=f"{number}") from None
    if len(key) != KEY_BYTES or len(set(key)) < _LEAST_DIFFERENT:
        raise MasterKeyInvalid(where=where, text=f"{number}")
    return key
