"""What is acknowledged survives SIGKILL, as far as docs/decisions promises."""

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import cast

import pytest

from resume_builder.adapters.redis.store import Store
from resume_builder.adapters.valkey import probe
from resume_builder.adapters.valkey.folder import socket_path
from resume_builder.adapters.valkey.supervisor import EmbeddedStores
from resume_builder.domain.errors import StoreUnavailable

pytestmark = pytest.mark.operations

WRITERS = 4


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short folder, so that sockets stand in it."""
    with tempfile.TemporaryDirectory(prefix="rb-") as name:
        yield Path(name)


@dataclass
class Writer:
    """Writes numbers one after the other, and notes each that was acknowledged, with its time."""

    name: str
    url: str
    stop: Event
    acknowledged: list[tuple[float, int]] = field(default_factory=list)

    def run(self) -> None:
        store = Store(self.url, self.name)
        number = 0
        while not self.stop.is_set():
            number += 1
            try:
                store.call("SET", f"{self.name}:{number}", "x" * 200)
            except StoreUnavailable:
                continue
            self.acknowledged.append((time.monotonic(), number))
        store.close()


def test_the_auth_store_loses_no_acknowledged_write(folder: Path) -> None:
    """Killed in the middle of writing, again and again, it has every write that it answered."""
    lost, count = _kill_while_writing(folder, "auth", loss_seconds=0.0)
    assert count > 100
    assert lost == []


def test_the_session_store_loses_a_second_at_most(folder: Path) -> None:
    """What was answered a second before the kill is there."""
    lost, count = _kill_while_writing(folder, "session", loss_seconds=1.0)
    assert count > 100
    assert lost == []


def test_a_torn_record_at_the_end_costs_that_record_alone(folder: Path) -> None:
    """A write that was cut off in the middle does not keep the store from starting."""
    with EmbeddedStores(folder) as stores:
        store = Store(stores.urls["auth"], "auth")
        for number in range(20):
            store.call("SET", f"k{number}", "x" * 100)
        store.close()
    (file,) = (folder / "auth" / "appendonlydir").glob("*.incr.aof")
    os.truncate(file, file.stat().st_size - 5)
    with EmbeddedStores(folder) as stores:
        store = Store(stores.urls["auth"], "auth")
        assert store.call("DBSIZE") == 19
        assert store.call("GET", "k18") == b"x" * 100
        store.close()


def _kill_while_writing(folder: Path, name: str, loss_seconds: float) -> tuple[list[str], int]:
    """Return the keys that were lost though they were to be kept, and how many were answered."""
    stop, kills = Event(), []
    with EmbeddedStores(folder) as stores:
        url, path = stores.urls[name], socket_path(folder, name)
        writers = [Writer(f"w{number}", url, stop) for number in range(WRITERS)]
        threads = [Thread(target=writer.run) for writer in writers]
        for thread in threads:
            thread.start()
        for round_number in range(4):
            time.sleep(0.2 + 0.05 * round_number)
            pid = probe.process_id(path)
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
            kills.append(time.monotonic())
            while probe.process_id(path) in {pid, None}:
                time.sleep(0.005)
        stop.set()
        for thread in threads:
            thread.join()
        answered = [(at, f"{w.name}:{n}") for w in writers for at, n in w.acknowledged]
        risky = [
            key for at, key in answered if any(kill - loss_seconds < at <= kill for kill in kills)
        ]
        excused = set(risky) if loss_seconds else set()
        store = Store(url, name)
        kept = {key.decode() for key in cast("list[bytes]", store.call("KEYS", "w*"))}
        store.close()
    return sorted(key for _, key in answered if key not in kept | excused), len(answered)
