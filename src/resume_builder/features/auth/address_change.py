"""Another e-mail address: confirmed where mail went, then where it shall go."""

from dataclasses import dataclass

from resume_builder.domain.addresses import read_address
from resume_builder.features.auth.accounts import Directory
from resume_builder.features.auth.codes import MailedCodes
from resume_builder.features.auth.errors import AddressTaken, NoStep
from resume_builder.features.auth.model import Outcome, Signed, Step, Visitor
from resume_builder.features.auth.notices import Notices
from resume_builder.ports import Clock


@dataclass(frozen=True, slots=True)
class AddressChange:
    """Moves an account to another address."""

    directory: Directory
    codes: MailedCodes
    notices: Notices
    now: Clock

    def start(self, visitor: Visitor, signed: Signed, email: str) -> Outcome:
        """Mail a code to the present address. Raises AddressInvalid, TooManyTries."""
        address = read_address(email)
        account, _ = self.directory.load(signed.account_id)
        profile = self.directory.profile(account)
        visitor.note(address.text, None)
        step = Step(
            name="email_old",
            account_id=account.id,
            email_key=account.email_key,
            ends_at=self.now(),
        )
        return self.codes.send(visitor, step, profile.email, {"address": address.text})

    def confirm(self, visitor: Visitor, signed: Signed, code: str) -> Outcome:
        """Take the code of the present address, then that of the new one.

        Raises WrongCode, CodeExpired, CodeExhausted, TooManyTries, NoStep.
        """
        step = self.codes.waiting(visitor.tag, "email_old", "email_new")
        if visitor.email is None or step.account_id != signed.account_id:
            raise NoStep
        address = read_address(visitor.email)
        self.codes.take(visitor, step, code)
        account, _ = self.directory.load(signed.account_id)
        if step.name == "email_old":
            key = self.directory.key_of(address)
            other, _ = self.directory.find(key)
            taken = other is not None and other.id != account.id
            following = Step(
                name="email_new",
                account_id=account.id,
                email_key=key,
                taken=taken,
                ends_at=self.now(),
            )
            return self.codes.send(visitor, following, address.text)
        old = self.directory.profile(account).email
        try:
            self.directory.move(account, address)
        except AddressTaken:
            raise NoStep from None
        visitor.note(None, None)
        moved, _ = self.directory.load(account.id)
        self.notices.tell(moved, "email_changed", visitor.device)
        self.notices.mail(moved, "email_changed", visitor.device, to=old)
        return Outcome("done")
