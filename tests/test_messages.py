"""Every code that can reach a person has words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import resume_builder
from resume_builder.adapters.data.messages import (
    LANGUAGES,
    language_of,
    load_messages,
    local_messages,
)
from resume_builder.domain.accounts import EVENTS
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
    codes |= {f"audit.{event}" for event in EVENTS}
    assert len(codes) > 30
    assert sorted(codes - load_messages().texts.keys()) == []


def test_a_missing_parameter_leaves_a_gap() -> None:
    """A message never fails for lack of a parameter."""
    messages = load_messages().model_copy(update={"texts": {"a": "{name}: {n} pages"}})
    assert messages.say("a", {"n": 3}) == ": 3 pages"


def test_an_unknown_code_is_shown_as_it_is() -> None:
    """A person sees the code rather than nothing."""
    assert load_messages().say("no.such_code") == "no.such_code"


OTHERS = [language for language in LANGUAGES if language != "en"]
# What the voice forbids: shouting, begging, praise.
BEGGING = re.compile(
    r"[!¡]|\b(bitte|veuillez|s’il vous plaît|por favor|entschuldigung|désolé)\b", re.IGNORECASE
)


def _places(text: str) -> list[str]:
    return sorted(set(re.findall(r"\{(\w+)\}", text)))


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_all_that_english_says(language: str) -> None:
    """The same codes, with the same parameters to fill, and no text left as it was."""
    english, texts = load_messages().texts, load_messages(language).texts
    assert sorted(texts.keys() ^ english.keys()) == []
    assert [c for c in english if _places(texts[c]) != _places(english[c])] == []
    assert [c for c in english if texts[c] == english[c] or not texts[c].strip()] == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_language_shouts_or_begs(language: str) -> None:
    """The voice is the same in all of them."""
    assert [t for t in load_messages(language).texts.values() if BEGGING.search(t)] == []


def test_every_catalogue_is_a_language_that_is_offered() -> None:
    """No file is forgotten in the list."""
    folder = PACKAGE / "data" / "messages"
    assert sorted(file.stem for file in folder.glob("*.json")) == sorted(LANGUAGES)


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("de_AT.UTF-8@euro", "de"),
        ("fr-CA", "fr"),
        ("es", "es"),
        ("DE.UTF-8", "de"),
        ("C.UTF-8", "en"),
        ("POSIX", "en"),
        ("pt_BR.UTF-8", "en"),
        ("../de", "en"),
        ("", "en"),
    ],
)
def test_a_locale_names_a_language(locale: str, language: str) -> None:
    """Its first part, where we speak it."""
    assert language_of(locale) == language


def test_the_environment_decides_in_the_order_of_posix(monkeypatch: pytest.MonkeyPatch) -> None:
    """LC_ALL before LC_MESSAGES before LANG; an empty one counts as not set."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert local_messages().language == "en"
    monkeypatch.setenv("LANG", "es_MX.UTF-8")
    assert local_messages().language == "es"
    monkeypatch.setenv("LC_MESSAGES", "fr_FR.UTF-8")
    assert local_messages().language == "fr"
    monkeypatch.setenv("LC_ALL", "")
    assert local_messages().language == "fr"
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert local_messages().language == "de"
