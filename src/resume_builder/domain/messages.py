"""The message catalogue: words for people, found by code and filled with parameters."""

import string
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict


class _Forgiving(string.Formatter):
    """Fills what is given; a parameter that is absent leaves an empty place, never an error."""

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        del args
        return kwargs.get(str(key), "")


class Messages(BaseModel):
    """The texts of one language."""

    model_config = ConfigDict(frozen=True)

    language: str
    texts: dict[str, str]

    def say(self, code: str, params: Mapping[str, Any] | None = None) -> str:
        """Return the sentence for `code`; the code itself when the catalogue lacks it."""
        template = self.texts.get(code)
        if template is None:
            return code
        return _Forgiving().vformat(template, (), params or {})
