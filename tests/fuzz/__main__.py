"""Fuzz targets (all when none is named): `python -m tests.fuzz [TARGET ...] [--seconds N]`."""

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.fuzz.campaign import ROOT, Campaign
from tests.fuzz.targets import TARGETS


def main() -> int:
    """Run a campaign and print a line for each target; exit 1 when something failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=60, help="of each target (default: 60)")
    parser.add_argument("--jobs", type=int, default=2, help="at a time (default: 2)")
    parser.add_argument("--seed", type=int, default=1, help="0: another path each time")
    parser.add_argument("--kept", type=Path, default=ROOT / "var" / "fuzz", help="failing inputs")
    parser.add_argument("--extra", type=Path, help="a folder of further inputs by target")
    given = parser.parse_args()
    if find_spec("atheris") is None:
        print("There is no atheris for this system or Python: nothing was fuzzed.")
        return 0
    campaign = Campaign(given.seconds, given.jobs, given.seed, given.kept, given.extra)
    failed = 0
    for outcome in campaign.run(given.targets or list(TARGETS)):
        state = "FAILED" if outcome.failure else "held"
        print(f"{outcome.target:12} {outcome.runs:9,} runs  {state}", flush=True)
        if outcome.failure:
            failed += 1
            print(f"{outcome.failure}\nThe input is kept in {given.kept}.", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
