"""How to make a valid call of every operation: one registry that the proofs over all routes read.

An operation that somebody adds joins by itself. What it cannot say by itself stands in a table,
and a missing entry is told by name (test_routes.py): a value for each new parameter of a path
(stage.py: PARAMETERS, MISSING), an example for each new body (bodies.py: BODIES), what must be
done before (bodies.py: BEFORE), and for whom each group of operations is (here: FOR).
"""

from collections.abc import Mapping
from typing import Literal

from werkzeug.test import TestResponse

from resume_builder.web.api import PREFIX, Operation
from tests.web.bodies import BEFORE, BODIES
from tests.web.browser import Visitor
from tests.web.stage import Actor, Ids, Json

# "planned" is for those whose plan has it: members.
For = Literal["everyone", "guests", "members", "planned", "admins", "nobody"]

# ---- for whom -------------------------------------------------------------------------------

# For whom the operations of a group are. What has a path of one's own is for its owner alone.
FOR: Mapping[str, For] = {
    "session": "everyone",
    "model-host": "everyone",
    "auth": "guests",
    "account": "members",
    "security": "members",
    "admin": "admins",
    "work": "everyone",
    "resumes": "everyone",
    "facts": "everyone",
    "postings": "everyone",
    "tailorings": "everyone",
    "writing": "everyone",
    "reading": "everyone",
    "checks": "everyone",
    "documents": "everyone",
    "sharing": "everyone",
    "shared": "everyone",
    "evidence": "everyone",
    "letters": "everyone",
    "papers": "everyone",
    # A page of a site on one's own machine; on one that many share it is not there.
    "outbox": "nobody",
    "themes": "everyone",
    "keeping": "everyone",
    "plans": "everyone",
    "catalogue": "everyone",
    "prompting": "everyone",
}
# Operations that are for others than their group.
FOR_OTHERS: Mapping[str, For] = {
    # A guest types them each time.
    "keep_instructions": "planned",
    "get_terms": "everyone",
    "resend_code": "everyone",
    "cancel_step": "everyone",
    "sign_out": "members",
    "erase_account": "members",
    # A guest has no trash and no old versions: there is nothing to name.
    "restore_trashed": "members",
    "delete_trashed": "members",
    "get_version": "members",
    "restore_version": "members",
}
# Groups whose operations change who one is: each call needs somebody new.
_OF_ONESELF = frozenset({"session", "auth", "account", "security", "admin"})


def audience(operation: Operation) -> For:
    """For whom an operation is."""
    return FOR_OTHERS.get(operation.id) or FOR[operation.group]


def needs_somebody_new(operation: Operation) -> bool:
    """Whether a call changes who the caller is, or ends what others of their calls need."""
    changes_oneself = operation.group in _OF_ONESELF and operation.changes
    return changes_oneself or operation.id in ("erase_account", "restore_version")


# ---- calls ----------------------------------------------------------------------------------


def parameters_of(operation: Operation) -> list[str]:
    """The names in an operation's path, from the left."""
    parts = operation.path.replace(">", "<").split("<")
    return parts[1::2]


def ids_for(actor: Actor, operation: Operation, *, to_delete: bool = True) -> dict[str, str]:
    """Values for the path, of things that the actor has.

    What a call is `to_delete` is made for it; without that, it is what other calls get too.
    """
    names, ids = parameters_of(operation), dict[str, str]()
    for name in names:
        fresh = to_delete and operation.method == "DELETE" and name == names[-1]
        ids[name] = actor.id(name, ids, fresh=fresh)
    return ids


def path_of(operation: Operation, ids: Ids) -> str:
    """The path below /api/v1 with these values."""
    path = operation.path.removeprefix(PREFIX)
    for name, value in ids.items():
        path = path.replace(f"<{name}>", value)
    return path


def body_of(actor: Actor, operation: Operation, ids: Ids) -> Json | None:
    """A body that the operation takes; None where it takes none."""
    return BODIES[operation.id](actor, ids) if operation.takes is not None else None


def version_of(actor: Visitor, operation: Operation, ids: Ids) -> str:
    """The version to say in If-Match: that of what the path names, 1 when it is not there."""
    if operation.method != "PATCH" or not ids:
        return '"1"'
    (name, value), *_ = ids.items()
    found = actor.get(f"/{name.removesuffix('_id')}s/{value}").get_json()
    return f'"{found.get("version", 1)}"'


def call(
    actor: Actor,
    operation: Operation,
    ids: Ids,
    body: Json | None = None,
    headers: Mapping[str, str] | None = None,
) -> TestResponse:
    """Call an operation, with a handshake where it needs one; `body` is sent as it is."""
    person, path = actor.person, path_of(operation, ids)
    if not operation.changes:
        return person.get(path, headers=dict(headers or {}))
    made = {"If-Match": version_of(person, operation, ids), **(headers or {})}
    how: Json = {} if body is None else {"json": body}
    return person.send(operation.method, path, operation.id, headers=made, **how)


def prepare(actor: Actor, operation: Operation) -> None:
    """Do what must be done before a call, as far as it is open to the actor."""
    if operation.id in BEFORE and (audience(operation) != "guests" or actor.role == "guest"):
        BEFORE[operation.id](actor)


def call_own(actor: Actor, operation: Operation) -> TestResponse:
    """Make all that a call needs, and call."""
    prepare(actor, operation)
    ids = ids_for(actor, operation)
    return call(actor, operation, ids, body_of(actor, operation, ids))
