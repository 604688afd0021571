"""Rates: how many requests a client may make in a minute, counted in the session store.

The client is its session, or its address when it has none, so a forged cookie gains nothing. A
moving window: no burst at the turn of the minute. Work costs more than reading (Operation.cost). A
role's plan says how many times the site's usual rate it has.
"""

from ipaddress import ip_address, ip_network
from typing import cast

from flask import Flask, Response, current_app, request
from flask_limiter import ApplicationLimit, Limiter

from resume_builder.web.api import operations_of
from resume_builder.web.context import guarded, services
from resume_builder.web.site import Site, site

WINDOW_SECONDS = 60
# Opening a session writes to the store: an address that brings no cookie gets few of them.
_OPENING_COST = 5
_IN_MEMORY = "memory://"
# A store that does not answer is an error of ours to tell, not the client library's.
_STORE_OPTIONS: dict[str, str | int] = {
    "wrap_exceptions": True,
    "socket_timeout": 2,
    "socket_connect_timeout": 2,
}


def register(app: Flask, on: Site) -> None:
    """Count every request of the API against its client's rate."""
    limiter = Limiter(
        _client,
        app=app,
        application_limits=[ApplicationLimit(_rate, cost=_cost)],
        strategy="moving-window",
        # The limits library names unix sockets its own way.
        storage_uri=on.rates_url.replace("unix://", "redis+unix://", 1),
        storage_options={} if on.rates_url == _IN_MEMORY else _STORE_OPTIONS,
    )
    limiter.request_filter(_is_free)
    app.extensions["rates"] = limiter
    app.after_request(_add_headers)


def seconds_to_wait() -> int:
    """Return in how many seconds the client in hand may ask again."""
    limit = _limiter().current_limit
    if limit is None:
        return WINDOW_SECONDS
    return max(1, limit.reset_at - int(services().sessions.now().timestamp()))


def _limiter() -> Limiter:
    return cast(Limiter, current_app.extensions["rates"])


def _client() -> str:
    # Becomes part of a key (RATE_LIMITS in adapters/redis/keys.py), where no address may be read.
    found = guarded().session
    if found is not None and not found.opened:
        return f"rate/{found.tag}"
    network = network_of(request.remote_addr or "")
    return f"rate/a:{services().lookup.digest('rate', network)}"


def _rate() -> str:
    found = guarded().session
    rate = services().allowances.plans[found.role].rate if found else 1
    return f"{site().requests_per_minute * rate} per {WINDOW_SECONDS} second"


def network_of(address: str) -> str:
    """Return whom an address belongs to: of IPv6, a customer has 2^64 and is one client."""
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    if found.version == 4:
        return address
    mapped = found.ipv4_mapped
    return str(mapped or ip_network(f"{found}/64", strict=False).network_address)


def _cost() -> int:
    operation = operations_of(current_app).get(request.endpoint or "")
    if operation is None:
        return 1
    found = guarded().session
    return operation.cost + (_OPENING_COST if found is not None and found.opened else 0)


def _is_free() -> bool:
    return request.endpoint not in operations_of(current_app)


def _add_headers(response: Response) -> Response:
    limit = _limiter().current_limit
    if limit is not None:
        left = 0 if response.status_code == 429 else max(0, limit.remaining)
        policy = f'"requests";q={limit.limit.amount};w={WINDOW_SECONDS}'
        response.headers["RateLimit-Policy"] = policy
        response.headers["RateLimit"] = f'"requests";r={left};t={WINDOW_SECONDS}'
    return response
