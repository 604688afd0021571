"""Coverage-guided fuzzing of what reads untrusted input: `python -m tests.fuzz [TARGET ...]`.

`targets.py` lists what is fuzzed; `shapes.py` turns fuzzed bytes into well-formed containers, so
that mutations reach our own code; `invariants.py` says what must hold of every result; `seeds.py`
builds the first inputs; `regressions/` keeps what was found. `test_targets.py` replays it all.
"""
