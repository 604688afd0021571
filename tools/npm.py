"""Run npm in spa/ with the Node.js of the virtual environment, so that none is needed on PATH."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SPA = ROOT / "spa"


def npm(*arguments: str) -> None:
    """Run `npm ARGUMENTS` in spa/. Raises CalledProcessError when it fails."""
    scripts = Path(sys.executable).parent
    path = os.pathsep.join([str(scripts), os.environ.get("PATH", "")])
    subprocess.run(
        [str(scripts / "npm"), "--no-fund", "--no-audit", "--no-update-notifier", *arguments],
        cwd=SPA,
        env={**os.environ, "PATH": path},
        check=True,
    )


if __name__ == "__main__":
    try:
        npm(*sys.argv[1:])
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
