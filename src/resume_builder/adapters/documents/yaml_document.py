"""YAML: RenderCV's input files, and JSON Resume written as YAML.

Every scalar is read as text (so "2020" stays as written, and no tag makes an object); events are
counted before anything is built, so that no nesting and no alias can make more of a file.
"""

from importlib import import_module
from typing import Any, cast

from resume_builder.adapters.documents.json_document import document_of_object
from resume_builder.adapters.documents.limits import (
    MAX_ALIASES,
    MAX_DEPTH,
    MAX_YAML_NODES,
)
from resume_builder.adapters.documents.sniff import YAML
from resume_builder.adapters.documents.structured import strings_of
from resume_builder.adapters.documents.text import decode_plain
from resume_builder.domain.document import Document
from resume_builder.domain.foreign import converted
from resume_builder.domain.json_resume import looks_like_json_resume
from resume_builder.features.resumes.errors import (
    FileCorrupt,
    FileEmpty,
    FileOtherData,
)


def read_yaml(data: bytes, name: str) -> Document:
    """Return a YAML file as a Document.

    Raises FileCorrupt, FileEmpty, FileOtherData (YAML that is no résumé), TextTooLong.
    """
    text = decode_plain(data)
    value = _parsed(text, name)
    if not value:
        raise FileEmpty(name=name)
    if not isinstance(value, dict):
        raise FileOtherData(name=name)
    found = cast("dict[str, object]", value)
    if converted(found) is None and not looks_like_json_resume(found):
        raise FileOtherData(name=name)
    return document_of_object(found, list(strings_of(found)), YAML, name)


def _parsed(text: str, name: str) -> object:
    """Return the value of the first YAML document in `text`, all scalars as text."""
    yaml = cast("Any", import_module("yaml"))
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        _check_events(yaml, text, loader)
        value = next(iter(yaml.load_all(text, Loader=loader)), None)
        return _Copy().of(value, 0)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise FileCorrupt(name=name) from error


def _check_events(yaml: Any, text: str, loader: Any) -> None:
    """Raise ValueError for more nesting or aliases than a résumé has."""
    depth = aliases = 0
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            aliases += 1
        if depth > MAX_DEPTH or aliases > MAX_ALIASES:
            raise ValueError


class _Copy:
    """Copies a value, so that aliases become values of their own; counts what that makes."""

    def __init__(self) -> None:
        self._nodes = 0

    def of(self, value: object, depth: int) -> object:
        """Return the copy. Raises ValueError beyond the limits: a bomb, or a loop."""
        self._nodes += 1
        if depth > MAX_DEPTH or self._nodes > MAX_YAML_NODES:
            raise ValueError
        if isinstance(value, dict):
            pairs = cast("dict[object, object]", value).items()
            return {str(key): self.of(item, depth + 1) for key, item in pairs}
        if isinstance(value, list):
            return [self.of(item, depth + 1) for item in cast("list[object]", value)]
        return value
