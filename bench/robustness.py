"""Files with damage done to them, through the whole child and the understanding of what is left."""

import io
import os
import random
import re
import statistics
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.report import Report, shared_bench
from resume_builder.bootstrap import Contained, tools
from resume_builder.domain.tailoring.accept import own_words
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.ports import Format
from resume_builder.features.resumes.errors import ReadError, ReadTimeout
from tests.adapters.documents.invented import POOLS, Inventor
from tests.samples import RESUME_JSON, RESUME_TEXT

_SEED = 20
_OWN: tuple[Format, ...] = ("pdf", "docx", "html")
_SECONDS, _SOAK_SECONDS = 60, 600
# The first files load word lists and fonts; memory is looked at from there on.
_WARM_UP = 200
_GROWTH_BAR = 1.0
_OBJECT = re.compile(rb"\d+ 0 obj.*?endobj", re.DOTALL)
Damage = Callable[[bytes, random.Random], bytes]


def run(report: Report) -> None:
    """Damage files by chance, read them, and look at what became of the children and the memory.

    Whatever is no ReadError ends the bench: there must be none.
    """
    seconds = _SOAK_SECONDS if report.soak else _SECONDS
    chance = random.Random(_SEED)
    sources = list(_sources())
    contained = Contained()
    counts: Counter[str] = Counter()
    memory: list[tuple[float, float]] = []
    slowest, started, tried = 0.0, time.perf_counter(), 0
    while time.perf_counter() - started < seconds:
        name, data = chance.choice(sources)
        damaged = chance.choice(_DAMAGES)(data, chance)
        begun = time.perf_counter()
        counts[_outcome(contained, damaged, name)] += 1
        slowest = max(slowest, time.perf_counter() - begun)
        tried += 1
        if tried > _WARM_UP and tried % 20 == 0:
            memory.append((time.perf_counter() - started, _megabytes(os.getpid())))
    for kind in ("read", "refused", "timeout"):
        report.figure(f"damaged files: {kind}", counts[kind])
    report.figure("slowest file", slowest, "s", bar=25, better="lower", rival="the limit is 20 s")
    _, reading = contained.read_resume(RESUME_TEXT.read_bytes(), "cv.txt")
    report.figure("a good file afterwards is read", float(bool(reading.resume.work)), bar=1)
    contained.close()
    _report_memory(report, memory)


def _outcome(contained: Contained, data: bytes, name: str) -> str:
    try:
        contained.read_resume(data, name)
    except ReadTimeout:
        return "timeout"
    except ReadError:
        return "refused"
    return "read"


def _report_memory(report: Report, seen: list[tuple[float, float]]) -> None:
    """The slope of this process' memory, with the error that chance gives it (95 %)."""
    if len(seen) < 10:
        report.note("Too few files were read to see a slope of the memory.")
        return
    times, sizes = zip(*seen, strict=True)
    slope, intercept = statistics.linear_regression(times, sizes)
    left = [size - intercept - slope * at for at, size in seen]
    spread = sum((at - statistics.fmean(times)) ** 2 for at in times)
    error = 1.96 * (sum(x * x for x in left) / (len(seen) - 2) / spread) ** 0.5
    report.figure(
        "memory of the parent, growth in ten minutes",
        slope * 600,
        f"± {error * 600:.2f} MB",
        bar=_GROWTH_BAR if report.soak else None,
        better="lower",
    )
    report.figure("memory of the parent, at the end", sizes[-1], "MB", better="lower")


def _megabytes(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _sources() -> Iterator[tuple[str, bytes]]:
    """Our own documents, and the shared corpus where it is."""
    made = tools()
    for number, pool in enumerate(POOLS):
        resume = Inventor(number, pool).resume()
        for kind in _OWN:
            yield f"own.{kind}", made.rendering.render(own_words(resume), RenderOptions(), kind)
    yield RESUME_JSON.name, RESUME_JSON.read_bytes()
    corpus = shared_bench("parse")
    if corpus is not None:
        for path in sorted((corpus / "files").iterdir()):
            yield path.name, path.read_bytes()


def _flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 40)):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def _cut(data: bytes, chance: random.Random) -> bytes:
    """The end missing."""
    return data[: chance.randrange(1, len(data))]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    """A piece standing there twice."""
    start, end = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:end] + data[start:end] + data[end:]


def _swapped(data: bytes, chance: random.Random) -> bytes:
    """Two pieces in each other's place."""
    a, b, c = sorted(chance.randrange(len(data)) for _ in range(3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


def _objects_mixed(data: bytes, chance: random.Random) -> bytes:
    """A PDF whose object has the body of another; other files with bytes changed."""
    found = list(_OBJECT.finditer(data))
    if len(found) < 2:
        return _flipped(data, chance)
    one, other = chance.sample(found, 2)
    return data[: one.start()] + other[0] + data[one.end() :]


def _members_damaged(data: bytes, chance: random.Random) -> bytes:
    """An archive packed anew with damage in one member; other files with bytes changed."""
    if not data.startswith(b"PK"):
        return _flipped(data, chance)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        names = old.namelist()
        hit = chance.choice(names)
        for name in names:
            content = old.read(name)
            if name == hit and len(content) > 3:
                content = chance.choice((_flipped, _cut, _doubled, _swapped))(content, chance)
            new.writestr(name, content)
    return made.getvalue()


_DAMAGES: tuple[Damage, ...] = (
    _flipped, _cut, _doubled, _swapped, _objects_mixed, _members_damaged,
)  # fmt: skip
