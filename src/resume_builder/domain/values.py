"""What every domain value is made of: frozen models, clean text, and source spans."""

import re
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic.alias_generators import to_camel

# Control characters but tab and newline, lone surrogates, and the two non-characters: they are
# refused by XML (so by DOCX) and by UTF-8, and never carry meaning in a résumé.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> str:
    """Return `text` without characters that no output format can carry."""
    return _UNPRINTABLE.sub("", text)


Text = Annotated[str, AfterValidator(clean_text)]
# Ids of kept records become parts of store keys and URLs, and come back in saved files.
RecordId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class Value(BaseModel):
    """A frozen value: compared by content, changed only by making a new one.

    Fields are snake_case in Python and camelCase in JSON, as JSON Resume and schema.org write them.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True
    )


class Span(NamedTuple):
    """Half-open range of character offsets into `Document.text`."""

    start: int
    end: int


class Finding(Value):
    """Something the person should know of: a message code with its parameters.

    `where` points at what it is about: an entry or highlight id, a page ("page 2"), or "".
    """

    code: str
    text: Text = ""
    where: str = ""
