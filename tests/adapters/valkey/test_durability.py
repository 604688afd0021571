"""What is acknowledged survives SIGKILL, as far as docs/decisions promises."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from resume_builder.adapters.redis.store import Store
from resume_builder.adapters.valkey.supervisor import EmbeddedStores
from tests.adapters.valkey.killing import kill_while_writing

pytestmark = pytest.mark.operations


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short folder, so that sockets stand in it."""
    with tempfile.TemporaryDirectory(prefix="rb-") as name:
        yield Path(name)


def test_the_auth_store_loses_no_acknowledged_write(folder: Path) -> None:
    """Killed in the middle of writing, again and again, it has every write that it answered."""
    lost, count = kill_while_writing(folder, "auth", loss_seconds=0, kills=4)
    assert count > 100
    assert lost == []


def test_the_session_store_loses_two_seconds_at_most(folder: Path) -> None:
    """What was answered two seconds before the kill is there."""
    lost, count = kill_while_writing(folder, "session", loss_seconds=2, kills=2, pause=3)
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
