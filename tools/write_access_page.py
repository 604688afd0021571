"""Write docs/access.md by calling every route as everyone: `write_access_page.py`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resume_builder.web.api import Operation

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "access.md"
ROLES = ("guest", "basic", "premium", "tester", "admin")
_HEAD = """# Who gets what

Written by `tools/write_access_page.py`, which calls every route as everyone on a site that many
share; `tests/web/test_access.py` calls them again and compares. Run
`.venv/bin/python tools/write_access_page.py` after adding a route.

The columns of the roles are for things of their own. "Strangers" is what everybody else gets of
something that has an owner, in every role, administrators included: with and without the ETag of
the owner's answer, by range, by HEAD, with the owner's Idempotency-Key, and beside something of
their own. It is the very answer that a made-up id gets. "–" stands where a path names nothing.

"""
_COLUMNS = ("operation", "route", "action", *ROLES, "strangers")


def write_page() -> str:
    """Return the page: about a second a role and route."""
    # The tests lie beside the tools, not among the packages.
    sys.path.insert(0, str(ROOT))
    from tests.web.access import by_owner, has_an_owner, of_strangers
    from tests.web.stage import Stage

    stage = Stage()
    found = {role: by_owner(Stage(), role) for role in ROLES}
    strange = of_strangers(stage, stage.actor("basic"))
    rows = []
    for name, operation in sorted(stage.operations().items(), key=_place):
        others = {str(got.status) for _, got in strange[name]} if has_an_owner(operation) else "–"
        rows.append(
            (
                f"`{name}`",
                f"`{operation.method} {operation.path}`",
                operation.action,
                *(str(found[role][name]) for role in ROLES),
                " or ".join(sorted(others)),
            )
        )
    lines = [_row(_COLUMNS), _row(["---"] * len(_COLUMNS)), *map(_row, rows)]
    return _HEAD + "\n".join(lines) + "\n"


def read_page(page: str) -> dict[str, dict[str, str]]:
    """Return what the page says: operation → role, or "strangers" → answer."""
    cells = [
        [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        for line in page.splitlines()
        if line.startswith("| `")
    ]
    return {row[0]: dict(zip(_COLUMNS[3:], row[3:], strict=True)) for row in cells}


def _place(item: "tuple[str, Operation]") -> tuple[str, str]:
    return item[1].path, item[1].method


def _row(cells: "tuple[str, ...] | list[str]") -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(write_page(), encoding="utf-8")
