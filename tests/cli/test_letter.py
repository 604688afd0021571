"""`resume-builder letter`: what it writes and what it says."""

from pathlib import Path

import pypdfium2
import pytest

from resume_builder.cli.main import main
from tests.samples import POSTING_TEXT, RESUME_TEXT

pytestmark = pytest.mark.truth

PAIR = [str(RESUME_TEXT), str(POSTING_TEXT)]


def test_it_prints_a_letter(capsys: pytest.CaptureFixture[str]) -> None:
    """Text to stdout, in the posting's language."""
    assert main(["letter", *PAIR]) == 0
    out = capsys.readouterr().out
    assert "Application for the position of Senior Site Reliability Engineer" in out
    assert "I upgraded 45 consumer units to the current edition of BS 7671." in out
    assert out.rstrip().endswith("Tomasz Wieczorek")


def test_it_writes_a_pdf(tmp_path: Path) -> None:
    """The same words on one page."""
    target = tmp_path / "letter.pdf"
    assert main(["letter", *PAIR, "-o", str(target), "--tone", "formal", "--length", "short"]) == 0
    with pypdfium2.PdfDocument(target) as pdf:
        assert len(pdf) == 1
        text = " ".join(pdf[0].get_textpage().get_text_range().split())
    assert "Dear Sir or Madam," in text
    assert "BS 7671" in text


def test_a_letter_in_another_language_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """The frames are German, the lines are quoted as they are."""
    assert main(["letter", *PAIR, "--language", "de"]) == 0
    said = capsys.readouterr()
    assert "Zu meiner Arbeit als Journeyman Electrician" in said.out
    assert said.err


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["-o", "letter.svg"], 2),
        (["--kind", "message", "-o", "x.pdf"], 2),
        (["--language", "xx"], 1),
    ],
)
def test_what_cannot_be_is_refused(
    arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """With words that say what can."""
    assert main(["letter", *PAIR, *arguments]) == status
    assert capsys.readouterr().err


def test_a_message_is_short(capsys: pytest.CaptureFixture[str]) -> None:
    """To be pasted: no address, no date."""
    assert main(["letter", *PAIR, "--kind", "message"]) == 0
    out = capsys.readouterr().out
    assert "Havnekraft Digital\n\n" not in out
    assert len(out.split()) < 110
