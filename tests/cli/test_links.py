"""Web addresses on the command line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from resume_builder.cli.main import main
from tests.local_pages import POSTING_PAGE, LocalPages, local_pages
from tests.samples import RESUME_JSON

pytestmark = pytest.mark.postings


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalPages]:
    """Pages to fetch, by leave of the environment."""
    with local_pages() as served:
        monkeypatch.setenv("RESUME_BUILDER_LOCAL_PAGES", served.place)
        monkeypatch.delenv("RESUME_BUILDER_PUBLIC_URL", raising=False)
        yield served


def test_posting_reads_an_address(server: LocalPages, capsys: pytest.CaptureFixture[str]) -> None:
    """The same JSON as of a file."""
    assert main(["posting", server.add("/job", POSTING_PAGE)]) == 0
    read = json.loads(capsys.readouterr().out)
    assert read["title"] == "Kiln Operator"
    assert read["text"][slice(*read["requirements"][0]["span"])] == read["requirements"][0]["text"]


def test_tailor_takes_an_address(server: LocalPages, tmp_path: Path) -> None:
    """The posting of the main job may be a link."""
    out = tmp_path / "o.pdf"
    url = server.add("/job", POSTING_PAGE)
    assert main(["tailor", str(RESUME_JSON), url, "-o", str(out)]) == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_a_page_for_browsers_says_what_was_got(
    server: LocalPages, capsys: pytest.CaptureFixture[str]
) -> None:
    """The words, then the text."""
    assert main(["posting", server.add("/x", "<title>Kiln Operator</title><p>Sign in")]) == 1
    said = capsys.readouterr().err
    assert "after signing in" in said
    assert "Kiln Operator" in said


def test_an_address_inside_is_refused(
    server: LocalPages, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of all servers of this machine, only the one that is named."""
    assert main(["posting", "http://localhost:1/"]) == 1
    assert "No page came from this address" in capsys.readouterr().err
    assert server.asked == []
