"""The keys of owners, on every kind of store: made, found, wrapped anew, destroyed."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from resume_builder.adapters.crypto import KeyedLookup, MasterKeys, SealedVault
from resume_builder.adapters.crypto.masters import FRESH_SECONDS as FRESH_MASTERS
from resume_builder.adapters.crypto.vault import FRESH_SECONDS
from resume_builder.adapters.system import new_id
from resume_builder.domain.errors import KeyDestroyed, MasterKeyUnknown, NotSealedHere
from resume_builder.features.vault.rotation import Rotated, Rotation
from resume_builder.ports import MAIL, Owner
from tests.contracts.kit import Kit

pytestmark = pytest.mark.accounts


class Safe:
    """Everything over one store, with master keys that a test changes."""

    def __init__(self, kit: Kit) -> None:
        self.given = [os.urandom(32)]
        self.store = kit.keys
        self.seconds = 0.0
        self.masters = MasterKeys(lambda: self.given)
        self.vault = self.another_process()

    def another_process(self) -> SealedVault:
        """A vault that remembers nothing."""
        return SealedVault(self.store, self.masters, lambda: self.seconds)


@pytest.fixture
def safe(kit: Kit) -> Safe:
    """A safe of its own master key, over a store without keys."""
    for tag in list(kit.keys.tags()):
        kit.keys.delete(tag)
    return Safe(kit)


@pytest.fixture
def account(safe: Safe) -> Owner:
    """An account with a key."""
    account_id = new_id()
    safe.vault.create(account_id)
    return Owner.of_account(account_id)


def test_another_process_opens_what_one_sealed(safe: Safe, account: Owner) -> None:
    """The key lies in the store, and only wrapped."""
    sealed = safe.vault.seal(account, "label", b"mine")
    assert safe.another_process().open(account, "label", sealed) == b"mine"
    wrapped = safe.store.get(account.tag)
    assert wrapped is not None
    assert safe.masters.unwrap(account.tag, wrapped) not in wrapped


def test_accounts_do_not_open_each_other_s(safe: Safe, account: Owner) -> None:
    """Nor does a key that was copied to another account's place."""
    other = Owner.of_account(new_id())
    safe.vault.create(str(other.account_id))
    sealed = safe.vault.seal(account, "label", b"mine")
    with pytest.raises(NotSealedHere):
        safe.vault.open(other, "label", sealed)
    copied = Owner.of_account(new_id())
    assert safe.store.put(copied.tag, safe.store.get(account.tag) or b"")
    with pytest.raises(NotSealedHere):
        safe.vault.open(copied, "label", sealed)


def test_a_key_is_made_once(safe: Safe, account: Owner) -> None:
    """Making it again, from many processes at once, too, loses nothing."""
    sealed = safe.vault.seal(account, "label", b"mine")
    with ThreadPoolExecutor(8) as pool:
        vaults = [safe.another_process() for _ in range(16)]
        list(pool.map(lambda vault: vault.create(str(account.account_id)), vaults))
    assert safe.another_process().open(account, "label", sealed) == b"mine"


def test_a_destroyed_key_opens_nothing_anywhere(safe: Safe, account: Owner) -> None:
    """Here at once, in other processes within a second."""
    sealed = safe.vault.seal(account, "label", b"mine")
    other = safe.another_process()
    assert other.open(account, "label", sealed) == b"mine"
    safe.vault.destroy(str(account.account_id))
    with pytest.raises(KeyDestroyed):
        safe.vault.open(account, "label", sealed)
    safe.seconds += FRESH_SECONDS
    for act in (other.seal, other.open):
        with pytest.raises(KeyDestroyed):
            act(account, "label", sealed)
    safe.vault.create(str(account.account_id))
    with pytest.raises(NotSealedHere):
        safe.vault.open(account, "label", sealed)


def test_the_site_s_own_keys_make_themselves(safe: Safe) -> None:
    """Of many that start at once all have the same."""
    vaults = [safe.another_process() for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        boxes = list(pool.map(lambda vault: vault.seal(MAIL, "m:1", b"to Ada"), vaults))
    assert all(vaults[0].open(MAIL, "m:1", box) == b"to Ada" for box in boxes)


def test_a_new_master_key_holds_without_a_restart(safe: Safe, account: Owner) -> None:
    """A running process learns of it by the first key that it wraps; old boxes still open."""
    sealed = safe.vault.seal(account, "label", b"mine")
    running = MasterKeys(lambda: safe.given)
    safe.given = [*safe.given, os.urandom(32)]
    safe.masters.refresh()
    rotation = Rotation(safe.store, safe.masters)
    assert rotation.left() >= 1
    assert rotation.run() == Rotated(1, ())
    assert rotation.left() == 0
    assert rotation.run() == Rotated(0, ())
    vault = SealedVault(safe.store, running, lambda: 0.0)
    assert vault.open(account, "label", sealed) == b"mine"
    safe.given = safe.given[1:]
    alone = SealedVault(safe.store, MasterKeys(lambda: safe.given), lambda: 0.0)
    assert alone.open(account, "label", sealed) == b"mine"


def test_what_is_made_after_a_new_master_key_needs_no_older_one(safe: Safe) -> None:
    """A process that has met none of the new key's work wraps by it within a second all the same.

    Else whoever removes the older key, because nothing needs it, would lose the accounts that were
    made meanwhile.
    """
    moment = [0.0]
    running = MasterKeys(lambda: safe.given, lambda: moment[0])
    safe.given = [*safe.given, os.urandom(32)]
    moment[0] += FRESH_MASTERS
    vault, account_id = SealedVault(safe.store, running, lambda: 0.0), new_id()
    vault.create(account_id)
    account = Owner.of_account(account_id)
    sealed = vault.seal(account, "label", b"mine")
    safe.given = safe.given[1:]
    alone = SealedVault(safe.store, MasterKeys(lambda: safe.given), lambda: 0.0)
    assert alone.open(account, "label", sealed) == b"mine"


def test_a_key_of_a_master_key_that_is_gone_says_which(safe: Safe, account: Owner) -> None:
    """So that the operator can find it."""
    wrapped = safe.store.get(account.tag) or b""
    safe.given = [os.urandom(32)]
    stranger = SealedVault(safe.store, MasterKeys(lambda: safe.given), lambda: 0.0)
    with pytest.raises(MasterKeyUnknown) as refusal:
        stranger.seal(account, "label", b"mine")
    assert refusal.value.params == {"id": wrapped[:8].hex()}


def test_a_damaged_key_stops_nobody_else_s(safe: Safe, account: Owner) -> None:
    """It is named, and stays as it is."""
    damaged = Owner.of_account(new_id())
    safe.store.put(damaged.tag, b"damaged")
    safe.given = [*safe.given, os.urandom(32)]
    safe.masters.refresh()
    rotation = Rotation(safe.store, safe.masters)
    assert rotation.run() == Rotated(1, (damaged.tag,))
    assert rotation.left() == 1
    assert safe.store.get(damaged.tag) == b"damaged"


def test_keyed_hashes_outlive_master_keys(safe: Safe) -> None:
    """Every process has the same, of each kind another, and none shows the value."""
    lookup = KeyedLookup(safe.store, safe.masters)
    digest = lookup.digest("email", "ada@example.org")
    assert KeyedLookup(safe.store, safe.masters).digest("email", "ada@example.org") == digest
    assert len({digest, lookup.digest("code", "ada@example.org"), lookup.digest("email", "x")}) == 3
    assert len(digest) == 43
    safe.given = [*safe.given, os.urandom(32)]
    safe.masters.refresh()
    Rotation(safe.store, safe.masters).run()
    assert KeyedLookup(safe.store, safe.masters).digest("email", "ada@example.org") == digest


def test_of_two_that_wrap_anew_none_loses_a_key(safe: Safe, account: Owner) -> None:
    """A key that changed meanwhile is left as it is."""
    wrapped = safe.store.get(account.tag) or b""
    assert not safe.store.replace(account.tag, b"another", b"lost")
    assert safe.store.get(account.tag) == wrapped
    assert account.tag in set(safe.store.tags())
    safe.store.delete(account.tag)
    assert not safe.store.replace(account.tag, wrapped, wrapped)
    assert account.tag not in set(safe.store.tags())


def test_an_owner_never_shows_its_key(account: Owner) -> None:
    """Not in a log, and not in an error."""
    owner = Owner("s:tag", b"the key")
    assert "the key" not in repr(owner) + str(owner)
    assert account.account_id
    assert owner.account_id is None
