"""The child that reads files: limits first, then one file after another until the pipe ends."""

import contextlib
import os
import resource
import sys

from resume_builder.adapters.documents import wire
from resume_builder.adapters.documents.limits import MAX_SECONDS
from resume_builder.adapters.documents.reader import read_document
from resume_builder.features.resumes.errors import FileCorrupt, ReadError


def main(memory: int) -> None:
    """Answer questions from standard input on standard output."""
    _limit(memory)
    stdin = sys.stdin.buffer
    # Whatever a library prints must not come between the answers.
    stdout = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            data, name = wire.file_of(wire.receive(stdin))
            wire.send(stdout, _answer(data, name))


def _answer(data: bytes, name: str) -> bytes:
    """Return the answer to one file.

    What no reader foresees ends the child; the parent takes that for a damaged file.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    _bound(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + 2 * MAX_SECONDS))
    try:
        return wire.answer_of(read_document(data, name))
    except ReadError as error:
        return wire.answer_of_error(error)
    except (MemoryError, RecursionError):
        return wire.answer_of_error(FileCorrupt(name=name))


def _limit(memory: int) -> None:
    """Bound memory, files written and core dumps."""
    _bound(resource.RLIMIT_AS, memory)
    _bound(resource.RLIMIT_CORE, 0)
    _bound(resource.RLIMIT_FSIZE, 0)


def _bound(kind: int, most: int) -> None:
    """Lower a limit of this process; a system without it does without."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))
