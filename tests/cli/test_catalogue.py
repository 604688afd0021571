"""The catalogue at the command line: beside no site, and without a network."""

from pathlib import Path

import pytest

from resume_builder.cli.main import main

pytestmark = pytest.mark.seam


def test_it_is_shown_refreshed_and_told_of_without_a_network(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Tests fetch nothing: what comes with the program is kept, and shown with its prices."""
    folder = ["--data", str(tmp_path / "data")]
    assert main(["catalogue", "show", *folder]) == 0
    before = capsys.readouterr().out
    assert "as they came with the program" in before
    assert "\nOpenRouter (" in before
    assert main(["catalogue", "refresh", *folder]) == 0
    assert "RESUME_BUILDER_FETCH_PRICES is no" in capsys.readouterr().err
    assert main(["catalogue", "show", *folder]) == 0
    assert capsys.readouterr().out == before
    assert main(["catalogue", "notes", *folder]) == 0
    assert capsys.readouterr().out == ""
