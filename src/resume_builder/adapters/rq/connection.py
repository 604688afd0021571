"""The store of jobs, with our errors in place of the client's."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, cast

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import OutOfMemoryError, ReadOnlyError
from redis.exceptions import TimeoutError as RedisTimeoutError
from redis.retry import Retry

from resume_builder.domain.errors import StoreFull, StoreUnavailable

# One queue a worker: only then does RQ take a job in one step that no kill comes between.
QUEUE = "jobs"
NAME = "queue"


def connect(url: str, timeout_seconds: float) -> Redis:
    """Return a client that connects on first use, and waits so long for an answer."""
    return cast("Any", Redis).from_url(
        url,
        socket_timeout=timeout_seconds,
        socket_connect_timeout=timeout_seconds,
        retry=Retry(NoBackoff(), 0),
        health_check_interval=0,
    )


@contextmanager
def our_errors() -> Generator[None]:
    """Raise StoreFull and StoreUnavailable for what the client raises."""
    try:
        yield
    except OutOfMemoryError as error:
        raise StoreFull(store=NAME) from error
    except (RedisConnectionError, RedisTimeoutError, ReadOnlyError) as error:
        raise StoreUnavailable(store=NAME) from error
