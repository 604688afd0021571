"""What keeping documents needs from outside: a way to set them, and the tailorings."""

from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from resume_builder.domain.letters.verified import VerifiedLetter
from resume_builder.domain.tailoring.accept import Verified
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.domain.values import Value
from resume_builder.ports import Owner

PinnedFormat = Literal["pdf", "docx"]
# What documents are set from: a résumé or a letter that was fit to leave.
Words: TypeAlias = Verified | VerifiedLetter


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
    """A tailored résumé or a letter that may leave, and what its file is called.

    `title` and `company` are those of the posting that it is for.
    """

    tailoring_id: str
    verified: Words
    options: RenderOptions
    name: str
    title: str = ""
    company: str = ""


class Press(Protocol):
    """Sets documents."""

    def making(self, options: RenderOptions, fmt: PinnedFormat) -> Making:
        """Return what a document would be made with now. Raises NotSetHere."""
        ...

    def file(self, words: Words, options: RenderOptions, fmt: PinnedFormat) -> bytes:
        """Return the file's bytes. Raises NotSetHere, UnknownFormat."""
        ...

    def pictures(self, words: Words, options: RenderOptions) -> tuple[Picture, ...]:
        """Return its pages."""
        ...

    def text(self, data: bytes, name: str) -> str:
        """Return the text of a file in the order that a machine reads it. Raises ReadError."""
        ...


class Desk(Protocol):
    """The owner's tailorings and letters, kept by other slices."""

    def ready(self, owner: Owner, tailoring_id: str, fmt: PinnedFormat) -> Ready:
        """Return the résumé that leaves now. Raises RecordNotFound."""
        ...

    def letter(self, owner: Owner, letter_id: str, fmt: PinnedFormat) -> Ready:
        """Return the letter that leaves now. Raises RecordNotFound."""
        ...
