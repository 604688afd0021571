"""The values of tailoring without a model: what is kept, in which order, and why."""

from typing import Literal

from pydantic import Field

from resume_builder.domain.values import Text, Value

Reason = Literal[
    "kept.evidence",  # proves a requirement
    "kept.recent",  # newest role, shows what the person does now
    "kept.minimum",  # a role keeps a minimum of lines
    "kept.room",  # there was room for it
    "kept.person",  # the person switched it on
    "dropped.space",  # the page is full, others serve the posting better
    "dropped.repeats",  # another kept line proves the same
    "dropped.person",  # the person switched it off
]


class Choice(Value):
    """Whether one highlight goes on the page, and why.

    `serves` are ids of the requirements it proves.
    """

    highlight_id: str
    entry_id: str
    kept: bool
    reason: Reason
    serves: tuple[str, ...] = ()


class Plan(Value):
    """The choices for one posting, entry by entry, highlights in the order they will print."""

    choices: tuple[Choice, ...] = ()
    pages: int = Field(default=1, ge=1, le=10)


class LineHeights(Value):
    """What one measuring compile gave, in points.

    `highlights` maps highlight id to its height; `fixed` is the height of everything else;
    `page` is the usable height of a page.
    """

    highlights: dict[str, float]
    fixed: float
    page: float


class RenderOptions(Value):
    """How a résumé is set. `None` leaves the theme's own default."""

    theme: str = "galley"
    paper: Literal["a4", "us-letter"] = "us-letter"
    pages: int | None = Field(default=None, ge=1, le=10)


class TextEdit(Value):
    """A person's own wording for a highlight or field: theirs at once.

    `path` is a highlight id ("w1h3") or a basics field ("basics.summary").
    """

    path: str
    text: Text
