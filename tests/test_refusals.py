"""What a site on the internet does not start with: each refusal has an id, a fix and a page."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from resume_builder import config
from resume_builder.adapters.crypto.sources import MasterKeyInvalid
from resume_builder.adapters.data.messages import LANGUAGES, load_messages
from resume_builder.adapters.redis.promises import StoreUnsafe
from resume_builder.config import DEBUG, NAMES, Settings, StoresNotNamed
from tests.test_config import PUBLIC, findings

pytestmark = pytest.mark.operations

ROOT = Path(__file__).resolve().parents[1]
_COMMAND = "from resume_builder.cli.main import main; raise SystemExit(main())"
STORES = ("SESSION_REDIS_URL", "AUTH_REDIS_URL", "QUEUE_REDIS_URL")


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in (*NAMES.values(), DEBUG):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


def every_id() -> set[str]:
    """The id of everything that a start can be refused for."""
    said = set(re.findall(r'"(settings\.[a-z_]+)"', Path(config.__file__).read_text("utf-8")))
    assert len(said) > 20
    return said - {"settings.invalid"} | {
        StoreUnsafe.code, MasterKeyInvalid.code, StoresNotNamed.code,
    }  # fmt: skip


def test_the_guide_explains_every_refusal() -> None:
    """Its table has each id once, and none that is gone."""
    guide = (ROOT / "docs" / "operator-guide.md").read_text(encoding="utf-8")
    table = guide.partition("## When the site refuses to start")[2].partition("\n## ")[0]
    assert sorted(re.findall(r"^\| `([a-z_.]+)` \|", table, re.MULTILINE)) == sorted(every_id())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_words(language: str) -> None:
    """In each language, naming what to change."""
    texts = load_messages(language).texts
    for code in every_id():
        assert len(texts[code]) > 20, code


@pytest.mark.parametrize("value", ["1", "true", "on"])
def test_debug_mode(value: str) -> None:
    """Off it may be said to be; on one's own machine it hurts nobody."""
    assert findings(**PUBLIC, **{DEBUG: value}) == [("settings.debug", DEBUG)]
    assert Settings.from_env({**PUBLIC, DEBUG: "0"}).https
    assert Settings.from_env({DEBUG: value}).public_url is None


@pytest.mark.parametrize("variable", STORES)
def test_a_store_elsewhere_without_a_password(variable: str) -> None:
    """Whoever reaches it would be let in; on this machine, and by a socket, nobody else does."""
    for url in ("redis://stores.example:6379", "rediss://user@10.0.0.5/0", "redis://[2001:db8::1]"):
        assert findings(**PUBLIC, **{variable: url}) == [("settings.store_password", variable)]
    for url in ("redis://:pw@stores.example", "unix:///run/store", "redis://127.0.0.1:6379"):
        assert Settings.from_env({**PUBLIC, variable: url}).https


def test_proxies_that_nobody_spoke_of() -> None:
    """Behind https there is one; that none sets the header may be said."""
    variable = NAMES["trusted_proxies"]
    unsaid = {k: v for k, v in PUBLIC.items() if k != variable}
    assert findings(**unsaid) == [("settings.proxies_missing", variable)]
    assert Settings.from_env({**unsaid, variable: "0"}).trusted_proxies == 0


@pytest.mark.parametrize("secret", ["ab" * 32, "0" * 64, "changeme" * 8, "x" * 40])
def test_a_secret_that_could_be_guessed(secret: str) -> None:
    """Few different bytes were typed, not drawn."""
    given = {**PUBLIC, NAMES["secret_key"]: secret}
    assert findings(**given) == [("settings.secret_weak", NAMES["secret_key"])]


def test_a_refusal_is_told_with_its_id_and_fix(tmp_path: Path) -> None:
    """By the command that starts the site: one line each, and a status that says usage."""
    environment = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(ROOT / "src"),
        "RESUME_BUILDER_DATA": str(tmp_path),
        "RESUME_BUILDER_PUBLIC_URL": "http://resume.example",
        DEBUG: "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", _COMMAND, "serve"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 2, done.stderr
    for code in ("settings.debug", "settings.public_url_plain", "settings.smtp_missing"):
        assert re.search(
            rf"^resume-builder serve: {re.escape(code)}: .{{20}}", done.stderr, re.MULTILINE
        )
