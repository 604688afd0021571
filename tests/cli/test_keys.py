"""New master keys at the command line: while the site serves, killed in the middle, and refused."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from resume_builder.adapters.crypto.masters import key_id
from resume_builder.adapters.crypto.sources import alone_with, keys_in, new_key
from resume_builder.adapters.redis.store import Store
from resume_builder.adapters.redis.wrapped_keys import RedisKeys
from resume_builder.adapters.valkey.supervisor import addresses
from resume_builder.bootstrap import build, read_settings
from resume_builder.cli.main import main
from resume_builder.cli.running import with_stores
from resume_builder.config import NAMES
from tests.cli.test_serve import Site, until
from tests.live import LiveVisitor

pytestmark = pytest.mark.accounts

ADA = "ada@example.com"
# So many that wrapping them takes longer than noticing that it has begun.
MANY = 4000
COMMAND = [sys.executable, "-m", "resume_builder.cli.main", "keys"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of this test, and no settings of the machine's."""
    for variable in NAMES.values():
        monkeypatch.delenv(variable, raising=False)
    return tmp_path / "data"


@pytest.fixture
def site(folder: Path) -> Iterator[Site]:
    """A running site."""
    made = Site(folder)
    until(made.is_ready)
    yield made
    if made.process.poll() is None:
        made.stop()


def master_file(folder: Path) -> Path:
    """Where a site of one person keeps its master keys."""
    return read_settings({"RESUME_BUILDER_DATA": str(folder)}).own_master_file


def ids_in(folder: Path) -> list[bytes]:
    """The ids of the master keys in the file, oldest first."""
    return [key_id(key) for key in keys_in(master_file(folder).read_text(), "file")]


def wrapped_by(folder: Path) -> set[bytes]:
    """The ids of the master keys that something is wrapped by."""
    store = Store(addresses(folder)["auth"], "auth")
    keys = RedisKeys(store)
    found = {(keys.get(tag) or b"")[:8] for tag in set(keys.tags())}
    store.close()
    return found


def make_accounts_keys(folder: Path, count: int) -> None:
    """Keys of accounts of which nothing else is there."""
    with with_stores(read_settings({"RESUME_BUILDER_DATA": str(folder)})) as settings:
        services = build(settings)
        for number in range(count):
            services.vault.create(f"filler{number}")
        services.close()


class Traffic:
    """Somebody who reads and writes all the time, and others who register meanwhile."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.ada = LiveVisitor(port)
        self.ada.register(ADA)
        self.stop = Event()
        self.refusals: list[object] = []
        self.rounds = 0
        self.registered: list[str] = []
        self._thread = Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        while not self.stop.is_set():
            self.rounds += 1
            try:
                self._round()
            except (AssertionError, OSError) as error:
                self.refusals.append(error)

    def _round(self) -> None:
        name = f"Ada {self.rounds}"
        assert self.ada.send("PATCH", "/account", "edit_account", {"name": name}) == 200
        assert self.ada.ask("GET", "/account") == 200
        assert self.ada.last["name"] == name
        if self.rounds % 5 == 1:
            email = f"new{self.rounds}@example.com"
            LiveVisitor(self.port).register(email)
            self.registered.append(email)

    def end(self) -> None:
        """Come to an end; nothing was refused."""
        self.stop.set()
        self._thread.join()
        assert self.refusals == []


def test_keys_change_while_the_site_serves_and_after_a_kill(site: Site, folder: Path) -> None:
    """No read, write or registration is refused; what was begun is ended by the next command.

    When the older keys are out of the file, a site that knows the newest alone opens everything:
    what was made before, between and after.
    """
    make_accounts_keys(folder, MANY)
    (old,) = ids_in(folder)
    traffic = Traffic(site.port)
    rotating = subprocess.Popen([*COMMAND, "rotate", "--add", "--data", str(folder)])
    until(lambda: len(wrapped_by(folder)) == 2)
    rotating.send_signal(signal.SIGKILL)
    rotating.wait()
    assert len(wrapped_by(folder)) == 2, "it was not killed in the middle"
    assert len(ids_in(folder)) == 2
    done = subprocess.run(
        [*COMMAND, "rotate", "--forget-old", "--data", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rounds = traffic.rounds
    until(lambda: traffic.rounds > rounds + 10)
    traffic.end()
    (new,) = ids_in(folder)
    assert new != old
    assert wrapped_by(folder) == {new}
    assert site.stop() == 0
    again = Site(folder)
    traffic.ada.port = again.port
    assert traffic.ada.ask("GET", "/account") == 200
    for email in traffic.registered:
        LiveVisitor(again.port).sign_in(email)
    assert again.stop() == 0
    assert len(traffic.registered) >= 3


def test_status_says_how_many_wait(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before, after adding a key by hand, and after wrapping anew."""
    make_accounts_keys(folder, 3)
    given = ["--data", str(folder)]
    assert main(["keys", "status", *given]) == 0
    assert capsys.readouterr().out.split()[0] == "0"
    with master_file(folder).open("a") as file:
        file.write(f"{new_key()}  # a new one\n")
    assert main(["keys", "status", *given]) == 0
    assert capsys.readouterr().out.split()[0] == "3"
    assert main(["keys", "rotate", *given]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["3", "0"]
    assert len(ids_in(folder)) == 2, "none is forgotten unless that is asked for"


def test_new_prints_a_key_that_is_taken(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another at each call; nothing is started or written for it."""
    printed = []
    for _ in range(2):
        assert main(["keys", "new"]) == 0
        printed.append(capsys.readouterr().out)
    assert len({keys_in(text, "output")[0] for text in printed}) == 2
    assert not folder.exists()


def test_a_key_that_does_not_open_keeps_the_old_ones(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named, the status is 1, and nothing is forgotten: the right one may yet be found."""
    make_accounts_keys(folder, 2)
    with with_stores(read_settings({"RESUME_BUILDER_DATA": str(folder)})) as settings:
        store = Store(settings.store_urls()[1] or "", "auth")
        RedisKeys(store).put("u:damaged", os.urandom(80))
        store.close()
    assert main(["keys", "rotate", "--add", "--forget-old", "--data", str(folder)]) == 1
    said = capsys.readouterr()
    assert "u:damaged" in said.err
    assert [line.split()[0] for line in said.out.splitlines()] == ["2", "1"]
    assert len(ids_in(folder)) == 2


def test_two_that_change_the_file_do_not_drop_each_other_s_key(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second one is refused, and the file stays as it is."""
    make_accounts_keys(folder, 1)
    before = master_file(folder).read_bytes()
    with alone_with(master_file(folder)):
        assert main(["keys", "rotate", "--add", "--data", str(folder)]) == 1
    said = capsys.readouterr().err
    assert str(master_file(folder)) in said
    assert "again" in said
    assert master_file(folder).read_bytes() == before
    assert main(["keys", "rotate", "--add", "--data", str(folder)]) == 0


@pytest.mark.parametrize("how", ["--add", "--forget-old"])
def test_keys_that_are_elsewhere_are_not_written(
    how: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says where to add the new one; no key is shown."""
    key = new_key()
    monkeypatch.setenv("RESUME_BUILDER_MASTER_KEY", key)
    assert main(["keys", "rotate", how, "--data", str(folder)]) == 1
    said = capsys.readouterr().err
    assert "resume-builder keys rotate" in said
    assert key not in said


def test_what_is_no_key_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a file that holds something else; the words of it are not shown."""
    file = folder.parent / "keys"
    file.write_text("hunter2 hunter2\n")
    monkeypatch.setenv("RESUME_BUILDER_MASTER_KEY_FILE", str(file))
    for what in (["status"], ["rotate"], ["rotate", "--add"]):
        assert main(["keys", *what, "--data", str(folder)]) == 1
        said = capsys.readouterr().err
        assert str(file) in said
        assert "hunter2" not in said
    assert file.read_text() == "hunter2 hunter2\n"


def test_settings_that_do_not_hold(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Usage, not a failure."""
    monkeypatch.setenv("RESUME_BUILDER_PORT", "none")
    assert main(["keys", "status", "--data", str(folder)]) == 2
    assert main(["keys", "forget"]) == 2


def test_the_file_stays_its_owner_s(folder: Path) -> None:
    """With the same mode, where it really lies."""
    make_accounts_keys(folder, 1)
    file = master_file(folder)
    kept = file.with_name("elsewhere")
    file.rename(kept)
    kept.chmod(0o640)
    file.symlink_to(kept)
    assert main(["keys", "rotate", "--add", "--data", str(folder)]) == 0
    assert file.is_symlink()
    assert kept.stat().st_mode & 0o777 == 0o640
    assert len(ids_in(folder)) == 2
