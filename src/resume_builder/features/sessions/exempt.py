"""State-changing operations that need no handshake, each with the proof it brings instead.

A test holds this list against the routes. It is empty until a route is called by something that is
no browser: API keys, webhook signatures, one-click unsubscribe.
"""

from collections.abc import Mapping
from types import MappingProxyType

EXEMPT: Mapping[str, str] = MappingProxyType({})
