"""Reading takes work in proportion to the text, however hostile: lines of code run are counted.

What a pattern does inside is not counted; each search is bounded by itself.
"""

import pytest

from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.domain.document import document_of
from resume_builder.domain.parsing import parse_resume
from tests.domain.parsing.counting import lines_run

pytestmark = pytest.mark.reading

LONG = 2_000_000
PATTERNS = {
    "entries": "Engineer, Acme · Leeds · 2019 – 2020\n",
    "bullets": "- did a thing in 2019\n",
    "indented": "    - went on\n  and on\n",
    "dots": " · ",
    "dates": "2019 - 2020 ",
    "brackets": "(",
    "labels": "Tools (expert): a, b\n",
    "addresses": "a@b.co ",
    "blanks": "\n \n",
    "headings": "AWARDS\n",
    "names": "Ada Byron\n",
    "cells": "a\t2019\t",
    "broken words": "word-\nand-\n",
    "Chinese": "负责2019年至今，",
    "commas": "a, ",
}
HEADINGS = ("EXPERIENCE", "CERTIFICATIONS", "REFERENCES", "PROJECTS", "SKILLS", "EDUCATION")


def text_of(heading: str, pattern: str, length: int) -> str:
    """A résumé of that length with one section of nothing but a pattern."""
    start = f"Ada Byron\nada@example.com\n\n{heading}\n"
    return (start + pattern * (length // len(pattern)))[:length]


def work(text: str) -> int:
    """Count the work of understanding a text."""
    vocabulary = load_vocabulary()
    return lines_run(lambda: parse_resume(document_of(text), vocabulary))


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("name", PATTERNS)
def test_twice_the_text_takes_twice_the_work(name: str, heading: str) -> None:
    """Four times the length takes little more than four times the work."""
    short, long = (work(text_of(heading, PATTERNS[name], n)) for n in (2_000, 8_000))
    assert long <= 4.6 * short + 2_000


def test_two_million_characters() -> None:
    """The work for a character stays what it is in a short text."""
    prose = "Led the team that built the wheel and cut the losses of grain by a third.\n"
    short = work(text_of("EXPERIENCE", prose, LONG // 50))
    assert work(text_of("EXPERIENCE", prose, LONG)) <= 55 * short
