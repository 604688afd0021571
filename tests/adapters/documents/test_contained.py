"""Reading in children: what a file does to a child does nothing to us."""

import contextlib
import os
import random
import signal
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from resume_builder.adapters.documents import read_document
from resume_builder.adapters.documents.contained import ContainedReader
from resume_builder.features.resumes import errors
from tests.adapters.documents.paper import docx, line, paragraph, pdf, typeset

pytestmark = pytest.mark.reading

PAGE = pdf(line(50, 700, "Ada Byron"))
LETTER = docx(paragraph("Ada Byron"))


@pytest.fixture(name="reader")
def _reader() -> Iterator[ContainedReader]:
    """A reader with its children, which are stopped after the test."""
    reader = ContainedReader()
    yield reader
    reader.close()


def children() -> list[int]:
    """The process ids of our own children."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    ).stdout
    rows = [row.split(maxsplit=2) for row in listed.splitlines()]
    return [int(r[0]) for r in rows if int(r[1]) == os.getpid() and "documents.child" in r[2]]


def test_the_same_document_as_in_process(reader: ContainedReader) -> None:
    """A Document comes back whole: lines, links, findings."""
    linked = typeset('#link("https://a.example")[portfolio]\n\n#text(fill: white)[unseen words]')
    for data, name in ((linked, "a.pdf"), (LETTER, "b.docx"), (b'{"basics": {}}', "c.json")):
        assert reader(data, name) == read_document(data, name)


def test_errors_come_back_as_they_are(reader: ContainedReader) -> None:
    """A refusal keeps its class and its parameters."""
    with pytest.raises(errors.FileMismatch) as caught:
        reader(LETTER, "cv.pdf")
    assert caught.value.params == {"name": "cv.pdf", "found": "a Word document"}


def test_nothing_is_started_before_the_first_file() -> None:
    """Making a reader costs no process."""
    before = children()
    ContainedReader().close()
    assert children() == before


def test_a_child_that_takes_too_long_is_stopped() -> None:
    """Too slow is a reading error, and the child is gone."""
    before = children()
    hasty = ContainedReader(seconds=0.001)
    with pytest.raises(errors.ReadTimeout) as caught:
        hasty(PAGE, "cv.pdf")
    assert caught.value.params == {"name": "cv.pdf", "limit": 0.001}
    assert children() == before


def test_a_child_that_dies_of_a_file_is_a_damaged_file() -> None:
    """Without memory to start in, no child answers; the caller hears of a damaged file."""
    starved = ContainedReader(memory=1 << 20)
    with pytest.raises(errors.FileCorrupt):
        starved(PAGE, "cv.pdf")
    starved.close()


def test_a_killed_child_is_replaced(reader: ContainedReader) -> None:
    """The next file is read by a new child."""
    reader(PAGE, "cv.pdf")
    (child,) = children()
    os.kill(child, signal.SIGKILL)
    assert reader(PAGE, "cv.pdf").text == "Ada Byron"
    assert child not in children()


def test_children_are_reused_and_stopped() -> None:
    """One child reads file after file; closing leaves none behind."""
    reader = ContainedReader()
    for _ in range(3):
        reader(PAGE, "cv.pdf")
    assert len(children()) == 1
    reader.close()
    assert not children()


def test_many_at_once(reader: ContainedReader) -> None:
    """Threads share the children."""
    with ThreadPoolExecutor(8) as pool:
        texts = [d.text for d in pool.map(lambda _: reader(PAGE, "cv.pdf"), range(16))]
    assert texts == ["Ada Byron"] * 16
    assert len(children()) <= 2


def test_broken_files_are_read_or_refused(reader: ContainedReader) -> None:
    """Real files with bytes changed, cut and doubled: an answer each time, and no lost child."""
    chance = random.Random(7)
    sources = [(typeset("= Ada\n- one\n- two\n#table(columns: 2)[a][b]"), "a.pdf"), (LETTER, "b")]
    for number in range(120):
        data, name = sources[number % 2]
        broken = bytearray(data)
        for _ in range(chance.randint(1, 30)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        cut = chance.randrange(len(broken) // 2, len(broken))
        variants = (bytes(broken), bytes(broken[:cut]), bytes(broken[:cut] + broken[cut // 2 :]))
        with contextlib.suppress(errors.ReadError):
            reader(variants[number % 3], name)
    assert reader(PAGE, "cv.pdf").text == "Ada Byron"
