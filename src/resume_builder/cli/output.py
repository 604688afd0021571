"""How the command line speaks: data to stdout or files, words to stderr, exit statuses."""

import json
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from resume_builder.adapters.data.messages import local_messages
from resume_builder.domain.errors import DomainError
from resume_builder.domain.values import Finding

DONE, SOME_FAILED, USAGE = 0, 1, 2
INTERRUPTED = 130  # 128 + SIGINT, as shells count


class UsageError(Exception):
    """The arguments do not fit together; the message says how they would."""


def say(text: str) -> None:
    """Print a line for the person."""
    print(text, file=sys.stderr)


def explain(error: DomainError) -> str:
    """Return the sentence for an error, and what was got all the same."""
    said = local_messages().say(error.code, error.params)
    got = error.params.get("got")
    return f"{said}\n{got}" if got else said


# A page of a job board carries dozens of comments: a person reads the first few of a kind.
_SHOWN = 3


def say_findings(source: str, findings: Iterable[Finding]) -> None:
    """Print the findings, the first few of each kind whole and the rest as a count."""
    messages = local_messages()
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    for code, found in by_code.items():
        for finding in found[:_SHOWN]:
            params = {"text": shortened(finding.text), "where": finding.where}
            say(f"{source}: {messages.say(code, params)}")
        if len(found) > _SHOWN:
            more = {"count": len(found) - _SHOWN}
            say(f"{source}: {messages.say('cli.more_findings', more)}")


def say_refusals(source: str, error: DomainError) -> None:
    """Print why the settings do not hold: each finding with its id, which the guide explains."""
    say(explain(error))
    messages = local_messages()
    for found in cast("tuple[Finding, ...]", error.params["findings"]):
        params = {"text": shortened(found.text), "where": found.where}
        say(f"{source}: {found.code}: {messages.say(found.code, params)}")


def shortened(text: str) -> str:
    """Return at most 200 characters of `text`, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= 200 else f"{line[:199]}…"


def as_json(value: object) -> str:
    """Return `value` as indented JSON with a final newline."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def read_input(path: str) -> tuple[bytes, str]:
    """Return the bytes of a file and its name; "-" is stdin. Raises OSError."""
    if path == "-":
        return sys.stdin.buffer.read(), "stdin"
    return Path(path).read_bytes(), Path(path).name


def is_web(source: str) -> bool:
    """Tell whether an argument is a web address; a file may have any other name."""
    return source.lower().startswith(("http://", "https://"))


def write_output(path: str, data: bytes) -> None:
    """Write a file whole or not at all; "-" is stdout. Raises OSError."""
    if path == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    try:
        handle, part = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        # The person knows their file, not the one beside it that becomes theirs.
        raise OSError(error.errno, error.strerror, path) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        # mkstemp makes files that only the owner reads; a document is as readable as any other.
        Path(part).chmod(0o644)
        Path(part).replace(target)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def os_reason(error: OSError) -> str:
    """Return what the system says went wrong with which file."""
    name = f"{error.filename}: " if error.filename else ""
    return f"{name}{error.strerror or error}"
