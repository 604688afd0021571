"""Finding, making and moving accounts: what crosses slots of the store, step by step.

Each step may be the last before a crash, so each leaves something that the next look sets right:

- **Making**: hold the address for a while → write the account, for a while → make the address's
  claim permanent (from here on the account exists) → keep the account for good. A crash before
  the third step frees the address by itself; one after it is made good when the address is looked
  up, or the claim is freed when the account has run out.
- **Moving** to another address: note it in the account → hold it → make its claim permanent (from
  here on the account moves) → take it → free the old one → forget the old one. Between the third
  and the last step both addresses lead to the account, and looking up either ends the move.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from resume_builder.domain.accounts import Account, AccountRole, Consent, Profile
from resume_builder.domain.addresses import Address, read_address
from resume_builder.domain.factors import Credentials
from resume_builder.features.auth.errors import AccountDisabled, AccountGone, AddressTaken
from resume_builder.features.auth.ports import (
    AccountStore,
    Claims,
    CredentialStore,
)
from resume_builder.ports import Clock, Lookup, NewId, Owner, Vault

# How long an address is held for an account that is being made, and how long that account lives
# until it is kept: longer, so that a permanent claim has its account for a while at least.
HOLD = timedelta(minutes=10)
SETTLE_WITHIN = timedelta(hours=3)
_PROFILE = "profile"
# What is looked up where an address has no account, so that as much work is done.
_NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What an account begins with."""

    id: str
    address: Address
    password: str
    is_long: bool
    consent: Consent
    locale: str = "en"
    role: AccountRole = "basic"


@dataclass(frozen=True, slots=True)
class Directory:
    """Accounts by address and by id."""

    store: AccountStore
    credentials: CredentialStore
    claims: Claims
    vault: Vault
    lookup: Lookup
    now: Clock
    new_id: NewId

    def key_of(self, address: Address) -> str:
        """Return the keyed hash of an address."""
        return self.lookup.digest("email", address.key)

    def find(self, key: str) -> tuple[Account | None, Credentials | None]:
        """Return the account of an address and its credentials, with the same work for none.

        What a crash left half done is ended.
        """
        account_id = self.claims.find(key)
        account = self.store.load(account_id or _NOBODY)
        credentials = self.credentials.load(account_id or _NOBODY)
        if account_id is None:
            return None, None
        if account is None or credentials is None:
            if self.claims.is_kept(key, account_id):
                self.claims.free(key, account_id)
            return None, None
        return self._mended(account, key), credentials

    def load(self, account_id: str) -> tuple[Account, Credentials]:
        """Return an account that may be used. Raises AccountGone, AccountDisabled."""
        account, credentials = self.store.load(account_id), self.credentials.load(account_id)
        if account is None or credentials is None:
            raise AccountGone
        if account.state != "active":
            raise AccountDisabled
        return account, credentials

    def seal(self, account_id: str, label: str, data: bytes) -> bytes:
        """Return data sealed under the account's key."""
        return self.vault.seal(Owner.of_account(account_id), label, data)

    def open(self, account_id: str, label: str, sealed: bytes) -> bytes:
        """Return what was sealed under the account's key."""
        return self.vault.open(Owner.of_account(account_id), label, sealed)

    def profile(self, account: Account) -> Profile:
        """Return what is personal of an account."""
        return Profile.model_validate_json(self.open(account.id, _PROFILE, account.profile))

    def address(self, account: Account) -> Address:
        """Return the address of an account."""
        return read_address(self.profile(account).email)

    def make(self, new: NewAccount) -> Account:
        """Make an account; once this returns it outlives a crash. Raises AddressTaken."""
        key = self.key_of(new.address)
        if not self.claims.claim(key, new.id, HOLD):
            raise AddressTaken
        self.vault.create(new.id)
        profile = Profile(email=new.address.text, locale=new.locale)
        account = Account(
            id=new.id,
            role=new.role,
            state="active",
            epoch=1,
            created_at=self.now(),
            consent=new.consent,
            email_key=key,
            profile=self._seal_profile(new.id, profile),
        )
        credentials = Credentials(password=new.password, is_long=new.is_long)
        self.store.create(account, credentials, SETTLE_WITHIN)
        if not self.claims.keep(key, new.id) or not self.store.settle(new.id):
            raise AddressTaken
        return account

    def move(self, account: Account, address: Address) -> None:
        """Give an account another address. Raises AddressTaken, AccountGone."""
        if account.moved_from:
            self._free_old(account.id, account.moved_from)
        key = self.key_of(address)
        if not self._begin_move(account, key, address.text):
            raise AccountGone
        if not self.claims.claim(key, account.id, HOLD) or not self.claims.keep(key, account.id):
            raise AddressTaken
        self._end_move(account.id, key, account.email_key)

    def forget(self, account_id: str) -> None:
        """Free the addresses of an account that is being erased."""
        account = self.store.load(account_id)
        for key in (account.email_key, account.moving_to, account.moved_from) if account else ():
            if key:
                self.claims.free(key, account_id)

    def _seal_profile(self, account_id: str, profile: Profile) -> bytes:
        return self.seal(account_id, _PROFILE, profile.model_dump_json().encode())

    def _mended(self, account: Account, key: str) -> Account | None:
        """Return the account once what a crash left undone is done."""
        if not account.settled:
            if not (self.claims.keep(key, account.id) and self.store.settle(account.id)):
                return None
            account = replace(account, settled=True)
        if account.moving_to and self.claims.is_kept(account.moving_to, account.id):
            self._end_move(account.id, account.moving_to, account.email_key)
        elif account.moved_from:
            self._free_old(account.id, account.moved_from)
        else:
            return account
        return self.store.load(account.id)

    def _end_move(self, account_id: str, key: str, old: str) -> None:
        # A change of the name meanwhile goes along: the move is noted anew over it.
        while not self.store.move(account_id, key):
            account, noted = self.store.load(account_id), self.store.moving_profile(account_id)
            if account is None or account.moving_to != key or noted is None:
                return
            moved = Profile.model_validate_json(self.open(account_id, _PROFILE, noted))
            self._begin_move(account, key, moved.email)
        # The same mailbox, written another way, stays the account's.
        if key != old:
            self._free_old(account_id, old)

    def _begin_move(self, account: Account, key: str, email: str) -> bool:
        profile = self.profile(account).model_copy(update={"email": email})
        sealed = self._seal_profile(account.id, profile)
        return self.store.begin_move(account.id, key, sealed, account.profile)

    def _free_old(self, account_id: str, old: str) -> None:
        self.claims.free(old, account_id)
        self.store.end_move(account_id)
