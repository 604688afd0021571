"""Where slices meet: what one needs from another, behind its own protocol.

Slices do not know each other. Each class here is a port of one slice, made of the services of
others; bootstrap puts them in place.
"""

import contextlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version

from resume_builder import __version__
from resume_builder.domain.errors import KeyDestroyed, NotSealedHere
from resume_builder.domain.letters.verified import VerifiedLetter
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.tailoring.ledger import Ledger
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.auth.accounts import Directory
from resume_builder.features.documents import ports as pinned
from resume_builder.features.documents.errors import NotSetHere
from resume_builder.features.documents.service import Documents
from resume_builder.features.letters.ports import Subject
from resume_builder.features.letters.service import Letters
from resume_builder.features.mail.forgetting import Forgetting
from resume_builder.features.postings.service import PostingRecord
from resume_builder.features.rendering.errors import UnknownFont, UnknownTheme
from resume_builder.features.rendering.service import Rendering
from resume_builder.features.resumes.known import Known, facts_of
from resume_builder.features.resumes.ports import ReadResume
from resume_builder.features.sharing import ports as shared
from resume_builder.features.sharing.links import Links
from resume_builder.features.tailoring.ports import Master
from resume_builder.features.tailoring.service import Tailorings
from resume_builder.ports import Owner, Records


@dataclass(frozen=True, slots=True)
class DocumentPress:
    """Sets what documents keep."""

    rendering: Rendering
    read: ReadResume

    def making(self, options: RenderOptions, fmt: pinned.PinnedFormat) -> pinned.Making:
        """Return what a document would be made with now. Raises NotSetHere."""
        if fmt == "docx":
            engine = f"python-docx {version('python-docx')}"
            return pinned.Making(product=__version__, engine=engine)
        with _here():
            now_made = self.rendering.making(options)
        return pinned.Making(
            product=__version__,
            engine=now_made.engine,
            theme=now_made.theme,
            fonts=now_made.fonts,
        )

    def file(self, words: pinned.Words, options: RenderOptions, fmt: pinned.PinnedFormat) -> bytes:
        """Return the file's bytes. Raises NotSetHere, UnknownFormat."""
        with _here():
            if isinstance(words, VerifiedLetter):
                return self.rendering.letter(words, options, fmt)
            return self.rendering.render(words, options, fmt)

    def pictures(self, words: pinned.Words, options: RenderOptions) -> tuple[pinned.Picture, ...]:
        """Return its pages."""
        if isinstance(words, VerifiedLetter):
            pages = self.rendering.letter_pages(words, options)
        else:
            pages = self.rendering.pages(words, options)
        return tuple(pinned.Picture.model_validate(asdict(page)) for page in pages)

    def text(self, data: bytes, name: str) -> str:
        """Return the text of a file in the order that a machine reads it. Raises ReadError."""
        return self.read(data, name)[0]


@contextmanager
def _here() -> Generator[None]:
    try:
        yield
    except (UnknownTheme, UnknownFont) as error:
        raise NotSetHere from error


@dataclass(frozen=True, slots=True)
class DocumentDesk:
    """Tailorings and letters as documents see them."""

    tailorings: Tailorings
    letters: Letters
    rendering: Rendering

    def ready(self, owner: Owner, tailoring_id: str, fmt: pinned.PinnedFormat) -> pinned.Ready:
        """Return the résumé that leaves now. Raises RecordNotFound."""
        made = self.tailorings.get(owner, tailoring_id)
        posting, verified = made.posting, made.verified
        name = self.rendering.file_name(verified.resume, posting.title, posting.company, fmt)
        return pinned.Ready(
            tailoring_id, verified, made.options, name, posting.title, posting.company
        )

    def letter(self, owner: Owner, letter_id: str, fmt: pinned.PinnedFormat) -> pinned.Ready:
        """Return the letter that leaves now. Raises RecordNotFound."""
        letter = self.letters.get(owner, letter_id)
        posting, verified = letter.subject.posting, letter.verified
        name = self.rendering.letter_file_name(verified, posting.title, posting.company, fmt)
        return pinned.Ready(
            letter.record.tailoring_id,
            verified,
            letter.options,
            name,
            posting.title,
            posting.company,
        )


@dataclass(frozen=True, slots=True)
class SharedShelf:
    """Kept documents as sharing sees them."""

    documents: Documents

    def document(self, owner: Owner, document_id: str) -> shared.Frozen:
        """Return a document. Raises RecordNotFound, DocumentDamaged."""
        kept, data = self.documents.data(owner, document_id)
        leaves = tuple(
            shared.Leaf(number=p.number, width=p.width, height=p.height, svg=p.svg)
            for p in kept.pictures
        )
        return shared.Frozen(kept.name, data, leaves)

    def text(self, frozen: shared.Frozen) -> str:
        """Return what is written in it. Raises ReadError."""
        return self.documents.press.text(frozen.data, frozen.name)


@dataclass(frozen=True, slots=True)
class AccountShares:
    """The links of accounts, as erasure sees them."""

    links: Links

    def forget(self, account_id: str) -> None:
        """Forget every link of the account."""
        self.links.forget(Owner.of_account(account_id))


@dataclass(frozen=True, slots=True)
class AccountMail:
    """The mail of accounts, as erasure sees it."""

    directory: Directory
    forgetting: Forgetting

    def forget(self, account_id: str) -> None:
        """Forget every mail to the account; nothing for one that is gone or whose key is."""
        account = self.directory.store.load(account_id)
        if account is None:
            return
        with contextlib.suppress(KeyDestroyed, NotSealedHere):
            self.forgetting.forget([self.directory.profile(account).email])


@dataclass(frozen=True, slots=True)
class TailoringSubjects:
    """What tailorings are made of: kept by two other slices."""

    known: Known
    postings: Records[PostingRecord]

    def resume(self, owner: Owner, resume_id: str) -> Master:
        """Return the résumé with its version. Raises RecordNotFound."""
        record = self.known.records.get(owner, resume_id)
        return Master(record.printed, facts_of(record), record.text)

    def remember(self, owner: Owner, resume_id: str, change: Callable[[Ledger], Ledger]) -> None:
        """Keep what the person said or typed. Raises RecordNotFound, VersionConflict."""
        self.known.remember(owner, resume_id, change)

    def posting(self, owner: Owner, posting_id: str) -> Posting:
        """Return the posting. Raises RecordNotFound."""
        return self.postings.get(owner, posting_id).posting


@dataclass(frozen=True, slots=True)
class LetterSubjects:
    """What letters are about: tailorings, kept by another slice."""

    tailorings: Tailorings

    def tailored(self, owner: Owner, tailoring_id: str) -> Subject:
        """Return what a tailoring is about, planned as of now. Raises RecordNotFound."""
        made = self.tailorings.get(owner, tailoring_id)
        return Subject(
            resume_id=made.record.resume_id,
            resume=made.verified.resume,
            coverage=made.record.coverage,
            posting=made.posting,
            options=made.record.options,
            court=self.tailorings.rulings.court(made.facts, made.posting),
        )

    def remember(self, owner: Owner, resume_id: str, change: Callable[[Ledger], Ledger]) -> None:
        """Keep what the person said. Raises RecordNotFound, VersionConflict."""
        self.tailorings.subjects.remember(owner, resume_id, change)
