"""Nothing writes after the verdict: by reading the code, not by trusting it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import resume_builder

pytestmark = pytest.mark.truth

ROOT = Path(resume_builder.__file__).parent


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of the product's code, with its module."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield path.relative_to(ROOT).as_posix(), node


def test_only_applying_a_verdict_makes_a_verified_resume() -> None:
    """`Verified` is made in one place, out of a Verdict."""
    makers = {
        module
        for module, call in calls()
        if isinstance(call.func, ast.Name) and call.func.id == "Verified"
    }
    assert makers == {"domain/tailoring/accept.py"}


def test_only_printing_a_ruled_letter_makes_a_verified_letter() -> None:
    """`VerifiedLetter` is made in one place, out of rulings."""
    makers = {
        module
        for module, call in calls()
        if isinstance(call.func, ast.Name) and call.func.id == "VerifiedLetter"
    }
    assert makers == {"domain/letters/verified.py"}


def test_only_rendering_calls_the_exporters() -> None:
    """Engines and writers are called by the one service that takes verified résumés alone."""
    callers: set[str] = set()
    for module, call in calls():
        func = call.func
        if isinstance(func, ast.Attribute) and ast.unparse(func).startswith("self.engine."):
            callers.add(module)
        if isinstance(func, ast.Subscript) and "writers" in ast.unparse(func.value):
            callers.add(module)
    assert callers == {"features/rendering/service.py"}


def test_every_export_takes_a_verified_resume() -> None:
    """No method of the service that sets pages takes a bare résumé, or a letter's bare sheet."""
    tree = ast.parse((ROOT / "features/rendering/service.py").read_text(encoding="utf-8"))
    service = next(n for n in tree.body if isinstance(n, ast.ClassDef) and n.name == "Rendering")
    for method in (n for n in service.body if isinstance(n, ast.FunctionDef)):
        takes = {ast.unparse(a.annotation) for a in method.args.args[1:] if a.annotation}
        assert "LetterSheet" not in takes
        if "Resume" in takes:
            assert method.name == "file_name"
        if method.name.startswith("letter"):
            assert "VerifiedLetter" in takes


def test_papers_are_made_from_what_was_ruled_on() -> None:
    """A certificate or interview sheet is made in one place each, from a whole dossier."""
    makers = {
        call.func.id: module
        for module, call in calls()
        if isinstance(call.func, ast.Name) and call.func.id in ("Certificate", "Interview")
    }
    assert makers == {
        "Certificate": "domain/tailoring/certificate.py",
        "Interview": "domain/tailoring/interview.py",
    }


def test_own_words_are_only_said_of_files_of_the_person() -> None:
    """`own_words` skips the verdict because there was no writer: few may say so.

    Two commands set a file that the person brings; the export gives back what was read of theirs.
    """
    callers = {
        module
        for module, call in calls()
        if isinstance(call.func, ast.Name) and call.func.id == "own_words"
    }
    assert callers == {"bootstrap/keeping.py", "cli/check.py", "cli/render.py"}
