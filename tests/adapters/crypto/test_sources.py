"""Where master keys come from, and what is refused."""

import shlex
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.adapters.crypto.sources import (
    MasterKeyInvalid,
    from_command,
    from_file,
    from_text,
    keys_in,
    make_file,
    new_key,
    write_file,
)

pytestmark = pytest.mark.operations

OLD, NEW = bytes(range(32)), bytes(range(100, 132))


@pytest.mark.parametrize(
    "text",
    [
        f"{OLD.hex()}\n{NEW.hex()}\n",
        f"{OLD.hex()},{NEW.hex()}",
        f"# the first\n{OLD.hex().upper()}  # 2025\n\n {NEW.hex()}",
    ],
)
def test_keys_stand_one_a_line_or_between_commas(text: str) -> None:
    """Remarks are left out."""
    assert keys_in(text, "KEY") == [OLD, NEW]


@pytest.mark.parametrize(
    "text", ["", "# nothing", "secret", "ab" * 31, "ab" * 32, "00" * 32, OLD.hex() + " x"]
)
def test_what_is_no_key_is_refused(text: str) -> None:
    """Too short, not hexadecimal, or typed rather than drawn; the refusal shows none of it."""
    with pytest.raises(MasterKeyInvalid) as refusal:
        from_text(text, "KEY")()
    assert refusal.value.params["where"] == "KEY"
    assert not text or text not in str(refusal.value.params["text"])


@given(text=st.text(max_size=300))
def test_any_text_has_keys_or_is_refused(text: str) -> None:
    """No other error comes of it."""
    try:
        keys = keys_in(text, "KEY")
    except MasterKeyInvalid:
        return
    assert keys
    assert all(len(key) == 32 for key in keys)


def test_a_file_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    """And read anew each time."""
    file = tmp_path / "new" / "master.key"
    make_file(file)
    made = file.read_text()
    make_file(file)
    assert file.read_text() == made
    assert file.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in file.parent.iterdir()] == ["master.key"]
    read = from_file(file)
    assert read() == [bytes.fromhex(made)]
    write_file(file, [OLD, NEW])
    assert file.stat().st_mode & 0o777 == 0o600
    assert read() == [OLD, NEW]
    file.unlink()
    with pytest.raises(MasterKeyInvalid):
        read()


def test_a_command_prints_them() -> None:
    """One that fails, or prints something else, is refused."""
    python = shlex.quote(sys.executable)
    assert from_command(f"{python} -c 'print(\"{OLD.hex()}\")'", "COMMAND")() == [OLD]
    for wrong in (f"{python} -c 'raise SystemExit(3)'", "/no/such/program", "'", f"{python} -V"):
        with pytest.raises(MasterKeyInvalid):
            from_command(wrong, "COMMAND")()


def test_new_keys_are_sound_and_differ() -> None:
    """What `keys new` prints is taken."""
    drawn = {new_key() for _ in range(50)}
    assert len(drawn) == 50
    assert all(keys_in(key, "KEY") for key in drawn)
