"""Two lines of one job in one rewrite: each clause must be one of them."""

import pytest

from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.truth_words import load_truth_words
from resume_builder.domain.tailoring.verify import Claim, EntryFacts, Judgement, Verifier

pytestmark = pytest.mark.truth

VERIFIER = Verifier(load_truth_words(), load_lexicon())
ENTRY = EntryFacts("Tern Optics", "Polisher", "2018-04", "2022-09")


def judge(rewrite: str, *sources: str) -> Judgement:
    """Judge one line that cites several."""
    return VERIFIER.judge(Claim(rewrite=rewrite, sources=sources, entry=ENTRY))


POLISH, LENSES = "Polished prisms for two telescopes", "Checked 45 lenses a day with a gauge"


@pytest.mark.parametrize(
    "rewrite",
    [
        "Polished prisms for two telescopes and checked 45 lenses a day",
        "Checked 45 lenses a day with a gauge; polished prisms for two telescopes",
        "Polished prisms; ran checks on 45 lenses a day",
    ],
)
def test_clause_by_clause_is_fine(rewrite: str) -> None:
    """Each clause has its deed, its thing and its amount from one line."""
    assert judge(rewrite, POLISH, LENSES).verdict == "supported"


@pytest.mark.parametrize(
    ("rewrite", "code", "quoted"),
    [
        ("Polished 45 prisms", "truth.merged.amount", "45 prisms"),
        ("Polished lenses with a gauge", "truth.merged.words", "Polished lenses"),
        ("Checked 45 prisms a day", "truth.merged.amount", "45 prisms"),
        ("Polished prisms, as a result checked 45 lenses", "truth.merged.cause", "as a result"),
        ("Checked 45 lenses and prisms", "truth.merged.words", "prisms"),
    ],
)
def test_mixing_is_not(rewrite: str, code: str, quoted: str) -> None:
    """The deed of one on the thing of the other, its amount, or a cause that nobody told."""
    found = {
        r.code: rewrite[r.span.start : r.span.end] for r in judge(rewrite, POLISH, LENSES).results
    }
    assert found.get(code) == quoted


def test_money_is_no_count() -> None:
    """A count of one line is not the price in the other."""
    told = judge("Ordered felt for £45 a month", "Ordered felt for £300 a month", "Sorted 45 trays")
    assert "truth.merged.amount" in {r.code for r in told.results}


@pytest.mark.parametrize(
    ("rewrite", "sources"),
    [
        (
            "Linsen geschliffen, dadurch Prismen geprüft",
            ("Linsen geschliffen", "Prismen geprüft"),
        ),
        (
            "Polissage des lentilles, ce qui a permis le contrôle des prismes",
            ("Polissage des lentilles", "Contrôle des prismes"),
        ),
        (
            "Pulí las lentes, lo que permitió revisar los prismas",
            ("Pulí las lentes", "Revisé los prismas"),
        ),
        (
            "Poli as lentes, o que permitiu revisar os prismas",
            ("Poli as lentes", "Revisei os prismas"),
        ),
    ],
)
def test_causes_in_other_languages(rewrite: str, sources: tuple[str, str]) -> None:
    """A cause is refused in each of them, and fine where a source tells it."""
    assert judge(rewrite, *sources).verdict == "unsupported"
    told = {r.code for r in judge(rewrite, rewrite + ".", sources[0]).results}
    assert "truth.merged.cause" not in told
