"""Counts work instead of time: the same on every machine, however busy it is."""

import sys
from collections.abc import Callable
from types import FrameType


def lines_run(run: Callable[[], object]) -> int:
    """Count the lines of the product's code that a call runs; each turn of a loop counts."""
    count = 0

    def local(_frame: FrameType, event: str, _arg: object) -> object:
        nonlocal count
        count += event == "line"
        return local

    def enter(frame: FrameType, _event: str, _arg: object) -> object:
        return local if "resume_builder" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        run()
    finally:
        sys.settrace(before)
    return count
