"""Where a model is, and how many tokens a question to it has at most."""

import json
import math
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from resume_builder.domain.catalogue.model import VendorId
from resume_builder.domain.tailoring.brief import Brief

# Bytes of text that make a token at most, over our languages and JSON: here too many is safe.
_BYTES_PER_TOKEN = 3.5
_SLACK = 128


@dataclass(frozen=True, slots=True)
class Place:
    """A model at an address. `base` has no slash at its end, and the version where there is one.

    `key` is "" for a server that wants none. `window` is the context in tokens, `longest` the most
    that it writes, 0 for not known.
    """

    vendor: VendorId
    base: str
    model: str
    key: str = field(default="", repr=False)
    window: int = 0
    longest: int = 0

    @property
    def host(self) -> str:
        """The host, with its port where that is not the usual one."""
        return urlsplit(self.base).netloc.rpartition("@")[2]


@dataclass(slots=True)
class Extras:
    """What is left out when a server does not know it: the schema as a field, little thinking."""

    schema: bool = True
    effort: bool = True


def most_tokens(brief: Brief) -> int:
    """Return how many tokens a brief is at most, about."""
    texts = (brief.system, brief.user, json.dumps(brief.answer_schema))
    return math.ceil(sum(len(text.encode()) for text in texts) / _BYTES_PER_TOKEN)


def with_schema(brief: Brief) -> str:
    """Return the system text with the schema in it, for what does not hold to it by itself."""
    schema = json.dumps(brief.answer_schema, separators=(",", ":"))
    ask = "Answer with one JSON object and nothing else. Its JSON Schema:"
    return f"{brief.system}\n\n{ask}\n{schema}"


def cap_of(place: Place, brief: Brief, most: int, window: int) -> int:
    """Return the cap to send: what is wished, as far as the model and its context have room."""
    cap = min(most, place.longest) if place.longest else most
    if not window:
        return cap
    return max(_SLACK, min(cap, window - most_tokens(brief) - _SLACK))
