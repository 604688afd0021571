"""Hatchling's build hook: a wheel carries the built browser client."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ClientBuildHook(BuildHookInterface):
    """Builds spa/ before a wheel is packed. An editable install is built by `make` instead."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run tools/build_client.py with this build's Python."""
        del build_data  # hatchling hands it over; nothing of it changes
        if version == "editable":
            return
        subprocess.run(
            [sys.executable, str(Path(self.root) / "tools" / "build_client.py")], check=True
        )
