"""What an owner may change of their account, and an administrator of anybody's.

The role and the state are an administrator's alone: no operation of an owner takes them.
"""

from dataclasses import dataclass

from resume_builder.domain.accounts import (
    Account,
    AccountRole,
    Consent,
    Profile,
    State,
    check_terms,
)
from resume_builder.domain.addresses import read_address
from resume_builder.domain.errors import VersionConflict
from resume_builder.features.accounts.audit import AuditLog
from resume_builder.features.accounts.errors import (
    AccountMissing,
    LastAdmin,
    NotAllowed,
)
from resume_builder.features.accounts.ports import (
    AccountRecords,
    AddressBook,
)
from resume_builder.ports import Clock, Lookup, Owner, Vault, retried

_PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class Accounts:
    """Accounts, by their id."""

    records: AccountRecords
    addresses: AddressBook
    vault: Vault
    lookup: Lookup
    audit: AuditLog
    now: Clock

    def get(self, account_id: str) -> tuple[Account, Profile]:
        """Return an account with what is personal of it. Raises AccountMissing."""
        account = self._load(account_id)
        sealed = self.vault.open(Owner.of_account(account_id), _PROFILE, account.profile)
        return account, Profile.model_validate_json(sealed)

    def edit(self, account_id: str, *, name: str | None = None, locale: str | None = None) -> None:
        """Change the name or the language; None leaves it.

        What another device, or a move to another address, changes at the same time stays, too.
        Raises AccountMissing, VersionConflict after five tries.
        """
        given = {"name": name, "locale": locale}
        update = {k: v for k, v in given.items() if v is not None}

        def write() -> None:
            account, profile = self.get(account_id)
            data = profile.model_copy(update=update).model_dump_json().encode()
            sealed = self.vault.seal(Owner.of_account(account_id), _PROFILE, data)
            if not self.records.set_profile(account_id, account.profile, sealed):
                raise VersionConflict(current=0)

        retried(write)

    def consent(self, account_id: str, terms: str, privacy: str, *, figures: bool) -> None:
        """Write down what the person agrees to now. Raises TermsOutdated, AccountMissing."""
        check_terms(terms, privacy)
        given = Consent(terms=terms, privacy=privacy, figures=figures, at=self.now())
        if not self.records.set_consent(account_id, given):
            raise AccountMissing
        about = f"{terms} {privacy} {'figures' if figures else 'no_figures'}"
        self.audit.add(account_id, "consent", about=about)

    def find(self, admin_id: str, email: str) -> tuple[Account, Profile]:
        """Return the account of an address. Raises NotAllowed, AddressInvalid, AccountMissing."""
        self.require_admin(admin_id)
        key = self.lookup.digest("email", read_address(email).key)
        account_id = self.addresses.find(key)
        if account_id is None:
            raise AccountMissing
        return self.get(account_id)

    def set_role(self, admin_id: str, account_id: str, role: AccountRole) -> None:
        """Give an account a role. Raises NotAllowed, LastAdmin, AccountMissing."""
        self.require_admin(admin_id)
        if admin_id == account_id:
            raise LastAdmin
        self.give_role(account_id, role, by="admin")

    def set_state(self, admin_id: str, account_id: str, state: State) -> None:
        """Disable an account, which ends its sessions, or let it in again.

        Raises NotAllowed, LastAdmin, AccountMissing.
        """
        self.require_admin(admin_id)
        if admin_id == account_id:
            raise LastAdmin
        if not self.records.set_state(account_id, state):
            raise AccountMissing
        self.audit.add(account_id, "disabled" if state == "disabled" else "enabled")

    def give_role(self, account_id: str, role: AccountRole, by: str) -> None:
        """Write a role: for administrators, invitations and the operator's command line.

        `by` names which of them, for the log. Raises AccountMissing.
        """
        if not self.records.set_role(account_id, role):
            raise AccountMissing
        self.audit.add(account_id, "role_changed", about=f"{role} {by}")

    def require_admin(self, account_id: str) -> None:
        """Raise NotAllowed unless the account is an administrator's."""
        account = self.records.load(account_id)
        if account is None or account.role != "admin" or account.state != "active":
            raise NotAllowed

    def _load(self, account_id: str) -> Account:
        account = self.records.load(account_id)
        if account is None:
            raise AccountMissing
        return account
