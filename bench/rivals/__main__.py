"""Make a throw-away environment with the rivals: `make rivals`, or `python -m bench.rivals`."""

import subprocess
import sys
import venv
from pathlib import Path

from bench.rivals import PYTHON


def main() -> int:
    """Install the pinned rivals; return the exit status."""
    venv.create(PYTHON.parent.parent, with_pip=True, clear=True)
    pins = Path(__file__).parent / "requirements.txt"
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", pins]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
