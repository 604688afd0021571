"""Runs become lines: one flow for the body, and one for each header, footer, note or text box."""

from dataclasses import dataclass, field, replace

from resume_builder.adapters.documents.bullets import is_marker
from resume_builder.adapters.documents.drafts import Draft
from resume_builder.adapters.documents.hidden import Hidden
from resume_builder.adapters.documents.runs import DEFAULT_SIZE, Look, RunLine, Stand, row_of


@dataclass(frozen=True, slots=True)
class Format:
    r"""The format of a paragraph. Lengths in points; `shade` is the number of a colour."""

    heading: int = 0
    list_number: int = 0
    level: int = 0
    left: float = 0.0
    before: float = 0.0
    after: float = 0.0
    in_table: bool = False
    shade: int = 0


@dataclass(slots=True)
class Flow:
    """Text that stands together."""

    hidden: Hidden
    block: int = 0
    drafts: list[Draft] = field(default_factory=list[Draft])
    _fills: list[int] = field(default_factory=list[int])
    _shade: int = 0
    _lines: list[RunLine] = field(default_factory=lambda: [RunLine()])
    _unseen: list[str] = field(default_factory=list[str])
    _listed: bool = False
    _space: float = 0.0
    _cell: list[Draft] = field(default_factory=list[Draft])
    _cells: list[list[Draft]] = field(default_factory=list[list[Draft]])
    _aside: list[Draft] = field(default_factory=list[Draft])

    @property
    def at_start(self) -> bool:
        """Tell whether nothing is on the open line yet."""
        return not self._lines[-1].length

    @property
    def fill(self) -> int:
        """The colour number of the open cell, 0 without one."""
        column = len(self._cells)
        return self._fills[column] if column < len(self._fills) else 0

    def add(self, text: str, look: Look) -> None:
        """Append visible text."""
        shown = self.hidden.without_invisible(text, "page")
        if shown:
            self._lines[-1].add(shown, look)

    def add_hidden(self, text: str) -> None:
        """Keep text that nobody sees."""
        self._unseen.append(text)

    def add_aside(self, drafts: list[Draft]) -> None:
        """Keep the lines of a note or text box until the paragraph ends."""
        self._aside += drafts

    def mark(self) -> None:
        """The paragraph is an item of a list."""
        self._listed = True

    def tab(self) -> None:
        """A tab stop."""
        self._lines[-1].tab()

    def line_break(self) -> None:
        """A line ends within its paragraph."""
        self._lines.append(RunLine())

    def paragraph(self, how: Format) -> None:
        """End the paragraph."""
        if self._cells and not how.in_table:
            self.row()
        listed = (self._listed or how.list_number > 0) and not how.heading
        level = how.level if listed else 0
        stand = Stand(self.block, how.left, how.heading, listed, level)
        into = self._cell if how.in_table else self.drafts
        self._space += how.before / DEFAULT_SIZE
        for number, line in enumerate(self._lines):
            draft = line.draft(stand, first=not number)
            if draft.text and not is_marker(draft.text):
                draft.gap = self._space
                into.append(draft)
                self._space = 0.0
            else:
                self._space += 1.0
        self._space += how.after / DEFAULT_SIZE
        self.hidden.add("".join(self._unseen), "page")
        into += self._aside
        self._lines, self._unseen, self._aside = [RunLine()], [], []
        self._listed = False

    def new_row(self) -> None:
        """A row's columns follow."""
        self._fills.clear()
        self._shade = 0

    def shade_next(self, number: int) -> None:
        """The next column has the colour of a number."""
        self._shade = number

    def add_column(self) -> None:
        """A column is complete."""
        self._fills.append(self._shade)
        self._shade = 0

    def cell(self, how: Format) -> None:
        """End a cell and its last paragraph."""
        self.paragraph(replace(how, in_table=True))
        self.block += 1
        self._cells.append(self._cell)
        self._cell = []

    def row(self) -> None:
        """End a row."""
        if self._cell:
            self._cells.append(self._cell)
        self.drafts += row_of(self._cells)
        self._cell, self._cells = [], []

    def end(self, how: Format) -> list[Draft]:
        """End what is open and return the lines."""
        self.paragraph(how)
        self.row()
        return self.drafts
