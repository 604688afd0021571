"""Which mail server: read from an address like `smtps://user:password@mail.example.org`."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

_PORTS = {"smtp": 587, "smtps": 465}
_LOCAL_PORT = 25


@dataclass(frozen=True, slots=True)
class MailPlace:
    """A mail server. `smtps` encrypts from the first byte, `smtp` by STARTTLS.

    Without encryption nothing is sent, but on this machine itself.
    """

    host: str
    port: int
    implicit_tls: bool
    is_local: bool
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, url: str, *, is_local: bool) -> "MailPlace":
        """Return the server of an address that the settings have checked."""
        parts = urlsplit(url)
        usual = _LOCAL_PORT if is_local and parts.scheme == "smtp" else _PORTS[parts.scheme]
        return cls(
            host=parts.hostname or "",
            port=parts.port or usual,
            implicit_tls=parts.scheme == "smtps",
            is_local=is_local,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )
