"""What keeping documents needs from outside: a way to set them, and the tailorings."""

from dataclasses import dataclass
from typing import Literal, Protocol

from resume_builder.domain.tailoring.accept import Verified
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.domain.values import Value

PinnedFormat = Literal["pdf", "docx"]


class Making(Value):
    """What a document was made with: the same words and making give the same bytes.

    `product` is this program's version, `engine` a name with its version; `theme` and `fonts` are
    the SHA-256 of their files, "" for a format that is written without them.
    """

    product: str
    engine: str
    theme: str = ""
    fonts: str = ""


class Picture(Value):
    """One page: its number from 1, its size in points, its SVG and the SHA-256 of that."""

    number: int
    width: float
    height: float
    svg: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Ready:
    """A tailored résumé that may leave, and what its file is called."""

    verified: Verified
    options: RenderOptions
    name: str


class Press(Protocol):
    """Sets documents."""

    def making(self, options: RenderOptions, fmt: PinnedFormat) -> Making:
        """Return what a document would be made with now. Raises UnknownTheme."""
        ...

    def file(self, verified: Verified, options: RenderOptions, fmt: PinnedFormat) -> bytes:
        """Return the file's bytes."""
        ...

    def pictures(self, verified: Verified, options: RenderOptions) -> tuple[Picture, ...]:
        """Return its pages."""
        ...


class Desk(Protocol):
    """The owner's tailorings, kept by another slice."""

    def ready(self, owner: str, tailoring_id: str, fmt: PinnedFormat) -> Ready:
        """Return what leaves now. Raises RecordNotFound."""
        ...
