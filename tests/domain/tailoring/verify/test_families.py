"""English families of falsehood: each with an honest twin that differs in little."""

import pytest

from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.truth_words import load_truth_words
from resume_builder.domain.tailoring.verify import Claim, EntryFacts, Verifier

pytestmark = pytest.mark.truth

VERIFIER = Verifier(load_truth_words(), load_lexicon())
ENTRY = EntryFacts("Orrin Ferries", "Deckhand", "2016-03", "2023-02")


def verdict(source: str, rewrite: str) -> str:
    """Judge one line of a deckhand of seven years."""
    return VERIFIER.judge(Claim(rewrite=rewrite, sources=(source,), entry=ENTRY)).verdict


@pytest.mark.parametrize(
    ("source", "false", "honest"),
    [
        (
            "Load the cars; the bosun plans the deck",
            "Load the cars and plan the deck",
            "Load the cars as the bosun has planned the deck",
        ),
        (
            "Sat on the committee that rewrote the drill",
            "Rewrote the drill",
            "Member of the committee that rewrote the drill",
        ),
        (
            "The engineer repairs the winch, I grease it",
            "Repairs and greases the winch",
            "Grease the winch, which the engineer repairs",
        ),
        (
            "Delays fell from 12 to 8 minutes after we moved the ramp",
            "Cut delays from 12 to 8 minutes by moving the ramp",
            "Our move of the ramp cut delays from 12 to 8 minutes",
        ),
    ],
)
def test_what_others_did_stays_theirs(source: str, false: str, honest: str) -> None:
    """A deed that the facts give to someone else is not told as one's own."""
    assert verdict(source, false) != "supported"
    assert verdict(source, honest) == "supported"


@pytest.mark.parametrize(
    ("source", "false", "honest"),
    [
        (
            "Painted 6 of the 14 lifeboats",
            "Painted the 14 lifeboats",
            "Painted 6 lifeboats out of 14",
        ),
        (
            "Nights one week in three",
            "Nights every week, three weeks",
            "One week in three on nights",
        ),
        (
            "Drill with passengers every other Monday",
            "Drill with passengers every Monday",
            "Drill with passengers every second Monday",
        ),
        (
            "Taught two cadets to splice",
            "Taught the cadets to splice",
            "Taught a pair of cadets to splice",
        ),
    ],
)
def test_a_part_is_not_told_as_the_whole(source: str, false: str, honest: str) -> None:
    """Shares, alternate days and "the" where some were counted."""
    assert verdict(source, false) != "supported"
    assert verdict(source, honest) == "supported"


@pytest.mark.parametrize(
    ("source", "false", "honest"),
    [
        ("Fire warden since 2019", "Fire warden since 2016", "Since 2019, fire warden"),
        ("Acting mate for a month", "Mate for a month", "Served as acting mate for a month"),
        ("Left as junior bosun", "Left as bosun", "Junior bosun on leaving"),
        (
            "Pass complaints to the purser",
            "Deal with complaints for the purser",
            "Refer complaints to the purser",
        ),
        ("Turnaround 19 minutes", "Quickest turnaround: 19 minutes", "A turnaround of 19 minutes"),
        (
            "Took part in two exercises",
            "Took part in two operations",
            "Participant in two exercises",
        ),
    ],
)
def test_rank_time_and_reach_stay(source: str, false: str, honest: str) -> None:
    """What lowers a rank, dates a start or hands work on is kept; nobody is ranked first."""
    assert verdict(source, false) != "supported"
    assert verdict(source, honest) == "supported"


@pytest.mark.parametrize(
    ("source", "false", "honest"),
    [
        (
            "Asked for a new winch; it was ordered in June",
            "Ordered a new winch",
            "Asked for a new winch, ordered in June",
        ),
        (
            "The regatta brought in £900; I sold the drinks",
            "Brought in £900 with the regatta",
            "Sold the drinks at the regatta, which brought in £900",
        ),
        (
            "Write log entries for the master to sign",
            "Write and sign log entries",
            "Write log entries, which the master signs",
        ),
        (
            "The cook and I stowed the stores",
            "Stowed the stores",
            "With the cook, stowed the stores",
        ),
        (
            "Saved 20 litres of fuel, the fleet total was 900",
            "Saved 900 litres of fuel",
            "Saved 20 of the fleet's 900 litres of fuel",
        ),
        (
            "Applied to two yards, one replied",
            "Applied to two yards, both of which replied",
            "One of two yards replied to my application",
        ),
        ("Steered on short crossings", "Steered on long crossings", "Steered on brief crossings"),
        ("Clean the rear deck", "Clean the deck", "Clean the deck at the rear"),
        ("Keep the stores of my watch", "Keep the company's stores", "Keep my watch's stores"),
        ("Drills on Mondays", "Drills every day", "Weekly drills, on Mondays"),
        ("Crew of three", "Crew of three, Level 3 certificate", "Three-strong crew"),
        ("Filled in as mate in May", "Mate in May", "Filled in for the mate in May"),
        (
            "A new galley is being fitted; saw the plans",
            "Fitted a new galley",
            "Saw the plans of the new galley that is being fitted",
        ),
    ],
)
def test_whose_it_is_and_how_far_it_reaches(source: str, false: str, honest: str) -> None:
    """Passives, sums of others, opposites, parts, owners, days and labelled numbers."""
    assert verdict(source, false) != "supported"
    assert verdict(source, honest) == "supported"


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        ("Coil up 25 to 30 ropes a trip", "Coil up 25–30 ropes per trip"),
        ("Buy rope within a monthly limit of £3,000", "Buy rope for no more than £3k a month"),
        ("Report leaks to the bridge; I do not weld", "I do not weld; leaks go to the bridge"),
        ("On watch two weeks in four", "On watch half the time: two weeks out of four"),
        ("With the cook, in port, packed lunches", "In port, packed lunches with the cook"),
    ],
)
def test_honest_amounts_and_words_pass(source: str, rewrite: str) -> None:
    """Ranges after "up", limits, shares and plain words are no inflation."""
    assert verdict(source, rewrite) == "supported"


@pytest.mark.parametrize(
    ("behind", "borne"),
    [
        ("Machine Ferry Deckhand", False),
        ("Chief Officer, ferries", False),
        ("What you bring along", False),
        ("the bosun plans the deck.", True),
        ("the deck is planned by the bosun", True),
    ],
)
def test_what_stands_behind_a_whole_line_is_a_statement_of_its_own(
    behind: str, borne: bool
) -> None:
    """A posting's title or heading put there is no rewording, though its words are known."""
    source = "Load the cars; the bosun plans the deck"
    told = verdict(source, f"Load the cars; {behind}")
    assert (told == "supported") is borne


@pytest.mark.parametrize(
    ("source", "false", "honest"),
    [
        (
            "Abseil only with the safety officer on deck",
            "Abseil without a safety officer on deck",
            "Abseil when the safety officer is on deck, not otherwise",
        ),
        ("On call two nights a week", "On call every night", "Two nights weekly on call"),
        (
            "Rang the bell on fair days",
            "Rang the bell every day",
            "Rang the bell when it was a fair day",
        ),
        (
            "Spoke at the safety committee",
            "Member of the safety committee",
            "Gave a talk to the safety committee",
        ),
        (
            "Varnished oars with a helper",
            "Varnished oars alone",
            "Varnished oars together with a helper",
        ),
        ("Understudied the purser in June", "Purser in June", "In June, understudied the purser"),
        (
            "The ferry carried 90,000 people",
            "Carried 90,000 people by ferry",
            "Deckhand of a ferry that carried 90,000 people",
        ),
        (
            "Fuel money of £90, spent by the mate",
            "Spend fuel money of £90",
            "Fuel money of £90 is spent by the mate",
        ),
        ("Coil ropes wherever possible", "Always coil ropes", "Coil ropes if possible"),
        (
            "Answer the phone when the purser is ashore",
            "Answer the phone",
            "Answer the phone while the purser is ashore",
        ),
        (
            "The sailmaker showed me hand stitching",
            "Did the hand stitching of sails",
            "Learned hand stitching from the sailmaker",
        ),
        (
            "Bake two of the five desserts",
            "Created two of the five desserts",
            "Bake 2 desserts of 5",
        ),
        (
            "Clean four iron bollards",
            "Clean the iron bollards",
            "Clean iron bollards, four of them",
        ),
        (
            "Radio operator since last spring",
            "Radio operator since 2016",
            "Radio since last spring",
        ),
        (
            "Repainting is in its second year of three",
            "Repainted the hull",
            "Repainting, in the second year of three",
        ),
        (
            "Lost bags go to the desk",
            "Dealt with lost bags at the desk",
            "Lost bags go on to the desk",
        ),
        (
            "The old bell went to a school; moving was arranged by the yard",
            "Arranged the moving of the old bell",
            "The old bell went to a school, its moving arranged by the yard",
        ),
        ("On watch every sixth week", "On watch every other week", "On watch one week in six"),
        (
            "Report faults to the bridge",
            "Repair faults with the bridge",
            "Report to the bridge on faults",
        ),
    ],
)
def test_limits_of_how_and_with_whom_stay(source: str, false: str, honest: str) -> None:
    """Conditions, company, membership and what things did by themselves."""
    assert verdict(source, false) != "supported"
    assert verdict(source, honest) == "supported"


def test_a_position_is_not_raised() -> None:
    """A deputy's line does not open with the rank above."""
    entry = EntryFacts("Orrin Ferries", "Deputy Stage Manager", "2016-03", "2023-02")
    source = "Run the book for six shows a year"
    for rewrite, refused in (
        ("Stage Manager running the book for six shows a year", True),
        ("Deputy Stage Manager running the book for six shows a year", False),
    ):
        made = Claim(rewrite=rewrite, sources=(source,), entry=entry)
        assert (VERIFIER.judge(made).verdict == "unsupported") is refused


def test_a_year_is_longer_than_a_summer() -> None:
    """ "For a year" is a length too."""
    entry = EntryFacts("Orrin Ferries", "Deckhand", "2020-06", "2020-08")
    made = Claim(rewrite="Scrubbed decks for a year", sources=("Scrubbed decks",), entry=entry)
    assert [r.code for r in VERIFIER.judge(made).results] == ["truth.duration.length"]


@pytest.mark.parametrize(
    ("source", "false", "honest"),
    [
        (
            "Wash the deck on Saturdays",
            "Wash the deck every day",
            "Wash the deck every Saturday",
        ),
        (
            "Served 40 meals a night in summer",
            "Served 40 meals a night all year round",
            "Served 40 meals every night in summer",
        ),
        (
            "Check the life jackets daily",
            "Check the life jackets around the clock",
            "Check the life jackets every day",
        ),
    ],
)
def test_seldom_is_not_always(source: str, false: str, honest: str) -> None:
    """How often a thing was done is part of what was done."""
    assert verdict(source, false) != "supported"
    assert verdict(source, honest) == "supported"


def test_a_year_is_one_year() -> None:
    """And not longer."""
    told = "Delays fell from 12 to 8 minutes in a year"
    assert verdict(told, "Delays down from 12 to 8 minutes in one year") == "supported"
    assert verdict(told, "Delays fell from 12 to 8 minutes in two years") == "unsupported"
