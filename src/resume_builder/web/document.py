"""openapi.json: what flask-openapi3 gathers, made exact for a client that generates types from it.

Added here: the refusals, which are the same everywhere, and the three things that prove a
submission (cookie, X-Client-UUID, X-CSRF-Token) as security schemes.
"""

from typing import Any, cast

from flask import Flask
from pydantic import BaseModel, ConfigDict, JsonValue
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema

from resume_builder.web.api import operations_of

PROBLEM_TYPE = "application/problem+json"
_PROBLEM = {"$ref": "#/components/schemas/Problem"}
_DEFAULT = {
    "description": "Refused, or failed: `code` says why",
    "content": {PROBLEM_TYPE: {"schema": _PROBLEM}},
}
_SCHEMES = {
    "session": {"type": "apiKey", "in": "cookie", "name": "session"},
    "client_uuid": {"type": "apiKey", "in": "header", "name": "X-Client-UUID"},
    "csrf_token": {"type": "apiKey", "in": "header", "name": "X-CSRF-Token"},
}
_RETRY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 200},
    "description": "A retry with the same key returns the first answer.",
}
_NEXT = {
    "name": "X-CSRF-Next",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 64},
    "description": "What the next token, in the answer's X-CSRF-Token, shall be for.",
}
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "schema": {"type": "string"},
    "description": 'The version that the change is made to, as `"3"`.',
}


class Problem(BaseModel):
    """RFC 9457. `code` is stable; `params` fill the message of that code."""

    model_config = ConfigDict(extra="forbid")

    type: str
    title: str
    status: int
    detail: str
    code: str
    params: dict[str, JsonValue]


def openapi_document(app: Flask) -> dict[str, Any]:
    """Return the document of every operation of the application."""
    document = cast(dict[str, Any], cast(Any, app).api_doc)
    by_id = {operation.id: operation for operation in operations_of(app).values()}
    for path in document["paths"].values():
        for method, entry in path.items():
            operation = by_id[entry["operationId"]]
            _describe(entry, method, operation.changes, operation.session != "none")
    components = document["components"]
    components["schemas"] = _schemas(app)
    components["securitySchemes"] = _SCHEMES
    document["paths"] = dict(sorted(document["paths"].items()))
    return document


class _Exact(GenerateJsonSchema):
    """Schemas as JSON really looks: what goes out has every key."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        """Return whether a key is always there."""
        return self.mode == "serialization" or super().field_is_required(field, total)

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Return False: a title that repeats the key says nothing."""
        del schema
        return False


def _schemas(app: Flask) -> dict[str, Any]:
    """Return the schema of every model by its name.

    flask-openapi3 keeps one schema where a model comes in and goes out, and drops what it has no
    field for, so pydantic makes them all.
    """
    wanted: dict[tuple[type[BaseModel], JsonSchemaMode], None] = {(Problem, "serialization"): None}
    for operation in operations_of(app).values():
        if operation.takes:
            wanted[operation.takes, "validation"] = None
        if operation.gives:
            wanted[operation.gives, "serialization"] = None
    _, made = models_json_schema(
        list(wanted),
        by_alias=True,
        ref_template="#/components/schemas/{model}",
        schema_generator=_Exact,
    )
    return dict(sorted(made["$defs"].items()))


def _describe(entry: dict[str, Any], method: str, changes: bool, in_session: bool) -> None:
    if "description" in entry:
        entry["description"] = " ".join(entry["description"].replace("<br/>", " ").split())
    entry["responses"].pop("422", None)
    entry["responses"]["default"] = _DEFAULT
    if changes:
        entry["security"] = [{name: [] for name in _SCHEMES}]
        headers = [_RETRY_KEY, _NEXT, *([_IF_MATCH] if method == "patch" else [])]
        entry["parameters"] = [*entry.get("parameters", []), *headers]
    elif in_session:
        entry["security"] = [{"session": []}]
