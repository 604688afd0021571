"""The built browser client: hashed files for ever, its page for every client route.

What the build wrote is all there is: a name is looked up in a table made at start, so no path
walks out of the folder. Files are sent compressed where the build left a `.gz` beside them.
"""

import mimetypes
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from flask import Flask, Response, request

from resume_builder.web.api import PREFIX
from resume_builder.web.errors import NoSuchPage

FOLDER = Path(__file__).resolve().parent / "static"
_PAGE = "index.html"
_HASHED = "assets/"
_API = PREFIX.split("/")[1]
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_NOT_BUILT = (
    "The browser client is not built.\n\nRun `make client` in the project's folder, then load this "
    "page again. The API is at /api/v1.\n"
)
# The ones that Python's table lacks on some machines.
_TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json"}


@dataclass(frozen=True, slots=True)
class Client:
    """The files of the built client by their path in the folder.

    `policy_of` tells on what the policy that the page is sent with depends, None for nothing.
    """

    files: Mapping[str, Path]
    policy_of: Callable[[], str | None]

    @classmethod
    def of(cls, folder: Path, policy_of: Callable[[], str | None]) -> "Client":
        """Return what stands in a folder; nothing when there is none."""
        files = {
            str(file.relative_to(folder)): file
            for file in sorted(folder.rglob("*"))
            if file.is_file() and not file.name.startswith(".")
        }
        return cls(MappingProxyType(files), policy_of)

    def answer(self, path: str) -> Response:
        """Return the file of a path, or the page when it is a route of the client.

        Raises NoSuchPage.
        """
        if path in self.files and not path.endswith(".gz"):
            return self._file(path)
        first, last = path.partition("/")[0], path.rpartition("/")[2]
        if first == _API or "." in last:
            raise NoSuchPage
        if _PAGE in self.files:
            return self._file(_PAGE)
        response = Response(_NOT_BUILT, 503, mimetype="text/plain")
        response.headers["Cache-Control"] = "no-store"
        return response

    def _file(self, path: str) -> Response:
        squeezed = self.files.get(f"{path}.gz")
        takes_gzip = "gzip" in request.accept_encodings
        chosen = squeezed if squeezed is not None and takes_gzip else self.files[path]
        response = Response(chosen.read_bytes(), mimetype=_type_of(path))
        if path == _PAGE:
            # With another policy it is another page: a browser keeps the old one with a 304.
            response.vary.add("Cookie")
            response.set_etag(_digest(response.get_data() + (self.policy_of() or "").encode()))
        else:
            response.add_etag()
        if squeezed is not None:
            response.vary.add("Accept-Encoding")
            if chosen is squeezed:
                response.headers["Content-Encoding"] = "gzip"
        response.headers["Cache-Control"] = _FOR_EVER if path.startswith(_HASHED) else _ASK_AGAIN
        response.make_conditional(request)
        return response


def register(
    app: Flask, folder: Path = FOLDER, policy_of: Callable[[], str | None] = lambda: None
) -> None:
    """Serve the client on every path that nothing else takes; see Client for `policy_of`."""
    client = Client.of(folder, policy_of)

    def show(path: str = "") -> Response:
        return client.answer(path)

    app.add_url_rule("/", "client", show)
    app.add_url_rule("/<path:path>", "client", show)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:40]


def _type_of(path: str) -> str:
    ending = Path(path).suffix
    return _TYPES.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"
