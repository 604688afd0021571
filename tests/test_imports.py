"""The rules that a linter cannot check."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.operations


def test_the_core_imports_without_a_client_library() -> None:
    """Importing the domain loads no web framework, store client or renderer."""
    heavy = "flask redis typst docx pypdfium2 lxml"
    program = (
        "import sys, resume_builder.domain.json_resume, resume_builder.ports;"
        f"print([m for m in {heavy.split()!r} if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_site_and_the_command_line_load_no_client_of_a_model() -> None:
    """They take seconds, and are loaded when a model is asked."""
    heavy = "pydantic_ai openai anthropic google.genai httpx2"
    program = (
        "import sys, resume_builder.web.app, resume_builder.cli.tailor, resume_builder.cli.letter;"
        "import resume_builder.adapters.models.vendors;"
        f"print([m for m in {heavy.split()!r} if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
