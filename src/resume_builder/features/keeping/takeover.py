"""What a guest made becomes the account's, at registration and sign-in: nothing is lost.

Two steps, with the change of the session between them: `take` copies, `leave` removes what was
copied. A crash before the session changed leaves a guest who signs in again; one after it leaves
copies that end with the session. Both steps may be done again: what is there is left as it is.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, cast

from resume_builder.domain.errors import RecordNotFound, VersionConflict
from resume_builder.ports import Owner, Records


class Kept(Protocol):
    """A record of whatever kind."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    def model_dump_json(self) -> str:
        """Return it as JSON."""
        ...

    def model_copy(self, *, update: Mapping[str, Any]) -> "Kept":
        """Return a copy that differs in `update`."""
        ...


@dataclass(frozen=True, slots=True)
class Takeover:
    """Every kind of record by name, those first that others name: résumés, postings, tailorings."""

    kinds: Mapping[str, Records[Any]]

    def take(self, guest: Owner, account: Owner) -> int:
        """Copy the guest's records into the account; return how many were not there.

        A record that both have, and have changed, is in the account twice afterwards. Raises
        QuotaReached for an account of many thousand records, SessionMissing for one that is gone.
        """
        taken = 0
        for records in self.kinds.values():
            for record in reversed(records.list(guest)):
                taken += _take(records, account, record)
        return taken

    def leave(self, guest: Owner) -> None:
        """Remove the guest's records; those that `take` copied live on in the account."""
        for records in reversed([*self.kinds.values()]):
            for record in records.list(guest):
                _remove(records, guest, record.id)


def _take(records: Records[Any], account: Owner, record: Kept) -> bool:
    try:
        records.add(account, record)
    except VersionConflict:
        if records.get(account, record.id) == record:
            return False
        return _take_beside(records, account, record)
    return True


def _take_beside(records: Records[Any], account: Owner, record: Kept) -> bool:
    """Keep a record beside another of its id: under an id of its own, the same at each try."""
    digest = hashlib.sha256(record.model_dump_json().encode()).hexdigest()[:32]
    try:
        records.add(account, cast(Any, record.model_copy(update={"id": digest})))
    except VersionConflict:
        return False
    return True


def _remove(records: Records[Any], owner: Owner, record_id: str) -> None:
    try:
        records.delete(owner, record_id)
    except RecordNotFound:
        return
