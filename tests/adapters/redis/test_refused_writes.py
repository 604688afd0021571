"""Case 14: a store that refuses for a cause that passes is away for us, and never open."""

import socket
import tempfile
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from resume_builder.adapters.redis.store import Store
from resume_builder.bootstrap import Services
from resume_builder.domain.errors import StoreFull, StoreUnavailable
from resume_builder.web.app import create_app
from resume_builder.web.site import Site
from tests.contracts.kit import Clock
from tests.web.browser import code_of
from tests.web.conftest import make_services

pytestmark = pytest.mark.operations
# What servers answer to a write: a stale replica, a replica that lost its primary, a full disk,
# too few replicas, a start that still reads its file, a script that runs too long.
PASSING = (
    b"-READONLY You can't write against a read only replica.\r\n",
    b"-MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.\r\n",
    b"-MISCONF Errors writing to the AOF file: No space left on device\r\n",
    b"-NOREPLICAS Not enough good replicas to write.\r\n",
    b"-LOADING Redis is loading the dataset in memory\r\n",
    b"-BUSY Redis is busy running a script.\r\n",
)


@contextmanager
def answering(words: bytes | None) -> Generator[str]:
    """Serve on a socket: the same answer to everything, or none at all."""
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listener:
        path = Path(folder) / "s.sock"
        listener.bind(str(path))
        listener.listen()
        links: list[socket.socket] = []

        def serve() -> None:
            while True:
                try:
                    link, _ = listener.accept()
                    links.append(link)
                    while words is not None and link.recv(65536):
                        link.sendall(words)
                except OSError:
                    return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"unix://{path}"
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            for link in links:
                link.close()
            thread.join(5)


@pytest.mark.parametrize("words", PASSING)
def test_a_refusal_that_passes_is_a_store_that_is_away(words: bytes) -> None:
    """Not a mistake of ours, and not a success."""
    with answering(words) as url:
        store = Store(url, "auth", timeout_seconds=1)
        with pytest.raises(StoreUnavailable) as refusal:
            store.call("SET", "a", "b")
        store.close()
    assert refusal.value.params == {"store": "auth"}


def test_a_full_memory_is_a_full_store() -> None:
    """It is told apart: making room helps."""
    with answering(b"-OOM command not allowed when used memory > 'maxmemory'.\r\n") as url:
        store = Store(url, "auth", timeout_seconds=1)
        with pytest.raises(StoreFull):
            store.call("SET", "a", "b")
        store.close()


@pytest.fixture
def services() -> Services:
    """A site over memory: only what counts requests is elsewhere."""
    return make_services(Clock())


@pytest.mark.parametrize("words", [None, *PASSING])
def test_requests_that_cannot_be_counted_are_not_let_in(
    services: Services, words: bytes | None
) -> None:
    """A server that stalls, or refuses: 503 with when to come back, within the patience."""
    with answering(words) as url:
        client = create_app(services, Site(rates_url=url)).test_client()
        for path in ("/api/v1/session", "/api/v1/themes"):
            answer = client.get(path)
            assert (answer.status_code, code_of(answer)) == (503, "store.unavailable")
            assert int(answer.headers["Retry-After"]) > 0
            assert "Set-Cookie" not in answer.headers
