"""Papers on the command line: written beside the PDF, and checked against it."""

from pathlib import Path

import pypdfium2
import pytest

from resume_builder.cli.main import main
from tests.samples import POSTING_TEXT, RESUME_TEXT

pytestmark = pytest.mark.truth


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A tailored PDF with its papers beside it."""
    out = tmp_path / "out.pdf"
    inputs = [str(RESUME_TEXT), str(POSTING_TEXT)]
    papers = ["--certificate", "--interview", "--docx", str(tmp_path / "out.docx")]
    assert main(["tailor", *inputs, "-o", str(out), *papers]) == 0
    return out


def check(*files: Path) -> int:
    """Check files against a certificate."""
    return main(["certificate", "check", *map(str, files)])


def test_what_was_written_is_certified(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """PDF and DOCX are known by the certificate beside them, and so is the posting's text."""
    capsys.readouterr()
    certificate = made.with_name("out.certificate.json")
    assert check(certificate, made, made.with_suffix(".docx")) == 0
    said = capsys.readouterr().err
    assert f"{made}: this is the certified version (PDF)." in said
    assert "(DOCX)" in said


def test_a_changed_file_is_not(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One bit is enough; the others are still told of, and the exit status says it."""
    capsys.readouterr()
    changed = made.with_name("changed.pdf")
    changed.write_bytes(made.read_bytes()[:-1] + b"x")
    assert check(made.with_name("out.certificate.json"), changed, made) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith(f"{changed}: this is no file of this certificate")
    assert "certified version (PDF)" in second


def test_a_changed_certificate_is_noticed(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever edits it by hand is told not to rely on it."""
    certificate = made.with_name("out.certificate.json")
    text = certificate.read_text(encoding="utf-8")
    certificate.write_text(text.replace('"verifier": ', '"verifier": 9'), encoding="utf-8")
    assert check(certificate, made) == 1
    assert "was changed after it was made" in capsys.readouterr().err


def test_something_else_is_no_certificate(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A PDF in its place is told so."""
    assert check(made, made) == 1
    assert "this is no truth certificate" in capsys.readouterr().err
    assert check(made.with_name("absent.json"), made) == 1


def test_papers_are_read_by_people(made: Path) -> None:
    """Certificate and interview sheet are PDFs too."""
    for name, words in (("certificate", "Truth certificate"), ("interview", "Interview sheet")):
        with pypdfium2.PdfDocument(made.with_name(f"out.{name}.pdf")) as pdf:
            assert words in pdf[0].get_textpage().get_text_range()


def test_papers_need_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    """Beside stdout there is no place."""
    arguments = ["tailor", str(RESUME_TEXT), str(POSTING_TEXT), "-o", "-", "--certificate"]
    assert main(arguments) == 2
    assert "give OUT a name" in capsys.readouterr().err
