"""A guest's work goes into the account, whatever step of the way is the process's last.

The processes end before a command to a real store, so that every state that a killed one can leave
is met: at sign-in and at registration, once and again and again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from resume_builder.adapters.redis.store import Store
from resume_builder.domain.accounts import PRIVACY, TERMS
from resume_builder.features.auth.accounts import HOLD
from resume_builder.features.sessions.errors import SessionMissing
from resume_builder.ports import Owner
from tests.people import PASSWORD, Letterbox
from tests.web.conftest import POSTING, RESUME
from tests.web.killing import Killed, Process, age, work_of
from tests.web.test_accounts import Person

pytestmark = pytest.mark.accounts

ADA = "ada@example.com"
KINDS = {"resumes", "postings", "tailorings", "letters", "documents", "shares", "spend"}
# A way in has about forty commands; one that never ends would be a fault of the test.
MOST_STEPS = 300


@dataclass
class World:
    """Two real stores, empty, and processes that come and go over them."""

    urls: dict[str, str]
    mail: Letterbox = field(default_factory=Letterbox)
    processes: list[Process] = field(default_factory=list)

    def start(self) -> Process:
        """A new process."""
        self.processes.append(Process(self.urls, self.mail))
        return self.processes[-1]

    def empty(self) -> None:
        """End every process, and forget everything."""
        for process in self.processes:
            process.close()
        self.processes.clear()
        self.mail.sent.clear()
        for name, url in self.urls.items():
            store = Store(url, name)
            store.call("FLUSHDB")
            store.close()


@pytest.fixture
def world(store_urls: dict[str, str]) -> Iterator[World]:
    """Databases of this test's own."""
    made = World({name: f"{url}?db=7" for name, url in store_urls.items()})
    made.empty()
    yield made
    made.empty()


def browser(process: Process, cookie: str | None = None) -> Person:
    """A browser, with the cookie that it still has."""
    made = Person(process.app)
    if cookie:
        made.client.set_cookie("session", cookie)
    made.open()
    return made


def cookie_of(person: Person) -> str:
    """The secret that the browser keeps."""
    found = person.client.get_cookie("session")
    assert found is not None
    return found.value


def work_as_guest(person: Person) -> str:
    """One thing of every kind that a guest can make without asking a model; the link's token."""
    resume, posting = person.add_resume(RESUME), person.add_posting(POSTING)
    tailoring = person.add_tailoring(resume["id"], posting["id"])
    person.add_letter(tailoring["id"])
    document = person.pin(tailoring["id"])
    run = {"vendor": "ollama", "model": "qwen3:8b", "purpose": "test"}
    body = {**run, "input_tokens": 90, "output_tokens": 10}
    assert person.send("POST", "/spend", "note_spend", json=body).status_code == 201
    path = f"/documents/{document['id']}/shares"
    shared = person.send("POST", path, "create_share", json={"hours": 24})
    assert shared.status_code == 201, shared.text
    return shared.get_json()["path"].partition("#")[2]


def account_id_of(process: Process) -> str | None:
    """The id of Ada's account, None when there is none."""
    directory = process.services.auth.directory
    return directory.claims.find(process.services.lookup.digest("email", ADA))


def guest_of(process: Process, cookie: str) -> Owner | None:
    """The session of a cookie, None when its id is void."""
    try:
        return process.services.sessions.load(cookie).own
    except SessionMissing:
        return None


def shows(process: Process, token: str) -> bool:
    """Whether somebody else sees what a link shows."""
    answer = browser(process).post("/shared/view", "view_shared", token=token)
    return answer.status_code == 200


def begin_to_register(person: Person) -> tuple[str, str]:
    """Everything up to the code; the way to come in by it."""
    body = {"email": ADA, "password": PASSWORD, "terms": TERMS, "privacy": PRIVACY}
    person.post("/auth/registration", "register", **body)
    return "/auth/registration/code", "confirm_registration"


def begin_to_sign_in(person: Person) -> tuple[str, str]:
    """Everything up to the code; the way to come in by it."""
    begun = person.post("/auth/sign-in", "sign_in", email=ADA, password=PASSWORD)
    assert begun.get_json()["next"] == "mailed_code", begun.text
    return "/auth/sign-in/code", "sign_in_with_code"


def killed_on_the_way(process: Process, person: Person, step: int, *, new: bool) -> bool:
    """Come in, in a process that ends before its `step`th command; whether it did."""
    path, operation = begin_to_register(person) if new else begin_to_sign_in(person)
    headers = person.headers(operation)
    process.life.left = step
    try:
        url = f"/api/v1{path}"
        answer = person.client.post(url, json={"code": person.mail.code()}, headers=headers)
    except Killed:
        return True
    finally:
        process.life.left = None
    assert answer.get_json()["next"] == "signed_in", answer.text
    return False


def has_account(process: Process) -> bool:
    """Whether Ada can sign in."""
    directory = process.services.auth.directory
    return directory.find(process.services.lookup.digest("email", ADA))[0] is not None


@pytest.mark.parametrize(
    ("new", "times"),
    [(False, 1), (False, 3), (True, 1)],
    ids=["sign-in", "sign-in again and again", "registration"],
)
def test_whatever_step_is_the_last_nothing_is_lost_and_nothing_twice(
    world: World, times: int, *, new: bool
) -> None:
    """Between the kill and the next try all of it is somewhere; the next whole one ends it."""
    step, was_killed, kills = 0, True, 0
    while was_killed:
        assert step < MOST_STEPS
        was_killed = _once(world, step, times, new=new)
        kills += was_killed
        step += 1
    assert kills > 30, "the kills were not on the way"


def _once(world: World, step: int, times: int, *, new: bool) -> bool:
    """Let Ada come in with `times` processes that are killed, then with one that is not."""
    world.empty()
    process = world.start()
    own: set[tuple[str, str]] = set()
    if not new:
        before = browser(process)
        before.register(ADA)
        before.add_resume("Ada Byron\nEngineer")
        own = set(work_of(process.services, Owner.of_account(account_id_of(process) or "")))
        assert len(own) == 1
    person = browser(process)
    token = work_as_guest(person)
    cookie = cookie_of(person)
    guest = guest_of(process, cookie)
    assert guest is not None
    made = work_of(process.services, guest)
    assert {kind for kind, _ in made} == KINDS
    kills, was_killed = 0, True
    while was_killed and kills < times:
        was_killed = killed_on_the_way(process, person, step, new=not has_account(process))
        kills += was_killed
        process = world.start()
        age(world.urls["auth"], HOLD)
        _all_is_somewhere(process, cookie, made)
        assert shows(process, token)
        # Who got no answer has the old cookie alone.
        person = browser(process, cookie if was_killed else None)
        cookie = cookie_of(person)
    person.sign_in(ADA) if has_account(process) else person.register(ADA)
    account = Owner.of_account(account_id_of(process) or "")
    kept = work_of(process.services, account)
    assert set(kept) == set(made) | own
    assert {key: kept[key] for key in made} == made
    last = guest_of(process, cookie_of(person))
    assert last is not None
    assert work_of(process.services, last) == {}
    assert shows(process, token)
    return kills > 0


def _all_is_somewhere(process: Process, cookie: str, made: dict[tuple[str, str], object]) -> None:
    """What was made is the guest's or the account's, as it was."""
    seen: dict[tuple[str, str], object] = {}
    account_id, guest = account_id_of(process), guest_of(process, cookie)
    if account_id is not None and has_account(process):
        seen |= work_of(process.services, Owner.of_account(account_id))
    if guest is not None:
        seen |= work_of(process.services, guest)
    assert {key: seen[key] for key in made if key in seen} == made
