"""The embedded stores start, come back, are adopted and stop."""

import fcntl
import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Literal, Self

import pytest

from resume_builder.adapters.redis.store import Store
from resume_builder.adapters.valkey import probe, supervisor
from resume_builder.adapters.valkey.binary import find_server
from resume_builder.adapters.valkey.errors import FolderInUse, NotStarted
from resume_builder.adapters.valkey.folder import socket_path
from resume_builder.adapters.valkey.server import Plan
from resume_builder.adapters.valkey.supervisor import EmbeddedStores, Keeper
from resume_builder.domain.errors import StoreUnavailable

pytestmark = pytest.mark.operations

LAUNCHER = """
import sys, time
from pathlib import Path
from resume_builder.adapters.valkey.server import Plan
from resume_builder.adapters.valkey.supervisor import EmbeddedStores
stores = EmbeddedStores(Path(sys.argv[1]))
stores.start()
print(stores.pids["session"], stores.pids["auth"], flush=True)
time.sleep(600)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short folder, so that sockets stand in it."""
    with tempfile.TemporaryDirectory(prefix="rb-") as name:
        yield Path(name)


def test_the_settings_are_those_that_were_promised(folder: Path) -> None:
    """No port, a socket for the owner alone, no eviction, and each store's own way to disk."""
    with EmbeddedStores(folder):
        for name, fsync in (("session", "everysec"), ("auth", "always")):
            path = socket_path(folder, name)
            assert stat.S_IMODE(path.stat().st_mode) == 0o700
            assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
            wanted = {
                "port": "0",
                "appendonly": "yes",
                "appendfsync": fsync,
                "maxmemory-policy": "noeviction",
            }
            assert {key: probe.setting(path, key) for key in wanted} == wanted


def test_what_was_written_is_there_after_a_restart(folder: Path) -> None:
    """Closing writes everything to disk, and removes the sockets."""
    with EmbeddedStores(folder) as stores:
        for name, url in stores.urls.items():
            _with(url, "SET", "kept", name)
    assert not socket_path(folder, "session").exists()
    with EmbeddedStores(folder) as stores:
        for name, url in stores.urls.items():
            assert _with(url, "GET", "kept") == name.encode()


def test_a_store_that_is_killed_comes_back(folder: Path) -> None:
    """With what it had, at the same address, as often as it takes."""
    with EmbeddedStores(folder) as stores:
        for number in range(3):
            _with(stores.urls["auth"], "SET", "kept", str(number))
            old = stores.pids["auth"]
            assert old is not None
            os.kill(old, signal.SIGKILL)
            _wait_for_end(old)
            _until(lambda: _answers(stores, "auth"))
            assert _with(stores.urls["auth"], "GET", "kept") == str(number).encode()
            assert _answers(stores, "session")


def test_a_store_that_dies_between_two_looks_is_back_within_a_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However often: it may have answered and died before it was seen to, so pauses stay short."""
    clock = [0.0]
    launches: list[float] = []

    class Dying:
        plan = SimpleNamespace(name="session")

        def is_alive(self) -> bool:
            return False

        def launch(self) -> None:
            launches.append(clock[0])

    monkeypatch.setattr(supervisor.time, "monotonic", lambda: clock[0])
    keeper = Keeper(Dying())
    for look in range(300):
        clock[0] = look * 0.1
        keeper.look()
    assert max(later - earlier for earlier, later in pairwise(launches)) < 1


def test_a_store_that_dies_while_it_rewrites_its_file_comes_back(folder: Path) -> None:
    """The rewriting child, which is left, is no hindrance and does no harm."""
    with EmbeddedStores(folder) as stores:
        for number in range(60):
            _with(stores.urls["auth"], "SETRANGE", f"k{number}", "1000000", "x")
        old = stores.pids["auth"]
        assert old is not None
        _with(stores.urls["auth"], "BGREWRITEAOF")
        os.kill(old, signal.SIGKILL)
        _wait_for_end(old)
        _until(lambda: _answers(stores, "auth"))
        assert _with(stores.urls["auth"], "DBSIZE") == 60


def test_closing_twice_is_fine_and_leaves_no_process(folder: Path) -> None:
    """Also when it was never started."""
    stores = EmbeddedStores(folder)
    stores.close()
    stores = EmbeddedStores(folder)
    stores.start()
    pids = [pid for pid in stores.pids.values() if pid is not None]
    assert len(pids) == 2
    stores.close()
    stores.close()
    assert not any(_runs(pid) for pid in pids)


def test_a_folder_serves_one_launcher(folder: Path) -> None:
    """In this process and from another one."""
    with EmbeddedStores(folder), pytest.raises(FolderInUse) as refusal:
        EmbeddedStores(folder).start()
    assert refusal.value.params == {"folder": str(folder.resolve())}
    with _Launcher(folder), pytest.raises(FolderInUse):
        EmbeddedStores(folder).start()


def test_the_stores_go_with_their_launcher(folder: Path) -> None:
    """A launcher that is killed leaves no process, where the kernel can see to it."""
    with _Launcher(folder) as launcher:
        launcher.process.kill()
        launcher.process.wait()
        if sys.platform == "linux":
            _until(lambda: not any(_runs(pid) for pid in launcher.pids))
    with EmbeddedStores(folder) as stores:
        _until(lambda: _answers(stores, "auth"))


def test_an_orphan_is_adopted_and_watched(folder: Path) -> None:
    """A server that outlived its launcher serves the next one, and is replaced when it dies."""
    with _orphan(folder, "always") as orphan, EmbeddedStores(folder) as stores:
        assert stores.pids["auth"] == orphan.pid
        _with(stores.urls["auth"], "SET", "kept", "yes")
        orphan.kill()
        _until(lambda: stores.pids["auth"] != orphan.pid and _answers(stores, "auth"))
        assert _with(stores.urls["auth"], "GET", "kept") == b"yes"


def test_an_adopted_orphan_is_stopped_at_the_end(folder: Path) -> None:
    """Closing ends what was adopted as well."""
    with _orphan(folder, "always") as orphan:
        with EmbeddedStores(folder) as stores:
            assert stores.pids["auth"] == orphan.pid
        assert orphan.wait() == 0


def test_an_orphan_with_other_promises_is_replaced(folder: Path) -> None:
    """A server that does not write before it answers is no auth store."""
    with _orphan(folder, "everysec") as orphan, EmbeddedStores(folder) as stores:
        assert stores.pids["auth"] != orphan.pid
        assert probe.setting(socket_path(folder, "auth"), "appendfsync") == "always"
        assert _answers(stores, "auth")


def test_an_orphan_that_hangs_is_ended(folder: Path) -> None:
    """Nobody else writes the folder of a store."""
    with _orphan(folder, "always") as orphan:
        os.kill(orphan.pid, signal.SIGSTOP)
        with EmbeddedStores(folder) as stores:
            assert stores.pids["auth"] != orphan.pid
            assert orphan.wait() == -signal.SIGKILL
            assert _answers(stores, "auth")


def test_a_long_path_gets_a_short_socket(folder: Path) -> None:
    """A unix socket's path must be short; the folder of the sockets is its owner's alone."""
    deep = folder / ("d" * 60) / ("e" * 60)
    path = socket_path(deep, "auth")
    assert len(os.fsencode(path)) < 100
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path != socket_path(deep / "other", "auth")
    with EmbeddedStores(deep) as stores:
        assert _with(stores.urls["auth"], "PING") is not None
    assert not path.exists()


def test_a_strange_folder_name_is_no_obstacle(folder: Path) -> None:
    """Blanks, percent and question marks, letters from elsewhere."""
    with EmbeddedStores(folder / "à b%20?c#d") as stores:
        assert _with(stores.urls["auth"], "SET", "a", "1") is not None


def test_a_store_that_cannot_read_its_file_says_why(folder: Path) -> None:
    """The refusal names the log; the other store does not stay behind."""
    with EmbeddedStores(folder) as stores:
        _with(stores.urls["auth"], "SET", "a", "1")
    for file in (folder / "auth" / "appendonlydir").glob("*.manifest"):
        file.write_text("file nothing seq 1 type x\n")
    stores = EmbeddedStores(folder)
    with pytest.raises(NotStarted) as refusal:
        stores.start()
    assert refusal.value.params["store"] == "auth"
    assert refusal.value.params["log"] == str(folder.resolve() / "auth" / "store.log")
    assert refusal.value.params["reason"]
    assert stores.pids == {"session": None, "auth": None}


class _Launcher:
    """Another process that runs the stores of a folder; killed at the end."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", LAUNCHER, str(folder)], stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        assert self.process.stdout is not None
        session, auth = self.process.stdout.readline().split()
        self.pids = (int(session), int(auth))
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()
        _until(lambda: not any(_runs(pid) for pid in self.pids))


@contextmanager
def _orphan(
    folder: Path, fsync: Literal["always", "everysec"]
) -> Iterator["subprocess.Popen[bytes]"]:
    """An auth server that nobody watches, with its lock, as a killed launcher leaves it."""
    plan = Plan(
        "auth", folder.resolve() / "auth", socket_path(folder, "auth"), find_server(), fsync
    )
    plan.folder.mkdir()
    with (plan.folder / "store.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        orphan = subprocess.Popen(
            plan.command(), stdin=subprocess.DEVNULL, pass_fds=(lock.fileno(),), process_group=0
        )
        lock.write(str(orphan.pid))
    _until(lambda: probe.state(plan.socket) == "ready")
    yield orphan
    orphan.kill()
    orphan.wait()


def _with(url: str, *command: str) -> object:
    store = Store(url, "auth")
    try:
        return store.call(*command)
    finally:
        store.close()


def _answers(stores: EmbeddedStores, name: str) -> bool:
    try:
        return bool(_with(stores.urls[name], "PING"))
    except StoreUnavailable:
        return False


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat_file = Path(f"/proc/{pid}/stat")
    # A container's first process may never collect the dead.
    return not (stat_file.exists() and stat_file.read_text().rpartition(")")[2].split()[0] == "Z")


def _wait_for_end(pid: int) -> None:
    _until(lambda: not _runs(pid))


def _until(holds: Callable[[], bool]) -> None:
    """Wait until it holds; a run that hangs fails loudly."""
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)
