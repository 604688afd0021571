"""openapi.json, made from the declared operations, exact enough to generate a client's types from.

The refusals are the same everywhere, so they are the default answer. The three things that prove a
submission (cookie, X-Client-UUID, X-CSRF-Token) are security schemes.
"""

import re
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ConfigDict, JsonValue
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema

from resume_builder.web.api import JSON, MULTIPART, File, Operation, Slice

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
_BINARY = {"type": "string", "format": "binary"}
_FILE_PART = {"type": "object", "required": ["file"], "properties": {"file": _BINARY}}
_FILES: dict[str, dict[str, Any]] = {
    JSON: {"type": "object", "additionalProperties": True},
    "image/svg+xml": {"type": "string"},
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


def openapi_document(slices: Iterable[Slice]) -> dict[str, Any]:
    """Return the document of every operation of the slices."""
    groups = tuple(slices)
    operations = [o for group in groups for o in group.operations.values()]
    paths: dict[str, dict[str, Any]] = {}
    for operation in sorted(operations, key=lambda o: (o.path, o.method)):
        address = re.sub(r"<(\w+)>", r"{\1}", operation.path)
        paths.setdefault(address, {})[operation.method.lower()] = _entry(operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Résumé builder", "version": "1"},
        "tags": [{"name": group.name, "description": group.about} for group in groups],
        "paths": paths,
        "components": {"schemas": _schemas(operations), "securitySchemes": _SCHEMES},
    }


def _entry(operation: Operation) -> dict[str, Any]:
    summary, _, description = operation.about.partition(". ")
    entry: dict[str, Any] = {
        "operationId": operation.id,
        "tags": [operation.group],
        "summary": summary.removesuffix(".") + ".",
    }
    if description:
        entry["description"] = description
    if parameters := _parameters(operation):
        entry["parameters"] = parameters
    if operation.takes is not None:
        entry["requestBody"] = _body(operation, operation.takes)
    entry["responses"] = {str(operation.status): _answer(operation), "default": _DEFAULT}
    if operation.changes:
        entry["security"] = [{name: [] for name in _SCHEMES}]
    elif operation.session != "none":
        entry["security"] = [{"session": []}]
    return entry


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for place in ("path", "query"):
        model = operation.models.get(place)
        schema = model.model_json_schema(schema_generator=_Exact) if model else {}
        for name, value in schema.get("properties", {}).items():
            needed = name in schema.get("required", ())
            found.append({"name": name, "in": place, "required": needed, "schema": value})
    if operation.changes:
        found += [_RETRY_KEY, _NEXT]
    if operation.method == "PATCH":
        found.append(_IF_MATCH)
    return found


def _body(operation: Operation, takes: type[BaseModel]) -> dict[str, Any]:
    content: dict[str, Any] = {JSON: {"schema": _ref(takes)}}
    if operation.uploads is not None:
        content[MULTIPART] = {"schema": _FILE_PART}
    return {"required": True, "content": content}


def _answer(operation: Operation) -> dict[str, Any]:
    answer = operation.answer
    if answer is None:
        return {"description": "Done."}
    if isinstance(answer, File):
        types = (answer.mimetype, *answer.others)
        content = {kind: {"schema": _FILES.get(kind, _BINARY)} for kind in types}
        return {"description": answer.about, "content": content}
    about = " ".join((answer.__doc__ or "").split())
    return {"description": about, "content": {JSON: {"schema": _ref(answer)}}}


def _ref(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{model.__name__}"}


class _Exact(GenerateJsonSchema):
    """Schemas as JSON really looks: what goes out has every key."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        """Return whether a key is always there."""
        return self.mode == "serialization" or super().field_is_required(field, total)

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Return False: a title that repeats the key says nothing."""
        del schema
        return False


def _schemas(operations: Iterable[Operation]) -> dict[str, Any]:
    """Return the schema of every model by its name."""
    wanted: dict[tuple[type[BaseModel], JsonSchemaMode], None] = {(Problem, "serialization"): None}
    for operation in operations:
        if operation.takes is not None:
            wanted[operation.takes, "validation"] = None
        if operation.answer is not None and not isinstance(operation.answer, File):
            wanted[operation.answer, "serialization"] = None
    _, made = models_json_schema(
        list(wanted),
        by_alias=True,
        ref_template="#/components/schemas/{model}",
        schema_generator=_Exact,
    )
    return dict(sorted(made["$defs"].items()))
