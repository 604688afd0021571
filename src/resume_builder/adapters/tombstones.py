"""Tombstones in a file beside the stores: what is restored from a backup is told by it, too.

A line is an account's random id and the time in ms since 1970.
"""

import logging
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_log = logging.getLogger(__name__)
# A line that a crash cut short, or an editor broke, is none. 2100-01-01 has thirteen digits.
_LINE = re.compile(r"([A-Za-z0-9_-]{1,64}) (\d{1,13})")


@dataclass(frozen=True, slots=True)
class TombstoneFile:
    """Tombstones as lines of a file that its owner alone may read. Several processes may write."""

    file: Path

    def add(self, account_id: str, at: datetime) -> None:
        """Write a line, on the disk when this returns.

        A file that cannot be written keeps nobody from being erased: the stores are told as well.
        """
        line = f"{account_id} {int(at.timestamp() * 1000)}\n"
        try:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Short lines at the end of a file never mix.
            target = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(target, line.encode())
                os.fsync(target)
            finally:
                os.close(target)
        except OSError as error:
            _log.error("a tombstone could not be written: %s", type(error).__name__)

    def all(self) -> Mapping[str, datetime]:
        """Return every tombstone, the oldest of an account."""
        found: dict[str, datetime] = {}
        try:
            text = self.file.read_text(encoding="ascii", errors="replace")
        except FileNotFoundError:
            return found
        except OSError as error:
            _log.error("tombstones could not be read: %s", type(error).__name__)
            return found
        for line in text.splitlines():
            said = _LINE.fullmatch(line.strip())
            if said:
                found.setdefault(said[1], datetime.fromtimestamp(int(said[2]) / 1000, UTC))
        return found
