"""A canary in every field: where it goes, and that nobody else can read it on the way."""

import base64
import re
from pathlib import Path

import pytest

from resume_builder.adapters.redis.keys import KEYS, Key
from resume_builder.web.api import operations_of
from resume_builder.web.app import routes
from tests.web.canaries import PLACES, fields_of, markers
from tests.web.flow_page import page_of
from tests.web.notes import Notes, seen_in
from tests.web.tracing import NETWORK, Row, Trace, run

pytestmark = pytest.mark.accounts

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data-flow.md"


@pytest.fixture(scope="module")
def trace() -> Trace:
    """Everything written everywhere, once for all tests here."""
    return run()


def test_every_field_has_a_marker(trace: Trace) -> None:
    """A field that somebody adds is followed, or the test says where to tell how."""
    assert not trace.unplaced, "\n".join(trace.unplaced)
    written = {(row.operation, row.field) for row in trace.rows}
    asked = {
        (operation.id, field)
        for operation in operations_of(routes()).values()
        for field in fields_of(operation)
    }
    assert asked - written == set()
    known = {f"{name} {field}" for name, field in asked}
    assert set(PLACES) - known == set(), "these are no fields any more"


def test_nothing_is_readable_at_rest(trace: Trace) -> None:
    """Neither in a store, the queue or its jobs, nor in a file or a line of a log."""
    assert trace.found_in_the_clear() == []
    places = " ".join(trace.clear)
    for looked_at in ("session store", "auth store", "queue store", "log", ".aof", ".rdb"):
        assert looked_at in places
    assert min(len(trace.clear[f"{name} store"]) for name in ("session", "auth", "queue")) > 1000
    assert b"mail-deliver" in trace.clear["queue store"], "there were jobs to look at"


def test_nobody_else_is_shown_it(trace: Trace) -> None:
    """A guest, an account and an administrator asked for all of it, and for their own."""
    assert trace.seen_by_others() == []


def test_no_field_breaks_the_site(trace: Trace) -> None:
    """Taken or refused, and never a fault of ours."""
    assert [row for row in trace.rows if row.status >= 500] == []


def test_the_markers_do_arrive(trace: Trace) -> None:
    """Else there would be nothing to find: words of a résumé come to a PDF, an address to mail."""
    by_field = {(row.operation, row.field, row.role): row.marker for row in trace.rows}
    text = by_field["import_resume", "text", "premium"]
    assert {"account: resumes", "account: versions"} <= trace.notes.sealed[text]
    assert {"get_document", "export_account", "get_resume"} <= trace.notes.answered[text]
    email = by_field["register", "email", "guest"]
    assert {"account: profile", "site: mail"} <= trace.notes.sealed[email]
    assert trace.notes.digested[email] == {"keyed hash: email"}
    password = by_field["register", "password", "guest"]
    assert trace.notes.sealed.get(password, set()) == set()
    assert trace.notes.digested[password] == {"Argon2id"}
    device = by_field["sign_in_with_code", "User-Agent (header)", "guest"]
    assert "list_sessions" in trace.notes.answered[device]


@pytest.mark.parametrize("how", ["utf-8", "utf-16-le", "base64"])
def test_a_marker_that_lay_about_would_be_found(how: str) -> None:
    """In capitals or not, in two bytes a letter, in Base64 at any place."""
    marker = next(markers())
    word = f"...{marker.lower()}@example.com"
    data = base64.b64encode(word.encode()) if how == "base64" else word.encode(how)
    made = Trace(Notes(), {})
    made.rows = [Row("op", "field", "guest", marker, 200, 1)]
    made.clear = {"here": b"\0\1" + data}
    assert made.found_in_the_clear() == ["op field as guest: here"]
    made.clear = {"here": b"nothing of it"}
    assert made.found_in_the_clear() == []
    assert seen_in("nothing of it") == set()


def _pattern(key: Key) -> re.Pattern[str]:
    parts = re.split("<[^>]*>", key.pattern)
    return re.compile(".+".join(map(re.escape, parts)))


def test_every_key_is_on_the_page_of_keys(trace: Trace) -> None:
    """In its own store; whoever adds one says what it holds and how it is sealed."""
    strange: list[str] = []
    for store, names in trace.keys.items():
        rows = [_pattern(key) for key in KEYS if store in key.store or key.store == "both"]
        strange += [
            f"{store}: {name.decode()}"
            for name in names
            if not any(row.fullmatch(name.decode()) for row in rows)
        ]
    assert strange == []


def test_no_network_address_is_kept(trace: Trace) -> None:
    """It is counted by a keyed hash, and written down nowhere."""
    assert [place for place, data in trace.clear.items() if NETWORK.encode() in data] == []


def test_the_page_is_current(trace: Trace) -> None:
    """docs/data-flow.md says what the trace found."""
    assert PAGE.read_text(encoding="utf-8") == page_of(trace), (
        "run .venv/bin/python tools/write_data_flow.py"
    )
