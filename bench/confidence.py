"""Confidence and sources: whether doubts fall on what is wrong, and each field has its place."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.reading import scorer_of
from bench.report import Report, shared_bench
from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.adapters.documents import read_document
from resume_builder.domain.fields import fields_of
from resume_builder.domain.json_resume import to_json_resume
from resume_builder.domain.parsing import parse_resume
from resume_builder.domain.resume import SURE, Entry, ResumeReading
from resume_builder.features.resumes.errors import ReadError

SOURCES = 0.98
FLAGGED_WRONG = 0.6
FLAGGED_RIGHT = 0.05
_BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1.01)
# Further corpora in the form of the shared one: folders with files/ and labels/, as a path list.
_MORE = "RESUME_BUILDER_BENCH_CORPORA"
Json = dict[str, Any]
_DATES = {"start": "startDate", "end": "endDate"}
_ODD_END = {"present"}


@dataclass(frozen=True)
class Judged:
    """A field whose value the labels tell: its path, whether it is right, how sure we were."""

    document: str
    path: str
    right: bool
    confidence: float


def run(report: Report) -> None:
    """Judge each field of the corpora by their labels, then the share of fields with a source."""
    shared = shared_bench("parse")
    if shared is None:
        report.note("The shared corpus of résumés is absent: nothing was judged.")
        return
    scorer = scorer_of(shared)
    more = [Path(p) for p in os.environ.get(_MORE, "").split(os.pathsep) if p]
    for corpus in (shared, *more):
        readings = {path.stem: reading for path, reading in _read(corpus)}
        found = list(judge_corpus(scorer, corpus, readings))
        name = "public half" if corpus == shared else corpus.name
        _report_flags(report, name, found, judged=corpus == shared)
        _report_sources(report, name, list(readings.values()), judged=corpus == shared)


def _read(corpus: Path) -> Iterator[tuple[Path, ResumeReading]]:
    for path in sorted(p for p in (corpus / "files").iterdir() if p.is_file()):
        try:
            document = read_document(path.read_bytes(), path.name)
        except ReadError as refused:
            print(f"{path.name}: {refused!r}")
            continue
        yield path, parse_resume(document, load_vocabulary())


def judge_corpus(
    scorer: ModuleType, corpus: Path, readings: dict[str, ResumeReading]
) -> Iterator[Judged]:
    """Yield every field that the corpus's labels can tell right from wrong."""
    for path in sorted((corpus / "labels").glob("*.json")):
        if reading := readings.get(path.stem):
            for field, right in judge(scorer, scorer.load(str(path)), reading):
                sure = reading.confidence.get(field, 1.0)
                yield Judged(path.stem, field, right, sure)


def judge(scorer: ModuleType, label: Json, reading: ResumeReading) -> Iterator[tuple[str, bool]]:
    """Yield path and whether it is right, by the scorer's own comparisons.

    A field that is empty though the label fills it is wrong; a wholly missed entry has no path.
    """
    written = to_json_resume(reading.resume)
    found = scorer.score_document(label, written)
    for key in ("name", "email", "phone", "location"):
        if found[key] is not None:
            yield f"basics.{key}", bool(found[key])
        elif f"basics.{key}" in reading.confidence and not label[key]:
            yield f"basics.{key}", not written["basics"].get(key)
    yield from _judge_work(scorer, label, reading, written)
    yield from _judge_schools(scorer, label, reading, written)


def _judge_work(
    scorer: ModuleType, label: Json, reading: ResumeReading, written: Json
) -> Iterator[tuple[str, bool]]:
    jobs = [dict(w, degree="") for w in label["work"]]
    rows = scorer.read_work(written)
    weights = [
        [scorer.pair_weight(job, row, "company", "position", False) for row in rows] for job in jobs
    ]
    entries = list(chain(reading.resume.work, reading.resume.volunteer))
    matched = _Matched(jobs, rows, _ids(entries), dict(_turned(scorer.assign(weights))))

    def same(field: str, one: Json, row: Json) -> bool:
        compare = scorer.same_date if field in _DATES else scorer.same_text
        return bool(compare(one[field], row[field]))

    names = {"company": "name", "position": "position", **_DATES}
    for path, right in _compared(matched, names, same, reading):
        own = path.startswith("v") and path.endswith(".name")
        yield path.replace(".name", ".organization") if own else path, right


def _judge_schools(
    scorer: ModuleType, label: Json, reading: ResumeReading, written: Json
) -> Iterator[tuple[str, bool]]:
    schools = [dict(e, degree=e["degree_or_area"]) for e in label["education"]]
    rows = scorer.read_education(written)

    def weight(school: Json, row: Json) -> float:
        alike = bool(school["degree"]) and scorer.same_degree(school["degree"], row["raw"])
        return float(scorer.pair_weight(school, row, "institution", "degree", alike))

    pairs = scorer.assign([[weight(school, row) for row in rows] for school in schools])
    matched = _Matched(schools, rows, _ids(reading.resume.education), dict(_turned(pairs)))

    def same(field: str, one: Json, row: Json) -> bool:
        if field == "degree":
            return bool(scorer.same_degree(one[field], row["raw"]))
        compare = scorer.same_date if field in _DATES else scorer.same_text
        return bool(compare(one[field], row[field]))

    names = {"institution": "institution", "degree": "studyType", **_DATES}
    yield from _compared(matched, names, same, reading)


def _turned(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    yield from ((row, label) for label, row in pairs)


def _ids(entries: Sequence[Entry]) -> list[str]:
    """The ids of the entries that the scorer reads as rows: those with any identifying field."""
    names = ("name", "organization", "position", "institution", "study_type", "area")
    return [
        e.id
        for e in entries
        if any(getattr(e, name, None) for name in names)
        or (getattr(e, "start_date", None) and e.start_date.iso)
        or (getattr(e, "end_date", None) and e.id.startswith("e") and e.end_date.iso)
    ]


@dataclass(frozen=True)
class _Matched:
    """The labels of a section, our rows with the ids of their entries, and each row's label."""

    labels: list[Json]
    rows: list[Json]
    ids: list[str]
    of_row: dict[int, int]


def _compared(
    matched: _Matched,
    names: dict[str, str],
    same: Callable[[str, Json, Json], bool],
    reading: ResumeReading,
) -> Iterator[tuple[str, bool]]:
    for number, (row, entry) in enumerate(zip(matched.rows, matched.ids, strict=False)):
        at = matched.of_row.get(number)
        one = None if at is None else matched.labels[at]
        if one is not None and one.get("kind") == "optional":
            continue
        for field, name in names.items():
            path = f"{entry}.{name}"
            if one is None:
                if row[field] and row[field] not in _ODD_END:
                    yield path, False
            elif one[field]:
                yield path, same(field, one, row)
            elif path in reading.confidence and path not in reading.sources:
                yield path, True


def _report_flags(report: Report, name: str, found: list[Judged], *, judged: bool) -> None:
    wrong = [j.confidence for j in found if not j.right]
    right = [j.confidence for j in found if j.right]
    bar = (FLAGGED_WRONG, FLAGGED_RIGHT) if judged else (None, None)
    flagged = sum(c < SURE for c in wrong) / max(1, len(wrong))
    report.figure(f"{name}: wrong fields flagged, of {len(wrong)}", flagged, bar=bar[0])
    needless = sum(c < SURE for c in right) / max(1, len(right))
    report.figure(
        f"{name}: right fields flagged, of {len(right)}", needless, bar=bar[1], better="lower"
    )
    table: list[str] = []
    for low, high in pairwise(_BINS):
        inside = [j.right for j in found if low <= j.confidence < high]
        if inside:
            share = sum(inside) / len(inside)
            table.append(f"{low:g}-{min(high, 1):g}: {share:.2f} of {len(inside)}")
    report.note(f"{name}, right by confidence: {', '.join(table)}")


def _report_sources(
    report: Report, name: str, readings: list[ResumeReading], *, judged: bool
) -> None:
    fields = [(r, f.path) for r in readings for f in fields_of(r.resume)]
    share = sum(path in r.sources for r, path in fields) / max(1, len(fields))
    bar = SOURCES if judged else None
    report.figure(f"{name}: fields with a source, of {len(fields)}", share, bar=bar)
