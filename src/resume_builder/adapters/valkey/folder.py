"""Where the embedded stores keep their files, and who may use them."""

import contextlib
import fcntl
import hashlib
import os
import stat
import tempfile
from pathlib import Path
from threading import Lock

from resume_builder.adapters.valkey.errors import FolderInUse, FolderNotOurs

# A unix socket's path has room for 108 bytes on Linux and 104 on macOS, with the closing zero.
_LONGEST_SOCKET = 99

_held: set[Path] = set()
_held_lock = Lock()


class FolderLock:
    """One launcher a data folder.

    A record lock, because it is not inherited: a web worker that outlives its launcher would hold
    an inherited one, and no new launcher could start.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._file: int | None = None

    def take(self) -> None:
        """Take the lock. Raises FolderInUse."""
        with _held_lock:
            # Record locks do not hold against one's own process.
            if self._folder in _held:
                raise FolderInUse(folder=str(self._folder))
            file = os.open(self._folder / "launcher.lock", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                os.close(file)
                raise FolderInUse(folder=str(self._folder)) from error
            self._file = file
            _held.add(self._folder)

    def release(self) -> None:
        """Let another launcher in."""
        with _held_lock:
            if self._file is not None:
                os.close(self._file)
                self._file = None
                _held.discard(self._folder)


def private_folder(folder: Path) -> Path:
    """Return the folder, made for its owner alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def socket_path(folder: Path, name: str) -> Path:
    """Return where the socket of store `name` goes: in its folder, or in a short place beside.

    Raises FolderNotOurs.
    """
    path = folder.resolve() / name / "store.sock"
    if len(os.fsencode(path)) <= _LONGEST_SOCKET:
        return path
    mark = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
    return _runtime_folder() / f"{mark}-{name}.sock"


def _runtime_folder() -> Path:
    """Return a short folder that nobody else can write to."""
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    base = Path(given) if given and len(given) < 40 and Path(given).is_dir() else None
    base = base or Path(tempfile.gettempdir())
    if len(os.fsencode(base)) > 50:
        base = Path(os.sep, "tmp")
    folder = base / f"resume-builder-{os.getuid()}"
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    # Somebody else may have made it first, as a folder of theirs or a link to one.
    found = folder.lstat()
    own = found.st_uid == os.getuid() and not stat.S_IMODE(found.st_mode) & 0o077
    if not stat.S_ISDIR(found.st_mode) or not own:
        raise FolderNotOurs(folder=str(folder))
    return folder
