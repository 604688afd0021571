"""Add or replace messages in a catalogue: `add_messages.py [LANGUAGE] CODE TEXT [CODE TEXT ...]`.

The language is "en" when none is named. Every code needs its text in every language.
"""

import fcntl
import json
import sys
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parent.parent / "src" / "resume_builder" / "data" / "messages"


def main() -> int:
    """Write the catalogue with the given pairs, sorted by code; return the exit status."""
    given = sys.argv[1:]
    language = given.pop(0) if len(given) % 2 else "en"
    catalogue = CATALOGUES / f"{language}.json"
    codes, texts = given[::2], given[1::2]
    if not codes or not catalogue.exists():
        print(__doc__, file=sys.stderr)
        return 2
    with catalogue.open("r+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        messages = json.load(file) | dict(zip(codes, texts, strict=True))
        file.seek(0)
        file.write(json.dumps(messages, ensure_ascii=False, indent=2, sort_keys=True) + "\n")
        file.truncate()
    return 0


if __name__ == "__main__":
    sys.exit(main())
