"""The child that reads files: limits first, then one file after another until the pipe ends.

What is done with a file is a task by name; bootstrap adds those that understand what was read.
"""

import contextlib
import os
import resource
import sys
from collections.abc import Callable, Mapping

from resume_builder.adapters.documents import wire
from resume_builder.adapters.documents.limits import MAX_SECONDS
from resume_builder.adapters.documents.reader import read_document
from resume_builder.features.resumes.errors import FileCorrupt, ReadError
from resume_builder.features.resumes.ports import DocumentReader

# Takes the bytes of a file and its name, returns what the answer carries, raises ReadErrors.
Task = Callable[[bytes, str], bytes]
# Who waits for a page goes before who waits for a file.
_NICE = 10


def main(
    memory: int,
    tasks: Mapping[str, Task] | None = None,
    read: DocumentReader = read_document,
    seconds: float = MAX_SECONDS,
) -> None:
    """Answer questions from standard input on standard output.

    `read` makes a Document of a file; `seconds` bound half of the processor time for one.
    """
    _limit(memory)
    os.nice(_NICE)
    stdin = sys.stdin.buffer
    # Whatever a library prints must not come between the answers.
    stdout = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            task, data, name = wire.file_of(wire.receive(stdin))
            _limit_time(seconds)
            chosen = None if tasks is None else tasks.get(task)
            wire.send(stdout, _answer(chosen, read, data, name))


def _answer(task: Task | None, read: DocumentReader, data: bytes, name: str) -> bytes:
    """Return the answer to one file.

    What no reader foresees ends the child; the parent takes that for a damaged file.
    """
    try:
        if task is None:
            return wire.answer_of(read(data, name))
        return wire.answer_with(task(data, name))
    except ReadError as error:
        return wire.answer_of_error(error)
    except (MemoryError, RecursionError):
        return wire.answer_of_error(FileCorrupt(name=name))


def _limit(memory: int) -> None:
    """Bound memory, files written and core dumps."""
    _bound(resource.RLIMIT_AS, memory)
    _bound(resource.RLIMIT_CORE, 0)
    _bound(resource.RLIMIT_FSIZE, 0)


def _limit_time(seconds: float) -> None:
    """Bound the processor time of the next file; the clock is the parent's."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _bound(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + 2 * seconds))


def _bound(kind: int, most: int) -> None:
    """Lower a limit of this process; a system without it does without."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))
