"""Fuzzes one target until the time is over or something fails: `python -m tests.fuzz.one ...`.

libFuzzer ends the process when the target fails, so each target has a process of its own. Only our
package is instrumented: what is looked for are faults of our own code.
"""

import sys

import atheris


def main() -> None:
    """Run the target named by the first argument; the others are libFuzzer's."""
    _, name, *options = sys.argv
    with atheris.instrument_imports(include=["resume_builder"]):
        from tests.fuzz.targets import TARGETS
    atheris.Setup([name, *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
