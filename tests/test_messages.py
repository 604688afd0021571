"""Every code that can reach a person has words."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import resume_builder
from resume_builder.adapters.data.messages import load_messages
from resume_builder.domain.coverage import Status
from resume_builder.domain.tailoring.model import Reason

pytestmark = pytest.mark.operations

PACKAGE = Path(resume_builder.__file__).parent


def _trees() -> Iterator[ast.Module]:
    for file in PACKAGE.rglob("*.py"):
        yield ast.parse(file.read_text(encoding="utf-8"))


def _error_codes(tree: ast.Module) -> Iterator[str]:
    """Yield `code = "..."` of every class."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for item in node.body:
                match item:
                    case ast.Assign(targets=[ast.Name("code")], value=ast.Constant(str() as value)):
                        yield value
                    case ast.AnnAssign(ast.Name("code"), value=ast.Constant(str() as value)):
                        yield value


def _spoken_codes(tree: ast.Module) -> Iterator[str]:
    """Yield the codes of `Finding(code="...")` and of `.say("...")`."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name("Finding"), keywords=keywords):
                for keyword in keywords:
                    match keyword:
                        case ast.keyword("code", ast.Constant(str() as value)):
                            yield value
            case ast.Call(func=ast.Attribute(attr="say"), args=[ast.Constant(str() as value), *_]):
                yield value


def test_every_code_has_a_message() -> None:
    """Codes of errors, findings, plan reasons and statuses are all in the catalogue."""
    codes = {code for tree in _trees() for code in (*_error_codes(tree), *_spoken_codes(tree))}
    codes |= {f"plan.{reason}" for reason in get_args(Reason)}
    codes |= {f"coverage.{status}" for status in get_args(Status)}
    assert len(codes) > 30
    assert sorted(codes - load_messages().texts.keys()) == []


def test_a_missing_parameter_leaves_a_gap() -> None:
    """A message never fails for lack of a parameter."""
    messages = load_messages().model_copy(update={"texts": {"a": "{name}: {n} pages"}})
    assert messages.say("a", {"n": 3}) == ": 3 pages"


def test_an_unknown_code_is_shown_as_it_is() -> None:
    """A person sees the code rather than nothing."""
    assert load_messages().say("no.such_code") == "no.such_code"
