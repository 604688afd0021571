"""A program with models on this machine, as Ollama answers pages: those it was told of, or none."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MODELS = {"models": [{"name": "qwen3:8b", "model": "qwen3:8b"}, {"name": "gemma4:12b"}]}


@dataclass
class Ollama:
    """What it lets in, and what it was asked."""

    port: int = 0
    lets_in: bool = True
    paths: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://localhost:{self.port}"


@contextmanager
def ollama() -> Iterator[Ollama]:
    """Serve until the block ends."""
    told = Ollama()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self, status: int, body: object = None) -> None:
            data = b"" if body is None else json.dumps(body).encode()
            self.send_response(status)
            if told.lets_in:
                self.send_header("Access-Control-Allow-Origin", self.headers.get("Origin", "*"))
                self.send_header("Access-Control-Allow-Headers", "content-type")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def do_OPTIONS(self) -> None:
            self._answer(204 if told.lets_in else 403)

        def do_GET(self) -> None:
            told.paths.append(self.path)
            self._answer(200, MODELS) if told.lets_in else self._answer(403)

        def do_POST(self) -> None:
            told.paths.append(self.path)
            self.rfile.read(int(self.headers.get("Content-Length", "0")))
            self._answer(200, {"model_info": {"qwen3.context_length": 40960}})

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told.port = server.server_port
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield told
        finally:
            server.shutdown()
