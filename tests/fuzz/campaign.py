"""Fuzzes targets side by side, each in a process of its own, and says what came of it."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.regressions import inputs_of
from tests.fuzz.seeds import SEEDS
from tests.fuzz.words import WORDS

ROOT = Path(__file__).resolve().parent.parent.parent
# Generous: on a busy machine, under instrumentation, an input of 8 KB takes milliseconds.
SLOWEST_SECONDS = 30
_MOST_MEGABYTES = 2_000
_LONGEST = 8_192
# Starting Python, importing our package instrumented, and loading word lists and seeds.
_START_SECONDS = 300


@dataclass(frozen=True)
class Outcome:
    """What fuzzing one target gave. `failure` is the end of what it said, "" when all held."""

    target: str
    runs: int
    seconds: float
    edges: int
    failure: str
    input: bytes


@dataclass(frozen=True)
class Campaign:
    """How targets are fuzzed.

    `seed` 0 takes another path each time; any other starts each run on the same path. `extra` is a
    folder of further inputs by target. Failing inputs are kept in `kept`.
    """

    seconds: int
    jobs: int
    seed: int
    kept: Path
    extra: Path | None = None

    def run(self, targets: Sequence[str]) -> Iterator[Outcome]:
        """Fuzz the targets, `jobs` at a time; yield the outcomes in their order."""
        self.kept.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor(self.jobs) as pool:
            yield from pool.map(self._fuzz, targets)

    def _fuzz(self, target: str) -> Outcome:
        with tempfile.TemporaryDirectory(prefix=f"fuzz-{target}-") as name:
            folder = Path(name)
            corpus = folder / "corpus"
            corpus.mkdir()
            _fill(corpus, target)
            given = [corpus]
            if self.extra is not None and (self.extra / target).is_dir():
                given.append(self.extra / target)
            return self._outcome(target, folder, [*self._options(target, folder), *map(str, given)])

    def _options(self, target: str, folder: Path) -> list[str]:
        words = folder / "words"
        # An empty dictionary is an error to libFuzzer.
        words.write_text("".join(map(_quoted, WORDS[target] or (b"\x00\x00",))))
        return [
            f"-max_total_time={self.seconds}",
            f"-timeout={SLOWEST_SECONDS}",
            f"-rss_limit_mb={_MOST_MEGABYTES}",
            f"-max_len={_LONGEST}",
            f"-seed={self.seed}",
            f"-artifact_prefix={folder}/failed-",
            f"-dict={words}",
            "-print_final_stats=1",
            "-verbosity=1",
        ]

    def _outcome(self, target: str, folder: Path, options: list[str]) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "tests.fuzz.one", target, *options],
            cwd=ROOT,
            env={**os.environ, "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=self.seconds + _START_SECONDS,
            check=False,
        )
        said = done.stdout.decode("utf-8", "replace")
        found = b""
        for path in folder.glob("failed-*"):
            found = path.read_bytes()
            (self.kept / f"{target}-{path.name.removeprefix('failed-')}").write_bytes(found)
        return Outcome(
            target=target,
            runs=_number(r"number_of_executed_units:\s+(\d+)", said),
            seconds=_number(r"Done \d+ runs in (\d+)", said),
            edges=_number(r".*cov: (\d+)", said.replace("\n", " ")),
            failure=_end_of(said) if done.returncode else "",
            input=found,
        )


def _fill(corpus: Path, target: str) -> None:
    for number, seed in enumerate([*SEEDS[target](), *inputs_of(target).values()]):
        (corpus / f"seed-{number:04}").write_bytes(seed)


def _end_of(said: str) -> str:
    """Return the traceback and what follows it, or the last lines of what libFuzzer said."""
    at = said.rfind("=== Uncaught Python exception")
    return said[at:] if at >= 0 else said[-4_000:]


def _quoted(word: bytes) -> str:
    return '"' + "".join(f"\\x{byte:02x}" for byte in word[:60]) + '"\n'


def _number(pattern: str, said: str) -> int:
    found = re.search(pattern, said)
    return int(found[1]) if found else 0
