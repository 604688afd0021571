"""Both stores together, and what they must promise before they are used."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from resume_builder.adapters.memory.stores import MemoryStores
from resume_builder.adapters.redis.promises import StoreUnsafe
from resume_builder.adapters.redis.servers import RedisServers
from resume_builder.adapters.redis.store import Store
from resume_builder.adapters.redis.stores import RedisStores
from resume_builder.adapters.system import now
from resume_builder.adapters.valkey.supervisor import EmbeddedStores
from resume_builder.domain.errors import StoreUnavailable
from resume_builder.features.sessions.limits import RecordLimits
from resume_builder.features.sessions.record import SessionRecord
from tests.contracts.kit import Note
from tests.owners import owner_named
from tests.vaults import VAULT

pytestmark = pytest.mark.operations


@pytest.fixture
def own_urls() -> Iterator[dict[str, str]]:
    """Servers whose settings a test may spoil."""
    with (
        tempfile.TemporaryDirectory(prefix="rb-") as folder,
        EmbeddedStores(Path(folder)) as stores,
    ):
        yield stores.urls


def test_the_embedded_stores_keep_their_promises(store_urls: dict[str, str]) -> None:
    """They answer, and nothing in their settings would lose a write."""
    stores = RedisServers(store_urls["session"], store_urls["auth"])
    stores.check()
    stores.verify()
    stores.close()


@pytest.mark.parametrize(
    ("store", "setting", "value"),
    [
        ("session", "maxmemory-policy", "allkeys-lru"),
        ("auth", "maxmemory-policy", "volatile-ttl"),
        ("auth", "appendonly", "no"),
        ("auth", "appendfsync", "everysec"),
    ],
)
def test_a_store_that_would_forget_is_refused(
    own_urls: dict[str, str], store: str, setting: str, value: str
) -> None:
    """The refusal names the store and the setting."""
    spoiler = Store(own_urls[store], store)
    spoiler.call("CONFIG", "SET", setting, value)
    spoiler.close()
    stores = RedisServers(own_urls["session"], own_urls["auth"])
    with pytest.raises(StoreUnsafe) as refusal:
        stores.verify()
    stores.close()
    params = refusal.value.params
    assert (params["store"], params["setting"], params["found"]) == (store, setting, value)


def test_a_host_that_hides_its_settings_answers_for_them(own_urls: dict[str, str]) -> None:
    """Hosted stores refuse CONFIG; that is no reason not to start."""
    spoiler = Store(own_urls["auth"], "auth")
    spoiler.call("ACL", "SETUSER", "default", "-config")
    spoiler.close()
    stores = RedisServers(own_urls["session"], own_urls["auth"])
    stores.verify()
    stores.close()


@pytest.mark.parametrize("missing", ["session", "auth"])
def test_a_missing_address_is_told(missing: str) -> None:
    """Before anything is built."""
    urls = {"session": "unix:///nowhere", "auth": "unix:///nowhere", missing: None}
    with pytest.raises(StoreUnavailable) as refusal:
        RedisServers(urls["session"], urls["auth"])
    assert refusal.value.params == {"store": missing}


def test_a_store_that_is_down_fails_the_check(store_urls: dict[str, str], tmp_path: Path) -> None:
    """The check names the one that does not answer."""
    stores = RedisServers(store_urls["session"], f"unix://{tmp_path}/none.sock")
    with pytest.raises(StoreUnavailable) as refusal:
        stores.check()
    assert refusal.value.params == {"store": "auth"}
    stores.close()


@pytest.mark.parametrize("kind", ["memory", "redis"])
def test_both_kinds_of_stores_are_used_alike(kind: str, store_urls: dict[str, str]) -> None:
    """What the services take works with either."""
    stores = (
        MemoryStores(now, VAULT)
        if kind == "memory"
        else RedisStores(RedisServers(store_urls["session"], store_urls["auth"]), VAULT)
    )
    stores.sessions.create(owner_named("alike"), SessionRecord(client_uuid="c"), None)
    notes = stores.records("note", Note, RecordLimits(count=2))
    notes.add(owner_named("alike"), Note(id="n", text="mine"))
    assert notes.get(owner_named("alike"), "n").text == "mine"
    stores.check()
    stores.sessions.erase(owner_named("alike"))
    stores.close()
