"""Operations: a typed function becomes a route of the API and an entry of openapi.json.

The function's name is the operationId. Its parameters `path`, `query` and `body` are pydantic
models: strict ones, so `true` is no number and an unknown key is refused. This module is the only
one that touches flask-openapi3's untyped decorators.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal, TypeVar, cast, get_type_hints

from flask import Flask, request
from flask.typing import ResponseReturnValue
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel, ConfigDict, ValidationError

from resume_builder.domain.errors import RecordNotFound
from resume_builder.web.errors import Invalid, MalformedJson, UnknownKey, WrongType

PREFIX = "/api/v1"
JSON, MULTIPART = "application/json", "multipart/form-data"
Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
# Whether a session must be there, is opened when there is none, or does not matter.
SessionUse = Literal["needed", "opened", "none"]
View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
Model = TypeVar("Model", bound=BaseModel)


class Body(BaseModel):
    """Base of what comes in: frozen, every key known, no value turned into another type."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Answer(BaseModel):
    """Base of what goes out."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Operation:
    """What the guards of a request need to know of its operation.

    `cost` is how much of the client's rate it takes: 1 for a read, more where we work.
    """

    id: str
    method: Method
    session: SessionUse
    cost: int
    # The models that come in and go out, for openapi.json.
    takes: type[BaseModel] | None = None
    gives: type[BaseModel] | None = None

    @property
    def changes(self) -> bool:
        """Whether it changes something, and so needs a handshake."""
        return self.method != "GET"


class Slice:
    """The operations of one noun."""

    def __init__(self, name: str, about: str) -> None:
        self.name = name
        self.operations: dict[str, Operation] = {}
        self._blueprint = APIBlueprint(
            name, __name__, url_prefix=PREFIX, abp_tags=[Tag(name=name, description=about)]
        )

    def operation(
        self,
        method: Method,
        path: str,
        *,
        answer: type[BaseModel] | dict[str, Any] | None,
        status: int = 200,
        session: SessionUse = "needed",
        cost: int = 1,
        uploads: type[Body] | None = None,
    ) -> Callable[[View], View]:
        """Make the decorated function an operation.

        `answer` is the model of the answer, an OpenAPI response, or None for no content. An
        operation with `uploads` takes a multipart `file`, or that model as JSON; it reads them
        itself.
        """

        def register(view: View) -> View:
            name = view.__name__
            checked = _checked(view)
            route = cast(
                Callable[..., Callable[[Callable[..., Any]], Any]],
                getattr(self._blueprint, method.lower()),
            )
            route(
                path,
                operation_id=name,
                endpoint=name,
                responses={status: answer},
                openapi_extensions=None if uploads is None else _upload_document(uploads),
            )(checked)
            takes = uploads or get_type_hints(view).get("body")
            gives = answer if isinstance(answer, type) else None
            self.operations[f"{self.name}.{name}"] = Operation(
                name, method, session, cost, takes, gives
            )
            return view

        return register

    def register(self, app: Flask) -> None:
        """Add the operations to an application."""
        cast(Any, app).register_api(self._blueprint)
        known = cast(dict[str, Operation], app.extensions.setdefault("operations", {}))
        known.update(self.operations)


def _upload_document(text_body: type[Body]) -> dict[str, Any]:
    """Return the requestBody of an operation that takes a file or a text."""
    file_part = {
        "type": "object",
        "required": ["file"],
        "properties": {"file": {"type": "string", "format": "binary"}},
    }
    as_text = {"$ref": f"#/components/schemas/{text_body.__name__}"}
    content = {MULTIPART: {"schema": file_part}, JSON: {"schema": as_text}}
    return {"requestBody": {"required": True, "content": content}}


def operations_of(app: Flask) -> dict[str, Operation]:
    """Return every operation of the application by its endpoint."""
    return cast(dict[str, Operation], app.extensions["operations"])


def _checked(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
    """Return the view with its models read from the request, by our rules."""
    hints = cast(dict[str, type[BaseModel]], get_type_hints(view))

    @wraps(view)
    def checked(**path: str) -> ResponseReturnValue:
        arguments: dict[str, BaseModel] = {}
        if "path" in hints:
            arguments["path"] = _read_path(hints["path"], path)
        if "query" in hints:
            arguments["query"] = _read_query(hints["query"])
        if "body" in hints:
            arguments["body"] = read_json(hints["body"])
        return view(**arguments)

    # flask-openapi3 asks this mark whether the function reads the request itself.
    checked.__dict__["__delay_validate_request__"] = True
    return checked


def _read_path(model: type[Model], values: dict[str, str]) -> Model:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        # An id that we never gave out names nothing.
        kind = str(error.errors()[0]["loc"][0]).removesuffix("_id")
        raise RecordNotFound(kind=kind) from None


def _read_query(model: type[Model]) -> Model:
    try:
        return model.model_validate_strings(request.args.to_dict())
    except ValidationError as error:
        raise _refusal(error) from None


def read_json(model: type[Model]) -> Model:
    """Return the request's JSON body. Raises WrongType, MalformedJson, Invalid, UnknownKey."""
    if not is_json():
        raise WrongType(expected=JSON)
    try:
        return model.model_validate_json(request.get_data(), strict=True)
    except ValidationError as error:
        raise _refusal(error) from None


def is_json() -> bool:
    """Return whether the request's body says that it is JSON."""
    return request.mimetype == JSON or request.mimetype.endswith("+json")


def _refusal(error: ValidationError) -> Invalid | UnknownKey | MalformedJson:
    """Return what is wrong, without the value that was sent.

    An unknown key comes first: a misspelled one explains the one that is missed.
    """
    found = error.errors(include_url=False, include_input=False)
    first = next((e for e in found if e["type"] == "extra_forbidden"), found[0])
    where = ".".join(str(part) for part in first["loc"]) or "body"
    if first["type"] == "json_invalid":
        return MalformedJson(reason=first["msg"].removeprefix("Invalid JSON: "))
    if first["type"] == "extra_forbidden":
        return UnknownKey(where=where)
    return Invalid(where=where, reason=first["msg"])
