"""How answers leave: JSON, records with their version, files to keep."""

from collections.abc import Iterable
from typing import Protocol
from urllib.parse import quote

from flask import Response, request
from pydantic import BaseModel

from resume_builder.domain.errors import RecordNotFound
from resume_builder.features.rendering.ports import Format
from resume_builder.features.rendering.service import CONTENT_TYPES
from resume_builder.web.api import JSON, File
from resume_builder.web.cookies import is_shared
from resume_builder.web.errors import Invalid, VersionMissing

SVG = "image/svg+xml"


class Versioned(Protocol):
    """An answer that stands for a kept record."""

    @property
    def version(self) -> int:
        """The record's version."""
        ...

    def model_dump_json(self, *, by_alias: bool | None = None) -> str:
        """Return the answer as JSON."""
        ...


def as_json(answer: BaseModel, status: int = 200) -> Response:
    """Return an answer as JSON."""
    return Response(answer.model_dump_json(by_alias=True), status, mimetype=JSON)


def as_record(answer: Versioned, status: int = 200) -> Response:
    """Return a record's answer with its version as the ETag that a change must name."""
    response = Response(answer.model_dump_json(by_alias=True), status, mimetype=JSON)
    response.set_etag(str(answer.version))
    return response


def no_content() -> Response:
    """Return 204."""
    response = Response(status=204)
    del response.headers["Content-Type"]
    return response


class _Image(Protocol):
    """A page's image, and the hash that names it."""

    @property
    def svg(self) -> str:
        """SVG text."""
        ...

    @property
    def sha256(self) -> str:
        """The SHA-256 of it in hex."""
        ...


def as_page(pages: Iterable[_Image], sha256: str) -> Response:
    """Return the image of one of `pages`. Its address changes with its content.

    Raises RecordNotFound.
    """
    svg = next((page.svg for page in pages if page.sha256 == sha256), None)
    if svg is None:
        raise RecordNotFound(kind="page")
    response = Response(svg, mimetype=SVG)
    if not is_shared():
        response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


def file_in(formats: Iterable[Format], about: str) -> File:
    """Return what is declared of an answer in one of several formats."""
    types = [CONTENT_TYPES[one].partition(";")[0] for one in formats]
    first, *others = dict.fromkeys(types)
    return File(first, about, tuple(others))


def as_file(data: bytes, name: str, mimetype: str) -> Response:
    """Return a file to keep, under a name that every browser understands (RFC 6266)."""
    response = Response(data, content_type=mimetype)
    response.headers["Content-Disposition"] = attachment(name)
    return response


def attachment(name: str) -> str:
    """Return the header for a file name: plain ASCII for old clients, UTF-8 beside it."""
    plain = "".join(c if " " <= c <= "~" and c not in '"\\%' else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def given_version() -> int:
    """Return the version that If-Match names. Raises VersionMissing, Invalid."""
    given = request.headers.get("If-Match", "").strip()
    if not given:
        raise VersionMissing
    number = given.removeprefix("W/").strip('"')
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        raise Invalid(where="If-Match", reason="It takes one version number")
    return int(number)
