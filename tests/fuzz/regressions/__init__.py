"""Inputs that once failed, minimised: one file each, in a folder named like its target."""

from pathlib import Path

_HERE = Path(__file__).parent


def inputs_of(target: str) -> dict[str, bytes]:
    """Return the inputs of a target by their names."""
    return {path.name: path.read_bytes() for path in sorted((_HERE / target).glob("*"))}
