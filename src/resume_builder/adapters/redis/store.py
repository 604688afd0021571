"""A connection to one store, with our errors in place of the client's."""

import hashlib
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import (
    ClusterDownError,
    NoScriptError,
    OutOfMemoryError,
    ReadOnlyError,
    ResponseError,
)
from redis.exceptions import (
    ConnectionError as RedisConnectionError,
)
from redis.exceptions import (
    TimeoutError as RedisTimeoutError,
)
from redis.retry import Retry

from resume_builder.domain.errors import StoreFull, StoreUnavailable

Argument = str | bytes | int
# A store on the same machine answers in less than a millisecond. Two seconds bridge an append-only
# file being rewritten on a busy disk, and let a person know before they press the button again.
TIMEOUT_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Script:
    """A Lua script with its digest, by which a server that has seen it knows it."""

    text: str
    sha: str


def script(text: str, *, even_when_full: bool = False) -> Script:
    """Return a script of `text`. `even_when_full` is for what must work so that room can be made.

    It needs Redis 7 or Valkey, and may only write what is small and bounded for each session.
    """
    if even_when_full:
        text = f"#!lua flags=allow-oom\n{text}"
    return Script(text, hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest())


class Store:
    """One store by its name. Safe to use from many threads; connects on first use."""

    def __init__(self, url: str, name: str, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        self.name = name
        # No retry: a script whose answer was lost may have run, and would run twice.
        self._client: Redis = cast("Any", Redis).from_url(
            url,
            socket_timeout=timeout_seconds,
            socket_connect_timeout=timeout_seconds,
            retry=Retry(NoBackoff(), 0),
            health_check_interval=0,
        )

    def call(self, *command: Argument) -> object:
        """Run one command. Raises StoreUnavailable, StoreFull."""
        with self._errors():
            return self._execute(*command)

    def run(self, code: Script, keys: Sequence[str], *arguments: Argument) -> list[object]:
        """Run a script that returns a list. Raises StoreUnavailable, StoreFull."""
        with self._errors():
            tail: tuple[Argument, ...] = (len(keys), *keys, *arguments)
            try:
                answer = self._execute("EVALSHA", code.sha, *tail)
            except NoScriptError:
                answer = self._execute("EVAL", code.text, *tail)
        return cast("list[object]", answer)

    def together(self, *commands: Sequence[Argument]) -> None:
        """Run commands as one transaction. Raises StoreUnavailable, StoreFull."""
        with self._errors():
            pipeline = cast("Any", self._client).pipeline(transaction=True)
            for command in commands:
                pipeline.execute_command(*command)
            pipeline.execute()

    def info(self, section: str) -> Mapping[str, object]:
        """Return a section of the server's INFO. Raises StoreUnavailable."""
        return cast("Mapping[str, object]", self.call("INFO", section))

    def close(self) -> None:
        """Close every connection."""
        self._client.close()

    def _execute(self, *command: Argument) -> object:
        return cast("Any", self._client).execute_command(*command)

    @contextmanager
    def _errors(self) -> Generator[None]:
        try:
            yield
        except OutOfMemoryError as error:
            raise StoreFull(store=self.name) from error
        except _AWAY as error:
            raise StoreUnavailable(store=self.name) from error
        except ResponseError as error:
            raise _meaning(error, self.name) from error


# Errors of a class of their own, which have lost the word that servers begin them with: a replica
# whose primary is away is one (MasterDownError is a ClusterDownError).
_AWAY = (RedisConnectionError, RedisTimeoutError, ReadOnlyError, ClusterDownError)
# What servers say when they refuse a write for a cause that passes: no room on the disk for the
# append-only file, too few replicas, loading after a start.
_PASSING = ("MISCONF", "NOREPLICAS", "LOADING", "BUSY", "MASTERDOWN", "CLUSTERDOWN")


def _meaning(error: ResponseError, name: str) -> Exception:
    text = str(error)
    if text.startswith("OOM") or "OOM command not allowed" in text:
        return StoreFull(store=name)
    if any(mark in text for mark in _PASSING):
        return StoreUnavailable(store=name)
    return error


def text_of(raw: object) -> str:
    """Return the text of a bulk string, "" for none."""
    return cast("bytes", raw).decode() if raw else ""
