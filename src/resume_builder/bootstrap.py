"""Where concrete classes meet: settings become frozen services.

`tools()` is the main job alone, with no store and no network: the command line. `build(settings)`
adds what is kept for people: the site. `assemble` joins the two over any stores.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from resume_builder import __version__
from resume_builder.adapters.data.briefs import load_brief
from resume_builder.adapters.data.check_words import load_check_words
from resume_builder.adapters.data.letter_words import LetterLanguages
from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.data.posting_words import load_posting_words
from resume_builder.adapters.data.truth_words import load_truth_words
from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.adapters.system import new_id, now
from resume_builder.bridges import DocumentDesk, DocumentPress
from resume_builder.config import NAMES, Settings, local_places, skills_file
from resume_builder.domain.coverage import Coverage
from resume_builder.domain.document import Document
from resume_builder.domain.letters.model import Form
from resume_builder.domain.matching import match
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.resume import Resume, ResumeReading
from resume_builder.domain.skills import Lexicon
from resume_builder.domain.tailoring.dossier import Dossier
from resume_builder.domain.tailoring.interview import Interview, Preparer
from resume_builder.domain.tailoring.ledger import Facts, Ledger
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.domain.tailoring.verify import Verifier
from resume_builder.domain.values import Finding, Value
from resume_builder.features.checking.service import Checks
from resume_builder.features.documents.service import (
    MAX_TOTAL_BYTES,
    Documents,
    PinnedDocument,
)
from resume_builder.features.letters.maker import Letter, LetterMaker
from resume_builder.features.letters.ports import Subject
from resume_builder.features.letters.record import LetterRecord
from resume_builder.features.letters.service import Letters
from resume_builder.features.letters.writing import LetterWriting
from resume_builder.features.postings.ports import Fetched, PageFetcher, ReadPosting
from resume_builder.features.postings.service import (
    PageReader,
    PostingReader,
    PostingRecord,
    Postings,
)
from resume_builder.features.rendering.language import language_of
from resume_builder.features.rendering.service import Rendering
from resume_builder.features.resumes.known import Known, facts_of
from resume_builder.features.resumes.ports import DocumentReader, ReadResume
from resume_builder.features.resumes.service import ResumeReader, ResumeRecord, Resumes
from resume_builder.features.sessions.handshakes import Handshakes
from resume_builder.features.sessions.limits import RecordLimits
from resume_builder.features.sessions.ports import HandshakeStore, SessionStore
from resume_builder.features.sessions.service import Sessions
from resume_builder.features.tailoring.attempts import Attempt
from resume_builder.features.tailoring.papers import PaperMaker, Papers
from resume_builder.features.tailoring.ports import Master
from resume_builder.features.tailoring.rulings import Rulings
from resume_builder.features.tailoring.service import TailoringRecord, Tailorings
from resume_builder.features.tailoring.tailor import Tailor
from resume_builder.features.tailoring.writing import Writing
from resume_builder.features.work.service import Kind, Work
from resume_builder.ports import Records

if TYPE_CHECKING:
    from resume_builder.adapters.documents.contained import ContainedReader

R = TypeVar("R", bound=Value)
T = TypeVar("T")
# Names a lexicon file of the operator's.
SKILLS_VARIABLE = NAMES["skills"]
# What a child that reads files runs: `read_in_child`.
_CHILD = "resume_builder.bootstrap:read_in_child"
_SCAN_CHILD = "resume_builder.bootstrap:read_scans_in_child"
# Callers that wait for a scan hold a thread of the server each, for long: the others stay free. A
# child with loaded models takes 500 MB, so one without work goes.
_SCANS_WAITING, _SCANS_IDLE_SECONDS = 1, 60.0
# How many records of each kind a guest may keep: room for a season of applications.
GUEST_LIMITS: Mapping[str, int] = MappingProxyType(
    {
        "resumes": 20,
        "postings": 100,
        "tailorings": 100,
        "attempts": 100,
        "letters": 200,
        "documents": 100,
    }
)
# Every download is kept: so that files never take the room of work that goes on, they have less.
_FOR_DOCUMENTS = RecordLimits(count=GUEST_LIMITS["documents"], total_bytes=MAX_TOTAL_BYTES)


@dataclass(frozen=True, slots=True)
class Tools:
    """The main job as functions of their arguments."""

    read_resume: ReadResume
    read_posting: ReadPosting
    read_page: PageReader
    tailor: Tailor
    rendering: Rendering
    checks: Checks
    letters: LetterMaker
    papers: PaperMaker
    lexicon: Callable[[], Lexicon]

    def make_verifier(self) -> Verifier:
        """Return a verifier for the lines of one résumé."""
        return Verifier(load_truth_words(), self.lexicon())

    def rulings(self) -> Rulings:
        """Return what rules on words about a person."""
        return Rulings(self.make_verifier, self.lexicon, now)

    def match(self, resume: Resume, posting: Posting) -> Coverage:
        """Return which highlights support which requirements, as of today."""
        return match(resume, posting, self.lexicon(), now().date())


@dataclass(frozen=True, slots=True)
class Services:
    """Everything the site offers."""

    sessions: Sessions
    handshakes: Handshakes
    resumes: Resumes
    known: Known
    postings: Postings
    tailorings: Tailorings
    writing: Writing
    letters: Letters
    letter_writing: LetterWriting
    papers: Papers
    documents: Documents
    work: Work
    rendering: Rendering
    checks: Checks
    limits: Mapping[str, int]
    # Raises StoreUnavailable naming the store that does not answer.
    check_stores: Callable[[], None]
    close: Callable[[], None]


class Stores(Protocol):
    """The stores behind the services, whichever servers or memory they are made of."""

    @property
    def sessions(self) -> SessionStore:
        """Sessions."""
        ...

    @property
    def handshakes(self) -> HandshakeStore:
        """Tokens and first answers."""
        ...

    def records(self, kind: str, model: type[Any], limits: RecordLimits) -> Records[Any]:
        """Return the store of one kind of guest work."""
        ...

    def check(self) -> None:
        """Raise StoreUnavailable when a store does not answer."""
        ...

    def close(self) -> None:
        """Close every connection."""
        ...


@dataclass(frozen=True, slots=True)
class _Subjects:
    """What tailorings are made of: kept by two other slices."""

    known: Known
    postings: Records[PostingRecord]

    def resume(self, owner: str, resume_id: str) -> Master:
        record = self.known.records.get(owner, resume_id)
        return Master(record.printed, facts_of(record), record.text)

    def remember(self, owner: str, resume_id: str, change: Callable[[Ledger], Ledger]) -> None:
        self.known.remember(owner, resume_id, change)

    def posting(self, owner: str, posting_id: str) -> Posting:
        return self.postings.get(owner, posting_id).posting


@dataclass(frozen=True, slots=True)
class _LetterSubjects:
    """What letters are about: tailorings, kept by another slice."""

    tailorings: Tailorings

    def tailored(self, owner: str, tailoring_id: str) -> Subject:
        made = self.tailorings.get(owner, tailoring_id)
        return Subject(
            resume_id=made.record.resume_id,
            resume=made.verified.resume,
            coverage=made.record.coverage,
            posting=made.posting,
            options=made.record.options,
            court=self.tailorings.rulings.court(made.facts, made.posting),
        )

    def remember(self, owner: str, resume_id: str, change: Callable[[Ledger], Ledger]) -> None:
        self.tailorings.subjects.remember(owner, resume_id, change)


@cache
def tools() -> Tools:
    """Return the main job, reading files in this process, and fetched pages in a child."""
    return make_tools(_read_with_pictures, skills_file(), read_fetched=_read_contained)


def make_tools(
    read_document: DocumentReader,
    skills: Path | None = None,
    *,
    fetch: PageFetcher | None = None,
    read_fetched: DocumentReader | None = None,
    contained: "Contained | None" = None,
) -> Tools:
    """Return the main job over a reader of files, with an operator's lexicon file beside ours.

    `fetch` gets pages (the environment's own when None), and `read_fetched` reads them
    (`read_document` when None). Where `contained` is given, files are understood in its children.
    """
    from resume_builder.adapters.documents.fetched import FetchedReader

    # Typst, its fonts and python-docx take time to load: only what sets pages pays for them.
    from resume_builder.adapters.docx import DocxWriter, write_letter_docx
    from resume_builder.adapters.typst import TypstEngine, more_fonts
    from resume_builder.adapters.writers import LETTER_WRITERS, make_sheet_writers, make_writers

    words = load_page_words()
    lexicon = partial(load_lexicon, skills)
    engine = TypstEngine(words, more_fonts())
    read_resume, read_posting = _readers(read_document, skills)
    read_page = FetchedReader(read_fetched or read_document)
    writers = {**make_writers(words), "docx": DocxWriter(words)}
    letter_writers = {**LETTER_WRITERS, "docx": write_letter_docx}
    sheet_writers = {**make_sheet_writers(words), "docx": DocxWriter(words)}
    rendering = Rendering(engine, writers, letter_writers, sheet_writers, words)
    page_reader = PageReader(fetch or _fetch_page, read_page, read_posting)
    if contained:
        read_resume, read_posting = contained.read_resume, contained.read_posting
    language = partial(language_of, words=words)

    def prepare(dossier: Dossier) -> Interview:
        return Preparer(load_truth_words(), lexicon(), now().date())(dossier)

    return Tools(
        read_resume=read_resume,
        read_posting=read_posting,
        read_page=page_reader,
        tailor=Tailor(engine, lexicon, now),
        rendering=rendering,
        checks=Checks(rendering.render, read_resume, language, load_check_words, now),
        letters=LetterMaker(LetterLanguages(), language, now, new_id),
        papers=PaperMaker(rendering, prepare, now, __version__),
        lexicon=lexicon,
    )


def letter_of(
    made: Tools,
    resume: Resume,
    posting: Posting,
    options: RenderOptions,
    *,
    form: Form,
    language: str | None,
) -> Letter:
    """Return a letter for a résumé and a posting that nobody keeps. Raises NoLetterWords."""
    tailored = made.tailor(resume, posting, options, {})
    subject = Subject(
        resume_id="-",
        resume=tailored.verified.resume,
        coverage=tailored.coverage,
        posting=posting,
        options=options,
        court=made.rulings().court(Facts(resume), posting),
    )
    return made.letters.letter(made.letters.fresh(subject, form, language), subject)


def read_settings(given: Mapping[str, str | None] | None = None) -> Settings:
    """Return the settings of the environment, `given` over it. Raises SettingsInvalid."""
    return Settings.from_env(given)


def verify_stores(session_url: str, auth_url: str) -> None:
    """Raise StoreUnsafe when a store would forget what it acknowledged, StoreUnavailable."""
    from resume_builder.adapters.redis.stores import RedisStores

    stores = RedisStores(session_url=session_url, auth_url=auth_url)
    try:
        stores.verify()
    finally:
        stores.close()


def build(settings: Settings) -> Services:
    """Return the services over the stores that `settings` names; files are read in a child."""
    from resume_builder.adapters.fetch import WebPages
    from resume_builder.adapters.redis.stores import RedisStores

    session_url, auth_url = settings.store_urls()
    contained = Contained(settings.skills)
    stores = RedisStores(session_url=session_url, auth_url=auth_url)
    keep = None if settings.guest_days is None else timedelta(days=settings.guest_days)
    made = make_tools(
        contained.read_document,
        settings.skills,
        fetch=WebPages(settings.local_places),
        contained=contained,
    )
    return assemble(made, stores, keep, close=contained.close)


def assemble(
    made: Tools, stores: Stores, keep: timedelta | None, close: Callable[[], None]
) -> Services:
    """Return the services over any stores; guest work lives `keep` from its last use."""
    resumes = _records(stores, "resumes", ResumeRecord)
    postings = _records(stores, "postings", PostingRecord)
    tailorings = _records(stores, "tailorings", TailoringRecord)
    attempts = _records(stores, "attempts", Attempt)
    letters = _records(stores, "letters", LetterRecord)
    kinds = {
        "resumes": Kind(ResumeRecord, resumes),
        "postings": Kind(PostingRecord, postings),
        "tailorings": Kind(TailoringRecord, tailorings),
        "attempts": Kind(Attempt, attempts, later=True),
        "letters": Kind(LetterRecord, letters, later=True),
    }

    kept = Resumes(made.read_resume, resumes, now, new_id)
    known = Known(resumes, now)
    subjects = _Subjects(known, postings)
    rulings = made.rulings()
    tailored = Tailorings(made.tailor, subjects, tailorings, attempts, rulings, now, new_id)
    letter_subjects = _LetterSubjects(tailored)
    kept_letters = Letters(made.letters, letter_subjects, letters, now, new_id)

    def close_all() -> None:
        stores.close()
        close()

    return Services(
        sessions=Sessions(stores.sessions, now, new_id, keep),
        handshakes=Handshakes(stores.handshakes, now, new_id),
        resumes=kept,
        known=known,
        postings=Postings(made.read_posting, made.read_page, postings, now, new_id),
        tailorings=tailored,
        writing=Writing(
            subjects, tailorings, attempts, rulings, partial(load_brief, "tailor"), now, new_id
        ),
        letters=kept_letters,
        letter_writing=LetterWriting(
            made.letters, letter_subjects, letters, partial(load_brief, "letter"), now, new_id
        ),
        papers=Papers(tailored, attempts, made.papers),
        documents=Documents(
            DocumentPress(made.rendering, made.read_resume),
            DocumentDesk(tailored, kept_letters, made.rendering),
            stores.records("documents", PinnedDocument, _FOR_DOCUMENTS),
            now,
        ),
        work=Work(kinds, now),
        rendering=made.rendering,
        checks=made.checks,
        limits=GUEST_LIMITS,
        check_stores=stores.check,
        close=close_all,
    )


class Contained:
    """Résumés and postings read and understood in children, so that no upload stalls the site."""

    def __init__(self, skills: Path | None = None) -> None:
        """Start nothing yet; the children use an operator's lexicon file beside ours."""
        from resume_builder.adapters.documents.contained import ContainedReader
        from resume_builder.adapters.documents.limits import MAX_SCAN_MEMORY, MAX_SCAN_SECONDS
        from resume_builder.adapters.documents.ocr.rapid import is_installed

        environment = {} if skills is None else {SKILLS_VARIABLE: str(skills)}
        self._reader = ContainedReader(_CHILD, environment)
        # One child reads scans: a second would take the cores from the site.
        self._scans = None
        if is_installed():
            self._scans = ContainedReader(
                _SCAN_CHILD, environment, children=1, seconds=MAX_SCAN_SECONDS,
                memory=MAX_SCAN_MEMORY, waiting=_SCANS_WAITING, idle=_SCANS_IDLE_SECONDS,
            )  # fmt: skip

    def read_document(self, data: bytes, name: str) -> Document:
        """Return the document in a file. Raises ReadError."""
        return self._read(lambda reader: reader(data, name), lambda found: found.findings)

    def read_resume(self, data: bytes, name: str) -> tuple[str, ResumeReading]:
        """Return the document's text and what was understood of it. Raises ReadError."""
        found = self._read(
            lambda reader: _Read.model_validate_json(reader.do("resume", data, name)),
            lambda found: found.reading.findings,
        )
        return found.text, found.reading

    def read_posting(self, data: bytes, name: str) -> Posting:
        """Return what the posting asks. Raises ReadError."""
        return self._read(
            lambda reader: Posting.model_validate_json(reader.do("posting", data, name)),
            lambda found: found.findings,
        )

    def _read(
        self, do: "Callable[[ContainedReader], T]", findings: Callable[[T], Sequence[Finding]]
    ) -> T:
        """Read with the children for text, and with that for scans where there is none."""
        from resume_builder.adapters.documents.fallback import with_pictures

        scans = self._scans
        pictures = None if scans is None else lambda: do(scans)
        return with_pictures(lambda: do(self._reader), pictures, findings)

    def close(self) -> None:
        """Stop the children."""
        self._reader.close()
        if self._scans is not None:
            self._scans.close()


class _Read(Value):
    """What a child answers for a résumé."""

    text: str
    reading: ResumeReading


def read_in_child(memory: int) -> None:
    """Answer the questions of `Contained`, within `memory` bytes, until the parent is gone."""
    from resume_builder.adapters.documents import child

    child.main(memory, _tasks(_read_document))


def read_scans_in_child(memory: int) -> None:
    """Do as `read_in_child` does, and recognize text in pictures."""
    from resume_builder.adapters.documents import child
    from resume_builder.adapters.documents.limits import MAX_SCAN_SECONDS

    child.main(memory, _tasks(_read_with_pictures), _read_with_pictures, MAX_SCAN_SECONDS)


def _tasks(read_document: DocumentReader) -> dict[str, Callable[[bytes, str], bytes]]:
    """Return what a child does with files beside making Documents of them."""
    read_resume, read_posting = _readers(read_document, skills_file())

    def resume(data: bytes, name: str) -> bytes:
        text, reading = read_resume(data, name)
        return _Read(text=text, reading=reading).model_dump_json().encode()

    def posting(data: bytes, name: str) -> bytes:
        return read_posting(data, name).model_dump_json().encode()

    return {"resume": resume, "posting": posting}


def _readers(
    read_document: DocumentReader, skills: Path | None
) -> tuple[ResumeReader, PostingReader]:
    lexicon = partial(load_lexicon, skills)
    return (
        ResumeReader(read_document, load_vocabulary),
        PostingReader(read_document, lexicon, load_posting_words),
    )


def _records(stores: Stores, kind: str, model: type[R]) -> Records[Any]:
    return stores.records(kind, model, RecordLimits(count=GUEST_LIMITS[kind]))


def _fetch_page(url: str) -> Fetched:
    from resume_builder.adapters.fetch import WebPages

    return WebPages(local_places())(url)


def _read_contained(data: bytes, name: str) -> Document:
    from resume_builder.adapters.documents.contained import ContainedReader

    with closing(ContainedReader(children=1)) as reader:
        return reader(data, name)


def _read_with_pictures(data: bytes, name: str) -> Document:
    from resume_builder.adapters.documents import read_document
    from resume_builder.adapters.documents.ocr.rapid import installed_recognizer

    return read_document(data, name, installed_recognizer())


def _read_document(data: bytes, name: str) -> Document:
    from resume_builder.adapters.documents import read_document

    return read_document(data, name)
