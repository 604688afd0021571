"""Every adapter against the strict fakes: answers, faults by name, and nothing left running."""

import asyncio
import gc
import json
import signal
import threading
from collections.abc import Iterator

import pytest

from resume_builder.adapters.models.place import Place, most_tokens
from resume_builder.adapters.models.vendors import Hosted, _Running
from resume_builder.domain.catalogue.model import VendorId
from resume_builder.features.asking import errors
from resume_builder.features.asking.errors import ModelFault
from tests.adapters.models.places import BRIEF, MODELS, Heard, base_of, opened
from tests.vendors.server import Vendors

pytestmark = pytest.mark.seam

EVERY = list(MODELS)
HOSTED = [vendor for vendor in EVERY if vendor != "ollama"]
ANSWER = json.dumps({"edits": [{"op": "rewrite", "text": "ä" * 60}]}, ensure_ascii=False)


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    """No thread and no loop is left behind."""
    yield
    assert [t for t in threading.enumerate() if isinstance(t, _Running)] == []
    with pytest.raises(RuntimeError):
        asyncio.get_running_loop()


@pytest.fixture(scope="module", autouse=True)
def _everything_is_closed() -> Iterator[None]:
    """What was left open says so when it is collected, which fails the test."""
    yield
    gc.collect()


@pytest.mark.parametrize("vendor", EVERY)
def test_it_streams_an_answer(vendors: Vendors, vendor: VendorId) -> None:
    """In pieces, whole at the end, and counted."""
    vendors.script.answer = ANSWER
    heard = Heard()
    outcome = opened(vendors, vendor).ask(BRIEF, 1000, heard)
    assert outcome.text == heard.whole == ANSWER
    assert len(heard.pieces) > 1
    assert outcome.stop == "end"
    assert outcome.usage is not None
    assert outcome.usage.input > outcome.usage.output > 0
    assert (outcome.usage.cost is not None) == (vendor == "openrouter")


@pytest.mark.parametrize("vendor", EVERY)
def test_it_asks_by_the_schema_and_without_keeping(vendors: Vendors, vendor: VendorId) -> None:
    """The fake refuses unknown fields by itself; here is what it cannot know."""
    opened(vendors, vendor).ask(BRIEF, 1000, Heard())
    (asked,) = [one for one in vendors.asked if one.path != "/api/show"]
    assert '"edits"' in json.dumps(asked.body)
    assert "temperature" not in json.dumps(asked.body)
    if vendor == "openai":
        assert asked.body["store"] is False
    if vendor == "openrouter":
        assert asked.body["provider"] == {"require_parameters": True}
    if vendor == "compatible":
        assert asked.body["max_tokens"] > 1000


@pytest.mark.parametrize("vendor", EVERY)
def test_an_answer_that_was_cut_says_so(vendors: Vendors, vendor: VendorId) -> None:
    """What came is there."""
    vendors.script.answer = ANSWER
    outcome = opened(vendors, vendor, "cut").ask(BRIEF, 1000, Heard())
    assert outcome.stop == "length"
    assert outcome.text
    assert ANSWER.startswith(outcome.text)


@pytest.mark.parametrize("vendor", HOSTED)
def test_a_refusal_is_told_as_one(vendors: Vendors, vendor: VendorId) -> None:
    """Not as an answer without words. Ollama has no sign for it: its words are the answer."""
    outcome = opened(vendors, vendor, "refuse").ask(BRIEF, 1000, Heard())
    assert outcome.stop == "refused"
    assert outcome.text == ""


FAULTS: list[tuple[str, type[ModelFault]]] = [
    ("wrong-key", errors.WrongKey),
    ("limited-generation", errors.LimitedKey),
    ("no-credit", errors.NoCredit),
    ("spend-limit", errors.NoCredit),
    ("overloaded", errors.Overloaded),
    ("no-model", errors.NoModel),
    ("region", errors.NotServed),
    ("context", errors.TooLong),
    ("content-policy", errors.AgainstRules),
    ("server", errors.VendorFailed),
]
# What a vendor has no words for.
WORDLESS = {
    ("openrouter", "limited-generation"),
    ("gemini", "spend-limit"),
    ("gemini", "content-policy"),
    ("compatible", "spend-limit"),
}


@pytest.mark.parametrize(
    ("vendor", "scenario", "kind"),
    [(v, s, kind) for v in HOSTED for s, kind in FAULTS if (v, s) not in WORDLESS],
)
def test_a_fault_has_its_name(
    vendors: Vendors, vendor: VendorId, scenario: str, kind: type[ModelFault]
) -> None:
    """With host and model, and without the key."""
    with pytest.raises(ModelFault) as caught:
        opened(vendors, vendor, scenario).ask(BRIEF, 1000, Heard())
    assert type(caught.value) is kind
    assert caught.value.params["host"] == vendors.http.removeprefix("http://")
    assert caught.value.params["model"] == MODELS[vendor]
    assert f"sk-{scenario}" not in repr(caught.value)
    assert "***" not in str(caught.value.params["said"])


@pytest.mark.parametrize(
    ("scenario", "kind"),
    [
        ("no-model", errors.NotPulled),
        ("context", errors.TooLong),
        ("overloaded", errors.Overloaded),
        ("server", errors.VendorFailed),
        ("error-midstream", errors.VendorFailed),
        ("drop-midstream", errors.CutOff),
        ("malformed", errors.Unreadable),
    ],
)
def test_ollamas_faults_have_their_names(
    vendors: Vendors, scenario: str, kind: type[ModelFault]
) -> None:
    """The scenario is in the name of the model."""
    vendors.script.answer = ANSWER
    model = opened(vendors, "ollama", scenario)
    with pytest.raises(ModelFault) as caught:
        model.ask(BRIEF, 1000, Heard())
    assert type(caught.value) is kind


@pytest.mark.parametrize("vendor", HOSTED)
@pytest.mark.parametrize(
    ("scenario", "kinds"),
    [
        ("drop-midstream", (errors.CutOff,)),
        ("error-midstream", (errors.Overloaded, errors.VendorFailed)),
        ("malformed", (errors.Unreadable,)),
    ],
)
def test_what_came_before_a_break_was_heard(
    vendors: Vendors, vendor: VendorId, scenario: str, kinds: tuple[type[ModelFault], ...]
) -> None:
    """And the same is not asked for again: it was paid for."""
    vendors.script.answer = ANSWER
    heard = Heard()
    with pytest.raises(kinds):
        opened(vendors, vendor, scenario).ask(BRIEF, 1000, heard)
    assert heard.whole
    assert ANSWER.startswith(heard.whole)
    assert len(vendors.asked) == 1


@pytest.mark.parametrize("vendor", EVERY)
def test_silence_is_told(vendors: Vendors, vendor: VendorId) -> None:
    """A connection that stays while nothing comes."""
    vendors.script.answer = ANSWER
    model = opened(vendors, vendor, "stall", silence=1)
    with pytest.raises(errors.Stalled):
        model.ask(BRIEF, 1000, Heard())


@pytest.mark.parametrize("vendor", HOSTED)
def test_a_wait_is_taken_and_told(vendors: Vendors, vendor: VendorId) -> None:
    """The vendor's own time, then the answer."""
    vendors.script.answer = ANSWER
    heard = Heard()
    outcome = opened(vendors, vendor, "rate-limit-then-ok").ask(BRIEF, 1000, heard)
    assert outcome.text == ANSWER
    ((seconds, fault),) = heard.waited
    assert seconds == 1
    assert isinstance(fault, errors.RateLimited)


@pytest.mark.parametrize("vendor", HOSTED)
def test_a_limit_that_stays_is_told_with_its_time(vendors: Vendors, vendor: VendorId) -> None:
    """After three waits."""
    heard = Heard()
    with pytest.raises(errors.RateLimited) as caught:
        opened(vendors, vendor, "rate-limit").ask(BRIEF, 1000, heard)
    assert caught.value.code == "model.rate_limited"
    assert caught.value.params["seconds"] == 1
    assert len(heard.waited) == 3


def test_a_limit_without_a_time_promises_none(vendors: Vendors) -> None:
    """Ollama's cloud says none."""
    model = opened(vendors, "ollama", "rate-limit")
    with pytest.raises(errors.RateLimitedUntold):
        model.ask(BRIEF, 1000, Heard())


@pytest.mark.parametrize("vendor", EVERY)
def test_a_schema_that_is_not_taken_goes_into_the_text(vendors: Vendors, vendor: VendorId) -> None:
    """The answer comes all the same."""
    vendors.script.answer = ANSWER
    model = opened(vendors, vendor, "schema-unsupported")
    if vendor == "ollama":
        assert model.ask(BRIEF, 1000, Heard()).text == ANSWER


@pytest.mark.parametrize("vendor", HOSTED)
def test_nobody_there(vendor: VendorId) -> None:
    """A port that nothing listens at."""
    place = Place(vendor, "http://127.0.0.1:9", MODELS[vendor], "sk-fine")
    with pytest.raises(errors.Unreachable):
        Hosted(place).ask(BRIEF, 1000, Heard())


def test_ollama_is_not_running(vendors: Vendors) -> None:
    """Told as that, with the address."""
    model = opened(vendors, "ollama")
    model.place = Place("ollama", "http://127.0.0.1:9", "qwen3:8b")
    with pytest.raises(errors.NotRunning) as caught:
        model.context()
    assert caught.value.params["host"] == "127.0.0.1:9"


def test_a_key_that_is_none_goes_nowhere(vendors: Vendors) -> None:
    """A client would say it in an error of its own."""
    place = Place("openai", base_of(vendors, "openai"), "gpt-6-luna", "sk-\u20acx\n")
    with pytest.raises(errors.WrongKey):
        Hosted(place).ask(BRIEF, 1000, Heard())
    assert vendors.asked == []


def test_ollama_is_given_the_context_that_the_question_needs(vendors: Vendors) -> None:
    """In steps, no more than the model has, and told to refuse rather than to cut."""
    long = BRIEF.model_copy(update={"user": json.dumps({"entries": ["word " * 6000]})})
    model = opened(vendors, "ollama")
    assert model.context() == 40_960
    model.ask(long, 1000, Heard())
    body = vendors.asked[-1].body
    assert body["truncate"] is False
    assert body["options"]["num_ctx"] % 4096 == 0
    assert body["options"]["num_ctx"] >= most_tokens(long) + 1000
    assert body["options"]["num_ctx"] < 40_960


def test_an_ollama_that_cut_the_question_says_so(vendors: Vendors) -> None:
    """It counts fewer tokens than were sent: what it answers rests on a part."""
    vendors.script.count = lambda text: len(text) // 40
    vendors.script.answer = ANSWER
    assert opened(vendors, "ollama").ask(BRIEF, 1000, Heard()).stop == "length"


@pytest.mark.parametrize("vendor", EVERY)
def test_an_interrupt_ends_the_call(vendors: Vendors, vendor: VendorId) -> None:
    """As Ctrl-C does, in the middle of an answer: what came was heard, nothing goes on."""
    vendors.script.answer = ANSWER
    vendors.script.pause = 0.05

    class Interrupting(Heard):
        def text(self, piece: str) -> None:
            super().text(piece)
            if len(self.pieces) == 2:
                signal.raise_signal(signal.SIGINT)

    heard = Interrupting()
    with pytest.raises(KeyboardInterrupt):
        opened(vendors, vendor).ask(BRIEF, 1000, heard)
    assert heard.whole
    assert ANSWER.startswith(heard.whole)


def test_it_runs_where_a_loop_runs_already(vendors: Vendors) -> None:
    """As under Playwright, or in a server that has one."""
    vendors.script.answer = ANSWER

    async def inside() -> str:
        return opened(vendors, "openai").ask(BRIEF, 1000, Heard()).text

    assert asyncio.run(inside()) == ANSWER
