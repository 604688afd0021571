"""What a check says, as values."""

from pydantic import Field

from resume_builder.domain.values import Span, Text, Value


class Note(Value):
    """One thing to look at: a message code with its parameters.

    `path` is the field it is about ("basics.email", "w1.endDate", "w1h3"; see `domain/fields.py`).
    `span` is where in the field's text, (0, 0) for all of it.
    """

    code: str
    path: str
    params: dict[str, Text] = Field(default_factory=dict)
    span: Span = Span(0, 0)


class Difference(Value):
    """A field that did not come back as it was set. `read` is "" where nothing came back."""

    path: str
    expected: Text
    read: Text = ""


class ReadBack(Value):
    """How many fields were set, and which of them came back otherwise."""

    fields: int = Field(ge=0)
    differences: tuple[Difference, ...] = ()

    @property
    def same(self) -> int:
        """How many fields came back as they were set."""
        return self.fields - len(self.differences)
