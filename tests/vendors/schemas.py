"""Which part of JSON Schema each vendor takes, as its own client library spells it out."""

import re
from collections.abc import Iterator
from typing import Any

# openai 7.57, lib/transform.js: what it refuses to send in strict mode, and what strict rejects.
_OPENAI_NOT = frozenset(
    "allOf oneOf not if then else dependentRequired dependentSchemas patternProperties "
    "propertyNames prefixItems contains uniqueItems unevaluatedItems unevaluatedProperties "
    "minProperties maxProperties default $anchor $dynamicRef".split()
)
_OPENAI_LEVELS = 10
# @google/genai 3.1, the words on responseJsonSchema.
_GEMINI = frozenset(
    "$id $defs $ref $anchor type format title description enum items prefixItems minItems maxItems "
    "minimum maximum anyOf oneOf properties additionalProperties required propertyOrdering".split()
)
# @anthropic-ai/sdk 1.12, lib/transform-json-schema.js: what it leaves in place.
_ANTHROPIC = frozenset(
    "type enum const anyOf allOf $defs $ref properties required items description title format "
    "minItems additionalProperties".split()
)
_ANTHROPIC_FORMATS = frozenset(
    "date-time time date duration email hostname uri ipv4 ipv6 uuid".split()
)


class NotTaken(ValueError):
    """The schema holds what the vendor does not take; the message is the vendor's reason."""


def check_openai(schema: Any, name: str) -> None:
    """Raise NotTaken for what strict mode refuses."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", name):
        raise NotTaken("the name must match '^[a-zA-Z0-9_-]+$' and have at most 64 characters")
    if not isinstance(schema, dict) or schema.get("type") != "object" or "anyOf" in schema:
        raise NotTaken("schema must be a JSON Schema of 'type: \"object\"'")
    for path, part, depth in _parts(schema):
        where = f"In context=({path})"
        if bad := _OPENAI_NOT & part.keys():
            raise NotTaken(f"{where}, '{min(bad)}' is not permitted")
        if depth > _OPENAI_LEVELS:
            raise NotTaken("the schema exceeds 10 levels of nesting")
        if "$ref" in part and not str(part["$ref"]).startswith("#"):
            raise NotTaken(f"{where}, only local references are allowed")
        if part.get("type") == "array" and "items" not in part:
            raise NotTaken(f"{where}, array schema missing items")
        if part.get("type") == "object":
            _check_openai_object(part, where)


def _check_openai_object(part: dict[str, Any], where: str) -> None:
    if part.get("additionalProperties") is not False:
        raise NotTaken(f"{where}, 'additionalProperties' is required to be supplied and false")
    missing = set(part.get("properties", {})) ^ set(part.get("required", []))
    if missing:
        raise NotTaken(
            f"{where}, 'required' is required to be supplied and to be an array including every "
            f"key in properties. Missing '{min(missing)}'."
        )


def check_anthropic(schema: Any) -> None:
    """Raise NotTaken for what output_config refuses."""
    if not isinstance(schema, dict):
        raise NotTaken("output_config.format.schema: Input should be a valid dictionary")
    for path, part, _ in _parts(schema):
        if bad := part.keys() - _ANTHROPIC:
            raise NotTaken(f"output_config.format.schema: {path}: property '{min(bad)}' is not "
                           "supported")  # fmt: skip
        if part.get("type") == "object" and part.get("additionalProperties") is not False:
            raise NotTaken(
                "output_config.format.schema: For 'object' type, 'additionalProperties' must be "
                "explicitly set to false"
            )
        if part.get("minItems", 0) not in (0, 1):
            raise NotTaken("output_config.format.schema: minItems values other than 0 or 1")
        if "format" in part and part["format"] not in _ANTHROPIC_FORMATS:
            raise NotTaken(f"output_config.format.schema: format '{part['format']}'")
        if "$ref" in part and not str(part["$ref"]).startswith("#/$defs/"):
            raise NotTaken("output_config.format.schema: external or recursive $ref")


def check_gemini(schema: Any) -> None:
    """Raise NotTaken for what responseJsonSchema refuses."""
    if not isinstance(schema, dict):
        raise NotTaken("Invalid value at 'generation_config.response_json_schema'")
    for path, part, _ in _parts(schema):
        if bad := part.keys() - _GEMINI:
            raise NotTaken(
                f'Invalid JSON payload received. Unknown name "{min(bad)}" at '
                f"'generation_config.response_json_schema{path}': Cannot find field."
            )
        if "$ref" in part and any(not key.startswith("$") for key in part):
            raise NotTaken("a schema with $ref may only carry keys that begin with $")
        if not isinstance(part.get("type", ""), str | list):
            raise NotTaken("type")


def _parts(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], int]]:
    """Every schema in a schema: where, itself, how deep in objects and lists."""
    todo: list[tuple[str, Any, int]] = [("", schema, 1)]
    while todo:
        path, part, depth = todo.pop()
        if not isinstance(part, dict):
            continue
        yield path, part, depth
        for holder in ("properties", "$defs"):
            inner = part.get(holder, {})
            todo += [(f"{path}.{holder}.{name}", inner[name], depth + 1) for name in inner]
        for several in ("anyOf", "oneOf", "allOf", "prefixItems"):
            todo += [(f"{path}.{several}", one, depth) for one in part.get(several, [])]
        todo.append((f"{path}.items", part.get("items"), depth + 1))
