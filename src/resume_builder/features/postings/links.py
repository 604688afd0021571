"""Links to postings: what may be fetched at all, judged by how it is written.

Where the name leads to is judged when it is connected to (adapters/fetch).
"""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import quote, urljoin, urlsplit

# As long as browsers send; a posting's address has 50 to 300 characters.
MAX_LINK = 2_000
_PORTS = {"http": 80, "https": 443}
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"'`{}|\\^]+", re.IGNORECASE)
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
# What the WHATWG URL standard takes for a number, and reads as an IPv4 address: "2130706433",
# "0x7f.1", "0177.0.0.1".
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_CONTROLS = re.compile(r"[\x00-\x20\x7f]")
# What may stand in a request line as it is; the rest is written as percent escapes.
_SAFE = "/%:@!$&'()*+,;=~-._"


class LinkRefused(ValueError):
    """What was written is no link that is followed."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a page is: `host` in lower case and ASCII, `target` as a request line names it."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def url(self) -> str:
        """The address, whole."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"

    @property
    def place(self) -> str:
        """Host and port, as the operator names those that are allowed beside the public ones."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def is_link(text: str) -> bool:
    """Tell whether `text` is one web address and nothing else."""
    stripped = text.strip()
    return len(stripped) <= MAX_LINK and bool(_LINK.fullmatch(stripped))


def link_of(text: str, allowed: frozenset[str] = frozenset()) -> Link:
    """Return the parts of a link; "www.…" is taken for https.

    Only http and https, without credentials, on their own ports. `allowed` are places (Link.place)
    that may have any port. Raises LinkRefused.
    """
    text = text.strip()
    if len(text) > MAX_LINK or _CONTROLS.search(text):
        raise LinkRefused
    if text.lower().startswith("www."):
        text = f"https://{text}"
    if not _SCHEME.match(text) or "\\" in text:
        raise LinkRefused
    try:
        parts = urlsplit(text)
        port = parts.port
        given = parts.hostname or ""
    except ValueError:
        raise LinkRefused from None
    if "@" in parts.netloc:
        raise LinkRefused
    link = Link(
        scheme=parts.scheme,
        host=_host(given),
        port=_PORTS[parts.scheme] if port is None else port,
        target=_target(parts.path, parts.query),
    )
    if link.port not in _PORTS.values() and link.place not in allowed:
        raise LinkRefused
    return link


def redirected(link: Link, location: str, allowed: frozenset[str] = frozenset()) -> Link:
    """Return where an answer's Location leads to. Raises LinkRefused."""
    location = location.strip()
    if len(location) > MAX_LINK:
        raise LinkRefused
    try:
        return link_of(urljoin(link.url, location), allowed)
    except ValueError:
        raise LinkRefused from None


def _host(given: str) -> str:
    """Return a host name in ASCII, or an address in its one usual form. Raises LinkRefused."""
    given = given.rstrip(".").lower()
    if ":" in given:
        return _address(given)
    try:
        name = given if given.isascii() else given.encode("idna").decode("ascii")
    except UnicodeError:
        raise LinkRefused from None
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _address(name)
    if len(name) > 253 or not all(map(_LABEL.fullmatch, labels)):
        raise LinkRefused
    return name


def _address(given: str) -> str:
    """Return an IP address as Python writes it. Other spellings of it are tricks, not links."""
    try:
        return str(ip_address(given))
    except ValueError:
        raise LinkRefused from None


def _target(path: str, query: str) -> str:
    target = quote(path, safe=_SAFE) or "/"
    return f"{target}?{quote(query, safe=_SAFE + '?/')}" if query else target
