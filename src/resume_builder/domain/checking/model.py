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


class ReadField(Value):
    """A field as it was set, and as a machine read it: "" where nothing came back."""

    path: str
    expected: Text
    read: Text = ""


class ReadBack(Value):
    """How many fields were set, which of them came back otherwise, and which alike."""

    fields: int = Field(ge=0)
    differences: tuple[ReadField, ...] = ()
    alike: tuple[ReadField, ...] = ()

    @property
    def same(self) -> int:
        """How many fields came back as they were set."""
        return self.fields - len(self.differences)
