"""The site as it is served: one launcher, one worker, a browser's requests over HTTP."""

import http.client
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.report import ROOT, Report, p95
from resume_builder.bootstrap import tools
from resume_builder.domain.tailoring.accept import own_words
from resume_builder.domain.tailoring.model import RenderOptions
from tests.samples import POSTING_TEXT, RESUME_JSON

_JOBS = 100
_EDITS = 60


def run(report: Report) -> None:
    """Measure starting, the main job, edits, reads and memory over HTTP."""
    made = tools()
    _, reading = made.read_resume(RESUME_JSON.read_bytes(), RESUME_JSON.name)
    pdf = made.rendering.render(own_words(reading.resume), RenderOptions(), "pdf")
    with tempfile.TemporaryDirectory() as folder:
        with serving(Path(folder)):
            pass
        started = time.perf_counter()
        with serving(Path(folder)) as served:
            report.figure(
                "second start, until it says that it is ready",
                time.perf_counter() - started,
                "s",
                bar=3.0,
                better="lower",
                rival="Resume-Matcher's first healthy answer: 4.9 s",
            )
            _edits(report, served, pdf)
            _jobs(report, served, pdf)


class Browser:
    """A browser on one kept-alive connection."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookie = self._client_uuid = ""
        self.version = 1

    def get(self, path: str) -> bytes:
        """The body of an answer; the cookie is kept."""
        headers = {"Host": "localhost", "Cookie": self._cookie}
        self._connection.request("GET", f"/api/v1{path}", headers=headers)
        answer = self._connection.getresponse()
        body = answer.read()
        assert answer.status == 200, body
        self._cookie = (answer.headers.get("Set-Cookie") or self._cookie).partition(";")[0]
        return body

    def token(self, operation: str) -> str:
        """A token for an operation."""
        session = json.loads(self.get(f"/session?operation={operation}"))
        self._client_uuid = session["client_uuid"]
        return str(session["csrf_token"])

    def send(
        self, method: str, path: str, token: str, body: bytes, kind: str = "application/json"
    ) -> tuple[Any, str]:
        """The answer's JSON, and the next token."""
        headers = {
            "Host": "localhost",
            "Cookie": self._cookie,
            "Content-Type": kind,
            "X-Client-UUID": self._client_uuid,
            "X-CSRF-Token": token,
            "If-Match": str(self.version),
        }
        self._connection.request(method, f"/api/v1{path}", body=body, headers=headers)
        answer = self._connection.getresponse()
        data = answer.read()
        assert answer.status < 300, data
        return json.loads(data or b"null"), str(answer.headers["X-CSRF-Token"])

    def upload(self, name: str, data: bytes) -> int:
        """Bring a file as a résumé, or as a posting by its name; the answer's status."""
        kind, path = (
            ("posting", "/postings") if name.startswith("posting") else ("resume", "/resumes")
        )
        named = name.encode()
        form = b'--x\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n\r\n' % named
        headers = {
            "Host": "localhost",
            "Content-Type": "multipart/form-data; boundary=x",
            "X-CSRF-Token": self.token(f"import_{kind}"),
            "X-Client-UUID": self._client_uuid,
            "Cookie": self._cookie,
        }
        body = form + data + b"\r\n--x--\r\n"
        self._connection.request("POST", f"/api/v1{path}", body=body, headers=headers)
        answer = self._connection.getresponse()
        answer.read()
        return answer.status

    def job(self, pdf: bytes, posting: str) -> str:
        """Import, paste, tailor, download; the tailoring's id."""
        form = b'--x\r\nContent-Disposition: form-data; name="file"; filename="cv.pdf"\r\n\r\n'
        form += pdf + b"\r\n--x--\r\n"
        kind = "multipart/form-data; boundary=x"
        resume, _ = self.send("POST", "/resumes", self.token("import_resume"), form, kind)
        text = json.dumps({"text": posting}).encode()
        kept, _ = self.send("POST", "/postings", self.token("import_posting"), text)
        pair = json.dumps({"resume_id": resume["id"], "posting_id": kept["id"]}).encode()
        made, _ = self.send("POST", "/tailorings", self.token("create_tailoring"), pair)
        self.get(f"/tailorings/{made['id']}/document?format=pdf")
        return str(made["id"])


class Served:
    """A running site and its worker's process id."""

    def __init__(self, port: int, launcher: int) -> None:
        self.port = port
        self._launcher = launcher

    def worker_megabytes(self) -> float:
        """Resident memory of the web process."""
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                line = (folder / "cmdline").read_bytes()
                pages = int((folder / "statm").read_text().split()[1])
            except OSError:
                continue
            if parent == self._launcher and b"spawn_main" in line:
                return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
        return 0.0


@contextmanager
def serving(data: Path) -> Iterator[Served]:
    port = 8700 + os.getpid() % 200
    command = [str(Path(sys.executable).parent / "resume-builder"), "serve"]
    command += ["--port", str(port), "--data", str(data)]
    many = {**os.environ, "RESUME_BUILDER_REQUESTS_PER_MINUTE": "1000000"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=many)
    assert process.stdout is not None
    process.stdout.readline()
    try:
        yield Served(port, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        process.stdout.close()


def _edits(report: Report, served: Served, pdf: bytes) -> None:
    browser = Browser(served.port)
    path = f"/tailorings/{browser.job(pdf, POSTING_TEXT.read_text(encoding='utf-8'))}"
    token, taken, reads = browser.token("edit_tailoring"), [], []
    for number in range(_EDITS):
        edit = {"edits": [{"path": "basics.label", "text": f"Platform engineer {number}"}]}
        started = time.perf_counter()
        answer, token = browser.send("PATCH", path, token, json.dumps(edit).encode())
        browser.get(f"{path}/pages/{answer['pages'][0]['sha256']}.svg")
        taken.append((time.perf_counter() - started) * 1000)
        browser.version = answer["version"]
        started = time.perf_counter()
        browser.get("/resumes")
        reads.append((time.perf_counter() - started) * 1000)
    report.figure("edit and its new page over HTTP, median", statistics.median(taken), "ms")
    report.figure(
        "edit and its new page over HTTP, p95",
        p95(taken),
        "ms",
        better="lower",
        rival="Chromium print, warm: 128-135 ms",
    )
    report.figure("list of one résumé over HTTP, median", statistics.median(reads), "ms")


def _jobs(report: Report, served: Served, pdf: bytes) -> None:
    taken = []
    for number in range(_JOBS):
        started = time.perf_counter()
        posting = POSTING_TEXT.read_text(encoding="utf-8").replace("Havnekraft", f"H {number}")
        Browser(served.port).job(pdf, posting)
        taken.append((time.perf_counter() - started) * 1000)
    report.figure("main job over HTTP, download included, median", statistics.median(taken), "ms")
    report.figure(
        f"memory of the web process after {_JOBS} jobs",
        served.worker_megabytes(),
        "MB",
        bar=120,
        better="lower",
        rival="Resume-Matcher: 428 MB after use",
    )
