"""The values of tailoring without a model: what is kept, in which order, and why."""

from typing import Annotated, Literal

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
    "dropped.retired",  # the person took it back
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
    """The choices for one posting, entry by entry, highlights in the order they will print.

    `level` is the level of the theme's sizes that the plan fills the pages at.
    """

    choices: tuple[Choice, ...] = ()
    pages: int = Field(default=1, ge=1, le=10)
    level: int = Field(default=0, ge=0, le=9)


class LineHeights(Value):
    """What one measuring compile gave, in points.

    `highlights` maps highlight id to its height; `fixed` is the height of everything else;
    `page` is the usable height of a page. `level` is the level of the theme's sizes that they hold
    for, 0 being as the theme is meant, and `tightness` what share of the pages the same text takes
    there, beside level 0.
    """

    highlights: dict[str, float]
    fixed: float
    page: float
    level: int = 0
    tightness: float = 1.0

    @property
    def total(self) -> float:
        """The height of everything."""
        return self.fixed + sum(self.highlights.values())

    def fill(self, pages: int) -> float:
        """Return what share of `pages` everything takes."""
        return self.total / (self.page * pages)


# "June 2021", "Jun 2021", "06/2021", "2021", each as the page's language writes it.
DateForm = Literal["long", "short", "number", "year"]
Color = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
FontName = Annotated[Text, Field(min_length=1, max_length=64)]
TextSize = Annotated[float, Field(ge=9, le=12)]
SectionName = Annotated[str, Field(min_length=1, max_length=64)]
SectionNames = Annotated[tuple[SectionName, ...], Field(max_length=60)]
SectionTitles = Annotated[
    dict[SectionName, Annotated[Text, Field(max_length=120)]], Field(max_length=60)
]
# Sections, as above, and ids of entries ("w2").
BreakNames = Annotated[tuple[SectionName, ...], Field(max_length=60)]
Margins = Literal["narrow", "normal", "wide"]
Spacing = Literal["tight", "normal", "airy"]


class RenderOptions(Value):
    """How a résumé is set. `None` leaves the theme's own default.

    With `level` it is set at that level of the theme's sizes; without, at the first that fits
    `pages`. `accent` is a color such as "#1f4e79", `size` that of the text in points. `sections`
    are kinds ("work") or ids of custom sections in the order wished; the others follow. `titles`
    are section titles of the person's own, by the same names. A new page begins before each section
    or entry (by id) that `breaks` names; what is not there, or comes first, is passed over. With
    `photo` the person's photo is shown, if they gave one.
    """

    theme: str = "galley"
    paper: Literal["a4", "us-letter"] = "us-letter"
    pages: int | None = Field(default=None, ge=1, le=10)
    level: int | None = Field(default=None, ge=0, le=9)
    accent: Color | None = None
    font: FontName | None = None
    size: TextSize | None = None
    margins: Margins = "normal"
    spacing: Spacing = "normal"
    dates: DateForm | None = None
    sections: SectionNames = ()
    titles: SectionTitles = Field(default_factory=dict[str, str])
    breaks: BreakNames = ()
    photo: bool = False


class TextEdit(Value):
    """A person's own wording for a highlight or field: theirs at once.

    `path` is a highlight id ("w1h3") or a basics field ("basics.summary").
    """

    path: str
    text: Text
