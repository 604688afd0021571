"""Reading parsed values of unknown shape: whatever has not the type asked for is empty."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

Json = dict[str, Any]
# Words of files in which every scalar is text.
_NOTHING = {"null", "~"}


def text(value: object) -> str:
    """Return a string or number as text without white space around it; "" for all else."""
    if isinstance(value, str):
        found = value.strip()
        return "" if found in _NOTHING else found
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(value)


def first(item: Mapping[str, Any], *keys: str) -> str:
    """Return the first text that `item` has under one of `keys`."""
    return next((found for key in keys if (found := text(item.get(key)))), "")


def obj(value: object) -> Json:
    """Return an object; an empty one for all else."""
    return cast("Json", value) if isinstance(value, dict) else {}


def listed(value: object) -> list[object]:
    """Return a list; one value alone is a list of it, nothing is an empty one."""
    if isinstance(value, list):
        return cast("list[object]", value)
    return [] if value in (None, "") else [value]


def objects(value: object) -> list[Json]:
    """Return the objects of a list."""
    return [cast("Json", item) for item in listed(value) if isinstance(item, dict)]


def texts(value: object) -> list[str]:
    """Return the texts of a list."""
    return [found for item in listed(value) if (found := text(item))]


def filled(item: Mapping[str, Any]) -> Json:
    """Return `item` without what is empty."""
    return {key: value for key, value in item.items() if value not in ("", None, [], {}, ())}


def left(item: Mapping[str, Any], known: Iterable[str]) -> Json:
    """Return what `item` has beside `known`, empty values left out."""
    names = set(known)
    return filled({key: value for key, value in item.items() if key not in names})


def kept(item: Mapping[str, Any], rest: Mapping[str, Any]) -> Json:
    """Return an entry with what is left of its source under "x-source"."""
    return filled({**item, "x-source": dict(rest)})
