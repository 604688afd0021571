"""Invitations: an administrator gives a code away, who types it becomes a tester."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from resume_builder.domain.accounts import AccountRole
from resume_builder.features.accounts.errors import InvitationInvalid
from resume_builder.features.accounts.ports import Invitation, InvitationStore
from resume_builder.features.accounts.service import Accounts
from resume_builder.ports import Clock, Lookup, NewId

# Nobody is made an administrator by a code that may be passed on.
ROLE: AccountRole = "tester"
MOST_USES, MOST_DAYS = 1000, 365


@dataclass(frozen=True, slots=True)
class Invitations:
    """Makes and takes invitations. A code is shown once; its keyed hash is kept."""

    store: InvitationStore
    accounts: Accounts
    lookup: Lookup
    now: Clock
    new_id: NewId

    def create(self, admin_id: str, uses: int, days: int) -> tuple[str, datetime]:
        """Return a new code, and when it ends. Raises NotAllowed."""
        self.accounts.require_admin(admin_id)
        code, ends_at = self.new_id(), self.now() + timedelta(days=days)
        self.store.put(self._hash(code), Invitation(ROLE, uses, ends_at))
        self.accounts.audit.add(admin_id, "invitation_created", about=str(uses))
        return code, ends_at

    def redeem(self, account_id: str, code: str) -> AccountRole:
        """Give the account the invitation's role, unless it has a higher one; return its role.

        Raises InvitationInvalid, AccountMissing.
        """
        account, _ = self.accounts.get(account_id)
        role = self.store.use(self._hash(code.strip()), account_id)
        if role is None:
            raise InvitationInvalid
        if account.role in (role, "premium", "admin"):
            return account.role
        self.accounts.give_role(account_id, role, by="invitation")
        return role

    def _hash(self, code: str) -> str:
        return self.lookup.digest("invitation", code)
