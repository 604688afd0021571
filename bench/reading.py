"""Reading résumés: how much of the shared corpus is understood, and how fast."""

import importlib.util
import json
import statistics
import sys
import time
from collections import defaultdict
from functools import _lru_cache_wrapper
from pathlib import Path
from types import ModuleType

import pypdfium2

from bench.report import Report, p95, shared_bench
from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.adapters.documents import read_document
from resume_builder.bootstrap import tools
from resume_builder.domain.json_resume import to_json_resume
from resume_builder.domain.parsing import parse_resume
from resume_builder.features.resumes.errors import ReadError

OVERALL = 0.92
LAYOUT = 0.80
CONTACT = 0.97
_RIVAL = {"overall": "OpenResume: 0.38 over the PDFs", "ms": "OpenResume: 90 ms median, 281 ms p95"}
# Caches that hold so many entries are keyed by texts.
_MANY_TEXTS = 1000
_Cache = _lru_cache_wrapper
_CONTACT = ("name", "email", "phone", "urls", "location")


def run(report: Report) -> None:
    """Score our reading of the shared corpus by its own rules, then time it."""
    corpus = shared_bench("parse")
    if corpus is None:
        report.note("The shared corpus of résumés is absent: nothing was scored.")
        return
    scorer = scorer_of(corpus)
    files = sorted(p for p in (corpus / "files").iterdir() if p.is_file())
    predictions = {p.stem: _predict(p) for p in files}
    labels = {p.stem: scorer.load(str(p)) for p in sorted((corpus / "labels").glob("*.json"))}
    scores = {
        name: scorer.score_document(label, predictions.get(name, {}))
        for name, label in labels.items()
    }
    _report_scores(report, corpus, scorer, scores)
    _report_speed(report, [p for p in files if p.suffix == ".pdf"])
    _report_hidden(report)


def scorer_of(corpus: Path) -> ModuleType:
    """Return the shared corpus's own scorer. Raises FileNotFoundError."""
    spec = importlib.util.spec_from_file_location("shared_parse_score", corpus / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(corpus / "score.py")
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


def _predict(path: Path) -> dict[str, object]:
    try:
        document = read_document(path.read_bytes(), path.name)
    except ReadError as refused:
        print(f"{path.name}: {refused!r}")
        return {}
    return dict(to_json_resume(parse_resume(document, load_vocabulary()).resume))


def _report_scores(
    report: Report, corpus: Path, scorer: ModuleType, scores: dict[str, dict[str, float | None]]
) -> None:
    whole = scorer.summarise(scores)
    report.figure("overall, public half", whole["overall"], bar=OVERALL, rival=_RIVAL["overall"])
    contact = scorer.mean([whole[field] for field in _CONTACT])
    report.figure("contact fields", contact, bar=CONTACT)
    for key in ("layout", "language"):
        groups: dict[str, dict[str, dict[str, float | None]]] = defaultdict(dict)
        for item in scorer.load(str(corpus / "manifest.json")):
            if item["id"] in scores:
                groups[item[key]][item["id"]] = scores[item["id"]]
        for group, members in sorted(groups.items()):
            bar = LAYOUT if key == "layout" else None
            report.figure(f"{key} {group}", scorer.summarise(members)["overall"], bar=bar)
    fields = ", ".join(f"{f} {whole[f]:.2f}" for f in scorer.FIELDS if whole[f] is not None)
    report.note(f"By field: {fields}")
    documents = ", ".join(f"{name} {scorer.mean(s.values()):.2f}" for name, s in scores.items())
    report.note(f"By document: {documents}")


def _report_speed(report: Report, files: list[Path]) -> None:
    """Processor time in process, one document after the other; the median of five rounds counts.

    Each round begins with empty caches of texts, so no document finds its own words in them.
    """
    data = {path.name: path.read_bytes() for path in files}
    caches = _text_caches()
    rounds: dict[str, list[tuple[float, float, float]]] = {name: [] for name in data}
    for _ in range(5):
        for cache in caches:
            cache.cache_clear()
        for name, content in data.items():
            start = time.process_time()
            document = read_document(content, name)
            middle = time.process_time()
            parse_resume(document, load_vocabulary())
            end = time.process_time()
            _extract(content)
            limit = time.process_time()
            times = end - start, end - middle, limit - end
            rounds[name].append((times[0] * 1000, times[1] * 1000, times[2] * 1000))
    whole = [statistics.median(r[0] for r in runs) for runs in rounds.values()]
    parsing = [statistics.median(r[1] for r in runs) for runs in rounds.values()]
    median = statistics.median(whole)
    report.figure(
        "a PDF to a résumé, median", median, "ms", bar=20, better="lower", rival=_RIVAL["ms"]
    )
    report.figure("a PDF to a résumé, p95", p95(whole), "ms", bar=80, better="lower")
    report.figure("of it understanding, median", statistics.median(parsing), "ms", better="lower")
    alone = statistics.median(statistics.median(r[2] for r in runs) for runs in rounds.values())
    report.figure("the limit: PDFium's text alone, median", alone, "ms", better="lower")


def _extract(data: bytes) -> None:
    """Take a PDF's text as the library gives it: no layout, no meaning."""
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            page.get_textpage().get_text_range()


def _report_hidden(report: Report) -> None:
    """What nobody sees is told and left out; what everybody sees stays."""
    folder = shared_bench("injection")
    if folder is None:
        return
    hidden = told = leaked = lost = 0
    for item in json.loads((folder / "files" / "expected.json").read_text(encoding="utf-8")):
        data = (folder / "files" / item["file"]).read_bytes()
        text, reading = tools().read_resume(data, item["file"])
        findings = _folded(" ".join(f.text for f in reading.findings))
        content = _folded(" ".join((text, reading.resume.model_dump_json(), *reading.unmatched)))
        spans = [_folded(span["text"]) for span in item["hidden_spans"]]
        hidden += len(spans)
        told += sum(span in findings for span in spans)
        leaked += sum(span in content for span in spans)
        lost += sum(_folded(span) not in content for span in item["visible_spans"])
    report.figure("hidden spans told of", told / max(hidden, 1), bar=0.95)
    report.figure("hidden spans in the content", leaked, bar=0, better="lower")
    report.figure("visible spans lost", lost, bar=0, better="lower")


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()


def _text_caches() -> list[_Cache]:
    """The caches of the domain that keep answers about single texts."""
    modules = [m for name, m in sys.modules.items() if name.startswith("resume_builder.domain")]
    found = {id(f): f for m in modules for f in vars(m).values() if isinstance(f, _Cache)}
    return [f for f in found.values() if (f.cache_parameters()["maxsize"] or 0) >= _MANY_TEXTS]
