"""Our own PDF and DOCX read back: nearly every field comes out as it went in."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.adapters.documents import read_document
from resume_builder.adapters.docx import DocxWriter
from resume_builder.adapters.typst import TypstEngine
from resume_builder.adapters.typst.theme import load_themes
from resume_builder.domain.parsing import parse_resume
from resume_builder.domain.resume import PartialDate, Resume
from resume_builder.domain.tailoring.model import RenderOptions
from tests.adapters.documents.invented import POOLS, Inventor

pytestmark = pytest.mark.reading

SEEDS = range(3)
LEAST = 0.98
_SECTIONS = (
    "work", "volunteer", "education", "projects", "skills", "languages", "certificates", "awards",
    "publications", "interests", "references",
)  # fmt: skip
_NOT_COMPARED = frozenset(("id", "span", "extra"))


def facts(resume: Resume) -> Iterator[tuple[str, str]]:
    """Every field that says something, as (place, text), lists word by word."""
    basics = resume.basics
    yield from (
        ("name", basics.name), ("label", basics.label), ("email", basics.email),
        ("phone", basics.phone), ("summary", basics.summary), ("url", _bare(basics.url)),
    )  # fmt: skip
    yield "location", basics.location.label if basics.location else ""
    yield from (("profile", _bare(p.url)) for p in basics.profiles)
    for section in _SECTIONS:
        for number, entry in enumerate(getattr(resume, section)):
            for field in sorted(set(type(entry).model_fields) - _NOT_COMPARED):
                place = f"{section}.{number}.{field}"
                yield from ((place, text) for text in _texts(getattr(entry, field)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, PartialDate):
        yield "present" if value.present else value.iso
    elif isinstance(value, tuple):
        yield from (_bare(getattr(x, "text", x)) for x in value)
    elif isinstance(value, str):
        yield _bare(value)


def _bare(text: str) -> str:
    return re.sub(r"^https?://|/$", "", text)


def missed(wanted: Resume, read: Resume) -> tuple[list[tuple[str, str]], int]:
    """The facts of `wanted` that `read` lacks, and how many there are."""
    ours = [fact for fact in facts(wanted) if fact[1]]
    left = Counter(facts(read))
    lacking: list[tuple[str, str]] = []
    for fact in ours:
        if left[fact]:
            left[fact] -= 1
        else:
            lacking.append(fact)
    return lacking, len(ours)


@cache
def _engine() -> TypstEngine:
    return TypstEngine(load_page_words())


def written(resume: Resume, kind: str) -> tuple[bytes, str]:
    """The résumé as a file of ours, "docx" or the PDF of a theme with every date written out."""
    if kind == "docx":
        return DocxWriter(load_page_words())(resume, RenderOptions()), "cv.docx"
    return _engine().pdf(resume, RenderOptions(theme=kind, dates="long"), strict=False), "cv.pdf"


@pytest.mark.parametrize("kind", [*load_themes(), "docx"])
def test_fields_come_back(kind: str) -> None:
    """Of all fields of invented résumés in eight languages, nearly all are read as they were."""
    lacking: list[tuple[str, str]] = []
    count = 0
    for seed, pool in product(SEEDS, POOLS):
        resume = Inventor(seed, pool).resume()
        document = read_document(*written(resume, kind))
        lost, number = missed(resume, parse_resume(document, load_vocabulary()).resume)
        lacking += lost
        count += number
    assert 1 - len(lacking) / count >= LEAST, lacking
