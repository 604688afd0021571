"""docs/data-flow.md, made of a trace: field → where it is kept, mailed and shown."""

from collections.abc import Iterable, Mapping

from tests.web.tracing import Row, Trace

_HEAD = """# Where what people write goes

Written by `tools/write_data_flow.py`, which puts a marker of its own into every open field of every
route (bodies, files and their names, queries, paths, headers), as a guest and as an account, and
then looks for it everywhere. `tests/web/test_data_flow.py` does it again and compares; run
`.venv/bin/python tools/write_data_flow.py` after adding a field.

No marker is readable in either store, in the queue, in any file of the data folder, in temporary
files or in any line of any log. Nobody but who wrote it is shown it: not a guest, not another
account, not an administrator. **Jobs** carry none of it: a name of work and an id.

- **Kept sealed** names what is encrypted with it, under the session's key or the account's:
  `answer` is the first answer to an Idempotency-Key (24 hours), `documents` are files kept byte
  for byte.
- **Digested** is what remains where nobody may read it, the site included.
- **Mailed** names the templates that carry it; a mail is sealed until it is sent, then forgotten.
- **Shown** names the operations whose answers hold it, to who wrote it.

"""
_COLUMNS = ("field", "as", "status", "kept sealed", "digested", "mailed", "shown")


def page_of(trace: Trace) -> str:
    """The page."""
    lines: dict[tuple[str, ...], list[str]] = {}
    nowhere: dict[str, list[str]] = {}
    for row in trace.rows:
        reached = _reached(trace, row)
        if any(reached):
            cells = (f"`{row.operation}` {row.field}", str(row.status), *reached)
            lines.setdefault(cells, []).append(_as(row))
        else:
            known = nowhere.setdefault(row.operation, [])
            if row.field not in known:
                known.append(row.field)
    table = [_line(_COLUMNS), _line(["---"] * len(_COLUMNS))]
    for (name, *rest), roles in lines.items():
        table.append(_line([name, ", ".join(roles), *rest]))
    return "\n".join([_HEAD + table[0], *table[1:], _rest(nowhere)])


def _reached(trace: Trace, row: Row) -> tuple[str, ...]:
    notes = trace.notes
    columns = (notes.sealed, notes.digested, notes.mailed, notes.answered)
    return tuple(_cell(column, row.marker) for column in columns)


def _cell(column: Mapping[str, set[str]], marker: str) -> str:
    return ", ".join(sorted(column.get(marker, ())))


def _as(row: Row) -> str:
    return "account" if row.role == "premium" else row.role


def _rest(nowhere: Mapping[str, list[str]]) -> str:
    """What leaves no trace anywhere, in no answer either."""
    said = [f"- `{name}`: {', '.join(fields)}" for name, fields in sorted(nowhere.items())]
    head = (
        "\n## What goes nowhere\n\n"
        "Of these nothing is kept and nothing is shown: they are compared, refused or ignored.\n\n"
    )
    return head + "\n".join(said) + "\n"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
