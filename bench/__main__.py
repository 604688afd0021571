"""Run benches: `python -m bench [AREA ...] [--soak]`; exit 1 when a bar is missed."""

import importlib
import sys
from pathlib import Path

from bench.report import RESULTS, Report

HERE = Path(__file__).parent
NOT_AREAS = {"__init__", "__main__", "report"}


def areas() -> list[str]:
    """The areas that can be measured: one module each."""
    return sorted(f.stem for f in HERE.glob("*.py") if f.stem not in NOT_AREAS)


def main(arguments: list[str]) -> int:
    """Run the named areas (all when none is named) and write each report."""
    soak = "--soak" in arguments
    wanted = [a for a in arguments if not a.startswith("-")] or areas()
    unknown = sorted(set(wanted) - set(areas()))
    if unknown:
        print(f"No such bench: {', '.join(unknown)}. There are: {', '.join(areas())}.")
        return 2
    missed = 0
    for area in wanted:
        print(f"## {area}", flush=True)
        report = Report(area, soak)
        importlib.import_module(f"bench.{area}").run(report)
        RESULTS.mkdir(exist_ok=True)
        name = f"{area}-soak.md" if soak else f"{area}.md"
        (RESULTS / name).write_text(report.markdown(), encoding="utf-8")
        missed += sum(not f.holds for f in report.figures)
    if missed:
        print(f"{missed} bar{'s' if missed > 1 else ''} missed.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
