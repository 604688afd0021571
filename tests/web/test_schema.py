"""openapi.json against the site: schemathesis sends what it allows and what it does not.

As a guest and as a member, with a handshake for every submission and ids of things that are there.
No answer may be a server's error, nor one that the document does not describe: its status, its
media type, its headers, every key. SCHEMA_EXAMPLES says how many examples each operation gets;
`make fuzz` gives more.
"""

import json
import os
from pathlib import Path
from typing import Any, cast

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from resume_builder.domain.accounts import Role
from resume_builder.domain.plans import PLANS, for_one_person
from resume_builder.web.api import JSON, Operation
from tests.web.routes import ids_for, version_of
from tests.web.stage import Actor, Stage

pytestmark = pytest.mark.operations

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = json.loads((ROOT / "openapi.json").read_text(encoding="utf-8"))
EXAMPLES = int(os.environ.get("SCHEMA_EXAMPLES", "4"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
NAMES = sorted(e["operationId"] for p in DOCUMENT["paths"].values() for e in p.values())


class Caller:
    """Somebody who calls what they are given, with what the document says proves a submission."""

    def __init__(self, stage: Stage, role: Role) -> None:
        self.stage = stage
        self.role: Role = role
        self.actor = stage.actor(role)

    def call(self, name: str, case: Case, *, is_right: bool) -> None:
        """Send a case, and check the answer against the document."""
        operation = self.stage.operations()[name]
        actor = self._live()
        case.path_parameters = dict(ids_for(actor, operation))
        case.cookies = {}
        for proof in ("X-Client-UUID", "X-CSRF-Token"):
            case.headers.pop(proof, None)
        headers = actor.person.headers(name) if operation.changes else {}
        # The test client takes nothing out of its packing, as a browser does.
        headers["Accept-Encoding"] = "identity"
        if is_right:
            headers["If-Match"] = version_of(actor.person, operation, case.path_parameters)
        answer = case.call(
            session=cast(Any, actor.person.client),
            base_url="http://localhost",
            headers=headers,
            app=self.stage.app,
        )
        if answer.status_code < 300 and operation.method == "DELETE":
            actor.made.clear()
        case.validate_response(answer, checks=cast(Any, CHECKS))
        if answer.status_code < 300 and case.media_type == JSON:
            assert _allowed(operation).is_valid(case.body), f"{name} took {case.body}"

    def _live(self) -> Actor:
        """The actor, or a new one where a call ended the session or gave it to another."""
        found = self.actor.person.open()
        if found["role"] != self.role or found["pending"]:
            self.actor = self.stage.actor(self.role)
        return self.actor


def _allowed(operation: Operation) -> jsonschema_rs.Validator:
    assert operation.takes is not None
    reference = f"#/components/schemas/{operation.takes.__name__}"
    return jsonschema_rs.validator_for({"$ref": reference, "components": DOCUMENT["components"]})


@pytest.fixture(scope="module", params=["guest", "basic"])
def caller(request: pytest.FixtureRequest) -> Caller:
    """A guest, then a member; both with room for all that is made for calls."""
    return Caller(Stage(plans=for_one_person(PLANS)), cast(Role, request.param))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_answered_is_what_is_written(caller: Caller, name: str) -> None:
    """With bodies and queries that the document allows, and with such as it does not."""
    schema = schemathesis.openapi.from_dict(DOCUMENT)
    operation = schema.find_operation_by_id(name)
    _send(caller, operation, GenerationMode.POSITIVE)
    if list(operation.iter_parameters()) or operation.body:
        _send(caller, operation, GenerationMode.NEGATIVE)


def _send(caller: Caller, operation: APIOperation, mode: GenerationMode) -> None:
    is_right = mode is GenerationMode.POSITIVE

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: Case) -> None:
        caller.call(operation.definition.raw["operationId"], case, is_right=is_right)

    send()
