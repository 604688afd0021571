"""Make a virtual environment, and say what to do when this Python cannot."""

import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)


def main() -> int:
    """Build the environment at argv[1]; return the exit status."""
    folder = Path(sys.argv[1])
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        print(
            f"Python 3.11 or newer is needed, this is {found}. Name another: "
            "make PYTHON=python3.12",
            file=sys.stderr,
        )
        return 2
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=False)
    if made.returncode:
        print(
            "This Python cannot make virtual environments. On Debian or Ubuntu: "
            "apt-get install python3-venv, then run make again.",
            file=sys.stderr,
        )
    return made.returncode


if __name__ == "__main__":
    sys.exit(main())
