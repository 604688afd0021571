"""Links that an owner makes, sees and takes back."""

import contextlib
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pydantic import Field

from resume_builder.domain.errors import (
    DomainError,
    QuotaReached,
    RecordNotFound,
    StoreUnavailable,
)
from resume_builder.domain.passwords import (
    MOST,
    PasswordBreached,
    PasswordLong,
    PasswordShort,
    normal,
)
from resume_builder.domain.values import RecordId, Text, Value
from resume_builder.features.sharing.errors import NotAPdf, SharesFull
from resume_builder.features.sharing.ports import SHARES, Hasher, Kept, ShareStore, Shelf
from resume_builder.features.sharing.sealing import Shown, handed_on, sealed
from resume_builder.ports import Clock, Lookup, NewId, Owner, Records, Vault

LONGEST = timedelta(days=90)
# The link itself is what nobody guesses; the password is for whoever is sent it by mistake.
LEAST_PASSWORD = 8


class Share(Value):
    """A link as its owner has it: of what, since when and until when, and what it asks.

    `id` is the keyed hash of the token, which is kept nowhere; `size` the bytes of what is shown,
    as they are stored.
    """

    id: RecordId
    version: int = Field(default=1, ge=1)
    document_id: RecordId
    name: Text
    label: Text
    created_at: datetime
    ends_at: datetime
    protected: bool
    count_views: bool
    size: int


@dataclass(frozen=True, slots=True)
class Wish:
    """What a link shall be: for how long, for whom (a word of the owner's), and what it asks."""

    lasts: timedelta
    label: str = ""
    password: str | None = field(default=None, repr=False)
    count_views: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """How many links an owner may have, how many bytes they may take, and when all of them end.

    `until` is when a guest's work ends, None for an account and a site of one person.
    """

    count: int
    size: int
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A link, and how many looked: None where nobody counts."""

    share: Share
    views: int | None


@dataclass(frozen=True, slots=True)
class Links:
    """The links of owners. A link is there as long as its owner has the record of it."""

    shelf: Shelf
    records: Records[Share]
    store: ShareStore
    vault: Vault
    lookup: Lookup
    hasher: Hasher
    is_breached: Callable[[str], bool]
    now: Clock
    new_id: NewId

    def make(self, owner: Owner, document_id: str, wish: Wish, room: Room) -> tuple[Share, str]:
        """Share a kept PDF; return the link's record and its token, which is told this once.

        Raises RecordNotFound, NotAPdf, QuotaReached, SharesFull, PasswordShort, PasswordLong,
        PasswordBreached, SharesBusy.
        """
        frozen = self.shelf.document(owner, document_id)
        if not frozen.leaves:
            raise NotAPdf
        live = self._live(owner)
        if len(live) >= room.count:
            raise QuotaReached(kind=SHARES, limit=room.count)
        now = self.now()
        ends = now + min(wish.lasts, LONGEST)
        if room.until is not None:
            ends = min(ends, room.until)
        password_hash = self._hashed(wish.password)
        token = self.new_id()
        share_id = share_id_of(self.lookup, token)
        shown = Shown(
            name=frozen.name,
            data=b64encode(frozen.data).decode(),
            leaves=frozen.leaves,
            text=self.shelf.text(frozen),
            ends_at=ends,
            password_hash=password_hash,
            count_views=wish.count_views,
        )
        box = sealed(self.vault, owner, share_id, token, shown)
        if sum(share.size for share in live) + len(box) > room.size:
            raise SharesFull(limit=room.size)
        share = Share(
            id=share_id,
            document_id=document_id,
            name=frozen.name,
            label=wish.label,
            created_at=now,
            ends_at=ends,
            protected=password_hash is not None,
            count_views=wish.count_views,
            size=len(box),
        )
        # Nobody finds it before its owner has it.
        self.store.put(share_id, Kept(owner.tag, document_id, box), ends)
        try:
            self.records.add(owner, share)
        except StoreUnavailable:
            # It may be there all the same; if not, what nobody finds ends by itself.
            raise
        except DomainError:
            self.store.drop(share_id)
            raise
        return share, token

    def listed(self, owner: Owner, document_id: str | None = None) -> tuple[Listed, ...]:
        """Return the links that are open, newest first: all, or those of one document."""
        return tuple(
            Listed(share, self.store.views(share.id) if share.count_views else None)
            for share in self._live(owner)
            if document_id in (None, share.document_id)
        )

    def end(self, owner: Owner, share_id: str) -> Share:
        """Take a link back: from now on it shows nothing. Raises RecordNotFound."""
        share = self.records.get(owner, share_id)
        self._end(owner, share)
        return share

    def end_of(self, owner: Owner, document_id: str) -> int:
        """Take back every link to a document; return how many there were."""
        ending = [share for share in self._live(owner) if share.document_id == document_id]
        for share in ending:
            self._end(owner, share)
        return len(ending)

    def forget(self, owner: Owner) -> None:
        """Forget all that an owner shares: the owner is about to be gone."""
        self.store.forget(owner.tag)

    def hand_on(self, guest: Owner, account: Owner) -> None:
        """Give the links of a guest to the account that has their records now.

        They stay as they were sent. Bears repeating.
        """
        for share in self.records.list(guest):
            kept = self.store.find(share.id)
            if kept is not None and kept.owner == guest.tag:
                self.store.move(share.id, handed_on(self.vault, kept, share.id, account))

    def _live(self, owner: Owner) -> list[Share]:
        """Return the links that have not ended; the records of the others go."""
        now, live = self.now(), list[Share]()
        for share in self.records.list(owner):
            if share.ends_at > now:
                live.append(share)
            else:
                self._end(owner, share)
        return live

    def _end(self, owner: Owner, share: Share) -> None:
        with contextlib.suppress(RecordNotFound):
            self.records.delete(owner, share.id)
        self.store.drop(share.id)

    def _hashed(self, password: str | None) -> str | None:
        if password is None:
            return None
        made = normal(password)
        if len(made) < LEAST_PASSWORD:
            raise PasswordShort(least=LEAST_PASSWORD, length=len(made))
        if len(made) > MOST:
            raise PasswordLong(most=MOST, length=len(made))
        if self.is_breached(made):
            raise PasswordBreached
        return self.hasher.hash(made)


def share_id_of(lookup: Lookup, token: str) -> str:
    """Return what stores know a token by."""
    return lookup.digest("share", token)
