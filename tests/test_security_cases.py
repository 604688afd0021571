"""docs/security-cases.md is current, and what it names is there."""

import ast
from pathlib import Path

import pytest

from tools.write_security_page import CASES, PAGE, page

pytestmark = pytest.mark.operations

TESTS = Path(__file__).resolve().parent
# Payments: the cases come with them.
NOT_YET = {11, 12}


def test_the_page_is_current() -> None:
    """`.venv/bin/python tools/write_security_page.py` writes it."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_case_has_its_tests() -> None:
    """The fifteen and ours, and each test named is one that runs."""
    assert list(CASES) == list(range(1, 17))
    assert {number for number, (_, _, tests) in CASES.items() if not tests} == NOT_YET
    for _, _, tests in CASES.values():
        for named in tests:
            file, _, name = named.partition("::")
            tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
            there = {n.name for n in tree.body if isinstance(n, ast.FunctionDef)}
            assert name in there, f"{named} is gone"
            assert name.startswith("test_")
