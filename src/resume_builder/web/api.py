"""Operations: a typed function becomes a route of the API and an entry of openapi.json.

The function's name is the operationId. Its parameters `path`, `query` and `body` are pydantic
models: strict ones, so `true` is no number and an unknown key is refused. document.py makes
openapi.json from the same declarations (docs/decisions/0023-openapi-of-our-own.md).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Literal, TypeVar, cast, get_type_hints

from flask import Blueprint, Flask, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, ConfigDict, ValidationError

from resume_builder.domain.errors import RecordNotFound
from resume_builder.domain.plans import Action
from resume_builder.web.errors import Invalid, MalformedJson, UnknownKey, WrongType

PREFIX = "/api/v1"
JSON, MULTIPART = "application/json", "multipart/form-data"
# What a change by hand may weigh: 500 edits of 20,000 characters do not fit, and are none.
MAX_BODY_BYTES = 2 * 1024 * 1024
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
class File:
    """An answer that is no JSON of ours: its media type, what it is, and `others` it may be in."""

    mimetype: str
    about: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation as it was declared.

    `action` is what it is in the plans (domain/plans.py). `cost` is how much of the client's rate
    it takes: 1 for a read, more where we work. `answer` is what comes back with `status`, None for
    no content. An operation with `uploads` takes a multipart `file`, or that model as JSON.
    """

    id: str
    about: str
    group: str
    method: Method
    path: str
    answer: type[BaseModel] | File | None
    status: int
    session: SessionUse
    action: Action
    cost: int
    uploads: type[Body] | None
    models: Mapping[str, type[BaseModel]]

    @property
    def changes(self) -> bool:
        """Whether it changes something, and so needs a handshake."""
        return self.method != "GET"

    @property
    def takes(self) -> type[BaseModel] | None:
        """The model of what comes in as JSON."""
        return self.uploads or self.models.get("body")

    @property
    def max_bytes(self) -> int:
        """How large a body is read, as its model says (`max_bytes`)."""
        return int(getattr(self.takes, "max_bytes", MAX_BODY_BYTES))


class Slice:
    """The operations of one noun, all of one action of the plans."""

    def __init__(self, name: str, about: str, action: Action) -> None:
        self.name = name
        self.about = about
        self.action: Action = action
        self.operations: dict[str, Operation] = {}
        self._blueprint = Blueprint(name, __name__, url_prefix=PREFIX)

    def operation(
        self,
        method: Method,
        path: str,
        *,
        answer: type[BaseModel] | File | None,
        status: int = 200,
        session: SessionUse = "needed",
        cost: int = 1,
        uploads: type[Body] | None = None,
    ) -> Callable[[View], View]:
        """Make the decorated function an operation; see Operation for what is declared.

        An operation with `uploads` reads them itself (uploads.py).
        """

        def register(view: View) -> View:
            name = view.__name__
            hints = cast(dict[str, type[BaseModel]], get_type_hints(view))
            models = {part: hints[part] for part in ("path", "query", "body") if part in hints}
            self.operations[f"{self.name}.{name}"] = Operation(
                id=name,
                about=" ".join((view.__doc__ or "").split()),
                group=self.name,
                method=method,
                path=PREFIX + path,
                answer=answer,
                status=status,
                session=session,
                action=self.action,
                cost=cost,
                uploads=uploads,
                models=models,
            )
            self._blueprint.add_url_rule(
                path, endpoint=name, view_func=_checked(view, models), methods=[method]
            )
            return view

        return register

    def register(self, app: Flask) -> None:
        """Add the operations to an application."""
        app.register_blueprint(self._blueprint)
        known = cast(dict[str, Operation], app.extensions.setdefault("operations", {}))
        known.update(self.operations)


def operations_of(app: Flask) -> dict[str, Operation]:
    """Return every operation of the application by its endpoint."""
    return cast(dict[str, Operation], app.extensions["operations"])


def _checked(
    view: Callable[..., ResponseReturnValue], models: Mapping[str, type[BaseModel]]
) -> Callable[..., ResponseReturnValue]:
    """Return the view with its models read from the request."""

    @wraps(view)
    def checked(**path: str) -> ResponseReturnValue:
        arguments: dict[str, BaseModel] = {}
        if "path" in models:
            arguments["path"] = _read_path(models["path"], path)
        if "query" in models:
            arguments["query"] = _read_query(models["query"])
        if "body" in models:
            arguments["body"] = read_json(models["body"])
        return view(**arguments)

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
