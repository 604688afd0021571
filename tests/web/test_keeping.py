"""What an account keeps, as a browser sees it: from the first visit to erasure."""

import io
import json
from typing import Any
from zipfile import ZipFile

import pytest
from flask import Flask

from tests.web.browser import code_of
from tests.web.conftest import POSTING, RESUME
from tests.web.test_accounts import Person

pytestmark = pytest.mark.accounts


@pytest.fixture
def person(app: Flask) -> Person:
    """Somebody who worked as a guest, and then registered."""
    made = Person(app)
    made.open()
    resume, posting = made.add_resume(RESUME), made.add_posting(POSTING)
    made.add_letter(made.add_tailoring(resume["id"], posting["id"])["id"])
    made.register()
    return made


def _resume(person: Person) -> dict[str, Any]:
    (summary,) = person.get("/resumes").get_json()["resumes"]
    return person.get(f"/resumes/{summary['id']}").get_json()


def _rename(person: Person, resume: dict[str, Any], name: str) -> Any:
    return person.send(
        "PATCH",
        f"/resumes/{resume['id']}",
        "edit_resume",
        headers={"If-Match": str(resume["version"])},
        json={"edits": [{"path": "basics.name", "text": name}]},
    )


def test_what_a_guest_made_is_the_account_s_everywhere(app: Flask, person: Person) -> None:
    """In this browser, and in another that signs in with work of its own."""
    other = Person(app)
    other.open()
    other.add_posting(POSTING)
    other.sign_in()
    for browser in (person, other):
        assert len(browser.get("/resumes").get_json()["resumes"]) == 1
        assert len(browser.get("/tailorings").get_json()["tailorings"]) == 1
        assert len(browser.get("/postings").get_json()["postings"]) == 2
    saved = other.get("/session/work").get_json()
    assert len(saved["letters"]) == 1


def test_a_second_device_sees_the_conflict(app: Flask, person: Person) -> None:
    """409 with the version that holds; nothing is overwritten."""
    other = Person(app)
    other.open()
    other.sign_in()
    seen = _resume(other)
    assert _rename(person, _resume(person), "Ada First").status_code == 200
    refused = _rename(other, seen, "Ada Second")
    assert (refused.status_code, code_of(refused)) == (409, "work.version_conflict")
    assert refused.get_json()["params"] == {"current": seen["version"] + 1}
    assert _resume(other)["reading"]["resume"]["basics"]["name"] == "Ada First"


def test_old_versions_come_back(person: Person) -> None:
    """Each can be looked at, and made the newest."""
    first = _resume(person)
    _rename(person, first, "Somebody Else")
    path = f"/resumes/{first['id']}/versions"
    listed = person.get(path).get_json()
    assert listed["version"] == first["version"] + 1
    assert first["version"] in [old["version"] for old in listed["versions"]]
    old = person.get(f"{path}/{first['version']}").get_json()
    assert old["reading"]["resume"] == first["reading"]["resume"]
    body = {"version": listed["version"]}
    done = person.send("POST", f"{path}/{first['version']}/restore", "restore_version", json=body)
    assert done.status_code == 200, done.text
    assert _resume(person)["reading"]["resume"] == first["reading"]["resume"]


def test_what_was_deleted_comes_back(person: Person) -> None:
    """From a list that says what it was and until when."""
    resume = _resume(person)
    person.send("DELETE", f"/resumes/{resume['id']}", "delete_resume")
    assert person.get("/resumes").get_json() == {"resumes": []}
    (trashed,) = person.get("/trash").get_json()["trash"]
    assert (trashed["kind"], trashed["record_id"]) == ("resumes", resume["id"])
    path = f"/trash/{trashed['id']}"
    assert person.send("POST", f"{path}/restore", "restore_trashed").status_code == 200
    assert _resume(person) == resume
    person.send("DELETE", f"/resumes/{resume['id']}", "delete_resume")
    assert person.send("DELETE", path, "delete_trashed").status_code == 204
    assert person.send("DELETE", "/trash", "empty_trash").status_code == 204
    assert person.get("/trash").get_json() == {"trash": []}


def test_the_export_has_everything(person: Person) -> None:
    """In formats that other programs read, the log included; and it is written down."""
    answer = person.get("/account/export")
    assert answer.mimetype == "application/zip"
    with ZipFile(io.BytesIO(answer.data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    folders = {name.partition("/")[0] for name in files}
    assert folders >= {"account.json", "audit.csv", "postings.csv", "tailorings.csv", "work.json"}
    assert folders >= {"resumes", "tailorings", "letters", "trash.json", "versions.json"}
    ends = {name.rpartition(".")[2]: data[:4] for name, data in files.items()}
    assert ends["pdf"] == b"%PDF"
    assert ends["docx"][:2] == b"PK"
    assert json.loads(files["account.json"])["email"]
    (name,) = [name for name in files if name.startswith("resumes/") and name.endswith(".json")]
    assert json.loads(files[name])["basics"]["name"]
    kinds = [event["kind"] for event in person.get("/account/audit").get_json()["events"]]
    assert "exported" in kinds


def test_an_erased_account_is_gone_at_once(app: Flask, person: Person) -> None:
    """Its sessions end, its address is free, and nobody signs in to it."""
    other = Person(app)
    other.open()
    other.sign_in()
    done = person.send("POST", "/account/erasure", "erase_account")
    assert done.status_code == 204, done.text
    assert other.get("/resumes").status_code == 401
    assert person.get("/resumes").status_code == 401
    fresh = Person(app)
    fresh.open()
    fresh.register()
    assert fresh.get("/resumes").get_json() == {"resumes": []}
