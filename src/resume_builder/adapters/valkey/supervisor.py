"""Runs the two embedded stores and brings one that dies back within a second."""

import logging
import time
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Self
from urllib.parse import quote

from resume_builder.adapters.valkey.binary import find_server
from resume_builder.adapters.valkey.folder import FolderLock, private_folder, socket_path
from resume_builder.adapters.valkey.server import Plan, Server
from resume_builder.domain.errors import DomainError

_log = logging.getLogger(__name__)

_LOOK_EVERY_SECONDS = 0.1
# A server that dies again and again before it was seen to answer is tried less and less often, and
# still within a second: it may have answered and died between two looks.
_LONGEST_PAUSE_SECONDS = 0.5
# The session store holds work of guests, each with a quota; at this size it refuses new work
# rather than fill the machine.
SESSION_BYTES = 1 << 30


def addresses(data_folder: Path) -> dict[str, str]:
    """Return the address that each store of a data folder has when it runs."""
    folder = private_folder(data_folder).resolve()
    return {name: _address(socket_path(folder, name)) for name in ("session", "auth")}


def _address(socket: Path) -> str:
    return f"unix://{quote(str(socket))}"


class EmbeddedStores:
    """Two servers in a data folder, for one launcher: `with EmbeddedStores(folder) as stores`.

    `session` writes to disk every second: a crash costs two seconds at most. `auth`
    writes before it answers: what was acknowledged is on the disk.
    """

    def __init__(self, data_folder: Path, *, session_bytes: int = SESSION_BYTES) -> None:
        self._folder = data_folder
        self._session_bytes = session_bytes
        self._closing, self._settled = Event(), Event()
        self._failure: Exception | None = None
        self._servers: tuple[Server, ...] = ()
        self._watcher: Thread | None = None
        self._lock: FolderLock | None = None

    @property
    def urls(self) -> dict[str, str]:
        """The address of each store, by its name."""
        return {s.plan.name: _address(s.plan.socket) for s in self._servers}

    @property
    def pids(self) -> dict[str, int | None]:
        """The process id of each store, by its name."""
        return {s.plan.name: s.pid for s in self._servers}

    def start(self) -> dict[str, str]:
        """Start both stores, wait until they answer, and return their addresses.

        Raises NoServer, FolderInUse, FolderNotOurs, NotStarted; nothing runs then.
        """
        folder = private_folder(self._folder).resolve()
        lock = FolderLock(folder)
        lock.take()
        self._lock = lock
        try:
            self._servers = self._plan(folder)
            self._watcher = Thread(target=self._supervise, name="embedded stores", daemon=True)
            self._watcher.start()
            self._settled.wait()
            if self._failure is not None:
                raise self._failure
        except BaseException:
            self.close()
            raise
        return self.urls

    def close(self) -> None:
        """Stop both stores, everything written to disk. Safe to call twice."""
        self._closing.set()
        if self._watcher is not None:
            self._watcher.join()
            self._watcher = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _plan(self, folder: Path) -> tuple[Server, ...]:
        binary = find_server()
        session = Plan(
            name="session",
            folder=folder / "session",
            socket=socket_path(folder, "session"),
            binary=binary,
            fsync="everysec",
            memory_bytes=self._session_bytes,
        )
        auth = Plan(
            name="auth",
            folder=folder / "auth",
            socket=socket_path(folder, "auth"),
            binary=binary,
            fsync="always",
        )
        return Server(session), Server(auth)

    def _supervise(self) -> None:
        """Start, watch and stop the servers: they live no longer than this thread does."""
        try:
            for server in self._servers:
                server.launch()
            for server in self._servers:
                server.wait_until_ready()
        except (DomainError, OSError) as error:
            self._failure = error
        else:
            self._settled.set()
            self._watch()
        for server in self._servers:
            server.stop()
        for server in self._servers:
            server.wait_until_gone()
        self._settled.set()

    def _watch(self) -> None:
        keepers = [Keeper(server) for server in self._servers]
        while not self._closing.wait(_LOOK_EVERY_SECONDS):
            for keeper in keepers:
                keeper.look()


class Keeper:
    """Brings one server back: at once when it had answered, else with longer and longer pauses."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._pause = self._not_before = 0.0
        self._has_answered = True

    def look(self) -> None:
        """Start the server when it is gone and its pause is over."""
        if self._server.is_alive():
            self._has_answered = self._has_answered or self._server.is_ready()
            return
        if self._has_answered:
            self._pause = self._not_before = 0.0
        now, name = time.monotonic(), self._server.plan.name
        if now < self._not_before:
            return
        _log.warning("store %s is gone, starting it again", name)
        self._has_answered = False
        self._pause = min(self._pause * 2 or _LOOK_EVERY_SECONDS, _LONGEST_PAUSE_SECONDS)
        self._not_before = now + self._pause
        try:
            self._server.launch()
        except (DomainError, OSError) as error:
            _log.error("store %s did not start: %s", name, type(error).__name__)
