"""Reads files in a child process with limits, so that no upload can stall or kill the site.

One warm child at a time does the work of one reader; a second is started while the first is busy,
up to `children`. A child that dies, hangs or answers nonsense is killed and replaced; the caller
gets a ReadError. Children speak pickles of our own values over pipes: what they send back is only
built from the classes named in `wire.py`.
"""

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Mapping

from resume_builder.adapters.documents import wire
from resume_builder.adapters.documents.limits import MAX_MEMORY, MAX_SECONDS
from resume_builder.domain.document import Document
from resume_builder.features.resumes.errors import (
    FileCorrupt,
    FileEmpty,
    FileTooLarge,
    ReadersBusy,
    ReadTimeout,
)
from resume_builder.features.resumes.limits import MAX_BYTES

# A child is replaced after so many files: whatever its libraries leak goes with it.
_FILES_A_CHILD = 500
# Callers that may wait for a child: more than the server has threads.
_WAITING = 48
# A dead child is tried once more: it may have died of the file before.
_TRIES = 2


class ContainedReader:
    """A DocumentReader whose work is done in children, and other tasks with files. Thread-safe."""

    def __init__(
        self,
        program: str = "resume_builder.adapters.documents.child:main",
        environment: Mapping[str, str] | None = None,
        *,
        children: int = 2,
        seconds: float = MAX_SECONDS,
        memory: int = MAX_MEMORY,
        waiting: int = _WAITING,
        idle: float = 0.0,
    ) -> None:
        """Start nothing yet: a child is started when the first file comes.

        `program` names the loop that a child runs, "module:function" of the memory limit;
        `environment` is all that a child sees of ours. Up to `waiting` callers wait for a child.
        One without work for `idle` seconds is stopped; 0 keeps it.
        """
        self._program, self._environment = program, dict(environment or {})
        self._seconds, self._memory = seconds, memory
        self._kept = idle
        self._places = threading.BoundedSemaphore(children + waiting)
        self._slots = threading.BoundedSemaphore(children)
        self._idle: queue.LifoQueue[_Child] = queue.LifoQueue()
        self._closed = False

    def __call__(self, data: bytes, name: str) -> Document:
        """Return the document in `data`. Raises a ReadError; see `reader.read_document`.

        FileCorrupt when the child dies of the file, ReadTimeout when it takes too long.
        """
        return wire.document_or_raise(self._ask(wire.DOCUMENT, data, name))

    def do(self, task: str, data: bytes, name: str) -> bytes:
        """Return what a task of the program makes of a file. Raises as reading does."""
        return wire.content_or_raise(self._ask(task, data, name))

    def _ask(self, task: str, data: bytes, name: str) -> bytes:
        if not data:
            raise FileEmpty(name=name)
        if len(data) > MAX_BYTES:
            raise FileTooLarge(name=name, limit=MAX_BYTES)
        if not self._places.acquire(blocking=False):
            raise ReadersBusy(name=name)
        try:
            return self._in_turn(wire.question(task, data, name), name)
        finally:
            self._places.release()

    def _in_turn(self, question: bytes, name: str) -> bytes:
        deadline = time.monotonic() + self._seconds
        if not self._slots.acquire(timeout=self._seconds):
            raise ReadTimeout(name=name, limit=self._seconds)
        try:
            return self._answer(question, name, deadline)
        finally:
            self._slots.release()

    def close(self) -> None:
        """Stop the children. A reader that is used again starts new ones."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._idle.get_nowait().stop()

    def _answer(self, question: bytes, name: str, deadline: float) -> bytes:
        for attempt in range(_TRIES):
            child = self._take(fresh=attempt > 0)
            try:
                answer = child.ask(question, deadline)
            except TimeoutError as error:
                child.stop()
                raise ReadTimeout(name=name, limit=self._seconds) from error
            except (OSError, EOFError, ValueError):
                child.stop()
                continue
            if child.files >= _FILES_A_CHILD:
                child.stop()
            else:
                self._rest(child)
            return answer
        raise FileCorrupt(name=name)

    def _rest(self, child: "_Child") -> None:
        """Keep a child for the next file, for as long as it may be idle."""
        self._idle.put(child)
        if self._kept:
            timer = threading.Timer(self._kept, child.stop_unless_used, (child.files,))
            timer.daemon = True
            timer.start()

    def _take(self, *, fresh: bool) -> "_Child":
        """Return an idle child that still runs, or a new one."""
        if not fresh:
            with contextlib.suppress(queue.Empty):
                while True:
                    child = self._idle.get_nowait()
                    if child.runs():
                        return child
                    child.stop()
        return _Child(self._program, self._environment, self._memory)


class _Child:
    """One process that reads file after file."""

    def __init__(self, program: str, environment: Mapping[str, str], memory: int) -> None:
        self.files = 0
        # Isolated: no user site, no script folder; it needs nothing of our environment.
        command = [sys.executable, "-I", "-X", "utf8", "-c", wire.PROGRAM]
        self._process: subprocess.Popen[bytes] = subprocess.Popen(
            [*command, program, str(memory), *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath, **environment},
            start_new_session=True,
        )

    def runs(self) -> bool:
        """Tell whether the process is alive."""
        return self._process.poll() is None

    def ask(self, question: bytes, deadline: float) -> bytes:
        """Send a question, return the answer.

        Raises TimeoutError, OSError, EOFError, ValueError.
        """
        timer = threading.Timer(max(deadline - time.monotonic(), 0.0), self._expire)
        timer.daemon = True
        self._expired = False
        timer.start()
        try:
            stdin, stdout = self._process.stdin, self._process.stdout
            if stdin is None or stdout is None:
                raise EOFError
            wire.send(stdin, question)
            self.files += 1
            return wire.receive(stdout)
        except (OSError, EOFError, ValueError):
            if self._expired:
                raise TimeoutError from None
            raise
        finally:
            timer.cancel()

    def stop(self) -> None:
        """End the process, and reap it."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._process.wait()

    def stop_unless_used(self, files: int) -> None:
        """End the process if it has read no more than `files`; who takes it then starts another."""
        if self.files == files:
            self.stop()

    def _expire(self) -> None:
        self._expired = True
        self._process.kill()
