"""Hosted models and compatible servers, through pydantic-ai and the vendors' own clients.

Their clients are asynchronous. Each call has a thread, a loop and connections of its own, and all
three end with it: whoever calls may have a loop already, and none is left behind.
"""

import asyncio
import json
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from importlib.util import find_spec
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from resume_builder.adapters.models.environment import is_loopback
from resume_builder.adapters.models.faults import fault_of, plain
from resume_builder.adapters.models.patience import Failed, patiently
from resume_builder.adapters.models.place import Extras, Place, cap_of, with_schema
from resume_builder.domain.catalogue.model import VendorId
from resume_builder.domain.catalogue.prices import MICROS
from resume_builder.domain.tailoring.brief import Brief
from resume_builder.features.asking.errors import (
    CutOff,
    ModelsNotInstalled,
    Stalled,
    Unreachable,
    Unreadable,
    WrongKey,
)
from resume_builder.features.asking.ports import Heard, Outcome, Stop, Usage

if TYPE_CHECKING:
    import httpx2
    from pydantic_ai.exceptions import ModelAPIError
    from pydantic_ai.messages import ModelMessage, ModelResponse
    from pydantic_ai.models import Model, ModelRequestParameters
    from pydantic_ai.settings import ModelSettings

# Tokens that a model may think before it answers; vendors count them as output.
_THOUGHT = 8192
# Seconds of silence: a hosted model says something sooner, one on this machine loads first.
_CONNECT, _SILENCE, _LOCAL_SILENCE = 20.0, 240.0, 1800.0
# How long the thread that waits cannot hear Ctrl-C, where the system does not interrupt a wait.
_TURN = 0.5


def is_installed() -> bool:
    """Tell whether the extra is here, without importing it."""
    return find_spec("pydantic_ai") is not None


@dataclass(frozen=True, slots=True)
class Hosted:
    """A LanguageModel of a vendor or of a compatible server.

    `silence` is how many seconds it may say nothing, `sleep` waits before the same is asked again.
    Raises ModelsNotInstalled without the extra.
    """

    place: Place
    silence: float | None = None
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        if not is_installed():
            raise ModelsNotInstalled

    @property
    def vendor(self) -> VendorId:
        """Whose it is."""
        return self.place.vendor

    @property
    def model(self) -> str:
        """What its vendor calls it."""
        return self.place.model

    @property
    def host(self) -> str:
        """The host that is called."""
        return self.place.host

    def context(self) -> int:
        """Return the context that is known of it."""
        return self.place.window

    def ask(self, brief: Brief, most: int, heard: Heard) -> Outcome:
        """Ask. Raises ModelFault."""
        # A client says the value of a header that it cannot send, in an error of its own.
        if not (self.place.key.isascii() and self.place.key.isprintable()):
            raise plain(self.place, WrongKey)
        return patiently(lambda extras, so: self._once(brief, most, extras, so), heard, self.sleep)

    def _once(self, brief: Brief, most: int, extras: Extras, heard: Heard) -> Outcome:
        return _in_thread(lambda say: self._call(brief, most, extras, say), heard.text)

    async def _call(
        self, brief: Brief, most: int, extras: Extras, say: Callable[[str], None]
    ) -> Outcome:
        import httpx2
        from pydantic_ai.direct import model_request_stream
        from pydantic_ai.exceptions import AgentRunError, ModelAPIError
        from pydantic_ai.messages import PartDeltaEvent, PartStartEvent, TextPart, TextPartDelta

        begun = False
        silence = self.silence or (_LOCAL_SILENCE if self.vendor == "compatible" else _SILENCE)
        # No redirect takes a key where nobody named, and no proxy sees what stays on this machine.
        async with httpx2.AsyncClient(
            timeout=httpx2.Timeout(silence, connect=_CONNECT),
            follow_redirects=False,
            trust_env=not is_loopback(urlsplit(self.place.base).hostname or ""),
        ) as client:
            try:
                async with model_request_stream(
                    _model(self.place, client),
                    _messages(brief, extras, self.vendor),
                    model_settings=self._settings(brief, most, extras),
                    model_request_parameters=_parameters(brief, extras),
                    instrument=False,
                ) as stream:
                    async for event in stream:
                        piece = ""
                        match event:
                            case PartStartEvent(part=TextPart(content=piece)):
                                pass
                            case PartDeltaEvent(delta=TextPartDelta(content_delta=piece)):
                                pass
                            case _:
                                continue
                        begun = begun or bool(piece)
                        say(piece)
                    return self._outcome(stream.get())
            except ModelAPIError as error:
                raise self._failed(error, begun=begun) from None
            except httpx2.TimeoutException:
                raise Failed(plain(self.place, Stalled)) from None
            except httpx2.HTTPError:
                raise Failed(plain(self.place, CutOff if begun else Unreachable)) from None
            except (AgentRunError, ValueError):
                raise Failed(plain(self.place, Unreadable, 200)) from None

    def _settings(self, brief: Brief, most: int, extras: Extras) -> "ModelSettings":
        cap = cap_of(self.place, brief, most + _THOUGHT, self.place.window)
        settings: dict[str, Any] = {"max_tokens": cap}
        if extras.effort and self.vendor != "compatible":
            settings["thinking"] = "low"
        if not self.place.key:
            from openai import Omit

            settings["extra_headers"] = {"Authorization": Omit()}
        if self.vendor == "openai":
            # Nothing is kept there.
            settings["openai_store"] = False
        if self.vendor == "openrouter" and extras.schema:
            # Only vendors behind it that hold to the schema.
            settings["openrouter_provider"] = {"require_parameters": True}
        return cast("ModelSettings", settings)

    def _outcome(self, response: "ModelResponse") -> Outcome:
        reasons: dict[str | None, Stop] = {"length": "length", "content_filter": "refused"}
        stop = reasons.get(response.finish_reason, "end")
        if response.finish_reason is None:
            raise Failed(plain(self.place, CutOff, 200))
        told = response.provider_details or {}
        cost, counted = told.get("cost"), response.usage
        usage = Usage(
            input=counted.input_tokens,
            output=counted.output_tokens,
            cached=counted.cache_read_tokens,
            cost=round(float(cost) * MICROS) if cost is not None else None,
        )
        return Outcome(
            text=response.text or "",
            stop=stop,
            usage=usage if usage.input + usage.output else None,
            said=str(told.get("refusal") or "") if stop == "refused" else "",
        )

    def _failed(self, error: "ModelAPIError", *, begun: bool) -> Failed:
        from pydantic_ai.exceptions import ModelConnectionError, ModelHTTPError, ModelTimeoutError

        if isinstance(error, ModelHTTPError):
            raw = json.dumps(error.body, default=str)
            return Failed(fault_of(self.place, error.status_code, raw, error.retry_after), raw)
        if isinstance(error, ModelTimeoutError):
            never = error.phase in ("connect", "pool")
            return Failed(plain(self.place, Unreachable if never else Stalled))
        if isinstance(error, ModelConnectionError):
            return Failed(plain(self.place, CutOff if begun else Unreachable))
        return Failed(plain(self.place, Unreadable, 200))


def _messages(brief: Brief, extras: Extras, vendor: VendorId) -> "list[ModelMessage]":
    from pydantic_ai.messages import ModelRequest, SystemPromptPart, UserPromptPart

    # The grammars of compatible servers hold the form only; what fields mean stands in the text.
    spelled = vendor == "compatible" or not extras.schema
    system = with_schema(brief) if spelled else brief.system
    return [ModelRequest(parts=[SystemPromptPart(system), UserPromptPart(brief.user)])]


def _parameters(brief: Brief, extras: Extras) -> "ModelRequestParameters":
    from pydantic_ai.models import ModelRequestParameters
    from pydantic_ai.output import OutputObjectDefinition

    if not extras.schema:
        return ModelRequestParameters()
    form = OutputObjectDefinition(json_schema=dict(brief.answer_schema), name="answer", strict=True)
    return ModelRequestParameters(output_mode="native", output_object=form)


def _model(place: Place, client: "httpx2.AsyncClient") -> "Model":
    """Return pydantic-ai's model over a client of ours. Retries are ours, too: they are told."""
    if place.vendor == "anthropic":
        from anthropic import AsyncAnthropic
        from pydantic_ai.models.anthropic import AnthropicModel
        from pydantic_ai.providers.anthropic import AnthropicProvider

        anthropic = AsyncAnthropic(
            api_key=place.key, base_url=place.base, max_retries=0, http_client=client
        )
        return AnthropicModel(place.model, provider=AnthropicProvider(anthropic_client=anthropic))
    if place.vendor == "gemini":
        from pydantic_ai.models.google import GoogleModel
        from pydantic_ai.providers.google import GoogleProvider

        google = GoogleProvider(api_key=place.key, base_url=place.base, http_client=client)
        return GoogleModel(place.model, provider=google)
    return _openai(place, client)


def _openai(place: Place, client: "httpx2.AsyncClient") -> "Model":
    """Return a model of those that speak as OpenAI does."""
    from openai import AsyncOpenAI, Omit
    from pydantic_ai.models.openai import OpenAIChatModel, OpenAIResponsesModel
    from pydantic_ai.models.openrouter import OpenRouterModel
    from pydantic_ai.profiles.openai import OpenAIModelProfile
    from pydantic_ai.providers.openai import OpenAIProvider
    from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider
    from pydantic_ai.providers.openrouter import OpenRouterProvider

    # Which organization of OpenAI's somebody belongs to is nobody else's business.
    others = {"OpenAI-Organization": Omit(), "OpenAI-Project": Omit()}
    openai = AsyncOpenAI(
        api_key=place.key or "none",
        base_url=place.base,
        max_retries=0,
        http_client=client,
        default_headers=None if place.vendor == "openai" else cast("dict[str, str]", others),
    )
    if place.vendor == "openai":
        return OpenAIResponsesModel(place.model, provider=OpenAIProvider(openai_client=openai))
    if place.vendor == "openrouter":
        return OpenRouterModel(place.model, provider=OpenRouterProvider(openai_client=openai))
    # The older name of the cap, which all of them know.
    profile = OpenAIModelProfile(
        supports_json_schema_output=True, openai_chat_supports_max_completion_tokens=False
    )
    provider = OpenAICompatibleProvider("compatible", openai_client=openai)
    return OpenAIChatModel(place.model, provider=provider, profile=profile)


def _in_thread(
    call: Callable[[Callable[[str], None]], Coroutine[Any, Any, Outcome]],
    heard: Callable[[str], None],
) -> Outcome:
    """Run a call in a thread with a loop of its own; what it says is heard in this one."""
    said = SimpleQueue[str | None]()
    running = _Running(lambda: call(said.put), lambda: said.put(None))
    running.start()
    try:
        while True:
            try:
                piece = said.get(timeout=_TURN)
            except Empty:
                continue
            if piece is None:
                break
            heard(piece)
    except BaseException:
        running.cancel()
        raise
    finally:
        running.join()
    return running.outcome()


class _Running(Thread):
    """A thread in which a coroutine runs to its end, or until it is cancelled."""

    def __init__(
        self, call: Callable[[], Coroutine[Any, Any, Outcome]], ended: Callable[[], None]
    ) -> None:
        super().__init__(daemon=True)
        self._call = call
        self._ended = ended
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[Outcome] | None = None
        self._cancelled = False
        self._result: Outcome | None = None
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._result = asyncio.run(self._main())
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that waits
            self._error = error
        finally:
            self._ended()

    async def _main(self) -> Outcome:
        self._loop = asyncio.get_running_loop()
        self._task = self._loop.create_task(self._call())
        if self._cancelled:
            self._task.cancel()
        return await self._task

    def cancel(self) -> None:
        """End the coroutine where it is."""
        self._cancelled = True
        if self._loop is not None and self._task is not None:
            try:
                self._loop.call_soon_threadsafe(self._task.cancel)
            except RuntimeError:
                return  # it has ended meanwhile

    def outcome(self) -> Outcome:
        """Return what came of it, or raise what it raised."""
        if self._error is not None:
            raise self._error
        assert self._result is not None
        return self._result
