"""Somebody erases their account while something of theirs is under way: nothing comes back.

The erasure happens in another process, between two commands of the first one: once before each of
them. What is under way then ends with an answer that says why, and leaves nothing in any store.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

import pytest

from resume_builder.adapters.redis.store import Store
from tests.people import PASSWORD, Letterbox
from tests.web.conftest import POSTING, RESUME
from tests.web.killing import Killed, Process
from tests.web.test_accounts import Person

pytestmark = pytest.mark.accounts

ADA = "ada@example.com"
# An answer has some dozen commands; one that never ends would be a fault of the test.
MOST_STEPS = 300
# A count of what was done today lives on until midnight, by a random id of nobody.
COUNTS = b":allowance:"


@dataclass
class Meeting:
    """Ada in two processes, with something of everything."""

    first: Process
    second: Process
    mail: Letterbox

    def __post_init__(self) -> None:
        self.ada = Person(self.first.app)
        self.ada.open()
        self.ada.register(ADA)
        self.resume = self.ada.add_resume(RESUME)
        posting = self.ada.add_posting(POSTING)
        self.tailoring_id = self.ada.add_tailoring(self.resume["id"], posting["id"])["id"]
        self.document_id = self.ada.pin(self.tailoring_id)["id"]
        self.account_id = self.ada.account()["id"]

    def erase(self) -> None:
        """Erase the account, in the second process."""
        erasure = self.second.services.erasure
        erasure.erase(self.account_id)


Act = Callable[[Meeting], Callable[[], Any]]


def _send(method: str, path: str, operation: str, **how: Any) -> Act:
    def prepared(meeting: Meeting) -> Callable[[], Any]:
        names = {"resume": meeting.resume["id"], "tailoring": meeting.tailoring_id}
        filled = path.format(**names, document=meeting.document_id)
        given = dict(how)
        if operation == "edit_resume":
            version = meeting.ada.get(f"/resumes/{meeting.resume['id']}").get_json()["version"]
            given["headers"] = {"If-Match": f'"{version}"'}
        headers = {**meeting.ada.headers(operation), **given.pop("headers", {})}
        return lambda: meeting.ada.client.open(
            f"/api/v1{filled}", method=method, headers=headers, **given
        )

    return prepared


def _read(path: str) -> Act:
    def prepared(meeting: Meeting) -> Callable[[], Any]:
        filled = path.format(tailoring=meeting.tailoring_id)
        return lambda: meeting.ada.client.get(f"/api/v1{filled}")

    return prepared


def _take_along(meeting: Meeting) -> Callable[[], Any]:
    """Another browser, with work of a guest, is about to come in."""
    other = Person(meeting.first.app)
    other.open()
    other.add_resume("Ada Byron\nEngineer")
    other.add_posting(POSTING)
    other.post("/auth/sign-in", "sign_in", email=ADA, password=PASSWORD)
    headers, code = other.headers("sign_in_with_code"), meeting.mail.code()
    return lambda: other.client.post(
        "/api/v1/auth/sign-in/code", json={"code": code}, headers=headers
    )


EDITS = {"edits": [{"path": "basics.name", "text": "Ada Byron"}]}
NEW_PASSWORD = {"password": PASSWORD, "new_password": "a completely different sentence"}
ACTS: dict[str, Act] = {
    "importing a résumé": _send("POST", "/resumes", "import_resume", json={"text": RESUME}),
    "editing one": _send("PATCH", "/resumes/{resume}", "edit_resume", json=EDITS),
    "deleting one": _send("DELETE", "/resumes/{resume}", "delete_resume"),
    "setting and keeping pages": _send(
        "POST", "/tailorings/{tailoring}/documents", "pin_document", json={}
    ),
    "sharing a document": _send(
        "POST", "/documents/{document}/shares", "create_share", json={"hours": 24}
    ),
    "writing a letter": _send("POST", "/tailorings/{tailoring}/letters", "create_letter", json={}),
    "exporting": _read("/account/export"),
    "rendering": _read("/tailorings/{tailoring}/document?format=pdf"),
    "naming oneself": _send("PATCH", "/account", "edit_account", json={"name": "Ada"}),
    "changing the password": _send(
        "POST", "/account/password", "change_password", json=NEW_PASSWORD
    ),
    "changing the address": _send(
        "POST", "/account/email", "change_email", json={"email": "byron@example.com"}
    ),
    "setting up an app": _send("POST", "/account/totp", "start_totp", json={}),
    "signing out elsewhere": _send("DELETE", "/account/sessions", "end_other_sessions"),
    "taking along": _take_along,
}


@pytest.fixture
def urls(store_urls: dict[str, str]) -> Iterator[dict[str, str]]:
    """Databases of this test's own."""
    made = {name: f"{url}?db=8" for name, url in store_urls.items()}
    yield made
    _empty(made)


def _empty(urls: dict[str, str]) -> None:
    for name, url in urls.items():
        store = Store(url, name)
        store.call("FLUSHDB")
        store.close()


def _left_of(account_id: str, urls: dict[str, str]) -> list[bytes]:
    """The keys that still name the account, or lead to it."""
    found: list[bytes] = []
    for name, url in urls.items():
        store = Store(url, name)
        found += cast("list[bytes]", store.call("KEYS", f"*{account_id}*"))
        for more in ("{e:*", "{share:*"):
            found += cast("list[bytes]", store.call("KEYS", more))
        store.close()
    return [key for key in found if COUNTS not in key]


def test_an_erasure_that_a_crash_ended_is_ended_at_the_next_start(urls: dict[str, str]) -> None:
    """Whatever command was the last: all of it is there, or after the next start nothing is.

    In that case the files are written anew as well, for the key that was in them.
    """
    outcomes = set[bool]()
    for step in range(MOST_STEPS):
        _empty(urls)
        mail = Letterbox()
        meeting = Meeting(Process(urls, mail), Process(urls, mail), mail)
        headers = meeting.ada.headers("erase_account")
        meeting.first.life.left = step
        was_killed = False
        try:
            meeting.ada.client.post("/api/v1/account/erasure", headers=headers)
        except Killed:
            was_killed = True
        meeting.first.life.left = None
        erasure = meeting.second.services.erasure
        had_begun = meeting.account_id in erasure.stores.marks()
        owed = _value(urls["auth"], "files:due")
        erasure.reapply()
        outcomes.add(had_begun)
        if had_begun:
            assert _left_of(meeting.account_id, urls) == [], f"step {step}"
            assert owed or _value(urls["auth"], "files:due"), f"step {step}"
            fresh = Person(meeting.second.app)
            fresh.open()
            fresh.register(ADA)
            assert fresh.account()["id"] != meeting.account_id
        else:
            again = Person(meeting.second.app)
            again.open()
            again.sign_in(ADA)
            assert len(again.get("/tailorings").get_json()["tailorings"]) == 1
        meeting.first.close()
        meeting.second.close()
        if not was_killed:
            break
    assert outcomes == {True, False}


def _value(url: str, key: str) -> object:
    store = Store(url, "auth")
    found = store.call("GET", key)
    store.close()
    return found


@pytest.mark.parametrize("what", ACTS)
def test_nothing_comes_back(urls: dict[str, str], what: str) -> None:
    """Whichever two commands the erasure falls between; the answer is none of a broken site."""
    step, steps = 0, 0
    statuses: set[int] = set()
    while True:
        assert step < MOST_STEPS
        _empty(urls)
        mail = Letterbox()
        meeting = Meeting(Process(urls, mail), Process(urls, mail), mail)
        act, life = ACTS[what](meeting), meeting.first.life
        life.left, life.meanwhile = step, meeting.erase
        answer = act()
        came_to_pass = life.left is None
        life.left = life.meanwhile = None
        if came_to_pass:
            assert answer.status_code < 500, f"step {step}: {answer.text}"
            assert _left_of(meeting.account_id, urls) == [], f"step {step}"
            assert meeting.second.services.erasure.reapply() == 0
            statuses.add(answer.status_code)
            steps += 1
        meeting.first.close()
        meeting.second.close()
        if not came_to_pass:
            break
        step += 1
    assert steps >= 5, "the erasure never fell into it"
    assert len(statuses) > 1, "it made no difference"
