"""The mutation bench tests the verifier; this tests the bench, and each check on a small part."""

from collections import Counter
from functools import cache

import pytest

from bench.mutation_cases import __main__ as shown
from bench.mutation_cases.cases import HONEST
from bench.mutation_cases.faults import CLASSES
from bench.mutation_cases.faults import EACH as FAULTS_EACH
from bench.mutation_cases.honest import EACH as HONEST_EACH
from bench.mutation_cases.judging import Bench, Judged
from bench.mutation_cases.numbers import numbers, others, respelled
from bench.mutation_cases.people import Person, read_people, read_person
from bench.mutations import CHECKS, cases_of, only, wilson
from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.truth_words import load_truth_words
from resume_builder.domain.tailoring.verify.checks import CHECKS as EXISTING

pytestmark = pytest.mark.truth

PEOPLE = {person.key: person for person in read_people()}
# Some of the development half, whose lies need every check.
SMALL = ("bank_clerk", "chef", "data_engineer", "nurse", "warehouse_lead")


@cache
def judged(key: str) -> list[Judged]:
    """What becomes of all cases about one person."""
    person = PEOPLE[key]
    return Bench(load_truth_words(), load_lexicon()).judge(person, cases_of(person))


def test_the_halves_are_of_different_professions() -> None:
    """Ten to mend by and ten to test by, in five languages each."""
    halves = Counter(p.fields["half"] for p in PEOPLE.values())
    assert halves == {"development": 10, "test": 10}
    assert len({p.fields["profession"] for p in PEOPLE.values()}) == len(PEOPLE)
    for half in halves:
        languages = {p.language for p in PEOPLE.values() if p.fields["half"] == half}
        assert languages == {"en", "de", "fr", "es", "pt"}


@pytest.mark.parametrize("person", PEOPLE.values(), ids=lambda p: p.key)
def test_everybody_has_all_classes(person: Person) -> None:
    """Enough of each class, no case twice in one, and no lie that is also an honest edit."""
    cases = cases_of(person)
    counts = Counter(case.kind for case in cases)
    assert all(counts[kind] >= FAULTS_EACH for kind in CLASSES)
    assert counts[HONEST] >= HONEST_EACH
    told = Counter((c.kind, str(c.item)) for c in cases)
    assert [case for case, times in told.items() if times > 1] == []
    honest = {(c.item["target"], c.text) for c in cases if c.kind == HONEST}
    lies = {(c.item["target"], c.text) for c in cases if c.kind not in (HONEST, "disguise")}
    lines = {(h.id, h.text) for _, h in person.resume.highlights()}
    assert honest & lies == set()
    assert lines & (honest | lies) == set()


@pytest.mark.parametrize("key", SMALL)
def test_most_lies_are_stopped_and_most_honest_edits_are_not(key: str) -> None:
    """The figures themselves are the bench's; this tells only that it measures something."""
    lies = [j.outcome != "supported" for j in judged(key) if j.case.kind != HONEST]
    honest = [j.outcome == "supported" for j in judged(key) if j.case.kind == HONEST]
    assert sum(lies) > 0.8 * len(lies)
    assert sum(honest) > 0.7 * len(honest)
    assert all(j.outcome == "dropped" for j in judged(key) if j.case.kind == "locked")


@pytest.mark.parametrize("check", CHECKS)
def test_no_check_can_be_spared(check: str) -> None:
    """Without any one of them something passes that should not."""
    assert [j for key in SMALL for j in only(judged(key), check)]


def test_counting_without_a_check_is_judging_without_it() -> None:
    """The ablation reads written-down answers; judging anew with one check less says the same."""
    person = PEOPLE[SMALL[0]]
    fewer = [check for check in EXISTING if check.name != "limits"]
    again = Bench(load_truth_words(), load_lexicon(), fewer).judge(person, cases_of(person))
    assert [j.outcome for j in again] == [j.without("limits") for j in judged(person.key)]


def test_cases_of_the_test_half_are_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever mends the verifier sees the development half alone."""
    shown.main(["--all", "merging"], [PEOPLE["chef"], PEOPLE["welder"]])
    told = capsys.readouterr().out
    assert "chef: merging" in told
    assert "welder" not in told


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("nonsense", "no field"),
        ("age: 30", "no field"),
        ("- a line without a job", "1"),
        ("job: only an employer", "1"),
    ],
)
def test_broken_files_name_their_line(line: str, why: str) -> None:
    """A slip in a file is found at once."""
    with pytest.raises(ValueError, match=rf"someone\.txt:1.*{why}|someone\.txt:1"):
        read_person("someone", [line])


def test_a_lie_needs_its_class() -> None:
    """Else nobody knows what it tests."""
    with pytest.raises(ValueError, match="without a class"):
        read_person("someone", ["job: A | B | 2020 | present", "- Did it", "! Did it all"])


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("Fed 1,200 hens and six ducks", "en", [1200, 6]),
        ("9 000 € en 2015, 4,5 %", "fr", [9000, 2015, 4.5]),
        ("EN 1090, B2, 24/7 and one of them", "en", [1090]),
        ("1.200 Proben, zwölf Labore", "de", [1200, 12]),
    ],
)
def test_numbers_are_found(text: str, language: str, values: list[float]) -> None:
    """In digits and in words, with the marks of each language."""
    assert [n.value for n in numbers(text, language)] == values


def test_other_numbers_are_never_less() -> None:
    """What is true of more may be true of less, so that only more is surely a lie."""
    text = "Over 40% of 12 wards in 2019, 1,200 beds"
    for number in numbers(text, "en"):
        said = list(others(number, text))
        assert said
        assert number.said not in said
        if not number.is_year:
            assert all(next(numbers(s, "en")).value > number.value for s in said)


def test_respelled_numbers_stay_the_same() -> None:
    """Only their look changes."""
    assert set(respelled("Fed six hens, 40% of 1,200 in 3 sheds", "en")) == {
        "Fed 6 hens, 40% of 1,200 in 3 sheds",
        "Fed six hens, 40 percent of 1,200 in 3 sheds",
        "Fed six hens, 40% of 1200 in 3 sheds",
        "Fed six hens, 40% of 1,200 in three sheds",
    }


def test_wilson() -> None:
    """Newcombe (1998), table I: 81 of 263 is 0.2553 to 0.3662."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)
