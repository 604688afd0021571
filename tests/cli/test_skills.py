"""The skills command, from a table to a posting that names what ours does not know."""

import json
from pathlib import Path

import pytest

from resume_builder import bootstrap
from resume_builder.cli.main import main

pytestmark = pytest.mark.postings

TABLE = (
    "conceptUri,skillType,preferredLabel,altLabels\nu:1,skill/competence,train hunting birds,,\n"
)
POSTING = "Falconer\n\nRequirements\n- You train hunting birds\n"


def test_an_operator_adds_skills(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file that the command writes is what the setting adds to the lexicon."""
    table, out, posting = tmp_path / "skills_en.csv", tmp_path / "more.txt", tmp_path / "p.txt"
    table.write_text(TABLE, encoding="utf-8")
    posting.write_text(POSTING, encoding="utf-8")
    assert main(["skills", str(table), "--out", str(out)]) == 0
    assert "1 skills" in capsys.readouterr().err
    bootstrap.tools.cache_clear()
    monkeypatch.setenv(bootstrap.SKILLS_VARIABLE, str(out))
    try:
        assert main(["posting", str(posting)]) == 0
    finally:
        bootstrap.tools.cache_clear()
    assert json.loads(capsys.readouterr().out)["required_skills"] == ["train hunting birds"]


def test_another_table_says_what_to_give(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The refusal names the file and the tables that can be read; nothing is written."""
    table, out = tmp_path / "holidays.csv", tmp_path / "more.txt"
    table.write_text("day,name\n1,New Year\n", encoding="utf-8")
    assert main(["skills", str(table), "--out", str(out)]) == 1
    said = capsys.readouterr().err
    assert "holidays.csv" in said
    assert "Technology Skills.txt" in said
    assert not out.exists()
