"""Which pages each vendor lets call it, and which headers it shows them."""

from dataclasses import dataclass

from tests.vendors.wire import Reply, Seen

_STAINLESS = (
    "arch async custom-poll-interval helper-method lang os package-version poll-helper retry-count "
    "runtime runtime-version timeout"
)
STAINLESS = frozenset(f"x-stainless-{name}" for name in _STAINLESS.split())


@dataclass(frozen=True)
class Cors:
    """One vendor's leave. `allowed`: request headers; `exposed`: response headers for scripts."""

    allowed: frozenset[str]
    exposed: str = ""
    any_header: bool = False
    echo: bool = False
    """Whether the origin is named instead of a star."""
    demanded: str = ""
    """A request header without which a page is refused."""
    methods: str = "GET, POST, OPTIONS"

    def headers(self, seen: Seen) -> dict[str, str]:
        """What an answer to a page carries; nothing for one that is no page's."""
        origin = seen.headers.get("origin")
        if not origin or not self.welcome(seen):
            return {}
        named = {"access-control-allow-origin": origin if self.echo else "*"}
        if self.exposed:
            named["access-control-expose-headers"] = self.exposed
        return named

    def welcome(self, seen: Seen) -> bool:
        """Whether the header that pages must send is there, or announced."""
        return not self.demanded or self.demanded in seen.headers or self.demanded in _asked(seen)

    def preflight(self, seen: Seen) -> Reply:
        """The answer to a browser's question."""
        refused = [name for name in _asked(seen) if name not in self.allowed]
        if not self.welcome(seen) or (refused and not self.any_header):
            return Reply(400, {"content-type": "text/plain"}, [b"Disallowed CORS headers"])
        allowed = _asked(seen) if self.any_header else sorted(self.allowed)
        return Reply(
            204,
            {
                **self.headers(seen),
                "access-control-allow-methods": self.methods,
                "access-control-allow-headers": ", ".join(allowed),
                "access-control-max-age": "0",
            },
        )


def _asked(seen: Seen) -> list[str]:
    names = seen.headers.get("access-control-request-headers", "")
    return [name.strip().lower() for name in names.split(",") if name.strip()]


_BOTH = frozenset({"authorization", "content-type"})
# One seen in 2024 exposed no more than this: waiting times stay hidden.
OPENAI = Cors(_BOTH | STAINLESS | {"openai-organization", "openai-project"}, "X-Request-ID")
ANTHROPIC = Cors(
    _BOTH
    | STAINLESS
    | {"x-api-key", "anthropic-version", "anthropic-beta"}
    | {"anthropic-dangerous-direct-browser-access"},
    exposed="*",
    demanded="anthropic-dangerous-direct-browser-access",
)
GEMINI = Cors(
    _BOTH | {"x-goog-api-key", "x-goog-api-client"},
    exposed="vary,vary,content-encoding,date,server,content-length",
    echo=True,
)
OPENROUTER = Cors(_BOTH | {"http-referer", "x-title", "x-openrouter-title", "user-agent"})
COMPATIBLE = Cors(frozenset(), any_header=True)
# ollama/server/routes.go: its own list, whatever the origin.
OLLAMA_HEADERS = _BOTH | STAINLESS | {"user-agent", "accept", "x-requested-with", "openai-beta"}
OLLAMA = Cors(OLLAMA_HEADERS, echo=False, methods="GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS")
