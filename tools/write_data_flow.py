"""Write docs/data-flow.md by following a marker from every field: `write_data_flow.py`."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "data-flow.md"


def main() -> int:
    """Trace everything, half a minute long, and write the page; return the exit status."""
    # The tests lie beside the tools, not among the packages.
    sys.path.insert(0, str(ROOT))
    from tests.web.flow_page import page_of
    from tests.web.tracing import run

    trace = run()
    wrong = [*trace.unplaced, *trace.found_in_the_clear(), *trace.seen_by_others()]
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 1
    PAGE.write_text(page_of(trace), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
