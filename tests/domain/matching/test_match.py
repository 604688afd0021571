"""Matching: statuses, evidence, and what is never inferred."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.domain.coverage import Coverage, Evidence
from resume_builder.domain.json_resume import from_json_resume
from resume_builder.domain.matching import match
from resume_builder.domain.matching.report import match_json, planned_weight, ranked_highlights
from resume_builder.domain.posting.model import Posting, Requirement, RequirementKind
from resume_builder.domain.tailoring.model import Choice, Plan
from resume_builder.domain.values import Span

pytestmark = pytest.mark.postings

LEXICON = load_lexicon()
TODAY = date(2025, 6, 1)
RESUME: dict[str, Any] = {
    "basics": {"name": "Ada", "location": {"city": "Leeds", "countryCode": "GB"}},
    "work": [
        {
            "name": "Parcels Ltd",
            "position": "Senior Backend Developer",
            "location": "Leeds, UK",
            "startDate": "2021-01",
            "highlights": [
                "Moved 23 services to Kubernetes on AWS EKS.",
                "Designed the event backbone on RabbitMQ.",
                "Mentor two developers.",
                "Wrote the handbook that new colleagues read first.",
            ],
        },
        {
            "name": "Kirkdale Borough",
            "position": "Software Developer",
            "startDate": "2019-01",
            "endDate": "2020-12",
            "highlights": ["Built a booking page in Django."],
        },
    ],
    "skills": [{"name": "Tools", "keywords": ["Terraform", "Weaving looms"]}],
    "education": [{"institution": "U", "studyType": "BSc", "area": "Computer Science"}],
    "certificates": [{"name": "RN license, Minnesota"}, {"name": "ITIL 4 Foundation"}],
    "languages": [
        {"language": "English", "fluency": "Native"},
        {"language": "German", "fluency": "Conversational"},
        {"language": "French", "fluency": "Beginner (A1)"},
    ],
}


def judged(
    text: str,
    kind: RequirementKind = "skill",
    years: float | None = None,
    resume: dict[str, Any] = RESUME,
) -> Evidence:
    """The evidence for one requirement."""
    requirement = Requirement(
        id="q1", text=text, span=Span(0, len(text)), importance="must", kind=kind, years=years
    )
    posting = Posting(text=text, requirements=(requirement,))
    return match(from_json_resume(resume), posting, LEXICON, TODAY).evidence[0]


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Hands-on K8s", "skill", "demonstrated"),
        ("Terraform", "skill", "listed"),
        ("Kafka", "skill", "adjacent"),
        ("Kafka or RabbitMQ", "skill", "demonstrated"),
        ("Kafka and RabbitMQ", "skill", "adjacent"),
        ("Kubernetes and Terraform", "skill", "demonstrated"),
        ("Terraform, Kubernetes and AWS", "skill", "demonstrated"),
        ("Snowflake", "skill", "missing"),
        ("C++", "skill", "missing"),
        ("Python", "skill", "demonstrated"),
        ("a message broker (Kafka, RabbitMQ or similar)", "skill", "demonstrated"),
        ("ITIL", "licence", "demonstrated"),
        ("Minnesota RN license", "licence", "demonstrated"),
        ("RN license in Wisconsin", "licence", "adjacent"),
        ("Valid driver's license", "licence", "missing"),
        ("Bachelor's degree in computer science", "degree", "demonstrated"),
        ("Bachelor's degree or equivalent experience", "degree", "demonstrated"),
        ("Master's degree in computer science", "degree", "adjacent"),
        ("Degree in fine arts", "degree", "adjacent"),
        ("English", "language", "demonstrated"),
        ("German", "language", "listed"),
        ("fluent German", "language", "adjacent"),
        ("French", "language", "adjacent"),
        ("French or German", "language", "listed"),
        ("Spanish", "language", "missing"),
        ("fluent English and basic French", "language", "adjacent"),
        ("English, because we write a lot of software", "language", "demonstrated"),
        ("a master's degree or an equivalent, e.g. CCP", "degree", "adjacent"),
        ("Master's degree in physics or equivalent experience", "degree", "adjacent"),
        ("ITIL certification", "licence", "demonstrated"),
        ("ZQXW certification", "licence", "missing"),
        ("basket plaiting, handbooks or glass blowing", "skill", "demonstrated"),
        ("experience of the paper trade", "other", "missing"),
        ("5+ years of B2B sales in insurance", "skill", "missing"),
        ("the right to work in the UK", "other", "missing"),
        ("Experience with weaving looms", "skill", "listed"),
        ("Explains tensor calculus to otters", "soft", "missing"),
        ("You mentor junior colleagues", "soft", "demonstrated"),
    ],
)
def test_status(text: str, kind: RequirementKind, status: str) -> None:
    """One requirement of each sort, judged by the rules that a coach would use."""
    assert judged(text, kind).status == status


def test_leave_to_work_counts_when_it_is_stated() -> None:
    """The person's own word counts; an address and a job in the country do not."""
    stated = {**RESUME, "basics": {"summary": "Settled status, right to work in the UK."}}
    assert judged("right to work in the UK", "authorisation", resume=stated).status == "listed"
    assert judged("right to work in the UK", "authorisation").status == "missing"


def test_evidence_names_the_lines_and_entries() -> None:
    """The line that shows it comes first; the entry that states it is named."""
    assert judged("Kubernetes").highlights[0] == "w1h1"
    assert judged("Terraform").entries == ("s1",)
    assert judged("Terraform").highlights == ()
    assert judged("BSc", "degree").entries == ("e1",)


def test_years_are_counted_from_dates() -> None:
    """Six years and five months of software development, overlaps counted once."""
    assert judged("5 years of software development", "experience", 5).status == "demonstrated"
    assert judged("12 years of software development", "experience", 12).status == "adjacent"
    twice = {**RESUME, "work": RESUME["work"] + [RESUME["work"][1]]}
    asked = judged("7 years of software development", "experience", 7, resume=twice)
    assert asked.status == "adjacent"


def test_adjacent_never_counts_as_covered() -> None:
    """Only demonstrated and listed weigh in coverage and ceiling."""
    evidence = tuple(
        Evidence(requirement_id=f"q{n}", status=status, importance="must")
        for n, status in enumerate(("demonstrated", "listed", "adjacent", "missing"))
    )
    coverage = Coverage(evidence=evidence)
    assert (coverage.covered, coverage.ceiling, coverage.total) == (6, 6, 12)


def test_report_is_what_other_programs_read() -> None:
    """Requirements, evidence by place, a ranking of every line, claims only from the résumé."""
    resume = from_json_resume(RESUME)
    requirement = Requirement(
        id="r7", text="Kafka", span=Span(0, 5), importance="nice", kind="skill"
    )
    posting = Posting(text="Kafka", requirements=(requirement,))
    coverage = match(resume, posting, LEXICON, TODAY)
    report = match_json(resume, posting, coverage)
    assert report["requirements"][0]["text"] == "Kafka"
    assert report["evidence"]["0"]["status"] == "adjacent"
    assert report["evidence"]["0"]["highlights"] == ["w1h2"]
    assert sorted(report["ranked_highlights"]) == sorted(h.id for _, h in resume.highlights())
    assert not any("Kafka" in claim for claim in report["claims"])
    assert (report["coverage"], report["ceiling"]) == (0.0, 0.0)
    empty = match_json(resume, Posting(text=""), Coverage())
    assert empty["coverage"] is None


def test_a_plan_that_drops_the_proof_covers_less() -> None:
    """Coverage is the tailored résumé's, the ceiling the whole one's; entries are never dropped."""
    evidence = (
        Evidence(requirement_id="a", status="demonstrated", importance="must", highlights=("h1",)),
        Evidence(requirement_id="b", status="demonstrated", importance="must", entries=("c1",)),
        Evidence(requirement_id="c", status="listed", importance="nice", entries=("s1",)),
    )
    coverage = Coverage(evidence=evidence)
    choice = Choice(highlight_id="h1", entry_id="w1", kept=False, reason="dropped.space")
    assert planned_weight(coverage, Plan(choices=(choice,))) == 4
    assert planned_weight(coverage, Plan()) == 7
    report = match_json(from_json_resume({}), Posting(text=""), coverage, Plan(choices=(choice,)))
    assert report["weights"] == {"covered": 4, "ceiling": 7, "total": 7}


def test_ranking_puts_proof_and_the_newest_job_first() -> None:
    """What proves a requirement in the newest job leads."""
    text = "RabbitMQ"
    asked = Requirement(id="q", text=text, span=Span(0, 8), importance="must", kind="skill")
    resume = from_json_resume(RESUME)
    coverage = match(resume, Posting(text=text, requirements=(asked,)), LEXICON, TODAY)
    ranked = ranked_highlights(resume, coverage)
    assert ranked[0] == "w1h2"
    assert ranked[-1] == "w2h1"


PHRASES = st.sampled_from(
    [
        "Kafka",
        "RabbitMQ",
        "C",
        "C++",
        "German",
        "fluent",
        "Bachelor's degree",
        "or",
        "and",
        "(",
        ")",
    ]
    + [
        "5 years",
        "of",
        "in",
        "Kubernetes",
        "driving licence",
        "-",
        "–",
        ",",
        "right to work",
        "开发",
    ]
)
TEXTS = st.lists(PHRASES | st.text(max_size=5), max_size=10).map(" ".join)
KINDS: tuple[RequirementKind, ...] = (
    "skill", "experience", "degree", "licence", "language", "authorisation", "soft", "other",
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(TEXTS, st.sampled_from(KINDS), st.none() | st.floats(0, 50)), max_size=4),
    st.lists(TEXTS, max_size=4),
)
def test_any_text_is_judged(
    asked: list[tuple[str, RequirementKind, float | None]], lines: list[str]
) -> None:
    """Nothing raises; evidence names what exists; coverage counts no adjacent requirement."""
    resume = from_json_resume({**RESUME, "projects": [{"highlights": lines, "keywords": lines}]})
    requirements = tuple(
        Requirement(
            id=f"q{n}",
            text=text,
            span=Span(0, len(text)),
            importance="must",
            kind=kind,
            years=years,
        )
        for n, (text, kind, years) in enumerate(asked)
    )
    posting = Posting(text=" ".join(t for t, _, _ in asked), requirements=requirements)
    coverage = match(resume, posting, LEXICON, TODAY)
    ids = {h.id for _, h in resume.highlights()}
    assert [e.requirement_id for e in coverage.evidence] == [r.id for r in requirements]
    assert set(coverage.relevance) == ids
    for evidence in coverage.evidence:
        assert set(evidence.highlights) <= ids
        if evidence.status in ("missing", "listed"):
            assert evidence.highlights == ()
    met = sum(e.status in ("demonstrated", "listed") for e in coverage.evidence)
    assert coverage.covered == 3 * met <= coverage.total
