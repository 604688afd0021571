"""What an account's owner is told of: written down in the account, and mailed where it matters."""

from dataclasses import dataclass

from resume_builder.domain.accounts import Account
from resume_builder.features.auth.accounts import Directory
from resume_builder.features.auth.ports import Audit
from resume_builder.ports import Clock, Mail, Mailer


@dataclass(frozen=True, slots=True)
class Notices:
    """Writes the log and sends the notices."""

    directory: Directory
    audit: Audit
    mailer: Mailer
    now: Clock

    def note(self, account_id: str, kind: str, device: str = "", about: str = "") -> None:
        """Write something down."""
        self.audit.add(account_id, kind, device, about)

    def tell(self, account: Account, kind: str, device: str = "", about: str = "") -> None:
        """Write it down, and mail it to the account's address."""
        self.note(account.id, kind, device, about)
        self.mail(account, kind, device)

    def mail(self, account: Account, kind: str, device: str = "", to: str | None = None) -> None:
        """Mail a notice to the account's address, or to `to`, which was its address."""
        profile = self.directory.profile(account)
        variables = {"kind": kind, "device": device, "at": self.now().isoformat()}
        mail = Mail("security_notice", to or profile.email, profile.locale, variables)
        self.mailer.send(mail)
