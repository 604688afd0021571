"""The values of signing in: who asks, which step waits, what comes of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from resume_builder.domain.accounts import UserKey
from resume_builder.domain.factors import Method
from resume_builder.domain.passcodes import Purpose
from resume_builder.domain.values import Value

# What a client asks a person for next.
Next = Literal[
    "confirm_address",
    "mailed_code",
    "second_factor",
    "reset_code",
    "email_old",
    "email_new",
    "signed_in",
    "done",
]
StepName = Literal["registration", "sign_in", "factor", "reset", "email_old", "email_new"]

NEXT_OF: dict[StepName, Next] = {
    "registration": "confirm_address",
    "sign_in": "mailed_code",
    "factor": "second_factor",
    "reset": "reset_code",
    "email_old": "email_old",
    "email_new": "email_new",
}
PURPOSE_OF: dict[StepName, Purpose] = {
    "registration": "registration",
    "sign_in": "sign_in",
    "reset": "reset",
    "email_old": "email_old",
    "email_new": "email_new",
}


class Step(Value):
    """A step that waits in a session: nothing in it is personal.

    `account_id` is the account that is about to be entered or changed, a made-up one where an
    address has none, so that nothing differs. `email_key` is the keyed hash of the address in hand.
    `taken` says that no code is right, as the address cannot be had.
    `rehash` says that the session holds a password's hash that takes effect when the step is done.
    """

    name: StepName
    account_id: str
    email_key: str = ""
    taken: bool = False
    methods: tuple[Method, ...] = ()
    rehash: bool = False
    is_long: bool = True
    terms: str = ""
    privacy: str = ""
    figures: bool = False
    ends_at: datetime


def _forgotten(email: str | None, password_hash: str | None) -> None:
    """Note nothing: for those whose way needs no address."""
    del email, password_hash


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks. `tag` names the session in stores; `network` is the address they come from.

    `email` and `password_hash` are what the session holds of an unproved address, and `note`
    writes both (None clears them). `device` is a name for the browser, `locale` its language.
    """

    tag: str
    network: str = field(repr=False)
    device: str = ""
    locale: str = "en"
    email: str | None = field(default=None, repr=False)
    password_hash: str | None = field(default=None, repr=False)
    note: Callable[[str | None, str | None], None] = field(default=_forgotten, repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes next. `user_key` is set when the person is in: give their session a new id."""

    next: Next
    methods: tuple[Method, ...] = ()
    expires_at: datetime | None = None
    user_key: UserKey | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """Somebody who is signed in: their key, their session's tag, and the browser they use."""

    user_key: UserKey
    tag: str
    device: str = ""
    network: str = field(default="", repr=False)

    @property
    def account_id(self) -> str:
        """The account."""
        return self.user_key.account_id


class Device(Value):
    """A session that is signed in, as its owner sees it. `tag` names it in the session store."""

    id: str
    tag: str
    name: str
    created_at: datetime
    seen_at: datetime
    proved_at: datetime
