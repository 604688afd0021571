"""A forgotten password: a mailed code, a new password, and the second factor where one is set."""

from dataclasses import dataclass

from resume_builder.domain.addresses import read_address
from resume_builder.features.auth.accounts import Directory
from resume_builder.features.auth.codes import MailedCodes
from resume_builder.features.auth.errors import AccountGone, NoStep
from resume_builder.features.auth.guard import NETWORK, Guard
from resume_builder.features.auth.model import Outcome, Step, Visitor
from resume_builder.features.auth.passwords import HashCheck
from resume_builder.features.auth.sign_in import PATIENCE, SignIn
from resume_builder.ports import Clock, NewId


@dataclass(frozen=True, slots=True)
class Reset:
    """The way back in."""

    directory: Directory
    hash_check: HashCheck
    codes: MailedCodes
    sign_in: SignIn
    guard: Guard
    now: Clock
    new_id: NewId

    def start(self, visitor: Visitor, email: str) -> Outcome:
        """Mail a code; to an address without an account, a notice that there is none.

        Raises AddressInvalid, TooManyTries.
        """
        address = read_address(email)
        self.guard.hit(NETWORK, visitor.network)
        key = self.directory.key_of(address)
        account, _ = self.directory.find(key)
        visitor.note(address.text, None)
        step = Step(
            name="reset",
            account_id=account.id if account else self.new_id(),
            email_key=key,
            taken=account is None,
            ends_at=self.now(),
        )
        return self.codes.send(visitor, step, address.text)

    def confirm(self, visitor: Visitor, code: str, password: str) -> Outcome:
        """Take the code; set the password, unless a second factor has to be shown first.

        The password must be good enough to stand alone: else its refusal would tell who has a
        second factor. Raises WrongCode, CodeExpired, CodeExhausted, NoStep, the refusals of a
        password, AccountDisabled, HashingBusy.
        """
        step = self.codes.waiting(visitor.tag, "reset")
        if visitor.email is None:
            raise NoStep
        address = read_address(visitor.email)
        hashed, is_long = self.hash_check.make(password, address, has_factor=False)
        self.codes.take(visitor, step, code)
        try:
            account, credentials = self.directory.load(step.account_id)
        except AccountGone:
            raise NoStep from None
        if not credentials.has_factor:
            return self.sign_in.enter_with_new_password(visitor, account, hashed, is_long=is_long)
        visitor.note(address.text, hashed)
        waiting = Step(
            name="factor",
            account_id=account.id,
            email_key=step.email_key,
            methods=credentials.methods,
            rehash=True,
            is_long=is_long,
            ends_at=self.now() + PATIENCE,
        )
        return self.codes.wait(visitor, waiting)
