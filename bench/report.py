"""What a bench prints: each figure beside the bar it must clear and a rival's figure."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"


@dataclass(frozen=True)
class Figure:
    """One measured value. `bar` None means: reported, not judged."""

    name: str
    value: float
    unit: str
    bar: float | None
    better: Literal["higher", "lower"]
    rival: str

    @property
    def holds(self) -> bool:
        """Tell whether the bar is cleared."""
        if self.bar is None:
            return True
        return self.value >= self.bar if self.better == "higher" else self.value <= self.bar

    def row(self) -> str:
        """The figure as a Markdown table row."""
        sign = "≥" if self.better == "higher" else "≤"
        bar = "" if self.bar is None else f"{sign} {self.bar:g}"
        mark = "" if self.bar is None else ("yes" if self.holds else "**no**")
        return f"| {self.name} | {self.value:.4g} {self.unit} | {bar} | {mark} | {self.rival} |"


@dataclass
class Report:
    """Collects the figures of one area; `soak` asks for the long runs."""

    area: str
    soak: bool = False
    figures: list[Figure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def figure(
        self,
        name: str,
        value: float,
        unit: str = "",
        *,
        bar: float | None = None,
        better: Literal["higher", "lower"] = "higher",
        rival: str = "",
    ) -> None:
        """Add a figure and print it at once, so that a long bench shows progress."""
        figure = Figure(name, value, unit, bar, better, rival)
        self.figures.append(figure)
        print(figure.row(), flush=True)

    def note(self, text: str) -> None:
        """Add a line below the table (a sub-table, a skipped part)."""
        self.notes.append(text)
        print(text, flush=True)

    def markdown(self) -> str:
        """The report as a page for bench/results/."""
        head = "| figure | ours | bar | holds | beside it |\n|---|---|---|---|---|"
        rows = "\n".join(f.row() for f in self.figures)
        notes = "\n\n".join(self.notes)
        return f"# {self.area}\n\n{head}\n{rows}\n" + (f"\n{notes}\n" if notes else "")


def shared_bench(name: str) -> Path | None:
    """The folder of a shared bench beside the checkout, None where it is absent."""
    folder = ROOT.parent / "shared" / "bench" / name
    return folder if folder.is_dir() else None


def timings(call: Callable[[], object], runs: int, warm_up: int = 3) -> list[float]:
    """Milliseconds of each of `runs` calls, after `warm_up` calls that do not count."""
    for _ in range(warm_up):
        call()
    taken: list[float] = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def p95(values: Sequence[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]
