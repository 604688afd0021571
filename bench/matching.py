"""Matching and planning: the shared scorer with gold requirements and end to end, and speed."""

import importlib.util
import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from bench.report import Report, shared_bench
from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.domain.coverage import Coverage
from resume_builder.domain.json_resume import from_json_resume
from resume_builder.domain.matching import match
from resume_builder.domain.matching.report import match_json
from resume_builder.domain.posting.model import Posting, Requirement, RequirementKind
from resume_builder.domain.resume import Resume
from resume_builder.domain.skills import Lexicon, added, build_lexicon, parse_lexicon
from resume_builder.domain.tailoring.model import LineHeights
from resume_builder.domain.tailoring.plan import plan
from resume_builder.domain.values import Span

TODAY = date(2025, 6, 1)
KINDS = {"certificate": "licence", "education": "degree"}
Json = dict[str, Any]
# The bars of the issue on matching, by path into the scorer's summary.
BARS = {
    "evidence_status.macro_f1": 0.65,
    "evidence_highlights.f1": 0.55,
    "ndcg_at_10": 0.80,
    "coverage_at_10": None,
    "must_not_claim.violations": 0.0,
}
# Files of the lexicon that belong to no profession.
_GENERAL = ("people", "degrees", "marks")
POSTING_BARS = {"requirements_strict.f1": 0.85, "importance_accuracy": 0.93}


def run(report: Report) -> None:
    folder = shared_bench("matching")
    if folder is None:
        report.note(
            "The shared matching bench is not beside this checkout: only speed is measured."
        )
    else:
        score, baseline = _module(folder, "score"), _module(folder, "baseline")
        rival = _summary(score, folder, lambda resume, _, text: baseline.predict(resume, text))
        order = _summary(
            score, folder, lambda resume, _, text: baseline.predict(resume, text, order=True)
        )
        rival["order"] = order["ndcg_at_10"]
        gold = _summary(score, folder, _with_gold)
        _figures(report, "gold requirements", gold, rival, BARS)
        unknown = _summary(score, folder, partial(_with_gold, lexicon=_general_lexicon()))
        for path in ("evidence_status.macro_f1", "evidence_highlights.f1", "ndcg_at_10"):
            report.figure(f"professions that the lexicon lacks: {path}", _at(unknown, path))
        whole = _summary(score, folder, lambda resume, _, text: _end_to_end(resume, text))
        _figures(report, "end to end", whole, rival, POSTING_BARS | BARS)
    _speed(report)


def _module(folder: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"shared_matching_{name}", folder / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _summary(score: ModuleType, folder: Path, predict: Callable[[Json, Json, str], Json]) -> Json:
    rows = []
    for path in sorted((folder / "labels").glob("p*.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        resume = json.loads((folder / "resumes" / f"{label['resume']}.json").read_text("utf-8"))
        text = (folder / "postings" / f"{path.stem}.txt").read_text(encoding="utf-8")
        rows.append(score.score_pair(label, predict(resume, label, text)))
    return cast(Json, score.summarise(rows))


def _general_lexicon() -> Lexicon:
    """The lexicon without the files of professions: what is left where it knows none of a job."""
    folder = files("resume_builder") / "data" / "skills"
    texts = [(folder / f"{name}.txt").read_text(encoding="utf-8") for name in _GENERAL]
    return build_lexicon(added([], parse_lexicon("\n".join(texts).splitlines())))


def _with_gold(data: Json, label: Json, text: str, lexicon: Lexicon | None = None) -> Json:
    resume = from_json_resume(data)
    requirements = tuple(
        Requirement(
            id=q["id"],
            text=q["text"],
            span=Span(q["start"], q["end"]),
            importance=q["importance"],
            kind=cast(RequirementKind, KINDS.get(q["kind"], q["kind"])),
        )
        for q in label["requirements"]
    )
    posting = Posting(text=text, title=label["title"], requirements=requirements)
    coverage = match(resume, posting, lexicon or load_lexicon(), TODAY)
    made = match_json(resume, posting, coverage)
    by_id = {e.requirement_id: made["evidence"][str(n)] for n, e in enumerate(coverage.evidence)}
    return {**made, "evidence": by_id}


def _end_to_end(data: Json, text: str) -> Json:
    from resume_builder.bootstrap import tools

    resume = from_json_resume(data)
    posting = tools().read_posting(text.encode(), "posting.txt")
    return match_json(resume, posting, match(resume, posting, load_lexicon(), TODAY))


def _figures(
    report: Report, name: str, ours: Json, rival: Json, bars: dict[str, float | None]
) -> None:
    for path, bar in bars.items():
        beside = f"word overlap {_at(rival, path):.3g}"
        if path == "ndcg_at_10":
            beside += f", résumé order {rival['order']:.3g}"
        if path == "must_not_claim.violations":
            beside += f" (keyword stuffing: most of {ours['must_not_claim']['of']})"
        better = "lower" if path.endswith("violations") else "higher"
        report.figure(f"{name}: {path}", _at(ours, path), bar=bar, better=better, rival=beside)


def _at(summary: Json, path: str) -> float:
    value: Any = summary
    for key in path.split("."):
        value = value[key]
    return float(value)


def _speed(report: Report) -> None:
    lexicon = load_lexicon()
    loading = _processor_ms(load_lexicon.__wrapped__, runs=10)
    report.figure("load the lexicon", loading, "ms", bar=50, better="lower")
    resume, posting = _made_resume(60), _made_posting(18)
    taken = _processor_ms(lambda: _job(resume, posting, lexicon), runs=30)
    report.figure(
        "match + plan, ten years, 60 lines, 18 requirements", taken, "ms", bar=30, better="lower",
        rival="Resume-Matcher waits for a model: seconds",
    )  # fmt: skip
    once = _processor_ms(lambda: _matched(resume, posting, lexicon), runs=20)
    long_resume, many = _made_resume(600), _made_posting(180)
    long = _processor_ms(lambda: _matched(long_resume, posting, lexicon), runs=5)
    report.figure("match, ten times the lines: times as long", long / once, bar=15, better="lower")
    more = _processor_ms(lambda: _matched(resume, many, lexicon), runs=5)
    report.figure(
        "match, ten times the requirements: times as long", more / once, bar=15, better="lower"
    )
    report.note("Speeds are processor time, so that other programs on the machine do not count.")


def _processor_ms(call: Callable[[], object], runs: int) -> float:
    """Processor milliseconds of one call, the median: what else runs beside it does not count."""
    call()
    taken: list[float] = []
    for _ in range(runs):
        start = time.process_time()
        call()
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken)


def _matched(resume: Resume, posting: Posting, lexicon: Lexicon) -> Coverage:
    return match(resume, posting, lexicon, TODAY)


def _job(resume: Resume, posting: Posting, lexicon: Lexicon) -> None:
    coverage = _matched(resume, posting, lexicon)
    lines = [h.id for _, h in resume.highlights()]
    heights = LineHeights(highlights=dict.fromkeys(lines, 26.0), fixed=320.0, page=720.0)
    plan(resume, coverage, heights, 1, {})


_WORK = (
    "Moved {n} services to Kubernetes on AWS with one colleague, without an outage.",
    "Wrote {n} runbooks and led on-call for the payments team, halving pages per week.",
    "Mentored {n} junior developers in Python and reviewed their pull requests.",
    "Cut report time from {n} hours to minutes by partitioning PostgreSQL tables.",
    "Presented the quarterly budget to {n} executives and negotiated two supplier contracts.",
    "Trained {n} users and wrote the help-center articles for the new ERP system.",
)
_ASKED = (
    "5+ years of backend development",
    "Hands-on Kubernetes or Nomad",
    "Experience with Kafka and RabbitMQ",
    "Solid SQL, ideally PostgreSQL",
    "Fluent English and some German",
    "Bachelor's degree in computer science or a related field",
    "Budget responsibility and vendor management",
    "Clear written communication with executives",
    "Enjoys explaining difficult things to people who never asked",
)


def _made_resume(lines: int) -> Resume:
    per_job = max(1, lines // 5)
    work = [
        {
            "name": f"Employer {job}",
            "position": "Developer",
            "startDate": f"{2022 - 2 * job}-01",
            "endDate": f"{2024 - 2 * job}-01",
            "highlights": [_WORK[(job + n) % len(_WORK)].format(n=n + 2) for n in range(per_job)],
        }
        for job in range(5)
    ]
    return from_json_resume({"work": work, "skills": [{"keywords": ["Terraform", "Python"]}]})


def _made_posting(count: int) -> Posting:
    requirements: list[Requirement] = []
    text = ""
    for number in range(count):
        asked = _ASKED[number % len(_ASKED)]
        span = Span(len(text), len(text) + len(asked))
        requirements.append(
            Requirement(id=f"q{number}", text=asked, span=span, importance="must", kind="skill")
        )
        text += asked + "\n"
    return Posting(text=text, requirements=tuple(requirements))
