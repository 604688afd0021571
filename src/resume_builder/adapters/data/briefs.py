"""Loads what a model is told from data/briefs/<name>/<version>.txt."""

from functools import cache
from importlib.resources import files


@cache
def load_brief(name: str, version: int) -> str:
    """Return the text of one version of a brief ("tailor"). Raises FileNotFoundError."""
    folder = files("resume_builder") / "data" / "briefs" / name
    return (folder / f"{version}.txt").read_text("utf-8")


def brief_versions(name: str) -> tuple[int, ...]:
    """Return the versions that there are of a brief, oldest first."""
    folder = files("resume_builder") / "data" / "briefs" / name
    stems = (f.name.removesuffix(".txt") for f in folder.iterdir() if f.name.endswith(".txt"))
    return tuple(sorted(int(stem) for stem in stems))
