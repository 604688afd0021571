"""The processes beside the site: how `serve` runs them, and how they end with it."""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from threading import Event, Thread

_LOOK_EVERY_SECONDS = 0.2
_FIRST_PAUSE_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 30.0
# A mail in hand takes no longer to be handed over; a server that hangs is left.
_STOP_SECONDS = 10.0


class _Companion:
    """One command of ours as a process; started again when it dies, with growing pauses."""

    def __init__(self, command: str) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._pause = _FIRST_PAUSE_SECONDS
        self._not_before = 0.0

    def look(self) -> None:
        """Start the process when it is gone and its pause is over."""
        now = time.monotonic()
        if self.is_alive or now < self._not_before:
            return
        if now > self._not_before + _LONGEST_PAUSE_SECONDS:
            self._pause = _FIRST_PAUSE_SECONDS
        self._not_before = now + self._pause
        self._pause = min(self._pause * 2, _LONGEST_PAUSE_SECONDS)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "resume_builder.cli.main", self._command]
            + ["--launcher", str(os.getpid())],
            stdin=subprocess.DEVNULL,
            # Ctrl-C in a terminal goes to the launcher's group: the launcher decides what ends.
            process_group=0,
        )

    @property
    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Ask it to finish what it has in hand and end. Does not wait for it."""
        if self._process is not None and self.is_alive:
            self._process.terminate()

    def wait_until_gone(self, deadline: float) -> None:
        """Wait until it has ended; end it when it does not."""
        if self._process is None:
            return
        try:
            self._process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Companions:
    """Some commands of ours, run while the site runs: `start`, then `close`."""

    def __init__(self, commands: Sequence[str]) -> None:
        self._companions = tuple(_Companion(command) for command in commands)
        self._closing = Event()
        self._watcher: Thread | None = None

    def start(self) -> None:
        """Start them all, and watch over them."""
        self._watcher = Thread(target=self._watch, name="companions", daemon=True)
        self._watcher.start()

    def close(self) -> None:
        """End them all, each once it has finished what it had in hand. Safe to call twice."""
        self._closing.set()
        if self._watcher is not None:
            self._watcher.join()
            self._watcher = None
        for companion in self._companions:
            companion.stop()
        deadline = time.monotonic() + _STOP_SECONDS
        for companion in self._companions:
            companion.wait_until_gone(deadline)

    def _watch(self) -> None:
        while not self._closing.is_set():
            for companion in self._companions:
                companion.look()
            self._closing.wait(_LOOK_EVERY_SECONDS)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add what `serve` tells its companions."""
    parser.add_argument("--launcher", type=int, help=argparse.SUPPRESS)


def end_with(launcher: int | None) -> None:
    """Have this process told to end when the launcher that started it is gone."""
    if launcher is None:
        return

    def watch() -> None:
        while os.getppid() == launcher:
            time.sleep(_LOOK_EVERY_SECONDS)
        with contextlib.suppress(ProcessLookupError):
            os.kill(os.getpid(), signal.SIGTERM)

    Thread(target=watch, name="launcher", daemon=True).start()


def on_end(act: Callable[[], object]) -> None:
    """Call `act` when this process is told to end."""

    def end(number: int, frame: object) -> None:
        del number, frame
        act()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
