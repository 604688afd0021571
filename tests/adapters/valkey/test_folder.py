"""Where the sockets go."""

import os
from pathlib import Path

import pytest

from resume_builder.adapters.valkey.errors import FolderNotOurs
from resume_builder.adapters.valkey.folder import socket_path

pytestmark = pytest.mark.operations

LONG = Path("/", "d" * 60, "e" * 60)


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder that the system gives a user for sockets; here a short link to one."""
    short = Path("/tmp", f"rt-{os.getpid()}")
    short.symlink_to(tmp_path)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(short))
    yield short
    short.unlink()


def test_a_short_path_keeps_its_socket(tmp_path: Path) -> None:
    """Beside the store's files, where one looks for it."""
    path = socket_path(Path("/", "data"), "auth")
    assert path == Path("/data/auth/store.sock")


def test_a_long_path_gets_a_socket_in_the_runtime_folder(runtime: Path) -> None:
    """One for each store and data folder."""
    paths = {
        socket_path(LONG, "auth"),
        socket_path(LONG, "session"),
        socket_path(LONG / "x", "auth"),
    }
    assert len(paths) == 3
    assert {path.parent.parent for path in paths} == {runtime}
    assert all(len(os.fsencode(path)) < 100 for path in paths)


def test_a_folder_that_others_can_write_to_is_refused(runtime: Path) -> None:
    """Somebody could put their own socket there."""
    (runtime / f"resume-builder-{os.getuid()}").mkdir(mode=0o777)
    (runtime / f"resume-builder-{os.getuid()}").chmod(0o777)
    with pytest.raises(FolderNotOurs):
        socket_path(LONG, "auth")


def test_a_link_in_place_of_the_folder_is_refused(runtime: Path, tmp_path: Path) -> None:
    """A link leads where its maker wants."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    (runtime / f"resume-builder-{os.getuid()}").symlink_to(elsewhere)
    with pytest.raises(FolderNotOurs):
        socket_path(LONG, "auth")
