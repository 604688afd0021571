"""A model on this machine that says what a test wants, as fast and as far as it wants.

It is spoken to as an OpenAI-compatible server and as Ollama. Whether every vendor is spoken to in
its own words is tested elsewhere; here somebody has to hold the line in the middle of a sentence.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

Json = dict[str, Any]
PIECE = 24
# No test holds a line longer than this, seconds.
_LONGEST = 60


@dataclass
class Talker:
    """What it says, and what it was asked. `answer` gets the system and the user text."""

    port: int = 0
    answer: Callable[[Json], str] = field(default=lambda brief: "")
    end: Literal["stop", "length", "drop", "refusal"] = "stop"
    # It says no more behind the first of these words until `go` is set; behind each, with `often`.
    hold: str = ""
    often: bool = False
    go: threading.Event = field(default_factory=threading.Event)
    # When the last of them was sent, seconds since 1970.
    held_at: float = 0.0
    status: int = 200
    asked: list[Json] = field(default_factory=list[Json])
    keys: list[str] = field(default_factory=list[str])

    @property
    def base(self) -> str:
        """Where it is."""
        return f"http://localhost:{self.port}"

    def pieces(self, brief: Json) -> Iterator[str]:
        """What it says, held where it is to be held, broken off where it is to break."""
        text = self.answer(brief)
        while self.hold and self.hold in text:
            at = text.index(self.hold) + len(self.hold)
            yield from _cut(text[:at])
            self.held_at = time.time()
            self.go.wait(_LONGEST)
            text = text[at:]
            if not self.often:
                break
            self.go.clear()
        if self.end == "drop":
            return
        yield from _cut(text)


def _cut(text: str) -> Iterator[str]:
    for at in range(0, len(text), PIECE):
        yield text[at : at + PIECE]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    talker: Talker

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_OPTIONS(self) -> None:
        """Let every page in."""
        self._head(204, "text/plain", length=0)

    def do_GET(self) -> None:
        """List the models."""
        listed = {"/v1/models": {"data": [{"id": "m-1"}]}, "/api/version": {"version": "0.40.5"}}
        tags = {"models": [{"name": "m-1", "model": "m-1"}]}
        self._json({**listed, "/api/tags": tags}.get(self.path, {}))

    def do_POST(self) -> None:
        """Answer."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/api/show":
            self._json({"model_info": {"m.context_length": 32_768}})
            return
        talker = self.talker
        system, user = (message["content"] for message in body["messages"][-2:])
        brief = {"system": system, "user": user}
        talker.asked.append(brief)
        talker.keys.append(self.headers.get("Authorization", ""))
        if talker.status != 200:
            self._json({"error": {"message": "no such key"}}, talker.status)
            return
        ollama = self.path == "/api/chat"
        self._head(200, "application/x-ndjson" if ollama else "text/event-stream")
        try:
            for piece in talker.pieces(brief):
                self._chunk(_ollama(piece) if ollama else _openai(piece))
            if talker.end == "drop":
                self.close_connection = True
                self.connection.close()
                return
            self._chunk(_ollama_end(talker.end) if ollama else _openai_end(talker.end))
            self._chunk(b"")
        except OSError:
            # The browser hung up, as a person may.
            self.close_connection = True

    def _head(self, status: int, kind: str, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Methods", "*")
        self.send_header("Access-Control-Allow-Headers", "authorization, content-type")
        self.send_header("Content-Type", kind)
        if length is None:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def _json(self, value: Json, status: int = 200) -> None:
        data = json.dumps(value).encode()
        self._head(status, "application/json", len(data))
        self.wfile.write(data)

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()


def _event(value: Json) -> bytes:
    return f"data: {json.dumps(value)}\n\n".encode()


def _openai(piece: str) -> bytes:
    return _event({"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]})


def _openai_end(end: str) -> bytes:
    delta = {"refusal": "I cannot help with that."} if end == "refusal" else {}
    reason = "length" if end == "length" else "stop"
    last = {"choices": [{"index": 0, "delta": delta, "finish_reason": reason}]}
    usage = {"choices": [], "usage": {"prompt_tokens": 1200, "completion_tokens": 340}}
    return _event(last) + _event(usage) + b"data: [DONE]\n\n"


def _ollama(piece: str) -> bytes:
    return (
        json.dumps({"message": {"role": "assistant", "content": piece}, "done": False}) + "\n"
    ).encode()


def _ollama_end(end: str) -> bytes:
    counts = {"prompt_eval_count": 1200, "eval_count": 340}
    reason = "length" if end == "length" else "stop"
    done = {"message": {"content": ""}, "done": True, "done_reason": reason, **counts}
    return (json.dumps(done) + "\n").encode()


@contextmanager
def talking() -> Iterator[Talker]:
    """Serve a model on a port of its own."""
    talker = Talker()
    handler = type("Handler", (_Handler,), {"talker": talker})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    talker.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield talker
    finally:
        talker.go.set()
        server.shutdown()
        server.server_close()
