"""Where concrete classes meet: settings become frozen services.

`tools()` is the main job alone, with no store and no network: the command line. `build(settings)`
adds what is kept for people: the site.
"""

from dataclasses import dataclass
from functools import cache

from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.messages import load_messages
from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.data.posting_words import load_posting_words
from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.adapters.system import now
from resume_builder.domain.coverage import Coverage
from resume_builder.domain.document import Document
from resume_builder.domain.matching import match
from resume_builder.domain.messages import Messages
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.resume import Resume
from resume_builder.features.postings.service import PostingReader
from resume_builder.features.rendering.service import Rendering
from resume_builder.features.resumes.ports import DocumentReader
from resume_builder.features.resumes.service import ResumeReader
from resume_builder.features.tailoring.tailor import Tailor


@dataclass(frozen=True, slots=True)
class Tools:
    """The main job as functions of their arguments."""

    read_resume: ResumeReader
    read_posting: PostingReader
    tailor: Tailor
    rendering: Rendering
    messages: Messages

    def match(self, resume: Resume, posting: Posting) -> Coverage:
        """Return which highlights support which requirements, as of today."""
        return match(resume, posting, load_lexicon(), now().date())


@cache
def tools() -> Tools:
    """Return the main job, reading files in this process."""
    return make_tools(_read_document)


def make_tools(read_document: DocumentReader) -> Tools:
    """Return the main job over a reader of files."""
    # Typst and its fonts cost 40 ms: only what sets pages pays for them.
    from resume_builder.adapters.docx import DocxWriter
    from resume_builder.adapters.typst import TypstEngine
    from resume_builder.adapters.writers import make_writers

    words = load_page_words()
    engine = TypstEngine(words)
    writers = {**make_writers(words), "docx": DocxWriter(words)}
    return Tools(
        read_resume=ResumeReader(read_document, load_vocabulary),
        read_posting=PostingReader(read_document, load_lexicon, load_posting_words),
        tailor=Tailor(engine, load_lexicon, now),
        rendering=Rendering(engine, writers),
        messages=load_messages(),
    )


def _read_document(data: bytes, name: str) -> Document:
    from resume_builder.adapters.documents import read_document

    return read_document(data, name)
