"""A web server on this machine for tests: pages by path, and the tricks of hostile ones."""

import gzip
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HTML = "text/html; charset=utf-8"
POSTING_PAGE = """<!doctype html><html lang="en"><head><title>Kiln Operator - Tarn Pottery</title>
</head><body><h1>Kiln Operator</h1><p>Tarn Pottery, Kendal</p>
<h2>What you will do</h2><ul><li>Load and fire three gas kilns</li><li>Keep the firing log</li></ul>
<h2>Requirements</h2><ul><li>Two years of experience with gas kilns</li>
<li>Forklift licence</li><li>Fluent English</li></ul>
<h2>Nice to have</h2><ul><li>Knowledge of glaze chemistry</li></ul>
<p>To apply, send your application to Ada Quill, jobs@tarnpottery.example.</p></body></html>"""


@dataclass
class Page:
    """An answer: `location` makes it a redirect."""

    body: bytes = b""
    status: int = 200
    kind: str = HTML
    headers: dict[str, str] = field(default_factory=dict[str, str])


@dataclass
class LocalPages:
    """The server: what it answers by path, and what it was asked."""

    port: int = 0
    pages: dict[str, Page] = field(default_factory=dict[str, Page])
    asked: list[str] = field(default_factory=list[str])
    headers: list[dict[str, str]] = field(default_factory=list[dict[str, str]])

    @property
    def place(self) -> str:
        """Host and port."""
        return f"localhost:{self.port}"

    def add(self, path: str, body: bytes | str, **how: Any) -> str:
        """Put a page at a path; return its address."""
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = Page(data, **how)
        return self.url(path)

    def redirect(self, path: str, location: str, status: int = 302) -> str:
        """Put a redirect at a path; return its address."""
        return self.add(path, "", status=status, headers={"Location": location})

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://{self.place}{path}"


# A billion zeros, in a megabyte: each of a thousand blocks the same.
BOMB = b"".join(gzip.compress(bytes(1_000_000)) for _ in range(200))


def _handler(served: LocalPages) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            served.headers.append(dict(self.headers.items()))
            trick = getattr(self, f"trick_{self.path.strip('/').replace('-', '_')}", None)
            if trick is not None:
                trick()
                return
            page = served.pages.get(self.path, Page(b"not here", 404))
            self.send_response(page.status)
            self.send_header("Content-Type", page.kind)
            self.send_header("Content-Length", str(len(page.body)))
            self.send_header("Set-Cookie", "seen=1")
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(page.body)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

        def _head(self, *lines: str) -> None:
            self.wfile.write("\r\n".join(["HTTP/1.1 200 OK", *lines, "", ""]).encode())

        def _until_gone(self, piece: bytes, pause: float = 0.0) -> None:
            try:
                for _ in range(20_000):
                    self.wfile.write(piece)
                    time.sleep(pause)
            except OSError:
                return

        def trick_endless(self) -> None:
            self._head("Content-Type: text/html")
            self._until_gone(b"<p>more</p>" * 5_000)

        def trick_bomb(self) -> None:
            self._head("Content-Type: text/html", "Content-Encoding: gzip")
            self._until_gone(BOMB)

        def trick_drip(self) -> None:
            self._head("Content-Type: text/html")
            self._until_gone(b"x", 0.05)

        def trick_drip_head(self) -> None:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            self._until_gone(b"x", 0.05)

        def trick_silence(self) -> None:
            time.sleep(3)

        def trick_garbage(self) -> None:
            self.wfile.write(b"\x00\xff\r\n\r\n")

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that hangs up is what some tests are about."""


@contextmanager
def local_pages(tls: ssl.SSLContext | None = None) -> Iterator[LocalPages]:
    """Run the server, over TLS where a context is given, while the tests need it."""
    served = LocalPages()
    server = _Server(("127.0.0.1", 0), _handler(served))
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    served.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
