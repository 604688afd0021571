"""Add or replace messages in the catalogue: `add_messages.py CODE TEXT [CODE TEXT ...]`."""

import fcntl
import json
import sys
from pathlib import Path

CATALOGUE = (
    Path(__file__).resolve().parent.parent / "src" / "resume_builder" / "data" / "messages"
) / "en.json"


def main() -> int:
    """Write the catalogue with the given pairs, sorted by code; return the exit status."""
    codes, texts = sys.argv[1::2], sys.argv[2::2]
    if not codes or len(codes) != len(texts):
        print(__doc__, file=sys.stderr)
        return 2
    with CATALOGUE.open("r+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        messages = json.load(file) | dict(zip(codes, texts, strict=True))
        file.seek(0)
        file.write(json.dumps(messages, ensure_ascii=False, indent=2, sort_keys=True) + "\n")
        file.truncate()
    return 0


if __name__ == "__main__":
    sys.exit(main())
