"""Erasure as somebody sees it who has the stores' files and the master key: nothing is left.

They look for every key that the files ever held, and try the master key on it. Before an erasure
that opens the account; after it, and after the files were written anew, it opens nothing of it.
"""

import logging
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from resume_builder.adapters.redis.erasing import RedisErasing
from resume_builder.adapters.redis.store import Store
from resume_builder.adapters.tombstones import TombstoneFile
from resume_builder.adapters.valkey.supervisor import EmbeddedStores
from resume_builder.ports import Mail
from tests.dumps import everything
from tests.people import Letterbox
from tests.web.conftest import POSTING, RESUME
from tests.web.killing import MASTER, Process
from tests.web.test_accounts import Person
from tests.web.thief import files_in, opened_in

pytestmark = pytest.mark.accounts

ADA, EVE = "ada-canary@example.com", "eve@example.com"
CANARY = "canary-4711"
PATIENCE_SECONDS = 60


@dataclass
class Place:
    """Both stores in a folder, and a process of the site over them."""

    folder: Path
    mail: Letterbox

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Start the stores and the site."""
        self.stores = EmbeddedStores(self.folder)
        self.stores.__enter__()
        tombstones = TombstoneFile(self.folder / "tombstones")
        self.process = Process(self.stores.urls, self.mail, tombstones=tombstones)
        self.auth = Store(self.stores.urls["auth"], "auth")
        self.session = Store(self.stores.urls["session"], "session")
        self.erasing = RedisErasing(self.session, self.auth)

    def stop(self) -> None:
        """Stop them."""
        for opened in (self.process, self.auth, self.session):
            opened.close()
        self.stores.__exit__(None, None, None)

    def files(self) -> bytes:
        """Everything on the disk."""
        return files_in(self.folder)

    def everything(self) -> bytes:
        """Everything in both stores, as they would hand it to anybody."""
        return b"\n".join(everything(url) for url in self.stores.urls.values())

    def opened_by_thief(self, account_id: str) -> bool:
        """Whether some key in the files is the account's, for who has the master key."""
        return opened_in(self.folder, MASTER, [account_id]) == {account_id}

    def until_written_anew(self) -> None:
        """Let the job come round until nothing is left to do."""
        until(self.erasing.go_on)

    def register(self, email: str) -> tuple[Person, str]:
        """Somebody with an account and work in it; the account's id."""
        person = Person(self.process.app)
        person.open()
        person.register(email)
        resume = person.add_resume(f"{RESUME}\n{CANARY}")
        person.pin(person.add_tailoring(resume["id"], person.add_posting(POSTING)["id"])["id"])
        person.send("PATCH", "/account", "edit_account", json={"name": CANARY})
        return person, person.account()["id"]


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; fail when it never does."""
    for _ in range(PATIENCE_SECONDS * 20):
        if holds():
            return
        time.sleep(0.05)
    pytest.fail("it never came to hold")


def erase(person: Person) -> None:
    """Erase one's account."""
    done = person.send("POST", "/account/erasure", "erase_account")
    assert done.status_code == 204, done.text


@pytest.fixture
def place() -> Iterator[Place]:
    """Empty stores in a folder of their own."""
    with tempfile.TemporaryDirectory(prefix="rb-") as folder:
        made = Place(Path(folder), Letterbox())
        yield made
        made.stop()


def test_after_erasure_the_files_open_nothing(place: Place) -> None:
    """No marker was ever readable; the key, which would open the rest, is gone from the files."""
    person, account_id = place.register(ADA)
    _, other_id = place.register(EVE)
    for mark in (CANARY.encode(), ADA.encode()):
        assert mark not in place.files() + place.everything()
    assert place.opened_by_thief(account_id), "the thief of this test can open what is there"
    erase(person)
    place.until_written_anew()
    assert not place.opened_by_thief(account_id)
    assert place.opened_by_thief(other_id), "others keep their keys"
    assert CANARY.encode() not in place.files() + place.everything()
    assert b"{u:" + account_id.encode() not in place.everything()
    assert not place.erasing.is_there(account_id)


def test_an_erasure_while_the_files_are_written_gets_a_run_of_its_own(place: Place) -> None:
    """The one under way began before it, and writes the key down: only the next is without it."""
    person, account_id = place.register(ADA)
    for number in range(100):
        place.auth.call("SET", f"filler:{number}", "x" * 100)
    # So many microseconds a key: this run takes as long as the test needs it to.
    place.auth.call("CONFIG", "SET", "rdb-key-save-delay", 100_000)
    place.auth.call("BGREWRITEAOF")
    erase(person)
    assert not place.erasing.go_on()
    place.auth.call("CONFIG", "SET", "rdb-key-save-delay", 0)
    running = place.auth.info("persistence")["aof_rewrite_in_progress"]
    assert running, "the erasure did not fall into a run"
    until(lambda: not place.auth.info("persistence")["aof_rewrite_in_progress"])
    assert place.opened_by_thief(account_id), "one run is not enough"
    place.until_written_anew()
    assert not place.opened_by_thief(account_id)


def test_erasures_one_upon_the_other_all_get_their_run(place: Place) -> None:
    """Some before a run, some in the middle of one, some at its end."""
    people = [place.register(f"p{number}@example.com") for number in range(6)]
    place.auth.call("CONFIG", "SET", "rdb-key-save-delay", 20_000)
    for person, _ in people:
        erase(person)
    place.until_written_anew()
    assert not any(place.opened_by_thief(account_id) for _, account_id in people)
    assert set(place.erasing.marks()) == {account_id for _, account_id in people}


def test_a_run_that_a_crash_ended_is_begun_again(place: Place) -> None:
    """The mark is in the store, and a server that started anew knows nothing of the run."""
    person, account_id = place.register(ADA)
    for number in range(100):
        place.auth.call("SET", f"filler:{number}", "x" * 100)
    place.auth.call("CONFIG", "SET", "rdb-key-save-delay", 100_000)
    erase(person)
    place.stop()
    place.start()
    assert not place.erasing.go_on()
    place.until_written_anew()
    assert not place.opened_by_thief(account_id)


def test_what_was_shared_goes_too(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    """No token and no password of a link was ever written down; what it showed is gone."""
    caplog.set_level(logging.DEBUG)
    person, _ = place.register(ADA)
    document = person.get("/documents").get_json()["documents"][0]
    path, password = f"/documents/{document['id']}/shares", "quiet orange ferry"
    wish = {"hours": 24, "password": password, "label": CANARY, "count_views": True}
    made = person.post(path, "create_share", **wish).get_json()
    token, share_id = made["path"].partition("#")[2], made["share"]["id"].encode()
    other = Person(place.process.app)
    other.open()
    link = {"token": token, "password": password}
    assert other.post("/shared/view", "view_shared", **link).status_code == 200
    assert other.post("/shared/file", "get_shared_file", **link).data.startswith(b"%PDF-")
    kept = place.files() + place.everything()
    for mark in (token, password, CANARY, document["name"]):
        assert mark.encode() not in kept
        assert mark not in caplog.text
    assert kept.count(share_id) > 0
    erase(person)
    assert share_id not in place.everything()
    assert other.post("/shared/view", "view_shared", **link).status_code == 404


def test_mail_to_the_erased_goes_with_them(place: Place) -> None:
    """On its way or shown; that to others stays."""
    person, _ = place.register(ADA)
    place.register(EVE)
    post, mails = place.process.services.post, place.process.services.post.delivery.mails
    for address in (ADA.upper(), EVE):
        post.mailer.send(
            Mail("sign_in_code", address, "en", {"code": "471100", "minutes": "10", "device": ""})
        )
    assert len(list(mails.sealed())) == 2
    erase(person)
    assert len(list(mails.sealed())) == 1
    assert mails.waiting() == 1


@pytest.mark.parametrize("old", [["auth"], ["session"], ["auth", "session"]])
def test_a_restored_backup_brings_nobody_back(place: Place, old: list[str]) -> None:
    """The other store tells of the tombstone at the next start, or the file of those outside of it.

    Others are as they were then.
    """
    person, account_id = place.register(ADA)
    other, other_id = place.register(EVE)
    cookie = person.client.get_cookie("session")
    assert cookie is not None
    place.stop()
    for name in old:
        shutil.copytree(place.folder / name, place.folder / f"{name}-backup")
    place.start()
    person.app = other.app = place.process.app
    again = Person(place.process.app)
    again.client.set_cookie("session", cookie.value)
    again.open()
    erase(again)
    place.until_written_anew()
    place.stop()
    for name in old:
        shutil.rmtree(place.folder / name)
        (place.folder / f"{name}-backup").rename(place.folder / name)
    place.start()
    came_back = place.erasing.is_there(account_id)
    assert came_back == ("auth" in old), "the backup was not one of before"
    said: list[int] = []
    assert place.process.services.erasure.reapply(said.append) == came_back
    assert said == [1] * came_back
    assert not place.erasing.is_there(account_id)
    assert set(place.erasing.marks()) == {account_id}
    for store in (place.auth, place.session):
        assert store.call("ZSCORE", "tombstones", account_id) is not None, "both are told"
    place.until_written_anew()
    assert not place.opened_by_thief(account_id)
    thief = Person(place.process.app)
    thief.client.set_cookie("session", cookie.value)
    assert thief.get("/account").status_code in (401, 403)
    stays = Person(place.process.app)
    stays.open()
    stays.sign_in(EVE)
    assert stays.account()["id"] == other_id
    assert len(stays.get("/resumes").get_json()["resumes"]) == 1
    fresh = Person(place.process.app)
    fresh.open()
    fresh.register(ADA)
    assert fresh.account()["id"] != account_id
    assert fresh.get("/resumes").get_json() == {"resumes": []}
    assert place.process.services.erasure.reapply(said.append) == 0
