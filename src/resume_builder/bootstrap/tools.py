"""The main job alone, with no store and no network."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from resume_builder import __version__
from resume_builder.adapters.data.check_words import load_check_words
from resume_builder.adapters.data.letter_words import LetterLanguages
from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.data.truth_words import load_truth_words
from resume_builder.adapters.system import new_id, now
from resume_builder.bootstrap.reading import (
    Contained,
    make_readers,
    read_contained,
    read_photo_file,
    read_with_pictures,
)
from resume_builder.config import local_places, skills_file
from resume_builder.domain.coverage import Coverage
from resume_builder.domain.matching import match
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.resume import Resume
from resume_builder.domain.skills import Lexicon
from resume_builder.domain.tailoring.dossier import Dossier
from resume_builder.domain.tailoring.interview import Interview, Preparer
from resume_builder.domain.tailoring.verify import Verifier
from resume_builder.features.checking.service import Checks
from resume_builder.features.letters.maker import LetterMaker
from resume_builder.features.postings.ports import Fetched, PageFetcher, ReadPosting
from resume_builder.features.postings.service import (
    PageReader,
)
from resume_builder.features.rendering.language import language_of
from resume_builder.features.rendering.service import Rendering
from resume_builder.features.resumes.ports import DocumentReader, ReadPhoto, ReadResume
from resume_builder.features.tailoring.papers import PaperMaker
from resume_builder.features.tailoring.rulings import Rulings
from resume_builder.features.tailoring.tailor import Tailor

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Tools:
    """The main job as functions of their arguments."""

    read_resume: ReadResume
    read_photo: ReadPhoto
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


@cache
def tools() -> Tools:
    """Return the main job, reading files in this process, and fetched pages in a child."""
    return make_tools(read_with_pictures, skills_file(), read_fetched=read_contained)


def make_tools(
    read_document: DocumentReader,
    skills: Path | None = None,
    *,
    fetch: PageFetcher | None = None,
    read_fetched: DocumentReader | None = None,
    contained: Contained | None = None,
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
    read_resume, read_posting = make_readers(read_document, skills)
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
        read_photo=contained.read_photo if contained else read_photo_file,
        read_page=page_reader,
        tailor=Tailor(engine, lexicon, now),
        rendering=rendering,
        checks=Checks(rendering.render, read_resume, language, load_check_words, now),
        letters=LetterMaker(LetterLanguages(), language, now, new_id),
        papers=PaperMaker(rendering, prepare, now, __version__),
        lexicon=lexicon,
    )


def _fetch_page(url: str) -> Fetched:
    from resume_builder.adapters.fetch import WebPages

    return WebPages(local_places())(url)
