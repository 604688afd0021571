"""The drivers of the browser client alone, as one script without the rest of the client."""

import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_ROLLDOWN = "node_modules/rolldown/bin/cli.mjs"


@cache
def drivers_script() -> str:
    """spa/src/llm behind its door, as `window.drivers`; made by the client's own bundler."""
    given = ["src/llm/index.ts", "--format", "iife", "--name", "drivers", "--inlineDynamicImports"]
    node = Path(sys.executable).with_name("node")
    made = subprocess.run(
        [str(node), _ROLLDOWN, *given], cwd=ROOT / "spa", capture_output=True, text=True, check=True
    )
    return f"{made.stdout}\nwindow.drivers = drivers;"
