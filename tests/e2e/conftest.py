"""A real site and a real browser."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browsers import Launch
from tests.local_pages import LocalPages, local_pages
from tests.vendors.fixtures import browser_flags
from tests.vendors.server import Vendors


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def browser(launch: Launch) -> Iterator[Browser]:
    """One Chromium for all tests."""
    made = launch()
    yield made
    made.close()


@pytest.fixture(scope="session")
def vendor_browser(launch: Launch, vendors_running: Vendors) -> Iterator[Browser]:
    """A Chromium that takes the fake vendors for the real ones."""
    made = launch(*browser_flags(vendors_running))
    yield made
    made.close()


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[LocalPages]:
    """Another site, whose pages people read; ours may fetch from it by leave of the operator."""
    with local_pages() as served:
        yield served


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the site keeps its work."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def site(data_folder: Path, elsewhere: LocalPages) -> Iterator[str]:
    """The site as `make run` starts it, on a port and a data folder of its own."""
    port = free_port()
    command = [sys.executable, "-m", "resume_builder.cli.main", "serve"]
    command += ["--port", str(port), "--data", str(data_folder)]
    environment = {**os.environ, "RESUME_BUILDER_LOCAL_PAGES": elsewhere.place}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, text=True, env=environment) as process:
        assert process.stdout is not None
        try:
            if not any(f"http://localhost:{port}" in line for line in process.stdout):
                pytest.fail("the site did not start")
            yield f"http://localhost:{port}"
        finally:
            process.terminate()


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """A browser profile of its own for each test."""
    made = browser.new_context(base_url=site, viewport={"width": 1440, "height": 900})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page that fails the test on an error in the console."""
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"the page raised: {error}"))
    return page
