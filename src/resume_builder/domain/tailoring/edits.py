"""What a model may propose: a list of edits, each of one kind, each with what it rests on.

Employers, titles, dates, degrees and names have no edit: code prints them from the facts.
"""

from hashlib import blake2b
from typing import Literal, get_args

from pydantic import Field

from resume_builder.domain.values import Text, Value

Op = Literal["keep", "drop", "move", "rewrite", "summary", "headline", "surface", "rename"]
OPS: tuple[Op, ...] = get_args(Op)
# Those whose words the verifier must bear out.
WORDED: frozenset[Op] = frozenset(["rewrite", "summary", "headline"])
# Those about groups of skills.
SKILL_OPS: frozenset[Op] = frozenset(["surface", "rename"])


class Edit(Value):
    """One proposed change.

    | op | target | the rest |
    |---|---|---|
    | keep, drop | a highlight's id | |
    | move | a highlight's id | `place`: its new place in its entry, from 1 |
    | rewrite | a highlight's id | `text` from the facts in `sources` |
    | summary, headline | "basics.summary", "basics.label" | the same |
    | surface | the id of a group of skills | `text`: a skill in it, to be named first |
    | rename | the id of a group of skills | `text`: another spelling of the skill in `sources` |

    `serves` are ids of the requirements it is made for.
    """

    op: Op
    target: str
    sources: tuple[str, ...] = ()
    text: Text = ""
    serves: tuple[str, ...] = ()
    place: int = Field(default=0, ge=0)

    @property
    def id(self) -> str:
        """What names this edit for good: made of what it does, so the same edit has the same id."""
        parts = (self.op, self.target, self.text, str(self.place), *self.sources)
        return blake2b("\n".join(parts).encode(), digest_size=9).hexdigest()

    @property
    def subject(self) -> tuple[str, str, str]:
        """What it is about: of two edits about the same only one can hold."""
        group = "shown" if self.op in ("keep", "drop") else self.op
        return group, self.target, self.text if self.op in SKILL_OPS else ""
