"""Mailed codes and the steps that wait for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from resume_builder.domain.passcodes import LIVES, TRIES, bound, read_code
from resume_builder.features.auth.errors import CodeExhausted, CodeExpired, NoStep, WrongCode
from resume_builder.features.auth.guard import CODES, MAILS, MAILS_A_DAY, Guard
from resume_builder.features.auth.model import NEXT_OF, PURPOSE_OF, Outcome, Step, StepName, Visitor
from resume_builder.features.auth.ports import NewCode, Passcodes, Steps
from resume_builder.ports import Clock, Lookup, Mail, Mailer, Owner

# Which mail carries the code of a step, and which one goes where no code would help: to somebody
# whose address has an account, or has none.
Template = Literal[
    "confirm_address", "sign_in_code", "reset_password", "email_change_old", "email_change_new"
]
TEMPLATES: Mapping[StepName, Template] = {
    "registration": "confirm_address",
    "sign_in": "sign_in_code",
    "reset": "reset_password",
    "email_old": "email_change_old",
    "email_new": "email_change_new",
}
NOTICES: Mapping[StepName, str] = {
    "registration": "registration_again",
    "reset": "no_account",
    "email_new": "address_taken",
}


@dataclass(frozen=True, slots=True)
class MailedCodes:
    """Sends codes, and takes them once."""

    passcodes: Passcodes
    steps: Steps
    lookup: Lookup
    mailer: Mailer
    guard: Guard
    new_code: NewCode
    now: Clock

    def send(
        self, visitor: Visitor, step: Step, to: str, more: Mapping[str, str] | None = None
    ) -> Outcome:
        """Let the step wait for a new code, which is mailed; a code before it is void.

        Where `step.taken`, a notice goes in place of the code, and no code is right: the same work,
        the same answer. Raises TooManyTries, NoStep when the session has ended.
        """
        purpose = PURPOSE_OF[step.name]
        self.guard.hit(MAILS, purpose, step.email_key)
        self.guard.hit(MAILS_A_DAY, purpose, step.email_key)
        code, ends_at = self.new_code(), self.now() + LIVES
        step = step.model_copy(update={"ends_at": ends_at})
        hashed = self._hash(step, visitor.tag, f"{code} is no code" if step.taken else code)
        if not self.passcodes.put(Owner(visitor.tag), purpose, hashed, ends_at, TRIES):
            raise NoStep
        self.wait(visitor, step)
        if step.taken:
            variables = self._notice(NOTICES[step.name], visitor)
            mail = Mail("security_notice", to, visitor.locale, variables)
        else:
            minutes = str(int(LIVES.total_seconds()) // 60)
            variables = {"code": code, "minutes": minutes, **(more or {})}
            mail = Mail(TEMPLATES[step.name], to, visitor.locale, variables)
        self.mailer.send(mail)
        return Outcome(NEXT_OF[step.name], step.methods, ends_at)

    def wait(self, visitor: Visitor, step: Step) -> Outcome:
        """Let a step wait. Raises NoStep when the session has ended."""
        keep = step.ends_at - self.now()
        if not self.steps.put(visitor.tag, step.model_dump_json(), keep):
            raise NoStep
        return Outcome(NEXT_OF[step.name], step.methods, step.ends_at)

    def waiting(self, tag: str, *names: StepName) -> Step:
        """Return the step that waits, one of `names`. Raises NoStep."""
        text = self.steps.get(tag)
        step = Step.model_validate_json(text) if text else None
        if step is None or step.ends_at <= self.now() or (names and step.name not in names):
            raise NoStep
        return step

    def take(self, visitor: Visitor, step: Step, typed: str) -> None:
        """Take the code of a waiting step, and end the step. Counts the try.

        Raises WrongCode, CodeExpired, CodeExhausted, TooManyTries, NoStep.
        """
        code = read_code(typed)
        if code is None:
            raise WrongCode
        purpose = PURPOSE_OF[step.name]
        self.guard.hit(CODES, purpose, step.email_key)
        hashed = self._hash(step, visitor.tag, code)
        match self.passcodes.take(Owner(visitor.tag), purpose, hashed, self.now()):
            case "taken":
                for rate in (CODES, MAILS):
                    self.guard.forget(rate, purpose, step.email_key)
                self.end(visitor.tag)
            case "wrong":
                raise WrongCode
            case "expired":
                raise CodeExpired
            case "exhausted":
                self.steps.drop(visitor.tag)
                raise CodeExhausted
            case "none":
                raise NoStep

    def cancel(self, visitor: Visitor) -> None:
        """Give up the step that waits, and what the session holds of an address."""
        self.steps.drop(visitor.tag)
        visitor.note(None, None)

    def end(self, tag: str) -> None:
        """End the step that waits: of two that end it at once, one does. Raises NoStep."""
        if not self.steps.drop(tag):
            raise NoStep

    def _hash(self, step: Step, tag: str, code: str) -> str:
        return self.lookup.digest("passcode", bound(PURPOSE_OF[step.name], tag, code))

    def _notice(self, kind: str, visitor: Visitor) -> dict[str, str]:
        return {"kind": kind, "device": visitor.device, "at": self.now().isoformat()}
