"""Settings: checked whole, handed over whole."""

import contextlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.adapters.data.messages import load_messages
from resume_builder.config import (
    NAMES,
    Settings,
    SettingsInvalid,
    StoresNotNamed,
    is_loopback,
    local_secret,
)

pytestmark = pytest.mark.operations

SECRET = bytes(range(100, 132)).hex()
PUBLIC = {
    "RESUME_BUILDER_PUBLIC_URL": "https://resume.example",
    "RESUME_BUILDER_SECRET_KEY": SECRET,
    "RESUME_BUILDER_MASTER_KEY": bytes(range(32)).hex(),
    "RESUME_BUILDER_SMTP_URL": "smtps://desk:hunter3@mail.example",
    "RESUME_BUILDER_MAIL_FROM": "Résumé desk <desk@resume.example>",
    "RESUME_BUILDER_TRUSTED_PROXIES": "1",
}


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in NAMES.values():
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


def findings(**given: str) -> list[tuple[str, str]]:
    """Code and variable of each finding."""
    with pytest.raises(SettingsInvalid) as caught:
        Settings.from_env(given)
    return [(f.code, f.where) for f in caught.value.params["findings"]]


def test_one_person_on_their_own_machine(tmp_path: Path) -> None:
    """Nothing set: loopback, embedded stores, work kept for ever, a secret of its own."""
    made = Settings.from_env()
    assert made.url == "http://localhost:8000"
    assert made.hosts == {"localhost", "127.0.0.1", "::1"}
    assert made.guest_days is None
    assert made.https is False
    assert made.data_folder == tmp_path / "resume-builder"
    assert (made.session_redis_url, made.auth_redis_url) == (None, None)
    file = made.data_folder / "secret.key"
    assert file.stat().st_mode & 0o777 == 0o600
    assert made.data_folder.stat().st_mode & 0o777 == 0o700
    assert Settings.from_env() == made
    with pytest.raises(StoresNotNamed):
        made.store_urls()


def test_a_site_on_the_internet() -> None:
    """Its host alone, https cookies, thirty days."""
    made = Settings.from_env(PUBLIC | {"RESUME_BUILDER_HOST": "0.0.0.0"})
    assert made.hosts == {"resume.example"}
    assert made.https is True
    assert made.guest_days == 30
    assert made.secret_key == bytes.fromhex(SECRET)
    assert not made.data_folder.exists()


def test_every_finding_is_told_at_once() -> None:
    """None hides behind another, and each has words."""
    found = findings(
        SESSION_REDIS_URL="http://a",
        AUTH_REDIS_URL="localhost:6379",
        RESUME_BUILDER_HOST="192.0.2.1",
        RESUME_BUILDER_PORT="70000",
        RESUME_BUILDER_WORKERS="0",
        RESUME_BUILDER_SECRET_KEY="short",
        RESUME_BUILDER_GUEST_DAYS="soon",
        RESUME_BUILDER_TRUSTED_PROXIES="-1",
        RESUME_BUILDER_REQUESTS_PER_MINUTE="1e3",
    )
    assert {where for _, where in found} == {
        "SESSION_REDIS_URL", "AUTH_REDIS_URL", "RESUME_BUILDER_HOST", "RESUME_BUILDER_PORT",
        "RESUME_BUILDER_WORKERS", "RESUME_BUILDER_SECRET_KEY", "RESUME_BUILDER_GUEST_DAYS",
        "RESUME_BUILDER_TRUSTED_PROXIES", "RESUME_BUILDER_REQUESTS_PER_MINUTE",
    }  # fmt: skip
    assert {code for code, _ in found} <= load_messages().texts.keys()


@pytest.mark.parametrize(
    "url", ["resume.example", "ftp://a", "https://", "https://a/b", "//a", "https://["]
)
def test_a_public_address_that_is_none(url: str) -> None:
    """An address with a scheme and a host, and nothing behind it."""
    found = findings(**(PUBLIC | {"RESUME_BUILDER_PUBLIC_URL": url}))
    assert ("settings.public_url", "RESUME_BUILDER_PUBLIC_URL") in found


def test_a_public_site_in_plain_http() -> None:
    """Session cookies would be anybody's."""
    found = findings(**(PUBLIC | {"RESUME_BUILDER_PUBLIC_URL": "http://resume.example"}))
    assert found == [("settings.public_url_plain", "RESUME_BUILDER_PUBLIC_URL")]


def test_a_public_site_without_a_secret() -> None:
    """It is the operator's to keep."""
    given = {k: v for k, v in PUBLIC.items() if k != "RESUME_BUILDER_SECRET_KEY"}
    assert findings(**given) == [("settings.secret_missing", "RESUME_BUILDER_SECRET_KEY")]


def test_a_public_site_without_a_master_key() -> None:
    """The file that a one-person site makes itself lies beside the stores that it locks."""
    given = {k: v for k, v in PUBLIC.items() if k != "RESUME_BUILDER_MASTER_KEY"}
    file = "RESUME_BUILDER_MASTER_KEY_FILE"
    assert findings(**given) == [("settings.master_key_missing", file)]


def test_master_keys_come_from_one_source(tmp_path: Path) -> None:
    """Of two, nobody could tell which holds."""
    file = "RESUME_BUILDER_MASTER_KEY_FILE"
    assert findings(**PUBLIC, **{file: str(tmp_path / "none")}) == [
        ("settings.master_key_twice", file),
        ("settings.file_missing", file),
    ]
    command = {"RESUME_BUILDER_MASTER_KEY_COMMAND": "secret-tool lookup"}
    assert findings(RESUME_BUILDER_MASTER_KEY="x", **command)[0][0] == "settings.master_key_twice"


def test_on_the_internet_nobody_else_reads_the_master_key(tmp_path: Path) -> None:
    """A group may: that is how containers are handed secrets."""
    given = {k: v for k, v in PUBLIC.items() if k != "RESUME_BUILDER_MASTER_KEY"}
    file = tmp_path / "master"
    file.touch(mode=0o640)
    given["RESUME_BUILDER_MASTER_KEY_FILE"] = str(file)
    assert Settings.from_env(given).master_key_file == file
    file.chmod(0o644)
    variable = "RESUME_BUILDER_MASTER_KEY_FILE"
    assert findings(**given) == [("settings.master_key_open", variable)]


@pytest.mark.parametrize(("days", "kept"), [("never", None), ("1", 1), ("365", 365)])
def test_how_long_work_is_kept(days: str, kept: int | None) -> None:
    """As the operator says."""
    assert Settings.from_env({"RESUME_BUILDER_GUEST_DAYS": days}).guest_days == kept


def test_workers_read_what_the_launcher_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Handed over by the environment, embedded stores included, nothing changes."""
    before = dict(os.environ)
    given = PUBLIC | {"RESUME_BUILDER_GUEST_DAYS": "7", "AUTH_REDIS_URL": "redis://:pw@h:1"}
    made = Settings.from_env(given)
    monkeypatch.setattr(os, "environ", before)
    made = made.at({"session": "unix:///a/session", "auth": "unix:///a/auth"})
    made.hand_over()
    again = Settings.from_env()
    assert again.store_urls() == ("unix:///a/session", "redis://:pw@h:1")
    for name in NAMES:
        assert getattr(again, name) == getattr(made, name), name


def test_secrets_are_not_shown() -> None:
    """Not in the text of the settings, wherever that may end up."""
    made = Settings.from_env(PUBLIC | {"SESSION_REDIS_URL": "redis://:hunter2@h"})
    assert "hunter2" not in repr(made)
    assert "hunter3" not in repr(made)
    assert SECRET not in repr(made)


def test_the_secret_is_made_once(tmp_path: Path) -> None:
    """Two starts read the same one."""
    assert local_secret(tmp_path / "a") == local_secret(tmp_path / "a")
    assert len(local_secret(tmp_path / "a")) == 32
    assert local_secret(tmp_path / "a") != local_secret(tmp_path / "b")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", "::1"])
def test_loopback(host: str) -> None:
    """This machine by all its names."""
    assert is_loopback(host)


@given(
    values=st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES.values(), st.text(max_size=20)))
)
def test_any_values(values: dict[str, str]) -> None:
    """Settings, or findings: nothing else comes out."""
    values |= {"RESUME_BUILDER_DATA": "/nonexistent", "RESUME_BUILDER_SECRET_KEY": SECRET}
    with contextlib.suppress(SettingsInvalid):
        assert Settings.from_env(values).port > 0


def test_local_pages_are_this_machines_and_for_nobody_else() -> None:
    """A server elsewhere, or a site on the internet that names one, does not start."""
    made = Settings.from_env({"RESUME_BUILDER_LOCAL_PAGES": "localhost:8080, [::1]:9"})
    assert made.local_places == {"localhost:8080", "[::1]:9"}
    variable = "RESUME_BUILDER_LOCAL_PAGES"
    for text in ("localhost", "10.0.0.1:80", "redis:6379", "localhost:x"):
        assert findings(**{variable: text}) == [("settings.local_pages", variable)]
    public = PUBLIC | {variable: "localhost:8080"}
    assert findings(**public) == [("settings.local_pages_public", variable)]


@pytest.mark.parametrize(
    ("session", "auth", "queue"),
    [
        ("unix:///s", "unix:///a", "unix:///a?db=1"),
        ("redis://h", "redis://g", "redis://g/1"),
        ("redis://h/1", "redis://h/0", "redis://h/2"),
        ("redis://h/1", "rediss://:pw@g:1/3?timeout=2", "rediss://:pw@g:1/4?timeout=2"),
        ("redis://h?db=5", "redis://h?db=4", "redis://h/6"),
        ("unix:///a?db=1", "unix:///a", "unix:///a?db=2"),
    ],
)
def test_jobs_lie_beside_accounts(session: str, auth: str, queue: str) -> None:
    """In a database that neither store has, unless a place is named."""
    given = {"SESSION_REDIS_URL": session, "AUTH_REDIS_URL": auth}
    assert Settings.from_env(given).queue_url() == queue
    named = given | {"QUEUE_REDIS_URL": "redis://q"}
    assert Settings.from_env(named).queue_url() == "redis://q"


def test_a_public_site_without_a_mail_server() -> None:
    """Whoever registers waits for a code, and a page with everybody's mail is nobody's to see."""
    given = {k: v for k, v in PUBLIC.items() if "SMTP" not in k and "MAIL" not in k}
    assert findings(**given) == [("settings.smtp_missing", "RESUME_BUILDER_SMTP_URL")]
    local = given | {"RESUME_BUILDER_PUBLIC_URL": "http://localhost:8000"}
    assert Settings.from_env(local).smtp_url is None


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example", "smtp://", "smtp://h:port", "smtp://h:0"]
)
def test_a_mail_server_that_is_none(url: str) -> None:
    """A scheme that says how it is encrypted, and a host."""
    found = findings(**(PUBLIC | {"RESUME_BUILDER_SMTP_URL": url}))
    assert found == [("settings.smtp_url", "RESUME_BUILDER_SMTP_URL")]


@pytest.mark.parametrize(
    ("sender", "code"),
    [
        ("", "settings.mail_from_missing"),
        ("desk", "settings.mail_from"),
        ("Desk <desk@a> <b@c>", "settings.mail_from"),
        ("Desk\nBcc: eve@x <desk@a>", "settings.mail_from"),
    ],
)
def test_a_sender_that_is_none(sender: str, code: str) -> None:
    """Mail servers refuse mail that is from nobody."""
    found = findings(**(PUBLIC | {"RESUME_BUILDER_MAIL_FROM": sender}))
    assert found == [(code, "RESUME_BUILDER_MAIL_FROM")]


def test_a_switch_is_on_or_off_and_nothing_between() -> None:
    """Fetching prices is on unless it is turned off."""
    variable = "RESUME_BUILDER_FETCH_PRICES"
    found = [Settings.from_env({variable: text}).fetch_prices for text in ("", "yes", "No")]
    assert found == [True, True, False]
    assert findings(**{variable: "perhaps"}) == [("settings.yes_or_no", variable)]
