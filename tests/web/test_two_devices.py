"""Two processes write to the same thing at once: one wins, the other is told, nothing is lost.

The second device's write falls between two commands of the first one's: once before each of them.
"""

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from resume_builder.adapters.redis.store import Store
from resume_builder.web.api import operations_of
from resume_builder.web.app import routes
from tests.authenticators import Authenticator
from tests.people import Letterbox
from tests.pictures import as_data, opened, plain, transparent
from tests.web.conftest import POSTING, RESUME
from tests.web.killing import Process
from tests.web.test_accounts import Person

pytestmark = pytest.mark.accounts

ADA = "ada@example.com"
MOST_STEPS = 200
Json = dict[str, Any]


@dataclass
class Devices:
    """Ada with two browsers, each at a process of its own."""

    urls: dict[str, str]

    def __post_init__(self) -> None:
        self.mail = Letterbox()
        self.here, self.there = Process(self.urls, self.mail), Process(self.urls, self.mail)
        self.first = Person(self.here.app)
        self.first.open()
        self.first.register(ADA)
        self.second = Person(self.there.app)
        self.second.open()
        self.second.sign_in(ADA)
        self.ids: dict[str, str] = {}

    def work(self) -> dict[str, str]:
        """Make one thing of each kind; their ids, for paths."""
        resume = self.first.add_resume(RESUME)
        posting = self.first.add_posting(POSTING)
        tailoring = self.first.add_tailoring(resume["id"], posting["id"])
        letter = self.first.add_letter(tailoring["id"])
        self.ids = {
            "resume_id": resume["id"],
            "tailoring_id": tailoring["id"],
            "letter_id": letter["id"],
        }
        return self.ids

    def close(self) -> None:
        """Close both, and forget everything."""
        self.here.close()
        self.there.close()
        _empty(self.urls)


def _empty(urls: dict[str, str]) -> None:
    for name, url in urls.items():
        store = Store(url, name)
        store.call("FLUSHDB")
        store.close()


@pytest.fixture
def urls(store_urls: dict[str, str]) -> Iterator[dict[str, str]]:
    """Databases of this test's own."""
    made = {name: f"{url}?db=10" for name, url in store_urls.items()}
    _empty(made)
    yield made
    _empty(made)


@dataclass(frozen=True)
class Edit:
    """How something is changed, and where the change is then seen."""

    path: str
    body: Callable[[str], Json]
    seen_in: Callable[[Json], Any]
    read: str = ""

    def found(self, person: Person, ids: dict[str, str]) -> Json:
        """What it changes, as somebody sees it."""
        return person.get((self.read or self.path).format(**ids)).get_json()


def _named(word: str) -> Json:
    return {"edits": [{"path": "basics.name", "text": word}]}


def word_of(found: Json) -> str:
    """Which of the two words a letter ends with."""
    return next((word for word in ("One", "Two") if word in str(found)), "")


def is_red(image: str) -> bool:
    """Whether a photo is that of the first device: red above."""
    picture = opened(base64.b64decode(image.partition(",")[2])).convert("RGB")
    red, green, _ = picture.getpixel((9, 9))

    return red > 2 * green


# Every operation that names the version it saw; whoever adds one says here how it is used.
EDITS: dict[str, Edit] = {
    "edit_resume": Edit(
        "/resumes/{resume_id}", _named, lambda found: found["reading"]["resume"]["basics"]["name"]
    ),
    "set_photo": Edit(
        "/resumes/{resume_id}/photo",
        lambda word: {"image": as_data(plain() if word == "One" else transparent())},
        lambda found: is_red(found["reading"]["resume"]["basics"]["image"]),
        "/resumes/{resume_id}",
    ),
    "edit_facts": Edit(
        "/resumes/{resume_id}/facts",
        lambda word: {"retired": {"w1h1" if word == "One" else "w1h2": True}},
        lambda found: (
            [fact["id"] for fact in found["facts"] if fact["state"] == "retired"] == ["w1h1"]
        ),
    ),
    "edit_tailoring": Edit(
        "/tailorings/{tailoring_id}", _named, lambda found: found["resume"]["basics"]["name"]
    ),
    "edit_letter": Edit("/letters/{letter_id}", lambda word: {"closing": word}, word_of),
}
# Settings of one's own: each field is a statement by itself, so they are joined, not refused.
BY_FIELD = {"edit_account"}


def test_every_edit_names_the_version_it_saw() -> None:
    """A new one joins the table above."""
    patches = {o.id for o in operations_of(routes()).values() if o.method == "PATCH"}
    missing = patches - EDITS.keys() - BY_FIELD
    assert not missing, f"say in tests/web/test_two_devices.py EDITS how these edit: {missing}"
    assert patches == EDITS.keys() | BY_FIELD


def _meanwhile(
    urls: dict[str, str],
    first: Callable[[Devices], Callable[[], Any]],
    second: Callable[[Devices], Callable[[], Any]],
) -> Iterator[tuple[Devices, Any, Any]]:
    """Both answers, for each command of the first one's call: the second's fell before it.

    At last it comes after all of them.
    """
    for step in range(MOST_STEPS):
        devices, answers = Devices(urls), []
        mine, theirs = first(devices), second(devices)
        life = devices.here.life
        life.left = step
        life.meanwhile = lambda answers=answers, theirs=theirs: answers.append(theirs())
        answer = mine()
        life.left = life.meanwhile = None
        is_last = not answers
        if is_last:
            answers.append(theirs())
        yield devices, answer, answers[0]
        devices.close()
        if is_last:
            return
    pytest.fail("it never ends")


def _submit(person: Person, route: str, operation: str, body: Json, seen: int = 1) -> Any:
    """A call that is ready to be sent; `route` is method and path."""
    method, path = route.split()
    headers = {**person.headers(operation), "If-Match": f'"{seen}"'}
    return lambda: person.client.open(f"/api/v1{path}", method=method, json=body, headers=headers)


@pytest.mark.parametrize("operation", EDITS)
def test_of_two_edits_of_one_version_one_is_refused(urls: dict[str, str], operation: str) -> None:
    """With the version that is there now; the other's words stand, and are the only ones."""
    edit, winners = EDITS[operation], set[str]()

    def by(name: str, word: str) -> Callable[[Devices], Callable[[], Any]]:
        def prepared(devices: Devices) -> Callable[[], Any]:
            person: Person = getattr(devices, name)
            path = edit.path.format(**(devices.ids or devices.work()))
            seen = edit.found(person, devices.ids)["version"]
            return _submit(person, f"PATCH {path}", operation, edit.body(word), seen)

        return prepared

    for devices, mine, theirs in _meanwhile(urls, by("first", "One"), by("second", "Two")):
        statuses = {"One": mine.status_code, "Two": theirs.status_code}
        assert sorted(statuses.values()) == [200, 409], mine.text
        (winner,) = [word for word, status in statuses.items() if status == 200]
        refused, done = (theirs, mine) if winner == "One" else (mine, theirs)
        version = done.get_json()["version"]
        assert refused.get_json()["code"] == "work.version_conflict"
        assert refused.get_json()["params"] == {"current": version}
        for person in (devices.first, devices.second):
            found = edit.found(person, devices.ids)
            assert found["version"] == version
            assert edit.seen_in(found) in (winner, winner == "One")
        winners.add(winner)
    assert winners == {"One", "Two"}


def test_an_old_version_comes_back_over_no_other_edit(urls: dict[str, str]) -> None:
    """Going back names the version it saw, too."""

    def back(devices: Devices) -> Callable[[], Any]:
        path = f"/resumes/{devices.work()['resume_id']}"
        _submit(devices.first, f"PATCH {path}", "edit_resume", _named("Zero"), 1)()
        body, where = {"version": 2}, f"{path}/versions/1/restore"
        return _submit(devices.first, f"POST {where}", "restore_version", body, 2)

    def edited(devices: Devices) -> Callable[[], Any]:
        path = f"/resumes/{devices.ids['resume_id']}"
        return _submit(devices.second, f"PATCH {path}", "edit_resume", _named("Two"), 2)

    outcomes = set[int]()
    for devices, mine, theirs in _meanwhile(urls, back, edited):
        assert sorted((mine.status_code, theirs.status_code)) == [200, 409]
        found = devices.second.get(f"/resumes/{devices.ids['resume_id']}").get_json()
        is_theirs = found["reading"]["resume"]["basics"]["name"] == "Two"
        assert is_theirs == (theirs.status_code == 200)
        outcomes.add(mine.status_code)
    assert outcomes == {200, 409}


def _settings(whose: str, /, **fields: str) -> Callable[[Devices], Callable[[], Any]]:
    def prepared(devices: Devices) -> Callable[[], Any]:
        return _submit(getattr(devices, whose), "PATCH /account", "edit_account", fields, 1)

    return prepared


def test_settings_of_two_devices_are_joined(urls: dict[str, str]) -> None:
    """One changes the name, the other the language: both hold."""
    first, second = _settings("first", name="Ada"), _settings("second", locale="fr")
    for devices, mine, theirs in _meanwhile(urls, first, second):
        assert (mine.status_code, theirs.status_code) == (200, 200)
        account = devices.second.account()
        assert (account["name"], account["locale"]) == ("Ada", "fr")


@pytest.mark.parametrize("moves_first", [True, False])
def test_a_name_and_an_address_change_at_once(urls: dict[str, str], *, moves_first: bool) -> None:
    """Neither undoes the other: mail goes to the new address, under the new name."""
    there = "byron@example.com"

    def moving(name: str) -> Callable[[Devices], Callable[[], Any]]:
        def prepared(devices: Devices) -> Callable[[], Any]:
            person: Person = getattr(devices, name)
            path, operation = "/account/email/code", "confirm_email_change"
            person.post("/account/email", "change_email", email=there)
            person.post(path, operation, code=devices.mail.code())
            return _submit(person, f"POST {path}", operation, {"code": devices.mail.code()}, 1)

        return prepared

    one, two = ("first", "second") if moves_first else ("second", "first")
    calls = moving(one), _settings(two, name="Countess")
    for devices, mine, theirs in _meanwhile(urls, *(calls if moves_first else calls[::-1])):
        assert (mine.status_code, theirs.status_code) == (200, 200), mine.text
        account = devices.second.account()
        assert (account["name"], account["email"]) == ("Countess", there)
        directory = devices.there.services.auth.directory
        lookup = devices.there.services.lookup
        assert directory.claims.find(lookup.digest("email", ADA)) is None
        assert directory.claims.find(lookup.digest("email", there)) == account["id"]


def test_a_removed_passkey_does_not_come_back_by_its_use(urls: dict[str, str]) -> None:
    """Whoever has it is on the way in when it is removed: in, or refused, and it is gone."""
    statuses = set[int]()

    def coming_in(devices: Devices) -> Callable[[], Any]:
        key, path = Authenticator(), "/account/passkeys"
        offered = devices.second.post(f"{path}/options", "offer_passkey").get_json()["options"]
        body = {"credential": key.make(offered), "name": "Laptop"}
        made = devices.second.post(path, "add_passkey", **body).get_json()
        devices.ids["passkey_id"] = made["passkey"]["id"]
        thief = Person(devices.here.app)
        thief.open()
        path = "/auth/sign-in/passkey"
        offered = thief.post(f"{path}/options", "offer_passkey_sign_in").get_json()["options"]
        body = {"credential": key.use(offered)}
        return _submit(thief, f"POST {path}", "sign_in_with_passkey", body, 1)

    def removing(devices: Devices) -> Callable[[], Any]:
        path = f"/account/passkeys/{devices.ids['passkey_id']}"
        return _submit(devices.second, f"DELETE {path}", "remove_passkey", {}, 1)

    for devices, mine, theirs in _meanwhile(urls, coming_in, removing):
        assert theirs.status_code == 204, theirs.text
        assert devices.second.account()["passkeys"] == []
        statuses.add(mine.status_code)
    assert statuses == {200, 403}
