"""openapi.json: current, valid, complete."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from resume_builder.web.api import operations_of

pytestmark = pytest.mark.operations

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """The file as it is kept."""
    return json.loads((ROOT / "openapi.json").read_text(encoding="utf-8"))


def test_it_is_current() -> None:
    """What the routes say now is what is kept: `make openapi` writes it."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "write_openapi.py"), "--check"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_every_operation_is_in_it(document: dict[str, Any], app: Flask) -> None:
    """By its name, once, with its refusals, and what a submission has to bring."""
    found = {
        entry["operationId"]: entry
        for path in document["paths"].values()
        for entry in path.values()
    }
    operations = {operation.id: operation for operation in operations_of(app).values()}
    assert set(found) == set(operations)
    for name, entry in found.items():
        assert "default" in entry["responses"], name
        schemes = {scheme for needed in entry.get("security", []) for scheme in needed}
        expected = {"session", "client_uuid", "csrf_token"} if operations[name].changes else set()
        assert schemes - {"session"} == expected - {"session"}, name
        assert entry["summary"].endswith("."), name


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    """No schema is missing, and none is kept that nobody names."""
    named = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document)))
    assert named == set(document["components"]["schemas"])


def test_the_frame(document: dict[str, Any]) -> None:
    """OpenAPI 3.1, with path parameters that the paths have."""
    assert document["openapi"].startswith("3.1.")
    for path, entries in document["paths"].items():
        assert path.startswith("/api/v1/")
        in_path = set(re.findall(r"{(\w+)}", path))
        for entry in entries.values():
            given = {p["name"] for p in entry.get("parameters", []) if p["in"] == "path"}
            assert given == in_path


def test_the_operations_of_the_client_are_there(document: dict[str, Any]) -> None:
    """The names are a promise: the handshake binds tokens to them."""
    names = {e["operationId"] for p in document["paths"].values() for e in p.values()}
    assert names >= {
        "get_session", "issue_tokens", "end_session", "export_work", "restore_work",
        "set_shared_computer", "list_resumes", "import_resume", "get_resume", "edit_resume",
        "delete_resume", "list_postings", "import_posting", "get_posting", "delete_posting",
        "list_tailorings", "create_tailoring", "get_tailoring", "edit_tailoring",
        "delete_tailoring", "get_page", "get_document", "list_themes",
    }  # fmt: skip
