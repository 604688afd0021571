"""One embedded server: started, adopted, watched, stopped."""

import contextlib
import ctypes
import fcntl
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from resume_builder.adapters.valkey import probe
from resume_builder.adapters.valkey.errors import NotStarted
from resume_builder.adapters.valkey.folder import private_folder

_log = logging.getLogger(__name__)

_POLL_SECONDS = 0.003
# An old server that was told to stop writes its file to disk first; one that hangs is ended.
_PATIENCE_SECONDS = 3.0
_STOP_SECONDS = 10.0
# 200 MB load in 0.3 s; a cold disk may take many times as long.
_START_SECONDS = 60.0
_LOG_BYTES = 1_000_000
_SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG in <sys/prctl.h>


@dataclass(frozen=True, slots=True)
class Plan:
    """What a server shall be. `memory_bytes` 0 is no limit."""

    name: Literal["session", "auth"]
    folder: Path
    socket: Path
    binary: Path
    fsync: Literal["always", "everysec"]
    memory_bytes: int = 0

    @property
    def log(self) -> Path:
        """The server's log file."""
        return self.folder / "store.log"

    def command(self) -> list[str]:
        """Return the command line."""
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.folder),
            "daemonize": "no",
            "logfile": self.log.name,
            "loglevel": "notice",
            "save": "",
            "appendonly": "yes",
            "appendfsync": self.fsync,
            "maxmemory": str(self.memory_bytes),
            "maxmemory-policy": "noeviction",
        }
        flat = [part for name, value in options.items() for part in (f"--{name}", value)]
        return [str(self.binary), *flat]


class Server:
    """The process of one plan.

    The process holds a lock on its folder as long as it lives, by a file it inherits: two servers
    never write one folder, and the lock's being free tells that the process is gone, whoever
    started it.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._process: subprocess.Popen[bytes] | None = None
        self._adopted: int | None = None

    @property
    def pid(self) -> int | None:
        """The process id, None when it does not run."""
        return self._process.pid if self._process else self._adopted

    def launch(self) -> None:
        """Start the process, or adopt one that a launcher left behind. Does not wait for it."""
        private_folder(self.plan.folder)
        if self._process is not None:
            # A child that was rewriting the file outlives a killed server, and holds the lock.
            _kill(self._process.pid, signal.SIGKILL, whole_group=True)
        lock = self._try_lock()
        if lock is None and self._adopt():
            return
        if lock is None:
            lock = self._outwait()
        try:
            self._start(lock)
        finally:
            os.close(lock)

    def wait_until_ready(self) -> None:
        """Wait until the server answers. Raises NotStarted."""
        deadline = time.monotonic() + _START_SECONDS
        while not self.is_ready():
            if not self.is_alive() or time.monotonic() > deadline:
                raise NotStarted(
                    store=self.plan.name, reason=self._last_log_line(), log=str(self.plan.log)
                )
            time.sleep(_POLL_SECONDS)

    def is_ready(self) -> bool:
        """Tell whether the server answers."""
        return probe.state(self.plan.socket) == "ready"

    def is_alive(self) -> bool:
        """Tell whether the process runs."""
        if self._process is not None:
            return self._process.poll() is None
        return self._adopted is not None and not self._is_lock_free()

    def stop(self) -> None:
        """Ask the process to write its file to disk and end. Does not wait for it."""
        self._signal(signal.SIGTERM)

    def wait_until_gone(self) -> None:
        """Wait until the process has ended; end it when it does not."""
        deadline = time.monotonic() + _STOP_SECONDS
        while self.is_alive():
            if time.monotonic() > deadline:
                _log.warning("store %s did not stop by itself", self.plan.name)
                self._signal(signal.SIGKILL, whole_group=True)
                deadline += _STOP_SECONDS
            time.sleep(_POLL_SECONDS)
        self._process = self._adopted = None

    def _start(self, lock: int) -> None:
        self._trim_log()
        self._adopted = None
        os.ftruncate(lock, 0)
        self._process = subprocess.Popen(
            self.plan.command(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(lock,),
            # Ctrl-C in a terminal goes to the launcher's group: the launcher decides what ends.
            process_group=0,
            preexec_fn=_dying_with_parent(),
        )
        os.pwrite(lock, str(self._process.pid).encode(), 0)
        _log.info("store %s started, process %d", self.plan.name, self._process.pid)

    def _adopt(self) -> bool:
        if probe.state(self.plan.socket) == "silent":
            return False
        pid = probe.process_id(self.plan.socket)
        if pid is None or probe.setting(self.plan.socket, "appendfsync") != self.plan.fsync:
            return False
        self._process, self._adopted = None, pid
        _log.info("store %s adopted, process %d", self.plan.name, pid)
        return True

    def _outwait(self) -> int:
        """Return the folder's lock when the server that holds it is gone; end one that hangs."""
        pid = probe.process_id(self.plan.socket) or self._noted_pid()
        for ending in (signal.SIGTERM, signal.SIGKILL):
            if pid is not None:
                _kill(pid, ending, whole_group=True)
            deadline = time.monotonic() + _PATIENCE_SECONDS
            while time.monotonic() < deadline:
                lock = self._try_lock()
                if lock is not None:
                    return lock
                time.sleep(_POLL_SECONDS)
        raise NotStarted(store=self.plan.name, reason=self._last_log_line(), log=str(self.plan.log))

    def _try_lock(self) -> int | None:
        """Return the folder's lock as an open file, None when a server holds it."""
        file = os.open(self.plan.folder / "store.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(file)
            return None
        return file

    def _is_lock_free(self) -> bool:
        lock = self._try_lock()
        if lock is None:
            return False
        os.close(lock)
        return True

    def _noted_pid(self) -> int | None:
        """Return the process id of the lock's holder, as its launcher noted it."""
        noted = (self.plan.folder / "store.lock").read_text(encoding="ascii", errors="replace")
        return int(noted) if noted.isdigit() else None

    def _signal(self, number: signal.Signals, *, whole_group: bool = False) -> None:
        if self.pid is not None and self.is_alive():
            _kill(self.pid, number, whole_group=whole_group)

    def _trim_log(self) -> None:
        log = self.plan.log
        if log.is_file() and log.stat().st_size > _LOG_BYTES:
            log.replace(log.with_suffix(".old.log"))

    def _last_log_line(self) -> str:
        if not self.plan.log.is_file():
            return ""
        with self.plan.log.open("rb") as file:
            file.seek(max(0, self.plan.log.stat().st_size - 2000))
            lines = file.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""


def _kill(pid: int, number: signal.Signals, *, whole_group: bool) -> None:
    """Send a signal to a server; to the children that write its files, too, when asked."""
    with contextlib.suppress(ProcessLookupError):
        if whole_group:
            os.killpg(pid, number)
        else:
            os.kill(pid, number)


def _dying_with_parent() -> Callable[[], None] | None:
    """Return what the child runs to be told to stop when its launcher dies, where Linux can.

    The kernel sends the signal when the thread that made the child ends, so one thread that lives
    as long as the stores makes them all.
    """
    if sys.platform != "linux":
        return None
    set_process_option = ctypes.CDLL(None).prctl
    launcher = os.getpid()

    def ask_for_signal() -> None:
        set_process_option(_SET_DEATH_SIGNAL, int(signal.SIGTERM))
        if os.getppid() != launcher:
            os._exit(1)

    return ask_for_signal
