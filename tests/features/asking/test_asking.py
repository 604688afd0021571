"""How a job is planned and asked, by a model of a few lines."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from resume_builder.domain.catalogue.model import VendorId
from resume_builder.domain.tailoring.brief import Brief, answer_schema
from resume_builder.domain.tailoring.wishes import Wishes
from resume_builder.domain.values import Finding
from resume_builder.features.asking.errors import CutOff, ModelFault
from resume_builder.features.asking.ports import Heard, Outcome, Usage
from resume_builder.features.asking.service import MOST_ENTRIES, Asking
from resume_builder.features.tailoring.writing import Closing

pytestmark = pytest.mark.seam

EMPTY = '{"edits":[]}'
CUT = Finding(code="reply.cut_short")
UNREADABLE = Finding(code="reply.unreadable")


def brief_of(entry: str) -> Brief:
    """A brief that names its entry."""
    user = json.dumps({"entries": [{"id": entry, "lines": [{"id": "h", "text": "word " * 50}]}]})
    return Brief(version=1, system="S", user=user, answer_schema=answer_schema(Wishes()))


@dataclass
class Answering:
    """A model that answers by a function of the brief and of how often it was asked."""

    answer: Callable[[Brief, int], Outcome]
    window: int = 0
    vendor: VendorId = "openai"
    model: str = "gpt-x"
    host: str = "host.example"
    asked: list[tuple[Brief, int]] = field(default_factory=list[tuple[Brief, int]])

    def context(self) -> int:
        return self.window

    def ask(self, brief: Brief, most: int, heard: Heard) -> Outcome:
        self.asked.append((brief, most))
        outcome = self.answer(brief, len(self.asked))
        heard.text(outcome.text)
        return outcome


@dataclass
class Work:
    """A job whose reader finds what it is told to."""

    worth: Sequence[str] = ()
    finds: Callable[[str], Sequence[Finding]] = lambda _: ()
    finished: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    def look(self, entry: str) -> tuple[Brief, Sequence[str]]:
        return brief_of(entry), self.worth

    def begin(self, entry: str) -> Brief:
        return brief_of(entry)

    def finish(self, entry: str, text: str, model: str) -> Closing:
        findings = tuple(self.finds(text))
        first = all(before != entry for before, _ in self.finished)
        self.finished.append((entry, text))
        again = first and UNREADABLE in findings
        repair = "Send JSON." if again else ""
        usable = UNREADABLE not in findings
        return Closing(again=again, findings=findings, repair=repair, usable=usable)


class Silent:
    """Hears and says nothing."""

    def __init__(self) -> None:
        self.calls: list[tuple[int, int]] = []
        self.repaired = 0

    def call(self, number: int, calls: int) -> None:
        self.calls.append((number, calls))

    def repairs(self) -> None:
        self.repaired += 1

    def text(self, piece: str) -> None:
        pass

    def waits(self, seconds: float, fault: ModelFault) -> None:
        pass


def always(text: str, usage: Usage | None = None) -> Callable[[Brief, int], Outcome]:
    """The same answer each time."""
    return lambda brief, number: Outcome(text, "end", usage)


def price(read: int, written: int, cached: int) -> int:
    """A micro-dollar a token read, two a token written."""
    return read + 2 * written


def test_one_call_where_all_fits() -> None:
    """And its size is told by one brief."""
    asking = Asking(Answering(always(EMPTY)), price)
    entries, size = asking.plan(Work(worth=("e1", "e2")))
    assert list(entries) == [""]
    assert size.calls == 1
    assert size.cost == size.input + 2 * size.output


@pytest.mark.parametrize(("small", "window"), [(True, 0), (False, 100)])
def test_entry_by_entry_for_a_small_model_or_a_small_context(small: bool, window: int) -> None:
    """Six at most; the size is the sum of their briefs."""
    asking = Asking(Answering(always(EMPTY), window), price, small)
    entries, size = asking.plan(Work(worth=tuple(f"e{n}" for n in range(9))))
    assert list(entries) == [f"e{n}" for n in range(MOST_ENTRIES)]
    assert size.calls == MOST_ENTRIES


def test_a_price_that_is_not_known_stays_so() -> None:
    """No sum of unknowns."""
    asking = Asking(Answering(always(EMPTY)), lambda *_: None)
    assert asking.plan(Work())[1].cost is None
    asked = asking(Work(), [""], Silent())
    assert asked.cost in (None, 0)


def test_usage_and_cost_are_added_up() -> None:
    """What the vendor told of the cost counts before the list."""
    usages = [Usage(10, 5, 2), Usage(20, 5, 0, cost=7)]
    model = Answering(lambda _, number: Outcome(EMPTY, "end", usages[number - 1]))
    asked = Asking(model, price)(Work(), ["a", "b"], Silent())
    assert (asked.used.input, asked.used.output, asked.used.cached) == (30, 10, 2)
    assert asked.cost == 20 + 7
    assert (asked.ending, asked.came, asked.calls) == ("whole", True, 2)


def test_one_repair_and_no_more() -> None:
    """With what to tell, after the same brief, and room as before."""
    model, work, watch = Answering(always("no")), Work(finds=lambda _: [UNREADABLE]), Silent()
    asked = Asking(model, price)(work, [""], watch)
    assert len(model.asked) == 2
    assert model.asked[1][0].user == f"{brief_of('').user}\n\nSend JSON."
    assert model.asked[0][1] == model.asked[1][1]
    assert watch.repaired == 1
    assert (asked.ending, asked.came) == ("unreadable", False)


def test_a_cut_answer_is_not_sent_back() -> None:
    """It would be cut again, and paid again."""
    model = Answering(lambda *_: Outcome("no", "length"))
    asked = Asking(model, price)(Work(finds=lambda _: [UNREADABLE]), [""], Silent())
    assert len(model.asked) == 1
    assert (asked.ending, asked.came) == ("cut", False)


def test_what_came_before_a_fault_is_handed_in() -> None:
    """And the calls that were left are not made."""

    def breaking(brief: Brief, number: int) -> Outcome:
        if number == 2:
            raise CutOff(host="h", said="")
        return Outcome(EMPTY, "end")

    model, work = Answering(breaking), Work()
    asked = Asking(model, price)(work, ["a", "b", "c"], Silent())
    assert len(model.asked) == 2
    assert work.finished == [("a", EMPTY)]
    assert asked.ending == "dropped"
    assert asked.came
    assert isinstance(asked.fault, CutOff)


def test_an_answer_that_ends_in_the_middle_of_a_list_was_cut() -> None:
    """The reader sees it where the vendor does not say so."""
    asked = Asking(Answering(always(EMPTY)), price)(Work(finds=lambda _: [CUT]), [""], Silent())
    assert (asked.ending, asked.came) == ("cut", True)


def test_ctrl_c_stops_and_keeps() -> None:
    """What was heard is handed in."""

    class Interrupted(Answering):
        def ask(self, brief: Brief, most: int, heard: Heard) -> Outcome:
            heard.text('{"edits":[')
            raise KeyboardInterrupt

    work = Work(finds=lambda _: [CUT])
    asked = Asking(Interrupted(always("")), price)(work, ["", "b"], Silent())
    assert work.finished == [("", '{"edits":[')]
    assert (asked.ending, asked.came) == ("stopped", True)


def test_room_is_twice_what_is_expected_and_no_more_than_there_is() -> None:
    """Never less than an answer worth asking for."""
    wide = Answering(always(EMPTY))
    Asking(wide, price)(Work(), [""], Silent())
    tight = Answering(always(EMPTY), 500)
    Asking(tight, price)(Work(), [""], Silent())
    assert wide.asked[0][1] >= tight.asked[0][1] == 1024
