"""Instructions kept for every brief: a member's own, exported and erased with all else."""

import io
import zipfile

import pytest
from flask import Flask

from tests.web.browser import Visitor, code_of
from tests.web.stage import Stage

pytestmark = pytest.mark.truth
WISH = "Write short lines, in British spelling."


def keep(person: Visitor, text: str) -> object:
    """Keep instructions; what they are then."""
    sent = person.send("PUT", "/prompting/instructions", "keep_instructions", json={"text": text})
    assert sent.status_code == 200, sent.text
    return sent.get_json()


def test_a_member_keeps_them_and_takes_them_away() -> None:
    """The newest stand; an empty text leaves none; nobody else sees them."""
    stage = Stage()
    person, other = stage.actor("basic").person, stage.actor("basic").person
    assert keep(person, "Be bold.") == {"text": "Be bold.", "may_keep": True}
    assert keep(person, WISH) == {"text": WISH, "may_keep": True}
    assert other.get("/prompting/instructions").get_json() == {"text": "", "may_keep": True}
    archive = zipfile.ZipFile(io.BytesIO(person.get("/account/export").data))
    assert archive.read("instructions.txt").decode() == f"{WISH}\n"
    assert keep(person, " ") == {"text": "", "may_keep": True}


def test_a_guest_types_them_each_time(app: Flask) -> None:
    """Nothing is kept; the refusal says what plan has it."""
    guest = Visitor(app)
    guest.open()
    sent = guest.send("PUT", "/prompting/instructions", "keep_instructions", json={"text": WISH})
    assert (sent.status_code, code_of(sent)) == (403, "allowance.not_in_plan")
    assert guest.get("/prompting/instructions").get_json() == {"text": "", "may_keep": False}
