"""What goes over the wire: a request as it was seen, a reply in pieces, an answer to be told."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

JSON = "application/json"
SSE = "text/event-stream"
NDJSON = "application/x-ndjson"
# A browser gives a stream's bytes as the network cut them, through the middle of a character too.
PIECE = 61
# Vendors send some words at a time; a JSON string is then cut anywhere.
WORDS = 12


class Drop:
    """Instead of a piece: the connection ends here, without the end of the stream."""


class Stall:
    """Instead of a piece: nothing more comes, and the connection stays."""


Piece = bytes | Drop | Stall


@dataclass(frozen=True)
class Seen:
    """One request, the preflights included. `path` is the vendor's own, without our prefix."""

    vendor: str
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    """By name in lower case."""
    raw: bytes
    host: str

    @cached_property
    def body(self) -> Any:
        """The JSON of the body; None where there is none."""
        try:
            return json.loads(self.raw)
        except ValueError:
            return None

    @property
    def key(self) -> str:
        """The key in whichever header; "" without one."""
        bearer = self.headers.get("authorization", "")
        given = bearer[len("Bearer ") :] if bearer.startswith("Bearer ") else ""
        return self.headers.get("x-api-key") or self.headers.get("x-goog-api-key") or given

    @property
    def preflight(self) -> bool:
        """Whether a browser asks for leave first."""
        return self.method == "OPTIONS" and "access-control-request-method" in self.headers


@dataclass
class Reply:
    """An answer. `pieces` are sent one by one, in chunks."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict[str, str])
    pieces: Iterable[Piece] = ()


def as_json(value: Any, status: int = 200, **headers: str) -> Reply:
    """A whole JSON document; `headers` by names with underscores."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply(status, {"content-type": JSON, **named}, [json.dumps(value).encode()])


def as_text(value: Any) -> str:
    """A value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def event(value: Any, name: str = "") -> bytes:
    """A server-sent event."""
    data = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    head = f"event: {name}\n" if name else ""
    return f"{head}data: {data}\n\n".encode()


def line(value: Any) -> bytes:
    """A line of NDJSON."""
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def words(text: str) -> list[str]:
    """The text in the pieces that a model would say."""
    return [text[at : at + WORDS] for at in range(0, len(text), WORDS)]


def in_pieces(parts: Iterable[Piece]) -> Iterator[Piece]:
    """The same bytes, cut where nothing ends."""
    rest = b""
    for part in parts:
        if not isinstance(part, bytes):
            if rest:
                yield rest
            rest = b""
            yield part
            continue
        rest += part
        while len(rest) >= PIECE:
            yield rest[:PIECE]
            rest = rest[PIECE:]
    if rest:
        yield rest


@dataclass(frozen=True)
class Ask:
    """A request for an answer, in no vendor's words."""

    seen: Seen
    model: str
    system: str
    user: str
    schema: dict[str, Any] | None
    limit: int
    """Tokens that the answer may have; 0 for no limit."""
    stream: bool


@dataclass(frozen=True)
class Told:
    """What the model says to an `Ask`."""

    text: str
    stop: str
    """end, length or refused."""
    input: int
    output: int
    thought: str
    fault: str
    """How the stream ends after its first half: "" as it should, else drop, stall, error, junk."""


Answer = str | Callable[[Ask], str]


class Refused(Exception):
    """The vendor refuses the request: the reply that says so."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.status)
        self.reply = reply


def ended(parts: list[bytes], fault: str, error: bytes, junk: bytes) -> list[Piece]:
    """The stream's parts, or their first half and then the fault."""
    half: list[Piece] = [*parts[: max(2, len(parts) // 2)]]
    faults: dict[str, list[Piece]] = {
        "drop": [*half, Drop()],
        "stall": [*half, Stall()],
        "error": [*half, error],
        "junk": [*half, junk],
    }
    return faults.get(fault, [*parts])


def query_of(text: str) -> dict[str, str]:
    """The fields of a query string; the last one of each name."""
    return dict(parse_qsl(text, keep_blank_values=True))


def sample(schema: Any) -> Any:
    """The least value that a schema takes: empty texts and lists, the first of alternatives."""
    if not isinstance(schema, dict):
        return None
    return _sample(schema, schema, 0)


def _sample(schema: dict[str, Any], root: dict[str, Any], depth: int) -> Any:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return _sample(root.get("$defs", {}).get(name, {}), root, depth + 1)
    if "enum" in schema:
        return schema["enum"][0]
    if "const" in schema:
        return schema["const"]
    for several in ("anyOf", "oneOf", "allOf"):
        if schema.get(several):
            return _sample(schema[several][0], root, depth + 1)
    if schema.get("type") == "object":
        inner = schema.get("properties", {})
        return {name: _sample(inner[name], root, depth + 1) for name in inner}
    plain: dict[str, Any] = {"array": [], "string": "", "integer": 0, "number": 0, "boolean": False}
    return plain.get(str(schema.get("type")))
