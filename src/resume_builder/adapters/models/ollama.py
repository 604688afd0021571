"""Ollama's own API: only there can the context be set, by which it else cuts a question."""

import json
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import urllib3
from pydantic import BaseModel, Field
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ReadTimeoutError
from urllib3.response import BaseHTTPResponse

from resume_builder.adapters.models.faults import fault_of, plain
from resume_builder.adapters.models.patience import Failed, patiently
from resume_builder.adapters.models.place import (
    Extras,
    Place,
    cap_of,
    most_tokens,
    with_schema,
)
from resume_builder.domain.catalogue.model import VendorId
from resume_builder.domain.tailoring.brief import Brief
from resume_builder.features.asking.errors import (
    CutOff,
    ModelFault,
    NoModel,
    NotPulled,
    NotRunning,
    Stalled,
    Unreachable,
    Unreadable,
)
from resume_builder.features.asking.ports import Heard, Outcome, Stop, Usage

# The context is loaded in steps: a question a little longer does not load the model anew.
_STEP = 4096
# What a model that always thinks may think before it answers.
_THOUGHT = 4096
# A question counted at less than this share of our estimate was cut.
_CUT = 0.4
# Seconds. A local model loads and reads for minutes, and then says something now and then.
_CONNECT, _SILENCE, _QUICK = 10.0, 1800.0, 30.0


@dataclass(slots=True)
class Ollama:
    """A LanguageModel of an Ollama. `silence` and `sleep` are as those of Hosted."""

    place: Place
    silence: float = _SILENCE
    sleep: Callable[[float], None] = time.sleep
    window: int | None = None

    @property
    def vendor(self) -> VendorId:
        """Whose it is."""
        return "ollama"

    @property
    def model(self) -> str:
        """What Ollama calls it."""
        return self.place.model

    @property
    def host(self) -> str:
        """The host that is called."""
        return self.place.host

    def context(self) -> int:
        """Return the longest context that the model was made for, 0 where Ollama does not tell."""
        if self.window is None:
            self.window = self._shown()
        return self.window

    def ask(self, brief: Brief, most: int, heard: Heard) -> Outcome:
        """Ask. Raises ModelFault."""
        return patiently(lambda extras, so: self._once(brief, most, extras, so), heard, self.sleep)

    def _shown(self) -> int:
        try:
            with _Call(self.place, "/api/show", {"model": self.model}, _QUICK) as call:
                told = b"".join(call.pieces())
        except Failed as failed:
            raise failed.fault from None
        try:
            shown = _Shown.model_validate_json(told)
        except ValueError:
            raise plain(self.place, Unreadable, 200) from None
        found = (v for name, v in shown.model_info.items() if name.endswith(".context_length"))
        window = next(found, 0)
        return window if isinstance(window, int) else 0

    def _once(self, brief: Brief, most: int, extras: Extras, heard: Heard) -> Outcome:
        text, last = "", None
        with _Call(self.place, "/api/chat", self._body(brief, most, extras), self.silence) as call:
            for line in call.lines():
                if line.error:
                    raw = json.dumps({"error": line.error})
                    raise Failed(fault_of(self.place, 0, raw), raw)
                if line.message.content:
                    text += line.message.content
                    heard.text(line.message.content)
                if line.done:
                    last = line
                    break
        if last is None:
            raise Failed(plain(self.place, CutOff, 200))
        return _outcome(text, last, most_tokens(brief))

    def _body(self, brief: Brief, most: int, extras: Extras) -> dict[str, Any]:
        always = "gpt-oss" in self.model
        window = self.context()
        thought = _THOUGHT if always or not extras.effort else 0
        cap = cap_of(self.place, brief, most + thought, window)
        needed = math.ceil((most_tokens(brief) + cap) / _STEP) * _STEP
        body: dict[str, Any] = {
            "model": self.model,
            "stream": True,
            "truncate": False,
            "messages": [
                {"role": "system", "content": with_schema(brief)},
                {"role": "user", "content": brief.user},
            ],
            "options": {
                "num_predict": cap,
                "num_ctx": min(needed, window) if window else needed,
            },
        }
        if extras.effort:
            body["think"] = "low" if always else False
        if extras.schema:
            body["format"] = brief.answer_schema
        return body


class _Shown(BaseModel):
    """What Ollama tells of a model."""

    model_info: dict[str, Any] = Field(default_factory=dict)


class _Said(BaseModel):
    content: str = ""


class _Line(BaseModel):
    """One line of an answer; the last one is `done` and counts."""

    message: _Said = _Said()
    error: str = ""
    done: bool = False
    done_reason: str = ""
    prompt_eval_count: int = 0
    eval_count: int = 0


def _outcome(text: str, last: _Line, asked: int) -> Outcome:
    read, written = last.prompt_eval_count, last.eval_count
    was_cut = 0 < read < asked * _CUT
    stop: Stop = "length" if was_cut or last.done_reason == "length" else "end"
    return Outcome(text, stop, Usage(read, written) if read + written else None)


class _Call:
    """One request, whose connection ends with it. Raises Failed."""

    def __init__(self, place: Place, path: str, body: dict[str, Any], silence: float) -> None:
        self._place = place
        self._url = place.base + path
        self._body = body
        self._pool = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=_CONNECT, read=silence), retries=False
        )
        self._response: BaseHTTPResponse | None = None

    def __enter__(self) -> "_Call":
        try:
            self._response = self._pool.request(
                "POST", self._url, json=self._body, preload_content=False, redirect=False
            )
        except (HTTPError, OSError) as error:
            self._pool.clear()
            raise Failed(self._failure(error, began=False)) from None
        if self._response.status != 200:
            raw = b"".join(self.pieces()).decode("utf-8", "replace")
            fault = fault_of(self._place, self._response.status, raw, self._wait())
            self.__exit__()
            if isinstance(fault, NoModel):
                fault = plain(self._place, NotPulled, self._response.status)
            raise Failed(fault, raw)
        return self

    def __exit__(self, *_: object) -> None:
        if self._response is not None:
            self._response.close()
        self._pool.clear()

    def pieces(self) -> Iterator[bytes]:
        """Yield what comes, as it comes."""
        assert self._response is not None
        try:
            yield from self._response.stream(1 << 16, decode_content=True)
        except (HTTPError, OSError) as error:
            raise Failed(self._failure(error, began=True)) from None

    def lines(self) -> Iterator[_Line]:
        """Yield what an answer is made of."""
        rest = b""
        for piece in self.pieces():
            *whole, rest = (rest + piece).split(b"\n")
            yield from map(self._line, filter(None, whole))
        if rest.strip():
            yield self._line(rest)

    def _line(self, line: bytes) -> _Line:
        try:
            return _Line.model_validate_json(line)
        except ValueError:
            raise Failed(plain(self._place, Unreadable, 200)) from None

    def _failure(self, error: Exception, *, began: bool) -> ModelFault:
        if isinstance(error, ReadTimeoutError):
            return plain(self._place, Stalled)
        if began:
            return plain(self._place, CutOff, 200)
        absent = isinstance(error, NewConnectionError | ConnectTimeoutError | OSError)
        return plain(self._place, NotRunning if absent else Unreachable)

    def _wait(self) -> float | None:
        assert self._response is not None
        after = self._response.headers.get("retry-after", "")
        return float(after) if after.isdigit() else None
