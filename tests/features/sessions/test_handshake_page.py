"""docs/handshake.md explains every refusal."""

from pathlib import Path

import pytest

from resume_builder.domain.errors import StoreUnavailable
from resume_builder.features.sessions.errors import HandshakeRefused, SessionMissing

pytestmark = pytest.mark.accounts

PAGE = Path(__file__).resolve().parents[3] / "docs" / "handshake.md"


def test_every_refusal_is_explained() -> None:
    """The table has a row for each code, and no row for a code that there is not."""
    codes = {refusal.code for refusal in HandshakeRefused.__subclasses__()}
    codes |= {SessionMissing.code, StoreUnavailable.code}
    text = PAGE.read_text(encoding="utf-8")
    rows = [line.split("|") for line in text.splitlines() if line.startswith(("| 4", "| 5"))]
    assert {row[2].strip().strip("`") for row in rows} == codes
    assert len(rows) == len(codes)
    assert all(row[3].strip() and row[4].strip() for row in rows)


def test_it_has_a_sequence_diagram() -> None:
    """A picture of the way there and back."""
    assert "```mermaid\nsequenceDiagram" in PAGE.read_text(encoding="utf-8")
