"""Who gets what of every operation, found out by calling it: the measurements of the matrix."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from zipfile import ZipFile, is_zipfile

from werkzeug.test import TestResponse

from resume_builder.domain.accounts import Role
from resume_builder.web.api import File, Operation
from tests.web.routes import (
    audience,
    body_of,
    call,
    call_own,
    ids_for,
    needs_somebody_new,
    parameters_of,
    path_of,
)
from tests.web.stage import MISSING, Actor, Ids, Stage


@dataclass(frozen=True)
class Found:
    """What somebody got: the status, and the code of a refusal ("" where there was none)."""

    status: int
    code: str

    @classmethod
    def of(cls, answer: TestResponse) -> "Found":
        """Read an answer."""
        is_refusal = answer.mimetype == "application/problem+json"
        return cls(answer.status_code, answer.get_json()["code"] if is_refusal else "")

    def __str__(self) -> str:
        return f"{self.status} {self.code}".rstrip()


def by_owner(stage: Stage, role: Role) -> dict[str, Found]:
    """What somebody in this role gets of each operation, called with things of their own."""
    usual, found = stage.actor(role), dict[str, Found]()
    for operation in stage.operations().values():
        actor = stage.actor(role) if needs_somebody_new(operation) else usual
        found[operation.id] = Found.of(call_own(actor, operation))
    return found


def expected(operation: Operation, role: Role) -> set[Found]:
    """What the owner of the things may get: what the document promises, or one clear refusal."""
    done, none = Found(operation.status, ""), Found(404, "work.not_found")
    signed_out = Found(403, "auth.sign_in_needed")
    match audience(operation):
        case "everyone":
            return {done}
        case "guests":
            return {done if role == "guest" else Found(409, "auth.signed_in_already")}
        case "members":
            return {signed_out, none} if role == "guest" else {done}
        case "planned":
            return {Found(403, "allowance.not_in_plan") if role == "guest" else done}
        case "admins":
            refused = signed_out if role == "guest" else Found(403, "auth.not_allowed")
            return {done if role == "admin" else refused}
        case "nobody":
            return {Found(404, "request.not_found")}


def has_an_owner(operation: Operation) -> bool:
    """Whether its path names something that somebody owns."""
    return bool(parameters_of(operation)) and audience(operation) in ("everyone", "members")


def of_strangers(stage: Stage, owner: Actor) -> dict[str, set[tuple[Role, Found]]]:
    """What people of every role get of the owner's things, asked for in every way.

    Raises AssertionError where an answer differs from that about what does not exist.
    """
    roles: tuple[Role, ...] = ("guest", "basic", "premium", "tester", "admin")
    strangers = [stage.actor(role) for role in roles]
    found: dict[str, set[tuple[Role, Found]]] = {}
    for operation in stage.operations().values():
        if not has_an_owner(operation):
            continue
        ids = ids_for(owner, operation, to_delete=False)
        seen = found.setdefault(operation.id, set())
        for stranger in strangers:
            for answer in _asked(owner, stranger, operation, ids):
                seen.add((stranger.role, Found.of(answer)))
    return found


def _asked(owner: Actor, stranger: Actor, operation: Operation, ids: Ids) -> list[TestResponse]:
    """Every way to ask: as it is, as if one had it already, in part, and beside one's own."""
    body = body_of(stranger, operation, ids)
    missing = {name: MISSING[name] for name in ids}
    plain = call(stranger, operation, ids, body)
    unknown = call(stranger, operation, missing, body_of(stranger, operation, missing))
    assert plain.data == unknown.data, f"{operation.id} tells that it exists: {plain.text}"
    asked = [plain]
    if not operation.changes:
        tag = owner.person.get(path_of(operation, ids)).headers.get("ETag", '"1"')
        ways: tuple[Mapping[str, str], ...] = (
            {"If-None-Match": tag},
            {"If-None-Match": "*"},
            {"Range": "bytes=0-9"},
        )
        asked += [call(stranger, operation, ids, headers=way) for way in ways]
        head = stranger.person.client.head(f"/api/v1{path_of(operation, ids)}")
        assert head.status_code == plain.status_code
    if set(ids) & {"sha256"}:
        (first, _), (last, value) = ids.items()
        asked.append(call(stranger, operation, {first: stranger.id(first), last: value}))
    return asked


def kept_by(owner: Actor, stage: Stage) -> dict[str, bytes]:
    """Everything of an owner that a path names, as JSON, by operation."""
    for operation in stage.operations().values():
        if has_an_owner(operation):
            ids_for(owner, operation, to_delete=False)
    reading = [
        o
        for o in stage.operations().values()
        if has_an_owner(o) and not o.changes and not isinstance(o.answer, File)
    ]
    return {o.id: call(owner, o, ids_for(owner, o)).data for o in reading}


def words_of(answer: TestResponse) -> bytes:
    """The bytes of an answer, and of all that lies in it."""
    data = answer.data
    if not is_zipfile(io.BytesIO(data)):
        return data
    with ZipFile(io.BytesIO(data)) as packed:
        return b"\n".join([n.encode() + packed.read(n) for n in packed.namelist()])
