"""Registration: an address and a password become an account once the mailed code came back."""

from dataclasses import dataclass

from resume_builder.domain.accounts import (
    PRIVACY,
    TERMS,
    Account,
    AccountRole,
    Consent,
    check_terms,
)
from resume_builder.domain.addresses import read_address
from resume_builder.features.auth.accounts import Directory, NewAccount
from resume_builder.features.auth.codes import MailedCodes
from resume_builder.features.auth.errors import AddressTaken, NoStep
from resume_builder.features.auth.guard import NETWORK, Guard
from resume_builder.features.auth.model import Outcome, Step, Visitor
from resume_builder.features.auth.notices import Notices
from resume_builder.features.auth.passwords import HashCheck
from resume_builder.ports import Clock, Mail, NewId


@dataclass(frozen=True, slots=True)
class Agreement:
    """The versions of the texts that a person says to agree to, and whether figures are shared."""

    terms: str
    privacy: str
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Registration:
    """The way into an account of one's own.

    Until the code came back, nothing is kept of it but fields of the session.
    """

    directory: Directory
    hash_check: HashCheck
    codes: MailedCodes
    notices: Notices
    guard: Guard
    now: Clock
    new_id: NewId

    def start(self, visitor: Visitor, email: str, password: str, agreement: Agreement) -> Outcome:
        """Mail a code to the address; whoever has an account with it gets a notice instead.

        Raises AddressInvalid, TermsOutdated, PasswordShort and the other refusals of a password,
        TooManyTries, HashingBusy.
        """
        check_terms(agreement.terms, agreement.privacy)
        address = read_address(email)
        self.guard.hit(NETWORK, visitor.network)
        hashed, is_long = self.hash_check.make(password, address, has_factor=False)
        key = self.directory.key_of(address)
        account, _ = self.directory.find(key)
        visitor.note(address.text, hashed)
        step = Step(
            name="registration",
            account_id=self.new_id(),
            email_key=key,
            taken=account is not None,
            is_long=is_long,
            terms=agreement.terms,
            privacy=agreement.privacy,
            figures=agreement.figures,
            ends_at=self.now(),
        )
        return self.codes.send(visitor, step, address.text)

    def confirm(self, visitor: Visitor, code: str) -> Outcome:
        """Make the account. Raises WrongCode, CodeExpired, CodeExhausted, NoStep."""
        step = self.codes.waiting(visitor.tag, "registration")
        self.codes.take(visitor, step, code)
        if visitor.email is None or visitor.password_hash is None:
            raise NoStep
        consent = Consent(
            terms=step.terms, privacy=step.privacy, figures=step.figures, at=self.now()
        )
        new = NewAccount(
            step.account_id,
            read_address(visitor.email),
            visitor.password_hash,
            step.is_long,
            consent,
            visitor.locale,
        )
        try:
            account = self.directory.make(new)
        except AddressTaken:
            # Somebody made an account with this address after the code was sent.
            raise NoStep from None
        self.notices.note(account.id, "registered", visitor.device)
        profile = self.directory.profile(account)
        self.codes.mailer.send(Mail("welcome", profile.email, profile.locale, {}))
        return Outcome("signed_in", user_key=account.user_key)

    def make_by_operator(
        self, email: str, password: str, role: AccountRole, locale: str = "en"
    ) -> Account:
        """Make an account at the command line, with no code and no mail.

        Raises AddressInvalid, AddressTaken and the refusals of a password.
        """
        address = read_address(email)
        hashed, is_long = self.hash_check.make(password, address, has_factor=False)
        consent = Consent(terms=TERMS, privacy=PRIVACY, at=self.now())
        new = NewAccount(self.new_id(), address, hashed, is_long, consent, locale, role)
        account = self.directory.make(new)
        self.notices.note(account.id, "registered", about="operator")
        return account
