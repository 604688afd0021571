"""An old cookie is refused within a second in every process, and after a crash at any step, too."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from resume_builder.adapters.crypto.vault import FRESH_SECONDS as FRESH_KEY
from resume_builder.adapters.redis.store import Store
from resume_builder.features.auth.watch import FRESH_SECONDS
from tests.people import PASSWORD, Letterbox
from tests.web.browser import code_of
from tests.web.killing import Killed, Process
from tests.web.test_accounts import Person

pytestmark = pytest.mark.accounts

ADA, ROOT = "ada@example.com", "root@example.com"
NEW = "a completely different sentence"
MOST_STEPS = 200


@dataclass
class Home:
    """Two processes over the same stores, and Ada, whose other browser a thief has got hold of."""

    urls: dict[str, str]
    mail: Letterbox = field(default_factory=Letterbox)

    def __post_init__(self) -> None:
        self.close_all: list[Process] = []
        self.empty()
        self.here, self.there = self.start(), self.start()
        self.ada = self.visit(self.here)
        self.ada.register(ADA)
        other = self.visit(self.there)
        other.sign_in(ADA)
        self.stolen = cookie_of(other)

    def start(self) -> Process:
        """A new process."""
        self.close_all.append(Process(self.urls, self.mail))
        return self.close_all[-1]

    def visit(self, process: Process) -> Person:
        """A new browser."""
        made = Person(process.app)
        made.open()
        return made

    def try_cookie(self, process: Process, cookie: str) -> int:
        """What an old cookie gets from a process."""
        thief = Person(process.app)
        thief.client.set_cookie("session", cookie)
        return thief.get("/account").status_code

    def can_sign_in(self, password: str) -> bool:
        """Whether a password is the account's, asked of a new process."""
        answer = self.visit(self.start()).post(
            "/auth/sign-in", "sign_in", email=ADA, password=password
        )
        return answer.get_json().get("next") == "mailed_code"

    def empty(self) -> None:
        """Forget everything."""
        for name, url in self.urls.items():
            store = Store(url, name)
            store.call("FLUSHDB")
            store.close()

    def end(self) -> None:
        """End every process."""
        for process in self.close_all:
            process.close()
        self.empty()


def cookie_of(person: Person) -> str:
    """The secret that the browser keeps."""
    found = person.client.get_cookie("session")
    assert found is not None
    return found.value


@pytest.fixture
def urls(store_urls: dict[str, str]) -> dict[str, str]:
    """Databases of this test's own."""
    return {name: f"{url}?db=9" for name, url in store_urls.items()}


@pytest.fixture
def home(urls: dict[str, str]) -> Iterator[Home]:
    """Ada at home."""
    made = Home(urls)
    yield made
    made.end()


def _done(answer: object) -> None:
    assert getattr(answer, "status_code", 0) in (200, 204), getattr(answer, "text", "")


def _end_others(home: Home) -> None:
    _done(home.ada.send("DELETE", "/account/sessions", "end_other_sessions"))


def _end_one(home: Home) -> None:
    listed = home.ada.get("/account/sessions").get_json()["sessions"]
    (wanted,) = [entry["id"] for entry in listed if not entry["current"]]
    _done(home.ada.send("DELETE", f"/account/sessions/{wanted}", "end_one_session"))


def _sign_out_there(home: Home) -> None:
    other = Person(home.here.app)
    other.client.set_cookie("session", home.stolen)
    other.open()
    _done(other.post("/auth/sign-out", "sign_out"))


def _erase_session_there(home: Home) -> None:
    other = Person(home.here.app)
    other.client.set_cookie("session", home.stolen)
    other.open()
    _done(other.send("DELETE", "/session", "end_session"))


def _change_password(home: Home) -> None:
    body = {"password": PASSWORD, "new_password": NEW}
    _done(home.ada.post("/account/password", "change_password", **body))


def _reset_password(home: Home) -> None:
    forgetful = home.visit(home.here)
    forgetful.post("/auth/reset", "reset_password", email=ADA)
    code = home.mail.code()
    _done(forgetful.post("/auth/reset/code", "confirm_reset", code=code, password=NEW))


def _disable(home: Home) -> None:
    home.here.services.auth.registration.make_by_operator(ROOT, PASSWORD, "admin")
    root = home.visit(home.here)
    root.sign_in(ROOT)
    path = f"/admin/accounts/{home.ada.account()['id']}/state"
    _done(root.send("PUT", path, "set_state", json={"state": "disabled"}))


def _erase(home: Home) -> None:
    _done(home.ada.send("POST", "/account/erasure", "erase_account"))


ENDS: dict[str, Callable[[Home], None]] = {
    "every other session ended": _end_others,
    "this session ended from the list": _end_one,
    "signed out there": _sign_out_there,
    "session erased there": _erase_session_there,
    "password changed": _change_password,
    "password reset": _reset_password,
    "account disabled": _disable,
    "account erased": _erase,
}


@pytest.mark.parametrize("what", ENDS)
def test_another_process_refuses_it_within_a_second(home: Home, what: str) -> None:
    """One that let it in just now, and the process where it happened at once."""
    assert FRESH_SECONDS < 1
    assert FRESH_KEY < 1
    assert home.try_cookie(home.there, home.stolen) == 200
    ENDS[what](home)
    assert home.try_cookie(home.here, home.stolen) == 401
    time.sleep(1)
    assert home.try_cookie(home.there, home.stolen) == 401
    assert home.try_cookie(home.start(), home.stolen) == 401


def test_the_id_before_a_sign_in_is_worth_nothing(home: Home) -> None:
    """Whoever planted or saw it has no session of anybody's (fixation)."""
    victim = home.visit(home.here)
    planted = cookie_of(victim)
    victim.sign_in(ADA)
    for process in (home.here, home.there):
        assert home.try_cookie(process, planted) == 401
    assert home.try_cookie(home.there, cookie_of(victim)) == 200


def test_a_role_taken_away_is_gone_within_a_second(home: Home) -> None:
    """An administrator who is none any more administers nothing, in any process."""
    registration = home.here.services.auth.registration
    registration.make_by_operator(ROOT, PASSWORD, "admin")
    root = home.visit(home.there)
    root.sign_in(ROOT)
    assert root.post("/admin/accounts/search", "find_account", email=ADA).status_code == 200
    account_id = root.account()["id"]
    home.here.services.accounts.give_role(account_id, "basic", by="operator")
    time.sleep(1)
    refused = root.post("/admin/accounts/search", "find_account", email=ADA)
    assert (refused.status_code, code_of(refused)) == (403, "auth.not_allowed")


def _kill(home: Home, act: Callable[[Home], None], step: int) -> bool:
    """Do something in a process that ends before its `step`th command; whether it did."""
    home.here.life.left = step
    try:
        act(home)
    except Killed:
        return True
    finally:
        home.here.life.left = None
    return False


@pytest.mark.parametrize("what", ["password changed", "password reset"])
def test_no_crash_leaves_a_new_password_beside_old_sessions(
    urls: dict[str, str], what: str
) -> None:
    """Either nothing has changed, or the new password holds and every old cookie is void."""
    seen = set[bool]()
    for step in range(MOST_STEPS):
        home = Home(urls)
        was_killed = _kill(home, ENDS[what], step)
        is_new = home.can_sign_in(NEW)
        assert home.can_sign_in(PASSWORD) != is_new
        assert (home.try_cookie(home.start(), home.stolen) == 401) == is_new, f"step {step}"
        seen.add(is_new)
        home.end()
        if not was_killed:
            break
    assert seen == {True, False}


@pytest.mark.parametrize(
    "what", ["signed out there", "session erased there", "every other session ended"]
)
def test_no_crash_leaves_a_session_that_no_list_shows(urls: dict[str, str], what: str) -> None:
    """What still opens the account can be seen, and ended, by its owner."""
    for step in range(MOST_STEPS):
        home = Home(urls)
        was_killed = _kill(home, ENDS[what], step)
        fresh = home.visit(home.start())
        fresh.sign_in(ADA)
        is_live = home.try_cookie(home.start(), home.stolen) == 200
        listed = fresh.get("/account/sessions").get_json()["sessions"]
        shown = len([entry for entry in listed if not entry["current"]])
        mine = home.try_cookie(home.start(), cookie_of(home.ada)) == 200
        assert shown >= is_live + mine, f"step {step}"
        _done(fresh.send("DELETE", "/account/sessions", "end_other_sessions"))
        assert home.try_cookie(home.start(), home.stolen) == 401
        home.end()
        if not was_killed:
            break
    assert not is_live
