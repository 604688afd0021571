"""Resolve the dependencies into hashed requirements files that name no registry host."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = (
    ("pyproject.toml", "requirements.txt"),
    ("requirements-ocr.in", "requirements-ocr.txt"),
    ("requirements-models.in", "requirements-models.txt"),
    ("requirements-build.in", "requirements-build.txt"),
    ("requirements-dev.in", "requirements-dev.txt"),
    ("bench/rivals/requirements.in", "bench/rivals/requirements.txt"),
)


def main() -> None:
    """Write each file anew, at the newest versions that fit."""
    for source, target in FILES:
        subprocess.run(
            [str(Path(sys.executable).parent / "uv"), "pip", "compile", source]
            + ["--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade"]
            + ["--no-header", "--no-annotate", "--quiet", "--output-file", target],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            check=True,
        )


if __name__ == "__main__":
    main()
