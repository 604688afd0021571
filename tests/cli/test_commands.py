"""The commands as a person runs them, in this process."""

import io
import json
from argparse import Namespace
from pathlib import Path
from types import SimpleNamespace

import pypdf
import pypdfium2
import pytest

from resume_builder.cli import batch
from resume_builder.cli.main import main
from resume_builder.cli.output import say_findings
from resume_builder.domain.values import Finding
from tests.pictures import plain
from tests.samples import POSTING_HTML, POSTING_TEXT, RESUME_JSON, RESUME_TEXT

pytestmark = pytest.mark.main_job


def pdf_text(path: Path) -> str:
    """All text of a PDF, white space folded."""
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    return " ".join(" ".join(pages).split())


def test_read_prints_json_resume(capsys: pytest.CaptureFixture[str]) -> None:
    """One file: the document is all that stdout holds."""
    assert main(["read", str(RESUME_TEXT)]) == 0
    read = json.loads(capsys.readouterr().out)
    assert read["basics"]["name"] == "Tomasz Wieczorek"
    assert [w["name"] for w in read["work"]] == [
        "Harrow & Pike Electrical",
        "Dunmore Building Services",
    ]
    assert len(read["work"][0]["highlights"]) == 4
    assert {"x-findings", "x-unmatched", "x-confidence"} <= read.keys()
    text = RESUME_TEXT.read_text(encoding="utf-8")
    start, end = read["x-sources"]["basics.name"]
    assert text[start:end] == "Tomasz Wieczorek"


def test_a_batch_goes_on_after_a_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The broken file is named on stderr, the others are written, the exit status is 1."""
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing here")
    out = tmp_path / "out"
    files = [str(broken), str(RESUME_TEXT), str(tmp_path / "absent.pdf"), str(RESUME_JSON)]
    assert main(["read", *files, "--json-dir", str(out)]) == 1
    assert json.loads((out / f"{RESUME_JSON.stem}.json.json").read_text())["basics"]["name"]
    assert (out / f"{RESUME_TEXT.stem}.txt.json").exists()
    assert not (out / "broken.json").exists()
    said = capsys.readouterr()
    assert said.out == ""
    assert "broken.pdf" in said.err
    assert "absent.pdf" in said.err


def test_several_files_need_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    """Two documents on stdout would be no JSON: usage error, exit status 2."""
    assert main(["read", str(RESUME_TEXT), str(RESUME_JSON)]) == 2
    assert "--json-dir" in capsys.readouterr().err


def test_posting_from_stdin(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`-` reads the posting from stdin; each requirement quotes its span."""
    text = POSTING_TEXT.read_text(encoding="utf-8")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    assert main(["posting", "-"]) == 0
    posting = json.loads(capsys.readouterr().out)
    assert posting["title"] == "Senior Site Reliability Engineer"
    assert posting["company"] == "Havnekraft Digital"
    asked = {r["text"]: r["importance"] for r in posting["requirements"]}
    assert any("Terraform" in text and kind == "must" for text, kind in asked.items())
    assert any("Kafka" in text and kind == "nice" for text, kind in asked.items())


def test_hidden_text_of_a_page_asks_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """What a reader of the page cannot see is shown apart and is no requirement."""
    assert main(["posting", str(POSTING_HTML)]) == 0
    posting = json.loads(capsys.readouterr().out)
    assert "heliotrope" not in json.dumps(posting["requirements"])
    assert any("heliotrope" in h["text"] for h in posting["hidden"])


def test_match_shows_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    """Kafka is nowhere in the résumé; Kubernetes is demonstrated by the line that says so."""
    assert main(["match", str(RESUME_JSON), str(POSTING_TEXT)]) == 0
    text = capsys.readouterr().out
    missing = text.partition("## Missing")[2]
    assert "Kafka" in missing
    assert "Moved 46 services from virtual machines to Kubernetes" in text


def test_match_json(capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON form carries coverage and the truthful ceiling."""
    assert main(["match", str(RESUME_JSON), str(POSTING_TEXT), "--json"]) == 0
    assert {"coverage", "ceiling"} <= json.loads(capsys.readouterr().out).keys()


def test_tailor_writes_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """PDF, DOCX, JSON and report; every line on the page is the person's own."""
    pdf, docx, out, report = (tmp_path / f for f in ("o.pdf", "o.docx", "o.json", "o.md"))
    status = main(
        ["tailor", str(RESUME_JSON), str(POSTING_TEXT), "-o", str(pdf), "--docx", str(docx)]
        + ["--json", str(out), "--report", str(report), "--pages", "1"]
    )
    assert status == 0
    assert capsys.readouterr().out == ""
    own = {
        line
        for job in json.loads(RESUME_JSON.read_text(encoding="utf-8"))["work"]
        for line in job["highlights"]
    }
    tailored = json.loads(out.read_text(encoding="utf-8"))
    kept = [line for job in tailored["work"] for line in job.get("highlights", [])]
    assert kept
    assert set(kept) <= own
    text = pdf_text(pdf)
    assert "Ilse Brandvold" in text
    for line in kept:
        assert line in text
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
    assert docx.read_bytes()[:2] == b"PK"
    written = report.read_text(encoding="utf-8")
    assert "Kafka" in written
    assert "\n\n## Left out" in written


def test_a_posting_with_no_requirement_still_gives_a_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The person gets their page, and is told that nothing was found."""
    posting = tmp_path / "posting.txt"
    posting.write_text("Hello there", encoding="utf-8")
    pdf = tmp_path / "o.pdf"
    assert main(["tailor", str(RESUME_JSON), str(posting), "-o", str(pdf)]) == 0
    assert "Ilse Brandvold" in pdf_text(pdf)
    assert "No requirement was found" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", ["pdf", "docx", "html", "md", "txt", "svg", "png", "json"])
def test_render_each_format(tmp_path: Path, suffix: str) -> None:
    """Each ending writes its format."""
    out = tmp_path / f"o.{suffix}"
    assert main(["render", str(RESUME_JSON), "-o", str(out)]) == 0
    starts = {"pdf": b"%PDF", "docx": b"PK", "png": b"\x89PNG", "svg": b"<svg", "json": b"{"}
    assert out.read_bytes().startswith(starts.get(suffix, b""))
    assert out.stat().st_size > 500


def test_render_takes_what_can_be_set_of_a_theme(tmp_path: Path) -> None:
    """Theme, color, sizes and dates reach the page; a font that is not there is said."""
    plain, out = tmp_path / "plain.svg", tmp_path / "o.svg"
    assert main(["render", str(RESUME_JSON), "-o", str(plain)]) == 0
    chosen = ["--theme", "broadside", "--accent", "#8A2B3C", "--size", "10", "--dates", "year"]
    chosen += ["--margins", "narrow", "--spacing", "tight", "--font", "Source Serif 4"]
    assert main(["render", str(RESUME_JSON), "-o", str(out), *chosen]) == 0
    assert "#8a2b3c" in out.read_text(encoding="utf-8")
    assert "#8a2b3c" not in plain.read_text(encoding="utf-8")
    assert main(["render", str(RESUME_JSON), "-o", str(out), "--font", "Nope"]) == 1


def test_render_begins_pages_where_it_is_told(tmp_path: Path) -> None:
    """One page more; a name that is not there changes nothing."""
    plain, out = tmp_path / "plain.pdf", tmp_path / "o.pdf"
    assert main(["render", str(RESUME_JSON), "-o", str(plain)]) == 0
    assert main(["render", str(RESUME_JSON), "-o", str(out), "--break-before", "gone"]) == 0
    assert out.read_bytes() == plain.read_bytes()
    assert main(["render", str(RESUME_JSON), "-o", str(out), "--break-before", "work, gone"]) == 0
    assert out.read_bytes() != plain.read_bytes()


@pytest.mark.parametrize(
    "arguments",
    [
        ["render", str(RESUME_JSON), "-o", "o.xyz"],
        ["render", str(RESUME_JSON), "-o", "o.pdf", "--theme", "nope"],
        ["render", str(RESUME_JSON), "-o", "o.pdf", "--accent", "red"],
        ["render", str(RESUME_JSON), "-o", "o.pdf", "--size", "40"],
        ["render", str(RESUME_JSON), "-o", "o.pdf", "--dates", "roman"],
        ["tailor", str(RESUME_JSON), str(POSTING_TEXT), "-o", "o.pdf", "--pages", "0"],
        ["tailor", "-", "-", "-o", "o.pdf"],
        ["nonsense"],
        [],
    ],
)
def test_usage_errors(
    arguments: list[str],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Exit status 2, a sentence on stderr, nothing written."""
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["serve", "read", "posting", "match", "tailor", "render"])
def test_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command explains itself."""
    assert main([command, "--help"]) == 0
    assert f"resume-builder {command}" in capsys.readouterr().out


def test_many_findings_of_a_kind_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """Three are told whole, the others as a number."""
    found = [Finding(code="posting.hidden_text", text="x" * 900, where=f"{n}") for n in range(9)]
    say_findings("a.html", found)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 4
    assert "6 more" in lines[3]
    assert all(len(line) < 400 for line in lines)


def test_a_folder_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """The message names the file that was asked for."""
    assert main(["render", str(RESUME_JSON), "-o", "/no/such/folder/o.pdf"]) == 1
    assert "/no/such/folder/o.pdf: No such file" in capsys.readouterr().err


def test_a_fault_of_ours_in_one_file_stops_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The kind of the fault is told, never its text, which may quote the file."""

    def convert(data: bytes, name: str) -> object:
        if name == RESUME_JSON.name:
            raise RuntimeError(data.decode())
        return {"length": len(data)}

    files = [str(RESUME_JSON), str(POSTING_TEXT)]
    arguments = Namespace(files=files, json_dir=str(tmp_path))
    assert batch.run(arguments, convert) == 1
    assert (tmp_path / f"{POSTING_TEXT.stem}.json").exists()
    said = capsys.readouterr().err
    assert "RuntimeError" in said
    assert "Brandvold" not in said


def test_check_tells_what_to_look_at_and_what_a_machine_reads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each note stands under the words that it is about; both files are read back."""
    resume = tmp_path / "cv.json"
    work = {
        "name": "Rio",
        "startDate": "2019",
        "highlights": ["Responsible for the till", "I balanced the cash"],
    }
    summary = "A cashier who was with the same shop for the whole of her time in the city."
    basics = {"name": "Ana Sá", "email": "ana@sa.pt", "summary": summary}
    resume.write_text(json.dumps({"basics": basics, "work": [work]}))
    assert main(["check", str(resume)]) == 0
    said = capsys.readouterr().out
    assert "w1h1: Responsible for the till\n" in said
    assert "no phone" in said.casefold()
    assert "7 of 7 fields in the PDF" in said
    assert "7 of 7 fields in the DOCX" in said
    assert main(["check", "--json", str(resume)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {note["code"] for note in found["notes"]} == {
        "check.no_phone", "check.no_place", "check.first_person", "check.weak_opening",
    }  # fmt: skip
    assert "Ana Sá" in found["machine"][0]["text"]


def test_a_photo_on_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From a file or the résumé's own; a bad one is told, and nothing is written."""
    picture, bad = tmp_path / "me.png", tmp_path / "bad.png"
    picture.write_bytes(plain(fmt="PNG"))
    bad.write_bytes(b"<svg/>")
    kept, pdf = tmp_path / "kept.json", tmp_path / "out.pdf"
    assert main(["render", str(RESUME_JSON), "--photo", str(picture), "-o", str(kept)]) == 0
    assert json.loads(kept.read_text())["basics"]["image"].startswith("data:image/jpeg;base64,")
    for more, pictures in (([], 0), (["--photo", "own"], 1)):
        assert main(["render", str(kept), *more, "-o", str(pdf)]) == 0
        assert sum(len(page.images) for page in pypdf.PdfReader(pdf).pages) == pictures
    tailored = tmp_path / "tailored.pdf"
    posting = [str(RESUME_TEXT), str(POSTING_TEXT)]
    assert main(["tailor", *posting, "--photo", str(picture), "-o", str(tailored)]) == 0
    assert sum(len(page.images) for page in pypdf.PdfReader(tailored).pages) == 1
    capsys.readouterr()
    absent = tmp_path / "absent.pdf"
    assert main(["render", str(RESUME_JSON), "--photo", str(bad), "-o", str(absent)]) == 1
    assert "bad.png is no picture" in capsys.readouterr().err
    assert not absent.exists()
