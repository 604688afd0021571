"""How a person wants a model to write: none of it can loosen what the verifier refuses."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from resume_builder.domain.tailoring.edits import OPS, Op
from resume_builder.domain.values import Text, Value

Strength = Literal["light", "keywords", "full"]
Tone = Literal["plain", "warm", "formal"]
Length = Literal["short", "same", "full"]
MOST_INSTRUCTIONS = 2_000
Instructions = Annotated[Text, Field(max_length=MOST_INSTRUCTIONS)]
# The kinds of edits that each strength may make: wording and order; the posting's spellings and
# what proves its wishes; all of them.
OPS_OF: Mapping[Strength, tuple[Op, ...]] = MappingProxyType(
    {
        "light": ("move", "rewrite"),
        "keywords": ("keep", "drop", "move", "rewrite", "surface", "rename"),
        "full": OPS,
    }
)
# A résumé has fewer entries that are worth a call of their own; further ones stay as they are.
MOST_ENTRIES = 12
# What stands for the person themselves among the ids of entries: summary, headline and skills.
PERSON = "basics"
_OF_PERSON: frozenset[Op] = frozenset(["summary", "headline", "surface", "rename"])


class Wishes(Value):
    """What the person chose for one brief.

    `tone` None is the letter's own (plain in a résumé), `language` "" that of the lines, the
    posting or the letter (else an ISO 639-1 code). `instructions` are the person's own words to
    the model; no source. `entry` is the one entry that is told, PERSON the rest of the résumé,
    "" all of it.
    """

    strength: Strength = "full"
    tone: Tone | None = None
    language: str = ""
    length: Length = "same"
    instructions: Instructions = ""
    entry: str = ""

    @property
    def ops(self) -> tuple[Op, ...]:
        """The kinds of edits that may be made."""
        ops = OPS_OF[self.strength]
        if not self.entry:
            return ops
        return tuple(op for op in ops if (op in _OF_PERSON) == (self.entry == PERSON))

    @property
    def words(self) -> frozenset[str]:
        """What a brief's sheet is asked for: the strength, and how much of the résumé is told."""
        part = "person" if self.entry == PERSON else "entry" if self.entry else "whole"
        return frozenset([self.strength, part])
