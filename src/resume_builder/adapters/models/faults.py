"""Which fault a vendor's answer is; the browser's drivers read the same signs (spa/src/llm).

Of a vendor's words only the sentence for people is kept, without what may be the key.
"""

import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, cast

from resume_builder.adapters.models.place import Place
from resume_builder.domain.catalogue.model import VendorId
from resume_builder.domain.values import clean_text
from resume_builder.features.asking.errors import (
    AgainstRules,
    LimitedKey,
    ModelFault,
    NoCredit,
    NoModel,
    NotServed,
    NotUnderstood,
    Overloaded,
    RateLimited,
    RateLimitedUntold,
    TooLong,
    VendorFailed,
    WrongKey,
)

_Rule = tuple[type[ModelFault], re.Pattern[str]]


def _rules(*pairs: tuple[type[ModelFault], str]) -> tuple[_Rule, ...]:
    return tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in pairs)


_OPENAI = _rules(
    (NoCredit, r"insufficient_quota|billing_(hard_limit_reached|not_active)"),
    (NotServed, r"unsupported_country"),
    (LimitedKey, r"missing scopes|insufficient permissions|ip_not_authorized|IP allowlist"),
    (WrongKey, r"invalid_api_key"),
    (NoModel, r"model_not_found"),
    (AgainstRules, r"content_policy_violation|invalid_prompt|content_filter"),
)
# A vendor's own words count before what all say alike, and that before the status.
_OWN: Mapping[VendorId, tuple[_Rule, ...]] = {
    "openai": _OPENAI,
    "compatible": _OPENAI,
    "anthropic": _rules(
        (NoCredit, r"billing_error|credit balance|usage limits|spend(ing)? limit"),
        (NotServed, r"\"Request not allowed\""),
        (WrongKey, r"authentication_error"),
        (AgainstRules, r"content filtering policy|usage policy"),
        (Overloaded, r"overloaded_error|timeout_error"),
    ),
    "gemini": _rules(
        (WrongKey, r"API_KEY_INVALID|API key (not valid|expired)|reported as leaked"),
        (WrongKey, r"UNAUTHENTICATED"),
        (NotServed, r"FAILED_PRECONDITION|location is not supported"),
        # What is counted by the day does not come back by waiting a minute.
        (NoCredit, r"PerDay|prepa(y|id)|credits are depleted"),
    ),
    "openrouter": _rules(
        # Money that calls under way hold back comes free again by itself.
        (RateLimited, r"in_flight_budget"),
        (NoCredit, r"limit_source|insufficient credits"),
        (AgainstRules, r"flagged_input|moderation"),
        (NotServed, r"in your (region|country)|unsupported_country"),
        (NoModel, r"not a valid model"),
    ),
    "ollama": _rules((NoModel, r"model .*not found|try pulling it")),
}
_CONTEXT = re.compile(
    r"context.?(length|window|size)|exceed_context|prompt is too long|input token count"
    r"|exceeds? the (available |maximum )?context",
    re.IGNORECASE,
)
_BY_STATUS: Mapping[int, type[ModelFault]] = {
    401: WrongKey,
    402: NoCredit,
    403: LimitedKey,
    404: NoModel,
    408: Overloaded,
    413: TooLong,
    429: RateLimited,
    502: Overloaded,
    503: Overloaded,
    504: Overloaded,
    529: Overloaded,
}
# An error in the middle of a stream may have no status: its name stands for it.
_BY_NAME = _rules(
    (RateLimited, r"rate_limit|RESOURCE_EXHAUSTED"),
    (Overloaded, r"overloaded|UNAVAILABLE|timeout"),
)
_TOO_MANY = 429
_SHOWN = 300
# Letters in a row that a word of an answer may share with the key.
_SHARED = 8
_STARRED = re.compile(r"\*{3}|•{3}")
_WAIT = re.compile(
    r"(?:(?:again|retry) in |retryDelay\W+)(?:(?P<minutes>\d+)m(?!s))?"
    r"(?:(?P<rest>[\d.]+)(?P<unit>ms|s))?",
    re.IGNORECASE,
)


def fault_of(place: Place, status: int, raw: str, wait: float | None = None) -> ModelFault:
    """Return the fault in an answer: its status (0 for none), its body, the wait in its headers."""
    kind = (
        _named(_OWN[place.vendor], raw)
        or (TooLong if status != _TOO_MANY and _CONTEXT.search(raw) else None)
        or _BY_STATUS.get(status)
        or (NotUnderstood if 400 <= status < 500 else _named(_BY_NAME, raw) or VendorFailed)
    )
    seconds = wait if wait is not None else _wait_in(raw)
    return plain(place, kind, status, _blotted(_words_of(raw), place.key), seconds)


def plain(
    place: Place, kind: type[ModelFault], status: int = 0, said: str = "", seconds: float = 0
) -> ModelFault:
    """Return a fault of one kind."""
    if kind is RateLimited and not seconds:
        kind = RateLimitedUntold
    return kind(
        vendor=place.vendor,
        host=place.host,
        model=place.model,
        status=status,
        said=said,
        seconds=math.ceil(seconds),
    )


def _named(rules: Iterable[_Rule], raw: str) -> type[ModelFault] | None:
    return next((kind for kind, words in rules if words.search(raw)), None)


def _words_of(raw: str) -> str:
    """Return the sentence meant for people in a vendor's answer."""
    try:
        told: Any = json.loads(raw)
    except ValueError:
        return ""
    if isinstance(told, list):
        told = cast("list[Any]", told)[0] if told else None
    if isinstance(told, str):
        return told
    if not isinstance(told, dict):
        return ""
    body = cast("dict[str, Any]", told)
    inner = body.get("error") or body
    if isinstance(inner, str):
        return inner
    message = cast("dict[str, Any]", inner).get("message") or body.get("detail")
    return message if isinstance(message, str) else ""


def _blotted(words: str, key: str) -> str:
    """Return words without the key: vendors quote it, whole, in part, or with stars within."""
    parts = {key} if key else set[str]()
    parts |= {key[at : at + _SHARED] for at in range(len(key) - _SHARED + 1)}
    told = [
        "•••" if _STARRED.search(word) or any(part in word for part in parts) else word
        for word in clean_text(words).split()
    ]
    return " ".join(told)[:_SHOWN]


def _wait_in(raw: str) -> float:
    """Return the seconds that a vendor's words ask to wait, 0 where they do not."""
    said = _WAIT.search(raw)
    if said is None:
        return 0
    rest = float(said["rest"] or 0) / (1000 if said["unit"] == "ms" else 1)
    return int(said["minutes"] or 0) * 60 + rest
