"""The first administrator, made at the command line."""

import io
from pathlib import Path

import pytest

from resume_builder.adapters.valkey.supervisor import EmbeddedStores, addresses
from resume_builder.bootstrap import build, read_settings
from resume_builder.cli.main import main
from resume_builder.cli.running import with_stores
from resume_builder.domain.addresses import read_address
from tests.people import PASSWORD

pytestmark = pytest.mark.accounts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder of this test."""
    return tmp_path / "data"


def create(
    monkeypatch: pytest.MonkeyPatch, folder: Path, email: str, *more: str, password: str = PASSWORD
) -> int:
    """Run the command with a password in a pipe."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    return main(["admin", "create", email, "--data", str(folder), *more])


def role_of(folder: Path, email: str) -> str:
    """The role that the stores keep."""
    with with_stores(read_settings({"RESUME_BUILDER_DATA": str(folder)})) as settings:
        services = build(settings)
        directory = services.auth.directory
        account, _ = directory.find(directory.key_of(read_address(email)))
        services.close()
    return account.role if account else "none"


def test_an_administrator_is_made_and_kept(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a password from a pipe; a second one with the address is told of --promote."""
    assert create(monkeypatch, folder, "root@example.com") == 0
    assert "root@example.com" in capsys.readouterr().out
    assert role_of(folder, "Root@example.com") == "admin"
    assert create(monkeypatch, folder, "ROOT@example.com") == 2
    assert "--promote" in capsys.readouterr().err
    assert create(monkeypatch, folder, "other@example.com", "--promote") == 2
    assert create(monkeypatch, folder, "root@example.com", "--promote") == 0


def test_nothing_is_made_of_what_does_not_hold(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A short password, a broken address: words, and no account."""
    assert create(monkeypatch, folder, "root@example.com", password="short") == 1
    assert "15" in capsys.readouterr().err
    assert create(monkeypatch, folder, "root") == 1
    assert role_of(folder, "root@example.com") == "none"


def test_it_works_beside_a_running_site(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Whose launcher holds the folder: its stores take one more client."""
    with EmbeddedStores(folder) as stores:
        assert addresses(folder) == stores.urls
        assert create(monkeypatch, folder, "root@example.com") == 0
        assert role_of(folder, "root@example.com") == "admin"


class Terminal(io.StringIO):
    """A person types."""

    def isatty(self) -> bool:
        return True


def type_passwords(monkeypatch: pytest.MonkeyPatch, *typed: str) -> None:
    """Let somebody at a terminal type these, one after the other."""
    waiting = list(typed)
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda prompt: waiting.pop(0))


def test_a_person_types_the_password_twice(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two that differ make nothing; neither is ever printed."""
    other = f"{PASSWORD} otherwise"
    given = ["admin", "create", "root@example.com", "--data", str(folder)]
    type_passwords(monkeypatch, PASSWORD, other)
    assert main(given) == 2
    assert role_of(folder, "root@example.com") == "none"
    type_passwords(monkeypatch, PASSWORD, PASSWORD)
    assert main(given) == 0
    assert role_of(folder, "root@example.com") == "admin"
    said = capsys.readouterr()
    assert PASSWORD not in said.out + said.err


def test_an_account_is_promoted_and_keeps_its_password(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    """No password is asked for, and the way in stays the same."""
    with with_stores(read_settings({"RESUME_BUILDER_DATA": str(folder)})) as settings:
        services = build(settings)
        services.auth.registration.make_by_operator("ada@example.com", PASSWORD, "basic")
        services.close()
    assert role_of(folder, "ada@example.com") == "basic"
    type_passwords(monkeypatch)
    assert main(["admin", "create", "ada@example.com", "--promote", "--data", str(folder)]) == 0
    assert role_of(folder, "ada@example.com") == "admin"
    with with_stores(read_settings({"RESUME_BUILDER_DATA": str(folder)})) as settings:
        services = build(settings)
        directory, check = services.auth.directory, services.auth.sign_in.hash_check
        _, credentials = directory.find(directory.key_of(read_address("ada@example.com")))
        assert check.matches(credentials, PASSWORD)
        services.close()


def test_settings_that_do_not_hold(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Usage, with nothing made."""
    monkeypatch.setenv("RESUME_BUILDER_PORT", "none")
    assert create(monkeypatch, folder, "root@example.com") == 2
    assert not folder.exists()
