"""PDFs with their data attached."""

import io

import pypdf
import pytest

from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.adapters.documents import read_document
from resume_builder.domain.parsing import parse_resume
from tests.adapters.documents.paper import line, pdf

pytestmark = pytest.mark.reading

XML = (
    '<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass"><LearnerInfo>'
    "<Identification><PersonName><FirstName>Marta</FirstName><Surname>Kos</Surname></PersonName>"
    "</Identification><WorkExperienceList><WorkExperience><Position><Label>Chemist</Label>"
    "</Position><Employer><Name>Voda Kranj</Name></Employer></WorkExperience>"
    "</WorkExperienceList></LearnerInfo></SkillsPassport>"
)
PAGE = pdf(line(50, 700, "Marta Kos") + line(50, 650, "Chemist") + line(50, 630, "Voda Kranj"))


def with_file(page: bytes, content: bytes) -> bytes:
    """The PDF with a file attached."""
    writer = pypdf.PdfWriter(io.BytesIO(page))
    writer.add_attachment("attachment.xml", content)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_data_that_the_page_shows() -> None:
    """The data says what is what; the text is that of the page."""
    document = read_document(with_file(PAGE, XML.encode()), "cv.pdf")
    resume = parse_resume(document, load_vocabulary()).resume
    assert (resume.work[0].name, resume.work[0].position) == ("Voda Kranj", "Chemist")
    assert document.text.startswith("Marta Kos")
    assert document.media_type == "application/pdf"


@pytest.mark.parametrize(
    "content",
    [
        XML.replace("Voda Kranj", "Nobel committee laureate prize winner").encode(),
        XML[:200].encode(),
        b'{"basics": {"name": "Somebody Else"}}',
        b"<feed/>",
        b"",
        b"{",
    ],
)
def test_other_data_changes_nothing(content: bytes) -> None:
    """What the pages do not show, and what is broken, is passed over."""
    assert read_document(with_file(PAGE, content), "cv.pdf").structured == ()
