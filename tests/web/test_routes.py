"""The registry of routes is whole: whoever adds an operation is told what is missing."""

import pytest
from flask import Flask

from resume_builder.domain.accounts import Role
from resume_builder.web.api import Operation, operations_of
from tests.web.bodies import BODIES
from tests.web.routes import FOR, audience, call_own, needs_somebody_new, parameters_of
from tests.web.stage import MISSING, PARAMETERS, Stage

pytestmark = pytest.mark.accounts


def _every(app: Flask) -> list[Operation]:
    return list(operations_of(app).values())


def test_every_parameter_of_a_path_has_a_value(app: Flask) -> None:
    """One that exists, and one of the right form that names nothing."""
    for operation in _every(app):
        for name in parameters_of(operation):
            assert name in PARAMETERS, (
                f"{operation.id}: say in tests/web/stage.py PARAMETERS how to make a {name}"
            )
            assert name in MISSING, f"{operation.id}: MISSING has no {name} that names nothing"


def test_every_body_has_an_example(app: Flask) -> None:
    """And no example is left of an operation that is gone."""
    taking = {operation.id for operation in _every(app) if operation.takes is not None}
    missing = taking - BODIES.keys()
    assert not missing, f"say in tests/web/bodies.py BODIES what these take: {sorted(missing)}"
    assert set(BODIES) == taking


def test_every_group_says_for_whom_it_is(app: Flask) -> None:
    """A new noun is not open to all by accident."""
    groups = {operation.group for operation in _every(app)}
    missing = groups - FOR.keys()
    assert not missing, f"say in tests/web/routes.py FOR for whom these are: {sorted(missing)}"


def test_every_operation_works_by_its_example() -> None:
    """For a member, or whoever it is for: with the status that the document promises."""
    stage = Stage()
    roles: dict[str, Role] = {"guests": "guest", "admins": "admin"}
    some: tuple[Role, ...] = ("guest", "premium", "admin")
    shared = {role: stage.actor(role) for role in some}
    failed: list[str] = []
    for operation in stage.operations().values():
        if audience(operation) == "nobody":
            continue
        role = roles.get(audience(operation), "premium")
        actor = stage.actor(role) if needs_somebody_new(operation) else shared[role]
        answer = call_own(actor, operation)
        if answer.status_code != operation.status:
            failed.append(f"{operation.id}: {answer.status_code} {answer.text[:300]}")
    assert not failed, "\n".join(failed)
