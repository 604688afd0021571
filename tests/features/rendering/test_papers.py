"""Papers as people get them: every format and language, all words there and read back."""

import json
from typing import get_args

import pytest

from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.messages import LANGUAGES, load_messages
from resume_builder.adapters.data.truth_words import load_truth_words
from resume_builder.domain.tailoring.certificate import Certificate, certify
from resume_builder.domain.tailoring.interview import Interview, Preparer
from resume_builder.domain.tailoring.ledger import Answer, Ledger
from resume_builder.domain.tailoring.model import RenderOptions, TextEdit
from resume_builder.features.rendering.certificate_sheet import certificate_sheet
from resume_builder.features.rendering.interview_sheet import interview_sheet
from resume_builder.features.rendering.ports import Format
from resume_builder.features.rendering.service import UnknownFormat
from resume_builder.features.rendering.sheet import Sheet
from tests.adapters.typst.read_back import EXTRACTORS, in_order, recall, words
from tests.domain.tailoring.dossiers import SKILLS, TAUGHT, dossier_of
from tests.domain.tailoring.people import TODAY
from tests.features.rendering.hostile import PAYLOADS
from tests.features.rendering.kit import RENDERING

pytestmark = pytest.mark.rendering

OPTIONS = RenderOptions()
FORMATS: tuple[Format, ...] = ("pdf", "docx", "html", "md", "txt")
PREPARE = Preparer(load_truth_words(), load_lexicon(), TODAY)
LEDGER = Ledger(
    answers=(
        Answer(
            question="1",
            says="yes",
            code="truth.added.words",
            params={"text": "coached"},
            text="Coached 4 new nurses",
            entry_id="w1",
            on=TODAY,
        ),
        Answer(
            question="2",
            says="unknown",
            code="truth.outcome.none",
            params={"text": "cut waste"},
            on=TODAY,
        ),
    )
)


def papers(typed: str = "Ordered stock worth €20,000 for 3 shops") -> tuple[Certificate, Interview]:
    """Both papers of a tailoring in which everything happened."""
    edits = [
        TextEdit(path="w2h1", text=typed),
        TextEdit(path="basics.summary", text=typed),
    ]
    dossier = dossier_of([TAUGHT, SKILLS], edits, left_out="w2h2", ledger=LEDGER)
    return certify(dossier, {"pdf": b"1", "docx": b"2"}, TODAY, "1.2.3"), PREPARE(dossier)


def sheets(language: str) -> tuple[Sheet, Sheet]:
    """Both as sheets."""
    certificate, interview = papers()
    messages = load_messages(language)
    return certificate_sheet(certificate, messages), interview_sheet(interview, messages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_theirs_is_in_the_catalogue(language: str) -> None:
    """No code is left standing where a person reads, and no place is left empty."""
    for sheet in sheets(language):
        text = sheet.texts()
        assert "paper." not in text
        assert "plan." not in text
        assert "truth." not in text
        assert "None" not in text
        assert "“”" not in text
        assert sheet.language == language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_machines_read_papers_back_exactly(language: str, extractor: str) -> None:
    """The same engine, the same promise: every word, in order."""
    certificate, interview = papers()
    messages = load_messages(language)
    made = (
        RENDERING.certificate(certificate, OPTIONS, "pdf", messages),
        RENDERING.interview(interview, OPTIONS, "pdf", messages),
    )
    for sheet, pdf in zip(sheets(language), made, strict=True):
        meant, read = words(sheet.texts()), words(EXTRACTORS[extractor](pdf))
        # Fingerprints are longer than a word that a line keeps whole.
        assert recall([w for w in meant if len(w) < 60], read) == 1.0
        assert in_order([w for w in meant if len(w) < 60], read) == 1.0
        assert "".join(meant) == "".join(read)


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("text", PAYLOADS)
def test_hostile_words_are_words(fmt: Format, text: str) -> None:
    """What would be markup or a template elsewhere is set as it is, in every format."""
    certificate, interview = papers(text)
    messages = load_messages()
    assert RENDERING.certificate(certificate, OPTIONS, fmt, messages)
    assert RENDERING.interview(interview, OPTIONS, fmt, messages)


def test_equal_papers_have_equal_bytes() -> None:
    """As with every document that leaves."""
    for fmt in FORMATS:
        first, second = (
            RENDERING.certificate(papers()[0], OPTIONS, fmt, load_messages()) for _ in range(2)
        )
        assert first == second


def test_the_certificate_as_json_is_the_value() -> None:
    """Read back it is the same, and intact."""
    certificate, _ = papers()
    data = RENDERING.certificate(certificate, OPTIONS, "json", load_messages())
    assert Certificate.model_validate_json(data) == certificate
    assert certificate.intact
    assert json.loads(data)["account"]["asInResume"] > 10


@pytest.mark.parametrize("fmt", sorted(set(get_args(Format)) - {*FORMATS, "json"}))
def test_a_format_that_papers_do_not_have(fmt: Format) -> None:
    """It is named."""
    certificate, interview = papers()
    with pytest.raises(UnknownFormat):
        RENDERING.certificate(certificate, OPTIONS, fmt, load_messages())
    with pytest.raises(UnknownFormat):
        RENDERING.interview(interview, OPTIONS, fmt, load_messages())


def test_a_paper_is_named_after_its_person_and_posting() -> None:
    """So that it lies beside the résumé."""
    certificate, _ = papers()
    name = RENDERING.paper_file_name(certificate, "pdf", "Truth certificate")
    assert name == "Ingrid Solheim - Truth certificate - Ward Nurse - Ullevål.pdf"


def test_the_certificate_tells_whose_words_these_are() -> None:
    """Counts, the change with its source, the typed line with the one before, what is left out."""
    certificate, _ = papers()
    text = RENDERING.certificate(certificate, OPTIONS, "txt", load_messages()).decode()
    assert "That those are true is the person’s word" in text
    assert "Reworded, checked, and accepted: 2" in text
    assert "Typed by the person for this posting: 2" in text
    assert "Rests on: “Helped plan the move to Epic”" in text
    assert "Proposed by some model, checked against these words" in text
    assert "In the résumé: “Ordered stock for 3 shops”" in text
    assert "Is “coached” a fair way to say it? Yes, said the person on 2026-11-01." in text
    assert "Florist, Blom Flowers · Led a team of 5" in text
    assert f"PDF: {certificate.files[0].sha256}" in text


def test_the_interview_sheet_tells_proof_and_gaps() -> None:
    """A line with its proof, what one may be asked, and what is missing, told once."""
    _, interview = papers()
    text = RENDERING.interview(interview, OPTIONS, "txt", load_messages()).decode()
    assert "The posting asks: “wound care”" in text
    assert "Have ready how it was counted, and over what time: 4 new nurses" in text
    assert "You typed this for this posting." in text
    assert "- Kubernetes (nice to have)" in text
    assert "Your jobs come to 9 years." in text
    assert text.count("Your résumé shows nothing of this.") == 1
    assert "You said on 2026-11-01 that you do not know." in text
