"""The file of tombstones: appended by many, read whatever became of it."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.adapters.tombstones import TombstoneFile

pytestmark = pytest.mark.accounts

AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def test_what_was_written_is_there(tmp_path: Path) -> None:
    """In a folder that was not, readable by its owner alone; the oldest time counts."""
    tombstones = TombstoneFile(tmp_path / "new" / "tombstones")
    assert tombstones.all() == {}
    tombstones.add("ada", AT)
    tombstones.add("ada", AT + timedelta(days=1))
    tombstones.add("eve", AT)
    assert tombstones.all() == {"ada": AT, "eve": AT}
    assert tombstones.file.stat().st_mode & 0o777 == 0o600


def test_many_at_once_lose_no_line(tmp_path: Path) -> None:
    """Each is one short write at the end."""
    tombstones = TombstoneFile(tmp_path / "tombstones")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: tombstones.add(f"a{number}", AT), range(100)))
    assert set(tombstones.all()) == {f"a{number}" for number in range(100)}


def test_a_file_that_is_away_keeps_nobody_from_being_erased(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The stores are told all the same; the log says that something is wrong, and no id."""
    tombstones = TombstoneFile(tmp_path)
    with caplog.at_level(logging.ERROR):
        tombstones.add("ada4711", AT)
        assert tombstones.all() == {}
    assert len(caplog.records) == 2
    assert "ada4711" not in caplog.text


@given(before=st.binary(max_size=200), after=st.binary(max_size=200))
def test_broken_lines_cost_no_other(
    tmp_path_factory: pytest.TempPathFactory, before: bytes, after: bytes
) -> None:
    """Whatever stands around it, a whole line counts."""
    file = tmp_path_factory.mktemp("tombstones") / "tombstones"
    file.write_bytes(before + b"\nada 1764072000000\n" + after)
    assert "ada" in TombstoneFile(file).all()
