"""Write docs/redis-keys.md from the tables in the code: `write_keys_page.py [--check]`."""

import sys
from collections.abc import Iterable
from pathlib import Path

from resume_builder.adapters.redis.keys import KEYS
from resume_builder.features.sessions.record import ABOUT, SEALED

PAGE = Path(__file__).resolve().parent.parent / "docs" / "redis-keys.md"

HEAD = """# What the stores keep

Written by `tools/write_keys_page.py` from `adapters/redis/keys.py` and
`features/sessions/record.py`; change those, then run `.venv/bin/python tools/write_keys_page.py`.

`<owner>` is `s:` and the SHA-256 of the session's id: the cookie's value itself is stored nowhere.
The braces are a hash tag, so all keys of one session lie together and one script changes them.

What is sealed is encrypted by AES-256-GCM under a key of its owner. A guest's key is made from the
cookie's secret, so no store can open it; an account's lies in the auth store, wrapped by a master
key that no store holds. "None" stands only where nothing speaks of a person.

Both stores refuse writes when they are full (`noeviction`) rather than forget what was
acknowledged. The session store writes to disk every second: a crash costs the last two
seconds at most. The auth store writes before it answers.
"""


def page() -> str:
    """Return the page."""
    keys = _table(
        ("key", "type", "holds", "encryption", "ends", "store", "written by", "cleared when"),
        (
            (
                f"`{k.pattern}`",
                k.type,
                k.holds,
                k.encryption,
                k.ttl,
                k.store,
                f"`{k.owner}`",
                k.cleared,
            )
            for k in KEYS
        ),
    )
    fields = _table(
        ("field", "type", "sealed", "holds", "writer", "reader", "cleared", "test"),
        (
            (
                f"`{name}`",
                a.type,
                "yes" if name in SEALED else "no",
                a.holds,
                a.writer,
                a.reader,
                a.cleared,
                f"`{a.test}`",
            )
            for name, a in ABOUT.items()
        ),
    )
    return (
        f"{HEAD}\n## Keys\n\n{keys}\n\n## The session record\n\n"
        "Eleven fields, each written on its own; an unset one is absent. "
        f"Tests stand below `tests/`.\n\n{fields}\n"
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def main() -> int:
    """Write the page; with --check, only tell whether it is current."""
    if "--check" in sys.argv:
        return 0 if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page() else 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
