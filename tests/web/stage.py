"""A site that many share, people of every role at it, and what the parameters of routes name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from flask import Flask

from resume_builder.bootstrap import Services
from resume_builder.domain.accounts import Role
from resume_builder.domain.plans import PLANS, Plans
from resume_builder.web.api import Operation, operations_of
from resume_builder.web.app import create_app
from resume_builder.web.site import Site
from tests.authenticators import Authenticator
from tests.people import PASSWORD
from tests.web.conftest import POSTING, RESUME, make_services
from tests.web.test_accounts import Person

Json = dict[str, Any]
Ids = Mapping[str, str]
# A name on the internet beside the one that tests ask for: so the site is nobody's own machine.
HOSTS = frozenset({"localhost", "resume.example"})


@dataclass
class Stage:
    """A site that many share, over stores in memory, with a clock that a test turns."""

    plans: Plans = field(default_factory=lambda: PLANS)
    clock: list[datetime] = field(default_factory=lambda: [datetime.now(UTC)])
    services: Services = field(init=False)
    app: Flask = field(init=False)
    _count: int = 0

    def __post_init__(self) -> None:
        self.services = make_services(lambda: self.clock[0], plans=self.plans)
        self.app = create_app(self.services, Site(hosts=HOSTS, requests_per_minute=10**6))

    def actor(self, role: Role) -> "Actor":
        """Somebody new in this role, at a browser of their own."""
        made = Actor(self, Person(self.app), role)
        made.person.open()
        if role != "guest":
            made.sign_in_as(self.account(role))
        return made

    def count(self) -> int:
        """A number that nobody else gets."""
        self._count += 1
        return self._count

    def address(self) -> str:
        """An address that nobody has."""
        return f"person{self.count()}@example.com"

    def account(self, role: Role) -> str:
        """The address of a new account."""
        assert role != "guest"
        email = self.address()
        self.services.auth.registration.make_by_operator(email, PASSWORD, role)
        return email

    def operations(self) -> dict[str, Operation]:
        """Every operation by its name."""
        return {operation.id: operation for operation in operations_of(self.app).values()}


@dataclass
class Actor:
    """A person who makes what a call needs when it is first asked for, and keeps it."""

    stage: Stage
    person: Person
    role: Role
    email: str = ""
    made: dict[str, str] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)

    def sign_in_as(self, email: str) -> None:
        """Sign in to an account that has no second factor."""
        self.email = email
        self.person.sign_in(email)

    def post(self, path: str, operation: str, **body: Any) -> Json:
        """Submit something that has to work."""
        answer = self.person.post(path, operation, **body)
        assert answer.status_code < 300, f"{operation}: {answer.text}"
        return answer.get_json(silent=True) or {}

    def mailed(self) -> str:
        """The code mailed last."""
        return self.person.mail.code()

    def id(self, name: str, ids: Ids | None = None, *, fresh: bool = False) -> str:
        """The value of a route's parameter; `ids` are the ones to the left of it in the path.

        A `fresh` one is made for this call alone, to be deleted.
        """
        maker = PARAMETERS[name]
        before = dict(ids or {})
        key = "/".join([*before.values(), name])
        if fresh or key not in self.made:
            found = maker(self, before)
            if fresh:
                return found
            self.made[key] = found
        return self.made[key]


# ---- values of parameters -------------------------------------------------------------------


def _resume(actor: Actor, ids: Ids) -> str:
    """Under a name that nobody else has, so that no page of it is a page of another's."""
    del ids
    made = actor.person.add_resume(RESUME)["id"]
    _rename(actor, f"/resumes/{made}", "edit_resume")
    return made


def _posting(actor: Actor, ids: Ids) -> str:
    del ids
    return actor.person.add_posting(POSTING)["id"]


def _tailoring(actor: Actor, ids: Ids) -> str:
    del ids
    return actor.person.add_tailoring(actor.id("resume_id"), actor.id("posting_id"))["id"]


def _letter(actor: Actor, ids: Ids) -> str:
    del ids
    return actor.person.add_letter(actor.id("tailoring_id"))["id"]


def _document(actor: Actor, ids: Ids) -> str:
    """Of a tailoring that says what none else does: a document is named by its bytes."""
    del ids
    tailoring = actor.id("tailoring_id", fresh=True)
    _rename(actor, f"/tailorings/{tailoring}", "edit_tailoring")
    return actor.person.pin(tailoring)["id"]


def _share(actor: Actor, ids: Ids) -> str:
    del ids
    path = f"/documents/{actor.id('document_id')}/shares"
    made = actor.post(path, "create_share", hours=24)
    actor.notes["link"] = made["path"].partition("#")[2]
    return made["share"]["id"]


def _rename(actor: Actor, path: str, operation: str) -> int:
    """Give what has a version another name of its own; return the version before."""
    seen = actor.person.get(path).get_json()["version"]
    body = {"edits": [{"path": "basics.name", "text": f"Ada {actor.stage.count()}"}]}
    headers = {"If-Match": f'"{seen}"'}
    done = actor.person.send("PATCH", path, operation, headers=headers, json=body)
    assert done.status_code == 200, done.text
    return seen


def _page(actor: Actor, ids: Ids) -> str:
    (name, value), *_ = ids.items()
    path = f"/{name.removesuffix('_id')}s/{value}"
    if name == "document_id":
        compared = actor.person.get(f"{path}/comparison")
        found = compared.get_json()
        assert compared.status_code == 200, compared.text
        return found["before"][0]["sha256"]
    return actor.person.get(path).get_json()["pages"][0]["sha256"]


def _number(actor: Actor, ids: Ids) -> str:
    """The number of an old version: that before a change."""
    return str(_rename(actor, f"/resumes/{ids['resume_id']}", "edit_resume"))


def _trash(actor: Actor, ids: Ids) -> str:
    """A deleted résumé; what a guest deletes is gone, so theirs names nothing."""
    del ids
    resume = actor.id("resume_id", fresh=True)
    done = actor.person.send("DELETE", f"/resumes/{resume}", "delete_resume")
    assert done.status_code == 204, done.text
    return f"resumes-{resume}"


def _account(actor: Actor, ids: Ids) -> str:
    """Somebody's whom an administrator may change."""
    del ids
    return actor.stage.services.auth.registration.make_by_operator(
        actor.stage.address(), PASSWORD, "basic"
    ).id


def _session(actor: Actor, ids: Ids) -> str:
    """Another browser of the same person."""
    del ids
    if not actor.email:
        return MISSING["session_id"]
    other = Person(actor.stage.app)
    other.open()
    body = {"email": actor.email, "password": PASSWORD}
    begun = other.post("/auth/sign-in", "sign_in", **body).get_json()
    path = "/auth/sign-in/passkey"
    if begun["next"] == "mailed_code":
        other.post("/auth/sign-in/code", "sign_in_with_code", code=actor.mailed())
    else:
        offered = other.post(f"{path}/options", "offer_passkey_sign_in").get_json()["options"]
        credential = actor.notes["passkey"].use(offered)
        other.post(path, "sign_in_with_passkey", credential=credential)
    listed = other.get("/account/sessions").get_json()["sessions"]
    return next(entry["id"] for entry in listed if entry["current"])


def _passkey(actor: Actor, ids: Ids) -> str:
    del ids
    if not actor.email:
        return MISSING["passkey_id"]
    offered = actor.post("/account/passkeys/options", "offer_passkey")["options"]
    key = actor.notes["passkey"] = Authenticator()
    body = {"credential": key.make(offered), "name": "Laptop"}
    return actor.post("/account/passkeys", "add_passkey", **body)["passkey"]["id"]


def _mail(actor: Actor, ids: Ids) -> str:
    """The outbox is a page of a site for one person; on one that many share there is none."""
    del actor, ids
    return MISSING["mail_id"]


PARAMETERS: Mapping[str, Callable[[Actor, Ids], str]] = {
    "resume_id": _resume,
    "posting_id": _posting,
    "tailoring_id": _tailoring,
    "letter_id": _letter,
    "document_id": _document,
    "share_id": _share,
    "sha256": _page,
    "number": _number,
    "trash_id": _trash,
    "account_id": _account,
    "session_id": _session,
    "passkey_id": _passkey,
    "mail_id": _mail,
}
# Of the right form, and nobody's.
MISSING: Mapping[str, str] = {
    "resume_id": "a" * 22,
    "posting_id": "a" * 22,
    "tailoring_id": "a" * 22,
    "letter_id": "a" * 22,
    "document_id": "a" * 64,
    "share_id": "a" * 43,
    "sha256": "0" * 64,
    "number": "999",
    "trash_id": f"resumes-{'a' * 22}",
    "account_id": "a" * 22,
    "session_id": "a" * 22,
    "passkey_id": "a" * 22,
    "mail_id": "a" * 22,
}
