"""Asks a server on a unix socket how it is, without a client library."""

import socket
from pathlib import Path
from typing import Literal

State = Literal["ready", "loading", "silent"]
_TIMEOUT_SECONDS = 1.0


def ask(path: Path, *words: str, timeout: float = _TIMEOUT_SECONDS) -> str | None:
    """Return a server's answer to one command, as it stands on the wire; None when there is none.

    Answers longer than 64 kB are cut.
    """
    try:
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(timeout)
            link.connect(str(path))
            link.sendall(_frame(words))
            link.shutdown(socket.SHUT_WR)
            answer = b""
            while len(answer) < 65536:
                more = link.recv(16384)
                if not more:
                    break
                answer += more
    except OSError:
        return None
    return answer.decode("utf-8", "replace") or None


def state(path: Path) -> State:
    """Return whether the server answers."""
    answer = ask(path, "PING")
    if answer is None:
        return "silent"
    if answer.startswith("+PONG"):
        return "ready"
    return "loading" if answer.startswith("-LOADING") else "silent"


def process_id(path: Path) -> int | None:
    """Return the server's process id."""
    for line in (ask(path, "INFO", "server") or "").splitlines():
        name, _, value = line.partition(":")
        if name == "process_id" and value.strip().isdigit():
            return int(value)
    return None


def setting(path: Path, name: str) -> str | None:
    """Return one of the server's settings."""
    lines = (ask(path, "CONFIG", "GET", name) or "").splitlines()
    return lines[-1] if len(lines) >= 5 else None


def _frame(words: tuple[str, ...]) -> bytes:
    parts = [f"*{len(words)}\r\n".encode()]
    parts += [f"${len(word.encode())}\r\n{word}\r\n".encode() for word in words]
    return b"".join(parts)
