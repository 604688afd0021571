"""Reading back: the same words in the same field, whatever else was lost."""

import pytest

from resume_builder.domain.checking import read_back
from resume_builder.domain.resume import Basics, Highlight, Location, PartialDate, Resume, Work

pytestmark = pytest.mark.truth


def job(number: int, employer: str, *lines: str) -> Work:
    """A job with its lines."""
    highlights = tuple(Highlight(id=f"w{number}h{n}", text=t) for n, t in enumerate(lines, 1))
    start = PartialDate(text="May 2019", year=2019, month=5)
    return Work(id=f"w{number}", name=employer, start_date=start, highlights=highlights)


def test_all_is_the_same() -> None:
    """Spaces, the scheme of an address and the words of a date may differ."""
    basics = Basics(name="Li Wei", url="https://liwei.dev/", location=Location(city="Bern"))
    read = Basics(name="Li  Wei", url="liwei.dev", location=Location(text="Bern, Schweiz"))
    other = job(1, "Rio", "Sold bread").model_copy(
        update={"start_date": PartialDate(text="05/2019", year=2019, month=5)}
    )
    came = read_back(
        Resume(basics=basics, work=(job(1, "Rio", "Sold bread"),)),
        Resume(basics=read, work=(other,)),
    )
    assert came.differences == ()
    assert came.same == came.fields == len(came.alike) == 6


def test_a_lost_entry_does_not_make_the_next_look_wrong() -> None:
    """Entries are paired by what they share, lines by their words."""
    expected = Resume(work=(job(1, "Rio", "Sold bread"), job(2, "Lima", "Cut hair", "Swept")))
    came = read_back(expected, Resume(work=(job(1, "Lima", "Swept"),)))
    lost = {d.path: d.read for d in came.differences}
    assert lost == {"w1.name": "", "w1.startDate": "", "w1h1": "", "w2h1": ""}
    assert came.same == came.fields - 4


def test_a_field_that_came_back_otherwise_is_told_with_both_wordings() -> None:
    """What a machine made of it stands beside what was set."""
    expected = Resume(basics=Basics(name="Ana Sá", email="ana@sa.pt"))
    (difference,) = read_back(
        expected, Resume(basics=Basics(name="Ana Sa", email="ana@sa.pt"))
    ).differences
    assert (difference.path, difference.expected, difference.read) == (
        "basics.name", "Ana Sá", "Ana Sa",
    )  # fmt: skip
