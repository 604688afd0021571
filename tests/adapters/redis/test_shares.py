"""What links show lies in the store of whoever shares it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest

from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.shares import RedisShares
from resume_builder.adapters.redis.store import Store
from resume_builder.adapters.system import new_id
from resume_builder.features.sharing.ports import DOCUMENTS, SHARES, Kept

pytestmark = pytest.mark.accounts

ENDS = datetime.now(UTC) + timedelta(days=1)


@pytest.fixture
def stores(store_urls: dict[str, str]) -> Iterator[tuple[Store, Store]]:
    """The session store and the auth store."""
    made = Store(store_urls["session"], "session"), Store(store_urls["auth"], "auth")
    yield made
    for store in made:
        store.close()


def _has(store: Store, share_id: str) -> list[int]:
    rows = (keys.SHARE, keys.VIEWS)
    return [cast("int", store.call("EXISTS", row.of(share_id))) for row in rows]


def _owns(store: Store, owner: str, share_id: str) -> None:
    for kind, name in ((SHARES, share_id), (DOCUMENTS, "doc")):
        store.call("HSET", keys.RECORD.of(owner, kind, name), "version", 1)
        store.call("ZADD", keys.INDEX.of(owner, kind), 1, name)


def test_handing_on_moves_from_one_store_to_the_other(stores: tuple[Store, Store]) -> None:
    """With its end and its views; nothing stays behind."""
    session, auth = stores
    shares = RedisShares(session, auth)
    guest, account, share_id = f"s:{new_id()}", f"u:{new_id()}", new_id()
    _owns(session, guest, share_id)
    _owns(auth, account, share_id)
    shares.put(share_id, Kept(guest, "doc", b"sealed"), ENDS)
    shares.see(share_id, "a", 10)
    assert (_has(session, share_id), _has(auth, share_id)) == ([1, 1], [0, 0])
    shares.move(share_id, Kept(account, "doc", b"anew"))
    assert (_has(session, share_id), _has(auth, share_id)) == ([0, 0], [1, 1])
    assert shares.find(share_id) == Kept(account, "doc", b"anew")
    assert shares.views(share_id) == 1
    for row in (keys.SHARE, keys.VIEWS):
        ends = auth.call("PEXPIRETIME", row.of(share_id))
        assert ends == round(ENDS.timestamp() * 1000)
    shares.forget(account)
    assert _has(auth, share_id) == [0, 0]


def test_dropping_looks_in_both(stores: tuple[Store, Store]) -> None:
    """Whoever had it."""
    shares = RedisShares(*stores)
    for store, owner in zip(stores, (f"s:{new_id()}", f"u:{new_id()}"), strict=True):
        share_id = new_id()
        shares.put(share_id, Kept(owner, "doc", b"sealed"), ENDS)
        shares.see(share_id, "a", 10)
        assert _has(store, share_id) == [1, 1]
        shares.drop(share_id)
        assert _has(store, share_id) == [0, 0]
