"""The Chromium of all tests that need one.

Playwright takes one event loop to a thread: a second one, in another file of the same worker,
is refused, so everybody starts their browsers by this one.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

_FINDER = Path(__file__).resolve().parents[1] / "tools" / "find_chromium.py"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Launch = Callable[..., Browser]


@pytest.fixture(scope="session")
def launch() -> Iterator[Launch]:
    """Starts the Chromium that `make setup` found or installed, with more flags where given."""
    finder = [sys.executable, str(_FINDER)]
    path = subprocess.run(finder, capture_output=True, text=True, check=True).stdout.strip()
    with sync_playwright() as playwright:

        def launched(*flags: str) -> Browser:
            return playwright.chromium.launch(executable_path=path, args=[*FLAGS, *flags])

        yield launched
