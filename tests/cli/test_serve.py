"""The launcher: start, stop, and what happens when something of it dies."""

import contextlib
import ctypes
import http.client
import json
import os
import platform
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.live import LiveVisitor

pytestmark = pytest.mark.operations

COMMAND = [sys.executable, "-m", "resume_builder.cli.main", "serve"]
# How long to look for something that should be there at once; nothing is asserted of the time.
# The system call that hands a signal to one thread, on Linux by machine.
_TGKILL = {"x86_64": 234, "aarch64": 131}[platform.machine()]
PATIENCE_SECONDS = 30


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; fail when it never does."""
    for _ in range(PATIENCE_SECONDS * 20):
        if holds():
            return
        time.sleep(0.05)
    pytest.fail("it never came to hold")


def is_there(pid: int) -> bool:
    """Whether a process runs; one that only waits to be reaped does not."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def family(pid: int) -> dict[int, str]:
    """The processes below a process, with their command lines."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == pid:
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                found |= {int(folder.name): line, **family(int(folder.name))}
    return found


class Site:
    """A running site."""

    def __init__(self, data: Path) -> None:
        self.port = free_port()
        self.process = subprocess.Popen(
            [*COMMAND, "--port", str(self.port), "--data", str(data)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # A group of its own, as a shell gives to a command.
            process_group=0,
        )
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline().strip()

    def get(self, path: str, address: str = "127.0.0.1", **headers: str) -> tuple[int, str, str]:
        """Status, body and Set-Cookie of an answer."""
        asked = http.client.HTTPConnection(address, self.port, timeout=10)
        try:
            asked.request("GET", path, headers={"Host": f"localhost:{self.port}", **headers})
            answer = asked.getresponse()
            return answer.status, answer.read().decode(), answer.headers.get("Set-Cookie", "")
        finally:
            asked.close()

    def is_ready(self) -> bool:
        """Whether it and its stores answer."""
        with contextlib.suppress(OSError, http.client.HTTPException):
            return self.get("/readyz")[0] == 200
        return False

    def read_a_file(self) -> None:
        """Import a résumé, so that the process that reads files is there."""
        _, body, cookie = self.get("/api/v1/session?operation=import_resume")
        session = json.loads(body)
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        headers = {
            "Host": "localhost",
            "Cookie": cookie.partition(";")[0],
            "Content-Type": "application/json",
            "X-Client-UUID": session["client_uuid"],
            "X-CSRF-Token": session["csrf_token"],
        }
        body = json.dumps({"text": "Ada Lovelace\nEngineer"})
        asked.request("POST", "/api/v1/resumes", body, headers)
        assert asked.getresponse().status == 201
        asked.close()

    def stop(self, how: int = signal.SIGTERM, *, group: bool = False) -> int:
        """Tell the launcher, or its whole group, to stop; the launcher's exit status."""
        if group:
            os.killpg(self.process.pid, how)
        else:
            self.process.send_signal(how)
        status = self.process.wait(timeout=PATIENCE_SECONDS)
        self.close_pipes()
        return status

    def close_pipes(self) -> None:
        """Keep what an ended site said of errors."""
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self.process.stdout.close()
        self.errors = self.process.stderr.read()
        self.process.stderr.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site with a data folder of its own."""
    made = Site(tmp_path / "data")
    yield made
    if made.process.poll() is None:
        made.stop()


@pytest.mark.parametrize(("how", "group"), [(signal.SIGINT, True), (signal.SIGTERM, False)])
def test_it_starts_says_where_and_stops_without_a_trace(site: Site, how: int, group: bool) -> None:
    """Ready when it says so; after Ctrl-C or SIGTERM nothing of it is left, and nothing is said.

    A terminal sends Ctrl-C to the whole group.
    """
    assert site.said == f"http://localhost:{site.port}"
    assert site.is_ready()
    site.read_a_file()
    started = family(site.process.pid)
    assert sum("valkey" in line or "redis" in line for line in started.values()) == 2
    assert len(started) >= 4
    assert site.stop(how, group=group) == 0
    assert site.errors == ""
    until(lambda: not any(is_there(pid) for pid in started))


def test_it_listens_on_both_loopback_addresses(site: Site) -> None:
    """Where the machine has `::1`, `localhost` works whichever comes first."""
    assert site.get("/livez", "127.0.0.1")[0] == 200
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET6) as probe:
        probe.bind(("::1", 0))
        assert site.get("/livez", "::1")[0] == 200


def test_work_is_there_after_a_restart_and_never_expires(tmp_path: Path) -> None:
    """The same cookie is the same session."""
    first = Site(tmp_path)
    _, body, cookie = first.get("/api/v1/session")
    assert json.loads(body)["expires_at"] is None
    assert first.stop() == 0
    second = Site(tmp_path)
    _, again, _ = second.get("/api/v1/session", Cookie=cookie.partition(";")[0])
    assert second.stop() == 0
    assert json.loads(again)["client_uuid"] == json.loads(body)["client_uuid"]


def test_postings_and_who_read_them_are_there_after_a_restart(tmp_path: Path) -> None:
    """The one that the rules read and the one that a model read of it, word for word."""
    text = "Lead Electrician\n\nRequirements\n- Terraform and Kubernetes\n- A driving licence"
    answer = {"quotes": [{"kind": "must", "quote": "Terraform and Kubernetes"}]}
    first = Site(tmp_path)
    visitor = LiveVisitor(first.port)
    assert visitor.send("POST", "/postings", "import_posting", {"text": text}) == 201
    rules = visitor.last["id"]
    body = {"text": json.dumps(answer), "model": "a model"}
    path = f"/postings/{rules}/reading"
    assert visitor.send("POST", path, "read_posting_by_model", body) < 300, visitor.last
    made = visitor.last["posting"]["id"]
    paths = ("/postings", f"/postings/{rules}", f"/postings/{made}")
    before = [(visitor.ask("GET", path), visitor.last) for path in paths]
    assert first.stop() == 0
    second = Site(tmp_path)
    visitor.port = second.port
    after = [(visitor.ask("GET", path), visitor.last) for path in paths]
    assert second.stop() == 0
    assert after == before
    told = [(one["source"], one["model"], one["read_from"]) for one in after[0][1]["postings"]]
    assert told == [("model", "a model", rules), ("rules", "", None)]


def test_a_worker_that_dies_is_replaced(site: Site) -> None:
    """The site is back, with the same launcher."""
    workers = [pid for pid, line in family(site.process.pid).items() if "spawn_main" in line]
    assert len(workers) == 1
    os.kill(workers[0], signal.SIGKILL)
    until(lambda: not is_there(workers[0]))
    until(site.is_ready)
    assert site.stop() == 0


def test_nothing_outlives_a_killed_launcher(site: Site) -> None:
    """Stores, workers and the readers of files end by themselves."""
    site.read_a_file()
    started = family(site.process.pid)
    site.stop(signal.SIGKILL)
    until(lambda: not any(is_there(pid) for pid in started))


def test_a_busy_port(tmp_path: Path) -> None:
    """It says which, and what to do; no store is started."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            [*COMMAND, "--port", str(port), "--data", str(tmp_path / "data")],
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_SECONDS,
        )
    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stderr
    assert f"--port {port + 1}" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--port", "x", "--workers", "0"], ["RESUME_BUILDER_PORT", "RESUME_BUILDER_WORKERS"]),
        (["--host", "0.0.0.0"], ["RESUME_BUILDER_PUBLIC_URL"]),
    ],
)
def test_settings_that_do_not_hold(tmp_path: Path, arguments: list[str], words: list[str]) -> None:
    """Usage: every finding on a line of its own."""
    done = subprocess.run(
        [*COMMAND, "--data", str(tmp_path), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    assert done.returncode == 2
    for word in words:
        assert word in done.stderr


def test_a_second_launcher_of_the_same_work(site: Site, tmp_path: Path) -> None:
    """One folder, one launcher: the second one says so and stops nothing."""
    done = subprocess.run(
        [*COMMAND, "--port", str(free_port()), "--data", str(tmp_path / "data")],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    assert done.returncode == 1
    assert str(tmp_path / "data") in done.stderr
    assert site.is_ready()


def test_a_signal_that_another_thread_takes_ends_it_too(site: Site) -> None:
    """The system may hand a signal to any thread; Python acts on it in the main one."""
    pid = site.process.pid
    others = [
        int(task.name) for task in Path(f"/proc/{pid}/task").iterdir() if task.name != str(pid)
    ]
    assert others
    ctypes.CDLL(None).syscall(_TGKILL, pid, others[0], int(signal.SIGTERM))
    assert site.process.wait(timeout=PATIENCE_SECONDS) == 0
    site.close_pipes()
