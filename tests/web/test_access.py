"""Every route × every role × owner or stranger: what is one's own is there, what is not is 404.

The routes come from the application, how to call them from routes.py. docs/access.md shows what
was found; `.venv/bin/python tools/write_access_page.py` writes it.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from resume_builder.domain.accounts import Role
from resume_builder.domain.plans import ROLES
from resume_builder.web.api import Operation
from tests.web.access import (
    Found,
    by_owner,
    expected,
    has_an_owner,
    kept_by,
    of_strangers,
    words_of,
)
from tests.web.browser import code_of
from tests.web.routes import audience, body_of, call, ids_for, parameters_of
from tests.web.stage import MISSING, Actor, Stage
from tools.write_access_page import PAGE, read_page

pytestmark = pytest.mark.accounts

ROOT = Path(__file__).resolve().parents[2]
# Fields that say what somebody may do, or whose something is: for an administrator to set, or none.
RIGHTS: dict[str, Any] = {
    "role": "admin",
    "roles": ["admin"],
    "plan": "premium",
    "state": "active",
    "is_admin": True,
    "owner": "a" * 22,
    "account_id": "a" * 22,
    "user_key": "a" * 22,
    "user_auth": True,
    "kept_bytes": 10**12,
    "allowances": {},
}


@pytest.fixture
def stage() -> Stage:
    """A site that many share."""
    return Stage()


@pytest.mark.parametrize("role", ROLES)
def test_what_is_one_s_own(stage: Stage, role: Role) -> None:
    """Every route by every role, with things of their own; docs/access.md says the same."""
    found = by_owner(stage, role)
    operations = stage.operations()
    assert set(found) == set(operations)
    wrong = [f"{n}: {f}" for n, f in found.items() if f not in expected(operations[n], role)]
    assert not wrong, "\n".join(wrong)
    shown = read_page(PAGE.read_text(encoding="utf-8"))
    assert {name: shown.get(name, {}).get(role) for name in found} == {
        name: str(f) for name, f in found.items()
    }, "run .venv/bin/python tools/write_access_page.py"


@pytest.mark.parametrize("role", ROLES)
def test_what_is_another_s(stage: Stage, role: Role) -> None:
    """404 to everybody, however they ask, as if it were not there; and it stays as it was."""
    owner = stage.actor(role)
    before = kept_by(owner, stage)
    found = of_strangers(stage, owner)
    assert set(found) == {name for name, o in stage.operations().items() if has_an_owner(o)}
    wrong = [
        f"{name}: {who} got {got}"
        for name, every in found.items()
        for who, got in every
        if got.status != 404 and got != Found(403, "auth.sign_in_needed")
    ]
    assert not wrong, "\n".join(wrong)
    # Only what is no guest's at all is refused so; whoever is signed in hears 404.
    assert {who for every in found.values() for who, got in every if got.status == 403} <= {"guest"}
    assert kept_by(owner, stage) == before
    shown = read_page(PAGE.read_text(encoding="utf-8"))
    told = {name: set(shown.get(name, {}).get("strangers", "").split(" or ")) for name in found}
    met = {name: {str(got.status) for _, got in every} for name, every in found.items()}
    assert told == met, "run .venv/bin/python tools/write_access_page.py"


@pytest.mark.parametrize("role", [role for role in ROLES if role != "admin"])
def test_an_administrator_s_page_tells_others_nothing(stage: Stage, role: Role) -> None:
    """The same refusal for an account that there is and for one that there is not."""
    actor, tried = stage.actor(role), 0
    for operation in stage.operations().values():
        if audience(operation) == "admins":
            ids = ids_for(actor, operation)
            missing = {name: MISSING[name] for name in ids}
            body = body_of(actor, operation, ids)
            other = {
                k: v if k != "email" else "nobody@example.com" for k, v in (body or {}).items()
            }
            known = call(actor, operation, ids, body)
            unknown = call(actor, operation, missing, other)
            assert (known.status_code, known.data) == (403, unknown.data), operation.id
            tried += 1
    assert tried >= 4


@pytest.mark.parametrize("role", ["guest", "basic"])
def test_an_answer_kept_for_a_retry_is_its_owner_s_alone(stage: Stage, role: Role) -> None:
    """The same Idempotency-Key with the same words, sent by another, gets nothing of it."""
    owner, stranger = stage.actor(role), stage.actor("basic")
    tried = 0
    for operation in stage.operations().values():
        if not operation.changes or not has_an_owner(operation) or operation.method == "DELETE":
            continue
        if operation.id in ("restore_trashed", "restore_version"):
            continue
        ids = ids_for(owner, operation)
        body, key = body_of(owner, operation, ids), {"Idempotency-Key": f"same-{operation.id}"}
        first = call(owner, operation, ids, body, key)
        assert first.status_code == operation.status, f"{operation.id}: {first.text}"
        answer = call(stranger, operation, ids, body, key)
        assert answer.status_code == 404, f"{operation.id}: {answer.text}"
        assert "Idempotency-Replayed" not in answer.headers
        tried += 1
    assert tried > 10


def test_a_body_names_only_what_is_one_s_own(stage: Stage) -> None:
    """An id of another's in a body is as unknown as one in a path."""
    owner, stranger = stage.actor("basic"), stage.actor("basic")
    tried = 0
    for operation in stage.operations().values():
        if operation.takes is None or parameters_of(operation):
            continue
        named = set(operation.takes.model_fields) & set(MISSING)
        body = body_of(owner, operation, {}) if named else None
        for name in named:
            mine = body_of(stranger, operation, {})
            assert body is not None
            assert mine is not None
            answer = call(stranger, operation, {}, {**mine, name: body[name]})
            assert (answer.status_code, code_of(answer)) == (404, "work.not_found"), operation.id
            tried += 1
    assert tried >= 2


@pytest.mark.parametrize("role", ["guest", "basic", "admin"])
def test_nothing_of_another_s_in_what_lists_or_exports(stage: Stage, role: Role) -> None:
    """No id, name or address of theirs is in any answer that names nobody, archives included."""
    owner = stage.actor("premium")
    for operation in stage.operations().values():
        if has_an_owner(operation):
            ids_for(owner, operation)
    owner.person.send("PATCH", "/account", "edit_account", json={"name": "Quillon Featherstone"})
    own_ids = {v for n, v in owner.made.items() if len(v) >= 16 and n != "account_id"}
    secrets = {*own_ids, owner.email, "Quillon"}
    assert len(secrets) > 6
    stranger, tried = stage.actor(role), 0
    for operation in stage.operations().values():
        if operation.changes or parameters_of(operation):
            continue
        data = words_of(call(stranger, operation, {}))
        held = [secret for secret in secrets if secret.encode() in data]
        assert not held, f"{operation.id} shows {held}"
        tried += 1
    assert tried > 10
    mine = words_of(call(owner, stage.operations()["export_account"], {}))
    assert owner.email.encode() in mine


def test_no_body_sets_rights(stage: Stage) -> None:
    """Whatever a body is for, a role, a plan or an owner in it is an unknown key."""
    actor, tried = stage.actor("basic"), 0
    guest = stage.actor("guest")
    for operation in stage.operations().values():
        if operation.takes is None or operation.id == "restore_work":
            continue
        who = guest if audience(operation) == "guests" else actor
        ids = {name: MISSING[name] for name in parameters_of(operation)}
        body = body_of(who, operation, ids) or {}
        for field in RIGHTS.keys() - _takes(operation):
            answer = call(who, operation, ids, {**body, field: RIGHTS[field]})
            assert answer.status_code == 422, f"{operation.id} took {field}: {answer.text}"
            assert code_of(answer) == "request.unknown_key"
            tried += 1
    assert tried > 300
    assert actor.person.open()["role"] == "basic"
    assert guest.person.open()["role"] == "guest"


def _takes(operation: Operation) -> set[str]:
    """Fields of rights that an operation takes: administrators' alone may."""
    assert operation.takes is not None
    taken = set(operation.takes.model_fields) & set(RIGHTS)
    assert not taken or audience(operation) == "admins", f"{operation.id} takes {taken}"
    return taken


def test_no_part_of_a_body_has_rights() -> None:
    """However deep; and no part takes keys that it does not name."""
    document = json.loads((ROOT / "openapi.json").read_text(encoding="utf-8"))
    schemas = document["components"]["schemas"]
    seen: set[str] = set()
    wanted = [
        content["schema"]["$ref"].rpartition("/")[2]
        for path in document["paths"].values()
        for entry in path.values()
        if "admin" not in entry["tags"]
        for content in entry.get("requestBody", {}).get("content", {}).values()
        if "$ref" in content["schema"]
    ]
    while wanted:
        name = wanted.pop()
        if name in seen:
            continue
        seen.add(name)
        schema = schemas[name]
        if "properties" in schema:
            assert schema["additionalProperties"] is False, name
        assert not set(schema.get("properties", {})) & set(RIGHTS), name
        wanted += [part.rpartition("/")[2] for part in _references(schema)]
    assert len(seen) > 30


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if "$ref" in value else []
        return own + [found for part in value.values() for found in _references(part)]
    if isinstance(value, list):
        return [found for part in value for found in _references(part)]
    return []


def test_work_that_comes_back_brings_no_rights(stage: Stage) -> None:
    """A saved file that somebody changed makes nobody an administrator."""
    actor = stage.actor("basic")
    saved = actor.person.get("/session/work").get_json()
    answer = actor.person.send("POST", "/session/work", "restore_work", json={**saved, **RIGHTS})
    assert answer.status_code in (200, 422)
    session = actor.person.open()
    assert (session["role"], session["signed_in"]) == ("basic", True)
    assert code_of(_admin_asks(actor)) == "auth.not_allowed"


def _admin_asks(actor: Actor) -> Any:
    return actor.person.post("/admin/accounts/search", "find_account", email="nobody@example.com")
