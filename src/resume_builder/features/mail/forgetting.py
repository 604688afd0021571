"""Mail to somebody who is erased: it is sealed by the site's key, so it goes itself."""

from collections.abc import Collection
from dataclasses import dataclass

from pydantic import ValidationError

from resume_builder.domain.addresses import AddressInvalid, read_address
from resume_builder.domain.errors import KeyDestroyed, NotSealedHere
from resume_builder.features.mail.ports import KeptMail, MailStore
from resume_builder.ports import MAIL, Vault


@dataclass(frozen=True, slots=True)
class Forgetting:
    """Forgets the mail to an address, on its way or shown."""

    mails: MailStore
    vault: Vault

    def forget(self, addresses: Collection[str]) -> None:
        """Forget every mail to these, however they are written. Raises StoreUnavailable."""
        wanted = {read_address(address).key for address in addresses}
        for mail_id, sealed in self.mails.sealed():
            if self._to(mail_id, sealed) in wanted:
                self.mails.drop(mail_id)

    def _to(self, mail_id: str, sealed: bytes) -> str | None:
        try:
            kept = KeptMail.model_validate_json(self.vault.open(MAIL, mail_id, sealed))
            return read_address(kept.to).key
        except (NotSealedHere, KeyDestroyed, ValidationError, AddressInvalid):
            return None
