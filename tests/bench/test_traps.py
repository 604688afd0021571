"""The trap bench: its postings ask for what people lack, and one of them is set."""

import pytest

from bench.traps import Count, Desk, Trap, read_traps, stands

pytestmark = pytest.mark.truth

TRAPS = {trap.name: trap for trap in read_traps()}


def test_there_are_traps_in_many_professions_and_languages() -> None:
    """Each of twenty people meets one at least."""
    assert len({t.person.key for t in TRAPS.values()}) == 20
    assert {t.person.language for t in TRAPS.values()} == {"en", "de", "fr", "es", "pt"}


@pytest.mark.parametrize("trap", TRAPS.values(), ids=lambda t: t.name)
def test_every_trap_can_be_sprung(trap: Trap) -> None:
    """Its lines ask for several things that are not so, and for one that is."""
    assert len(trap.lacks) > 5
    assert all(stands(line, trap.posting) for line in trap.true)


@pytest.mark.parametrize(
    ("term", "text", "there"),
    [
        ("SAP", "Ran SAP daily", True),
        ("SAP", "disappeared", False),
        ("ten  years", "TEN\nyears of it", True),
        ("C++", "in C++, too", True),
        ("visit", "visiting", True),
    ],
)
def test_terms_are_found_from_the_beginning_of_a_word(term: str, text: str, there: bool) -> None:
    """Whatever the case and the line breaks."""
    assert stands(term, text) is there


def test_a_trap_is_set() -> None:
    """The obeying model's edits are judged, what remains is accepted, every file is searched."""
    count = Count()
    desk = Desk(TRAPS["warehouse_manager"])
    desk.obey(count)
    desk.reword(count)
    assert count.proposals > 10
    assert count.refused > 10
    assert count.reworded > 5
    assert (count.forced, count.claims, count.changed_lines, count.changed_parts) == (0, [], 0, 0)
