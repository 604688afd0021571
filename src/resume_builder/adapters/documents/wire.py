"""What goes between the reader and its children: framed JSON, so that no answer can run code."""

import json
import struct
from math import isfinite
from typing import IO, Any, cast

from resume_builder.domain.document import Document, Line, Link
from resume_builder.domain.values import Finding
from resume_builder.features.resumes import errors
from resume_builder.features.resumes.errors import FileCorrupt, ReadError
from resume_builder.features.resumes.limits import MAX_BYTES, MAX_CHARACTERS

# What a child runs: the parent's import path, then the loop. Its arguments: the loop as
# "module:function", memory limit, path.
PROGRAM = (
    "import sys; sys.path[:] = sys.argv[3:]; module, _, loop = sys.argv[1].partition(':'); "
    "from importlib import import_module; getattr(import_module(module), loop)(int(sys.argv[2]))"
)
# The task that every child knows: a file becomes a Document.
DOCUMENT = "document"
# How an answer begins: what was asked for, or why it cannot be had.
_DONE, _REFUSED = b"+", b"-"
_LENGTH = struct.Struct(">I")
# A document as JSON: each line has about 150 bytes beside its text, and text may be escaped.
_LONGEST = max(MAX_BYTES + 4096, MAX_CHARACTERS * 160)
_ERRORS = {
    error.code: error
    for error in vars(errors).values()
    if isinstance(error, type) and issubclass(error, ReadError)
}

# What a message of another shape makes the code below raise.
_SENSELESS = (
    ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, RecursionError,
)  # fmt: skip


def send(pipe: IO[bytes], message: bytes) -> None:
    """Write a message with its length before it."""
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes:
    """Read a message. Raises EOFError when the pipe ends, ValueError for a senseless length."""
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    if length > _LONGEST:
        raise ValueError(length)
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return data


def question(task: str, data: bytes, name: str) -> bytes:
    """Return the message that asks for a task to be done with a file."""
    named = f"{task}\n{name}".encode("utf-8", "replace")[:1024]
    return _LENGTH.pack(len(named)) + named + data


def file_of(message: bytes) -> tuple[str, bytes, str]:
    """Return the task, the bytes and the name that a question carries."""
    (length,) = _LENGTH.unpack_from(message)
    named = message[_LENGTH.size : _LENGTH.size + length].decode("utf-8", "replace")
    task, _, name = named.partition("\n")
    return task, message[_LENGTH.size + length :], name


def answer_of(document: Document) -> bytes:
    """Return the message that carries a document."""
    value = {
        "text": document.text,
        "lines": [_numbers(line) for line in document.lines],
        "media_type": document.media_type,
        "name": document.name,
        "pages": document.pages,
        "links": [[link.url, link.start, link.end] for link in document.links],
        "findings": [[f.code, f.text, f.where] for f in document.findings],
        "structured": document.structured,
    }
    return answer_with(json.dumps(value).encode())


def answer_with(content: bytes) -> bytes:
    """Return the message that carries what a task gave."""
    return _DONE + content


def answer_of_error(error: ReadError) -> bytes:
    """Return the message that carries an error."""
    return _REFUSED + json.dumps({"code": error.code, "params": error.params}).encode()


def document_or_raise(answer: bytes) -> Document:
    """Return the document of an answer, or raise its error; FileCorrupt for a senseless one."""
    content = content_or_raise(answer)
    try:
        return _document(cast("dict[str, Any]", json.loads(content)))
    except _SENSELESS as failed:
        raise FileCorrupt(name="") from failed


def content_or_raise(answer: bytes) -> bytes:
    """Return what a task gave, or raise its error; FileCorrupt for a senseless answer."""
    if answer[:1] == _DONE:
        return answer[1:]
    try:
        value = cast("dict[str, Any]", json.loads(answer.removeprefix(_REFUSED)))
        error = _ERRORS[str(value["code"])](**cast("dict[str, Any]", value["params"]))
    except _SENSELESS as failed:
        raise FileCorrupt(name="") from failed
    raise error


def _numbers(line: Line) -> list[object]:
    """Return a line's fields in order, its text as an offset and a length."""
    return [
        line.start,
        len(line.text),
        line.page,
        line.block,
        [line.x0, line.x1, line.top, line.bottom, line.size, line.gap],
        line.bold | line.italic << 1 | line.caps << 2 | line.bullet << 3,
        line.heading,
        line.indent,
        line.tabs,
        line.certainty,
        line.unsure,
    ]


def _document(value: dict[str, Any]) -> Document:
    text = str(value["text"])
    return Document(
        text=text,
        lines=tuple(_line(text, fields) for fields in value["lines"]),
        media_type=str(value["media_type"]),
        name=str(value["name"]),
        pages=int(value["pages"]),
        links=tuple(Link(str(u), int(a), int(b)) for u, a, b in value["links"]),
        findings=tuple(Finding(code=c, text=t, where=w) for c, t, w in value["findings"]),
        structured=tuple(dict(found) for found in value["structured"]),
    )


def _line(text: str, fields: list[Any]) -> Line:
    """Return a line; a child gone mad must not make of it what no reader makes."""
    start, length, page, block, places, flags, heading, indent, tabs, certainty, unsure = fields
    x0, x1, top, bottom, size, gap = map(float, places)
    if not isfinite(x0 + x1 + top + bottom + size + gap):
        raise ValueError
    return Line(
        text=text[int(start) : int(start) + int(length)],
        start=int(start),
        page=int(page),
        block=int(block),
        x0=x0,
        x1=x1,
        top=top,
        bottom=bottom,
        size=size,
        bold=bool(flags & 1),
        italic=bool(flags & 2),
        caps=bool(flags & 4),
        heading=int(heading),
        bullet=bool(flags & 8),
        indent=int(indent),
        gap=gap,
        tabs=tuple(map(int, tabs)),
        certainty=float(certainty),
        unsure=tuple((int(a), int(b)) for a, b in unsure),
    )
