"""The server: http and https on ports of its own; vendors by their host, or by a prefix.

https://api.openai.com/v1/models and http://127.0.0.1:PORT/openai/v1/models are the same to it.
Without a prefix it is Ollama.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol
from urllib.parse import urlsplit

from tests.vendors import anthropic, chat, gemini, ollama, openai, openrouter
from tests.vendors.certificate import server_context
from tests.vendors.cors import Cors
from tests.vendors.script import Script
from tests.vendors.wire import Drop, Refused, Reply, Seen, Stall, in_pieces, query_of

HOSTS = {
    "api.openai.com": "openai",
    "api.anthropic.com": "anthropic",
    "generativelanguage.googleapis.com": "gemini",
    "openrouter.ai": "openrouter",
}
_BASES = {
    "openai": "/v1",
    "anthropic": "/v1",
    "gemini": "/v1",
    "openrouter": "/api/v1",
    "compatible": "/v1",
    "closed": "/v1",
    "ollama": "",
}


class Vendor(Protocol):
    """A module of this package that answers as one vendor."""

    CORS: Cors

    def reply(self, seen: Seen, script: Script) -> Reply:
        """Answer. Raises Refused."""
        ...


# "closed" is a compatible server that lets no page in, as LM Studio before its switch is set.
VENDORS: dict[str, Vendor] = {
    "openai": openai,
    "anthropic": anthropic,
    "gemini": gemini,
    "openrouter": openrouter,
    "compatible": chat,
    "closed": chat,
    "ollama": ollama,
}


@dataclass
class Vendors:
    """All vendors at once: what they were asked, and the script by which they answer."""

    http: str = ""
    https: str = ""
    requests: list[Seen] = field(default_factory=list[Seen])
    script: Script = field(default_factory=Script)
    over: threading.Event = field(default_factory=threading.Event)

    def base(self, vendor: str) -> str:
        """The address that a client of the vendor takes, without a slash at its end."""
        prefix = "" if vendor == "ollama" else f"/{vendor}"
        return f"{self.http}{prefix}{_BASES[vendor]}"

    @property
    def asked(self) -> list[Seen]:
        """The requests that ask a model, preflights apart."""
        return [one for one in self.requests if one.method == "POST"]

    def reset(self) -> None:
        """Forget what was asked and what was to be said."""
        self.requests.clear()
        fresh = Script()
        for one in fields(Script):
            setattr(self.script, one.name, getattr(fresh, one.name))

    def handle(self, seen: Seen) -> Reply:
        """Record the request and answer it, with the headers for pages."""
        self.requests.append(seen)
        cors, origin = VENDORS[seen.vendor].CORS, seen.headers.get("origin")
        if seen.vendor == "ollama" and origin and not self.script.lets_in(origin):
            return Reply(403)
        if seen.preflight:
            return Reply(405) if seen.vendor == "closed" else cors.preflight(seen)
        try:
            made = VENDORS[seen.vendor].reply(seen, self.script)
        except Refused as refused:
            made = refused.reply
        if seen.vendor != "closed":
            made.headers = {**made.headers, **cors.headers(seen)}
        return made


def _handler(served: Vendors) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def any_method(self) -> None:
            seen = self._seen()
            made = served.handle(seen)
            self._send(made, served.script.pause)

        do_GET = do_POST = do_OPTIONS = do_PUT = do_DELETE = any_method

        def log_message(self, *args: object) -> None:
            """Say nothing."""

        def _seen(self) -> Seen:
            url, length = urlsplit(self.path), int(self.headers.get("Content-Length") or 0)
            named = {name.lower(): value for name, value in self.headers.items()}
            host = named.get("host", "")
            vendor, path = HOSTS.get(host.partition(":")[0], ""), url.path
            if not vendor:
                first, _, rest = path.removeprefix("/").partition("/")
                vendor, path = (first, f"/{rest}") if first in VENDORS else ("ollama", path)
            return Seen(
                vendor, self.command, path, query_of(url.query), named,
                self.rfile.read(length), host,
            )  # fmt: skip

        def _send(self, made: Reply, pause: float) -> None:
            self.send_response(made.status)
            for name, value in made.headers.items():
                self.send_header(name, value)
            if made.status != 204:
                self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for piece in in_pieces(made.pieces):
                if isinstance(piece, Drop):
                    self.close_connection = True
                    return
                if isinstance(piece, Stall):
                    self.close_connection = True
                    served.over.wait()
                    return
                self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
                if pause:
                    time.sleep(pause)
            if made.status != 204:
                self.wfile.write(b"0\r\n\r\n")

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that hang up are what some tests are about."""


@contextmanager
def vendors_server() -> Iterator[Vendors]:
    """Run it on two free ports of this machine."""
    served = Vendors()
    plain = _Server(("127.0.0.1", 0), _handler(served))
    safe = _Server(("127.0.0.1", 0), _handler(served))
    # The handshake is each connection's own, so that one that stays silent stops no other.
    safe.socket = server_context().wrap_socket(
        safe.socket, server_side=True, do_handshake_on_connect=False
    )
    served.http = f"http://127.0.0.1:{plain.server_address[1]}"
    served.https = f"https://127.0.0.1:{safe.server_address[1]}"
    for server in (plain, safe):
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield served
    finally:
        served.over.set()
        for server in (plain, safe):
            server.shutdown()
            server.server_close()
