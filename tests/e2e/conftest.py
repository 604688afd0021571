"""A real site and a real browser."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browsers import Launch
from tests.local_pages import LocalPages, local_pages
from tests.traffic.recorder import Recorder
from tests.traffic.wire import recording_wire
from tests.vendors.fixtures import resolver_rules
from tests.vendors.server import Vendors


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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
def site_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the site says on its output and its error output."""
    return tmp_path_factory.mktemp("log") / "site.log"


@pytest.fixture(scope="session")
def served(data_folder: Path, site_log: Path, elsewhere: LocalPages) -> Iterator[str]:
    """The site as `make run` starts it, on a port and a data folder of its own."""
    port = free_port()
    command = [sys.executable, "-m", "resume_builder.cli.main", "serve"]
    command += ["--port", str(port), "--data", str(data_folder)]
    environment = {**os.environ, "RESUME_BUILDER_LOCAL_PAGES": elsewhere.place}
    with (
        site_log.open("wb") as log,
        subprocess.Popen(command, stdout=log, stderr=log, env=environment) as process,
    ):
        try:
            while f"http://localhost:{port}" not in site_log.read_text(encoding="utf-8"):
                if process.poll() is not None:
                    pytest.fail(f"the site did not start: {site_log.read_text(encoding='utf-8')}")
                time.sleep(0.1)
            yield f"http://localhost:{port}"
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def site(served: str) -> str:
    """Its address."""
    return served


@pytest.fixture(scope="session")
def recorder(served: str, site_log: Path, data_folder: Path) -> Iterator[Recorder]:
    """Records what all browsers send to the site and keep; in the end, what the site keeps."""
    with recording_wire(int(served.rpartition(":")[2])) as wire:
        made = Recorder(wire, site_log)
        yield made
        found = made.end_run(data_folder)
    if folder := os.environ.get("RECORDING_TALLIES"):
        made.write(Path(folder) / f"{os.getpid()}.json")
    assert found == []


@pytest.fixture(autouse=True)
def nothing_leaks(recorder: Recorder) -> Iterator[None]:
    """No secret of a test is in a request to the site, in a store of the browser, or in a log."""
    yield
    assert recorder.end_test() == []


@pytest.fixture(scope="session")
def watched(launch: Launch, recorder: Recorder) -> Callable[..., Browser]:
    """Starts a Chromium that is recorded, with more flags and rules of --host-resolver-rules."""

    def launched(*flags: str, rules: Iterable[str] = ()) -> Browser:
        made = launch(f"--host-resolver-rules={','.join([*recorder.wire.rules(), *rules])}", *flags)
        recorder.watch(made)
        return made

    return launched


@pytest.fixture(scope="session")
def browser(watched: Callable[..., Browser]) -> Iterator[Browser]:
    """One Chromium for all tests."""
    made = watched()
    yield made
    made.close()


@pytest.fixture(scope="session")
def vendor_browser(watched: Callable[..., Browser], vendors_running: Vendors) -> Iterator[Browser]:
    """A Chromium that takes the fake vendors for the real ones."""
    made = watched(rules=resolver_rules(vendors_running))
    yield made
    made.close()


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
