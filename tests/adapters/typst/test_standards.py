"""Every theme's résumé and letter: valid archive files, and the same bytes wherever set."""

import hashlib
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.typst import TypstEngine, more_fonts
from resume_builder.adapters.typst.theme import load_themes
from resume_builder.domain.resume import Basics, Resume
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose_letter import compose_letter
from resume_builder.features.rendering.ports import Printed
from tests.adapters.typst.archive import faults
from tests.features.rendering.generated import MORE_TONGUES, TONGUES, Maker, Tongue
from tests.features.rendering.letters import letter

pytestmark = pytest.mark.rendering
WORDS = load_page_words()
ENGINE = TypstEngine(WORDS, more_fonts())
ROOT = Path(__file__).resolve().parents[3]


def documents(theme: str) -> list[tuple[Printed, RenderOptions]]:
    """A résumé and a letter in each of some languages, in a theme."""
    made: list[tuple[Printed, RenderOptions]] = []
    for number, tongue in enumerate((*TONGUES[1:3], TONGUES[7])):
        paper = "a4" if number % 2 else "us-letter"
        options = RenderOptions.model_validate({"theme": theme, "paper": paper})
        made.append((Maker(number, tongue).resume(), options))
        made.append((compose_letter(letter(number, tongue), options, WORDS), options))
    return made


def digests(theme: str, engine: TypstEngine) -> list[str]:
    """The SHA-256 of each document."""
    return [hashlib.sha256(engine.pdf(*job)).hexdigest() for job in documents(theme)]


_ELSEWHERE = """
import json, time
from tests.adapters.typst import test_standards as standards
themes = sorted(standards.load_themes())
engine = standards.TypstEngine(standards.WORDS, standards.more_fonts())
print(json.dumps({theme: standards.digests(theme, engine) for theme in reversed(themes)}))
"""


@pytest.fixture(scope="module")
def elsewhere() -> dict[str, list[str]]:
    """What another process sets: other hashes, another zone and language, another order."""
    there = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE],
        env=there, cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("theme", sorted(load_themes()))
def test_the_same_bytes_in_another_process(theme: str, elsewhere: dict[str, list[str]]) -> None:
    """Nothing of the process, its place or its past is in a document."""
    assert digests(theme, ENGINE) == elsewhere[theme]


@pytest.mark.parametrize("theme", sorted(load_themes()))
def test_the_same_bytes_in_many_threads(theme: str) -> None:
    """Four threads that set one another's documents in turn, and one alone."""
    jobs = documents(theme)
    engine = TypstEngine(WORDS, more_fonts())
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda job: engine.pdf(*job), jobs * 2))
    assert together == [ENGINE.pdf(*job) for job in jobs] * 2
    assert len(set(together)) == len(jobs)


@pytest.mark.parametrize("theme", sorted(load_themes()))
def test_no_day_is_in_the_file(theme: str) -> None:
    """Every date that a file states about itself is the same fixed one, whatever the day."""
    for job in documents(theme):
        pdf = ENGINE.pdf(*job)
        info = re.findall(rb"/(?:CreationDate|ModDate)\s*\(D:(\d{8})", pdf)
        stated = re.findall(rb"<xmp:(?:Create|Modify)Date>(\d{4}-\d{2}-\d{2})", pdf)
        assert {*info, *(day.replace(b"-", b"") for day in stated)} == {b"20000101"}


@pytest.mark.parametrize("theme", sorted(load_themes()))
def test_what_the_standards_ask(theme: str) -> None:
    """Language, tags, profile, fonts, links and headings of each file are in order."""
    for job in documents(theme):
        assert faults(ENGINE.pdf(*job)) == []


@pytest.mark.parametrize("tongue", MORE_TONGUES, ids=lambda tongue: tongue.code)
def test_what_the_standards_ask_in_every_script(tongue: Tongue) -> None:
    """The extra package's fonts are in the file too."""
    assert faults(ENGINE.pdf(Maker(2, tongue).resume(2), RenderOptions())) == []


def test_what_lacks_them_is_told() -> None:
    """A plain PDF, as one with a letter that no font has is, fails the same checks."""
    basics = Basics(name="Ana", summary="\ue0f0 \U0001fae8")
    plain = TypstEngine(WORDS).pdf(Resume(basics=basics), RenderOptions(), strict=False)
    found = faults(plain)
    assert "no output intent with a profile" in found
    assert "the metadata lack pdfuaid:part>1<" in found
