"""Loads what a model is told from data/briefs/*.txt."""

from functools import cache
from importlib.resources import files


@cache
def load_brief(name: str) -> str:
    """Return the system text of a brief ("tailor"). Raises FileNotFoundError."""
    return (files("resume_builder") / "data" / "briefs" / f"{name}.txt").read_text("utf-8")
