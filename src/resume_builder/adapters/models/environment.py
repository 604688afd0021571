"""Where models are and by which keys, as the environment says: by the names that vendors use.

A key stands nowhere but in the environment: arguments are shown to everybody on the machine.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from types import MappingProxyType
from urllib.parse import urlsplit

from resume_builder.domain.catalogue.model import VendorId
from resume_builder.features.asking.errors import AddressInvalid, NoKey


@dataclass(frozen=True, slots=True)
class _Names:
    """A vendor's variables, and its address where none of them says another."""

    key: str
    base: str
    usual: str


_NAMES: Mapping[VendorId, _Names] = MappingProxyType(
    {
        "openai": _Names("OPENAI_API_KEY", "OPENAI_BASE_URL", "https://api.openai.com/v1"),
        "anthropic": _Names("ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL", "https://api.anthropic.com"),
        "gemini": _Names(
            "GEMINI_API_KEY",
            "GOOGLE_GEMINI_BASE_URL",
            "https://generativelanguage.googleapis.com",
        ),
        "openrouter": _Names(
            "OPENROUTER_API_KEY", "OPENROUTER_BASE_URL", "https://openrouter.ai/api/v1"
        ),
        "compatible": _Names("RESUME_BUILDER_MODEL_KEY", "", ""),
        "ollama": _Names("", "OLLAMA_HOST", "http://127.0.0.1:11434"),
    }
)
_OLLAMA_PORT = 11434


def key_of(vendor: VendorId) -> str:
    """Return the key, "" where none is needed and none is there. Raises NoKey."""
    name = _NAMES[vendor].key
    key = os.environ.get(name, "").strip() if name else ""
    if not key and vendor not in ("compatible", "ollama"):
        raise NoKey(vendor=vendor, variable=name)
    return key


def base_of(vendor: VendorId, address: str = "") -> str:
    """Return the address to call, without a slash at its end. Raises AddressInvalid.

    A key and a résumé go by https, or to this very machine; to an Ollama, which wants no key, by
    whichever way its owner set.
    """
    names = _NAMES[vendor]
    given = address or os.environ.get(names.base, "").strip() or names.usual
    base = (_ollama(given) if vendor == "ollama" else given).rstrip("/")
    try:
        parts = urlsplit(base)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    safe = parts.scheme == "https" or (
        parts.scheme == "http" and (vendor == "ollama" or is_loopback(host))
    )
    if not host or port == 0 or not safe or "@" in parts.netloc or parts.query:
        raise AddressInvalid(variable="--model" if address else names.base)
    return base


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _ollama(given: str) -> str:
    """Return Ollama's address, which may lack its beginning and its port, as Ollama takes it."""
    address = given if "://" in given else f"http://{given}"
    parts = urlsplit(address)
    host, colon, port = parts.netloc.rpartition(":")
    if not colon or "]" in port:
        host, port = parts.netloc, ""
    # What a server listens at everywhere is called here.
    host = "127.0.0.1" if host in ("", "0.0.0.0") else host  # noqa: S104
    if not port and "://" not in given:
        port = str(_OLLAMA_PORT)
    return f"{parts.scheme}://{host}{':' + port if port else ''}{parts.path}"
