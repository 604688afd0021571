"""What the test wants said and done: one script for all vendors, put back before each test."""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.vendors.scenarios import FAULTS, named
from tests.vendors.wire import Answer, Ask, Seen, Told, as_text, sample

# "rate limit": long enough to be seen, short enough to wait for.
RETRY_AFTER = 1
_ORIGINS = ("http://localhost", "http://127.0.0.1", "http://0.0.0.0")


def roughly(text: str) -> int:
    """Tokens of a text by the rule of thumb: four characters each."""
    return -(-len(text) // 4)


@dataclass
class Script:
    """How the vendors answer.

    `answer` is the text, or makes it of the request; None says the least that the schema takes.
    `count` counts tokens. `pause` is waited between the pieces of a stream, in seconds. `said_when`
    is the scenario for requests whose key and model name none. `origins` are those that Ollama lets
    in over its own (OLLAMA_ORIGINS).
    """

    answer: Answer | None = None
    count: Callable[[str], int] = roughly
    pause: float = 0.0
    said_when: str = ""
    origins: list[str] = field(default_factory=list[str])
    context: int = 4096
    """Tokens that Ollama takes where the request names none."""
    times: Counter[str] = field(default_factory=Counter[str])
    codes: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    """OpenRouter's: code → challenge and its method."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def scenario(self, seen: Seen, model: str) -> str:
        """The scenario of a request. One that ends in "-then-ok" holds for its first time only."""
        name = named(seen.key, model) or self.said_when
        if not name.endswith("-then-ok"):
            return name
        who = f"{seen.vendor} {seen.path} {seen.key} {model}"
        with self.lock:
            self.times[who] += 1
            return name if self.times[who] == 1 else ""

    def told(self, ask: Ask, scenario: str) -> Told:
        """What the model says."""
        text = self._text(ask)
        if scenario == "prose":
            text = f"Here is the result:\n\n```json\n{text}\n```\n\nTell me if I should change it."
        stop = {"cut": "length", "refuse": "refused"}.get(scenario, "end")
        if ask.limit and self.count(text) > ask.limit:
            stop, text = "length", text[: ask.limit * 4]
        elif stop == "length":
            text = text[: max(1, len(text) // 2)]
        return Told(
            text=text,
            stop=stop,
            input=self.count(ask.system) + self.count(ask.user) + self._schema_tokens(ask),
            output=self.count(text),
            thought="Let me see what the job asks for. " if scenario == "think" else "",
            fault=FAULTS.get(scenario, ""),
        )

    def _text(self, ask: Ask) -> str:
        if callable(self.answer):
            return self.answer(ask)
        return as_text(sample(ask.schema) or {}) if self.answer is None else self.answer

    def _schema_tokens(self, ask: Ask) -> int:
        return self.count(as_text(ask.schema)) if ask.schema else 0

    def lets_in(self, origin: str) -> bool:
        """Whether Ollama takes requests from a page of this origin."""
        plain = origin.replace("https://", "http://")
        own = any(plain == one or plain.startswith(f"{one}:") for one in _ORIGINS)
        return own or "*" in self.origins or origin in self.origins


REFUSAL = "I can't help with that request."
