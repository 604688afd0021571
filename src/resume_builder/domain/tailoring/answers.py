"""A model's answer as text: the list of items in it, however it is wrapped or broken.

Weak local models put JSON into prose, fences and thoughts, and stop in the middle.
"""

import json
import re
from collections.abc import Iterator
from typing import cast

from pydantic_core import from_json

# Letters of the longest answer that is read: forty lines with their sources are 20,000.
LONGEST = 200_000

_THOUGHTS = re.compile(
    r"<(think|thinking|thought|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE
)
# An object without others inside. `{` in a string may look like one that never ends, so the number
# of attempts that come to nothing is bounded.
_FLAT = re.compile(r'\{(?:[^{}"]++|"(?:[^"\\]|\\.)*+")*+\}', re.DOTALL)
_MOST_BROKEN = 300


def flat_items_in(text: str, name: str, key: str) -> tuple[list[object], bool] | None:
    """Do as `items_in` for a list of objects that hold a text at `key` and no other objects.

    Where the list itself is broken or missing (a comma too many, an object a line), each object
    counts by itself.
    """
    found = items_in(text, name)
    if found is not None and found[1]:
        return found
    text = text[:LONGEST]
    alone = _objects_in(_THOUGHTS.sub("", text), key) or _objects_in(text, key)
    if alone is None or (found is not None and len(found[0]) >= len(alone[0])):
        return found
    return alone


def _objects_in(text: str, key: str) -> tuple[list[object], bool] | None:
    """Return the flat objects in a text, and whether nothing that was begun stands after them."""
    objects: list[object] = []
    broken, at, ended = 0, text.find("{"), True
    while at >= 0 and broken < _MOST_BROKEN:
        found = _FLAT.match(text, at)
        value = _object(found.group()) if found else None
        ended = value is not None and isinstance(value.get(key), str)
        if ended:
            objects.append(value)
        broken += not ended
        at = text.find("{", found.end() if found else at + 1)
    return (objects, ended) if objects else None


def _object(text: str) -> dict[str, object] | None:
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return cast("dict[str, object]", value) if isinstance(value, dict) else None


def items_in(text: str, name: str) -> tuple[list[object], bool] | None:
    """Return the list called `name`, and whether it ended as it should; None where there is none.

    Whatever the text holds, nothing is raised.
    """
    for candidate in _candidates(text[:LONGEST], name):
        for whole in (True, False):
            try:
                value = from_json(candidate, allow_partial=not whole, allow_inf_nan=False)
            except ValueError:
                continue
            items = _list_in(value, name)
            if items is not None:
                return items, whole
    return None


def _candidates(text: str, name: str) -> Iterator[str]:
    """Stretches that may be the object: those without thoughts first, the whole before parts."""
    for version in dict.fromkeys((_THOUGHTS.sub("", text), text)):
        start = version.find("{")
        if start < 0:
            continue
        end = version.rfind("}")
        if end > start:
            yield version[start : end + 1]
        # Prose with braces before the object: begin where the list is named.
        named = version.rfind("{", 0, version.find(f'"{name}"') + 1)
        if named > start:
            yield version[named : end + 1] if end > named else version[named:]
            yield version[named:]
        yield version[start:]


def _list_in(value: object, name: str) -> list[object] | None:
    if isinstance(value, dict):
        items = cast("dict[str, object]", value).get(name)
        return cast("list[object]", items) if isinstance(items, list) else None
    return None


def word(item: dict[str, object], key: str) -> str:
    """Return a text of an item, "" where there is none."""
    value = item.get(key)
    return value if isinstance(value, str) else ""


def words(item: dict[str, object], key: str) -> tuple[str, ...]:
    """Return a list of texts of an item, without what is none."""
    value = item.get(key)
    if not isinstance(value, list):
        return ()
    found = cast("list[object]", value)[:50]
    return tuple(w for w in found if isinstance(w, str))


def number(item: dict[str, object], key: str) -> int:
    """Return a number of an item from 0 to 99, 0 where there is none."""
    value = item.get(key)
    return (
        value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 100 else 0
    )
