"""The plan: what stays on the page, in which order, and why."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume_builder.domain.coverage import Coverage, Evidence
from resume_builder.domain.json_resume import from_json_resume
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.apply import apply_plan
from resume_builder.domain.tailoring.model import LineHeights, Plan
from resume_builder.domain.tailoring.plan import plan

pytestmark = pytest.mark.main_job


def resume_of(counts: list[int]) -> Resume:
    """A résumé whose jobs have so many lines each, newest first."""
    work = [
        {"name": f"J{n}", "highlights": [f"line {n} {i}" for i in range(count)]}
        for n, count in enumerate(counts)
    ]
    return from_json_resume({"work": work})


def coverage_of(
    proofs: dict[str, list[str]], relevance: dict[str, float] | None = None
) -> Coverage:
    """Coverage in which each must requirement is shown by the lines named."""
    evidence = tuple(
        Evidence(
            requirement_id=requirement,
            status="demonstrated",
            importance="must",
            highlights=tuple(lines),
        )
        for requirement, lines in proofs.items()
    )
    return Coverage(evidence=evidence, relevance=relevance or {})


def heights_of(resume: Resume, page: float, line: float = 10.0, fixed: float = 0.0) -> LineHeights:
    """Every line of one height."""
    ids = [h.id for _, h in resume.highlights()]
    return LineHeights(highlights=dict.fromkeys(ids, line), fixed=fixed, page=page)


def kept(made: Plan) -> list[str]:
    """Ids kept, in the plan's order."""
    return [c.highlight_id for c in made.choices if c.kept]


def test_all_is_kept_when_all_fits() -> None:
    """Nothing is left out for its own sake; what serves least comes last in its role."""
    resume = resume_of([4])
    made = plan(resume, coverage_of({"q1": ["w1h3"]}), heights_of(resume, 100), 1, {})
    assert sorted(kept(made)) == ["w1h1", "w1h2", "w1h3", "w1h4"]
    assert kept(made)[0] == "w1h3"


def test_a_second_proof_gives_way_to_a_first() -> None:
    """Diminishing returns: covering another requirement beats showing one twice."""
    resume = resume_of([0, 0, 4])
    made = plan(
        resume,
        coverage_of({"q1": ["w3h1", "w3h2"], "q2": ["w3h3"]}),
        heights_of(resume, 20),
        1,
        {},
    )
    assert set(kept(made)) == {"w3h1", "w3h3"}
    why = {c.highlight_id: c.reason for c in made.choices}
    assert why["w3h2"] == "dropped.repeats"
    assert why["w3h4"] == "dropped.space"


def test_the_person_wins() -> None:
    """On stays on a full page, off goes from an empty one."""
    resume = resume_of([6])
    switches = {"w1h6": True, "w1h1": False}
    made = plan(resume, coverage_of({"q1": ["w1h1"]}), heights_of(resume, 30), 1, switches)
    assert "w1h6" in kept(made)
    assert "w1h1" not in kept(made)
    why = {c.highlight_id: c.reason for c in made.choices}
    assert (why["w1h6"], why["w1h1"]) == ("kept.person", "dropped.person")


def test_no_orphan_on_the_last_page() -> None:
    """A second page that would hold one line is not begun."""
    resume = resume_of([10])
    heights = LineHeights(highlights={f"w1h{n}": 10.2 for n in range(1, 11)}, fixed=0.0, page=100.0)
    assert len(kept(plan(resume, Coverage(), heights, 2, {}))) == 9


def test_few_lines_are_chosen_exactly() -> None:
    """With lines of different heights the best selection is found, not a greedy one."""
    resume = resume_of([0, 0, 0, 4])
    tall = {"w4h1": 20.0, "w4h2": 11.0, "w4h3": 11.0, "w4h4": 11.0}
    heights = LineHeights(highlights=tall, fixed=0.0, page=22.0)
    made = plan(resume, coverage_of({"q1": ["w4h2"], "q2": ["w4h3"]}), heights, 1, {})
    assert set(kept(made)) == {"w4h2", "w4h3"}


COUNTS = st.lists(st.integers(min_value=0, max_value=9), min_size=1, max_size=5)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Resume, Coverage, LineHeights, int, dict[str, bool]]:
    """Any résumé, coverage, heights, page count and switches."""
    resume = resume_of(draw(COUNTS))
    ids = [h.id for _, h in resume.highlights()]
    chosen = st.lists(st.sampled_from(ids), max_size=4) if ids else st.just([])
    proofs = draw(st.dictionaries(st.sampled_from(["q1", "q2", "q3", "q4"]), chosen, max_size=4))
    size = st.floats(min_value=5, max_value=40)
    heights = LineHeights(
        highlights={i: draw(size) for i in ids},
        fixed=draw(st.floats(min_value=0, max_value=300)),
        page=draw(st.floats(min_value=50, max_value=700)),
    )
    switched = st.dictionaries(st.sampled_from(ids), st.booleans(), max_size=4)
    switches = draw(switched) if ids else {}
    relevance = {i: draw(st.floats(min_value=0, max_value=5)) for i in ids[:5]}
    return resume, coverage_of(proofs, relevance), heights, draw(st.integers(1, 2)), switches


@settings(deadline=None, max_examples=120)
@given(cases())
def test_plan_keeps_its_promises(
    case: tuple[Resume, Coverage, LineHeights, int, dict[str, bool]],
) -> None:
    """Deterministic; roles whole and in order; switches win; the page holds where it can."""
    resume, coverage, heights, pages, switches = case
    made = plan(resume, coverage, heights, pages, switches)
    assert made == plan(resume, coverage, heights, pages, switches)
    assert sorted(c.highlight_id for c in made.choices) == sorted(heights.highlights)
    cut = apply_plan(resume, made)
    assert [e.id for e in cut.work] == [e.id for e in resume.work]
    stays = set(kept(made))
    for highlight, on in switches.items():
        assert (highlight in stays) == on
    sizes = heights.highlights
    must = heights.fixed + sum(sizes[i] for i, on in switches.items() if on)
    assert made.pages == pages or heights.page * (made.pages - 1) < must + 1e-6
    if must <= heights.page * made.pages:
        used = heights.fixed + sum(sizes[i] for i in stays)
        assert used <= heights.page * made.pages + 1e-6
    rows = ((3, 2, 1), (2, 1, 1), (1, 1, 1), (1, 1, 0), (1, 0, 0), (0, 0, 0))
    assert any(
        all(
            sum(h.id in stays for h in entry.highlights)
            >= min(row[min(place, 2)], sum(switches.get(h.id, True) for h in entry.highlights))
            for place, entry in enumerate(resume.work)
        )
        for row in rows
    )


def test_every_job_keeps_its_minimum_where_the_page_allows() -> None:
    """Three lines of the newest job, two of the next, one of each older one."""
    resume = resume_of([5, 5, 5, 5])
    proofs = {f"q{n}": [f"w4h{n}"] for n in range(1, 6)}
    made = plan(resume, coverage_of(proofs), heights_of(resume, 80), 1, {})
    by_job = [sum(i.startswith(f"w{n}") for i in kept(made)) for n in (1, 2, 3, 4)]
    assert by_job == [3, 2, 1, 2]


def test_a_page_that_cannot_be_avoided_is_filled() -> None:
    """Fixed text of a page and a half asked onto one page: two pages, the second in use."""
    resume = resume_of([20])
    made = plan(resume, Coverage(), heights_of(resume, 100, fixed=150), 1, {})
    assert made.pages == 2
    assert len(kept(made)) == 5


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(st.floats(min_value=5, max_value=40), st.booleans()), min_size=2, max_size=7
    ),
    st.floats(min_value=45, max_value=120),
)
def test_no_selection_covers_more(lines: list[tuple[float, bool]], page: float) -> None:
    """Where few lines compete, no other selection that fits proves more requirements."""
    resume = resume_of([0, 0, 0, len(lines)])
    sizes = {f"w4h{n}": size for n, (size, _) in enumerate(lines, 1)}
    proofs = {f"q{n}": [f"w4h{n}"] for n, (_, proves) in enumerate(lines, 1) if proves}
    proving = {line for found in proofs.values() for line in found}
    heights = LineHeights(highlights=sizes, fixed=0.0, page=page)
    # The first line is pinned, so that the role's minimum takes no part.
    made = plan(resume, coverage_of(proofs), heights, 1, {"w4h1": True})
    got = len(proving & set(kept(made)))
    for count in range(len(sizes)):
        for others in combinations([i for i in sizes if i != "w4h1"], count):
            selection = {"w4h1", *others}
            if sum(sizes[i] for i in selection) <= page:
                assert got >= len(proving & selection)
