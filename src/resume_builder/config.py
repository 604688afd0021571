"""Settings: what an operator decides, read from the environment and checked whole at start.

Every finding is told at once, so that nobody corrects one variable to learn of the next. `NAMES`
is the table of variables; docs/operator-guide.md explains them.
"""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from pathlib import Path
from typing import Self
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from resume_builder.domain.errors import DomainError
from resume_builder.domain.plans import PLANS, with_numbers
from resume_builder.domain.values import Finding

# Each setting with its environment variable. The store addresses have the names that hosts
# commonly set; the others carry ours in front.
NAMES: dict[str, str] = {
    "session_redis_url": "SESSION_REDIS_URL",
    "auth_redis_url": "AUTH_REDIS_URL",
    "queue_redis_url": "QUEUE_REDIS_URL",
    "smtp_url": "RESUME_BUILDER_SMTP_URL",
    "mail_from": "RESUME_BUILDER_MAIL_FROM",
    "data_folder": "RESUME_BUILDER_DATA",
    "host": "RESUME_BUILDER_HOST",
    "port": "RESUME_BUILDER_PORT",
    "workers": "RESUME_BUILDER_WORKERS",
    "public_url": "RESUME_BUILDER_PUBLIC_URL",
    "secret_key": "RESUME_BUILDER_SECRET_KEY",
    "guest_days": "RESUME_BUILDER_GUEST_DAYS",
    "trusted_proxies": "RESUME_BUILDER_TRUSTED_PROXIES",
    "requests_per_minute": "RESUME_BUILDER_REQUESTS_PER_MINUTE",
    "plans": "RESUME_BUILDER_PLANS",
    "master_key": "RESUME_BUILDER_MASTER_KEY",
    "master_key_file": "RESUME_BUILDER_MASTER_KEY_FILE",
    "master_key_command": "RESUME_BUILDER_MASTER_KEY_COMMAND",
    "tombstone_file": "RESUME_BUILDER_TOMBSTONE_FILE",
    "skills": "RESUME_BUILDER_SKILLS",
    "local_pages": "RESUME_BUILDER_LOCAL_PAGES",
    "fetch_prices": "RESUME_BUILDER_FETCH_PRICES",
}
_MASTER_KEYS = ("master_key", "master_key_file", "master_key_command")
# What everybody on the machine may do with a file.
_OTHERS = 0o007
NEVER = "never"
_YES, _NO_WORD = "yes", "no"
GUEST_DAYS = 30
SECRET_BYTES = 32
_KEY_FILE = "secret.key"
_MASTER_FILE = "master.key"
_TOMBSTONES = "tombstones"
# glibc gives each thread an arena of its own and keeps what is freed in it: after 100 jobs a worker
# held 154 MB so, and 117 MB with two arenas that give back what lies free at their end.
_ALLOCATOR = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "131072"}
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_STORE_SCHEMES = frozenset({"redis", "rediss", "unix"})
_MAIL_SCHEMES = frozenset({"smtp", "smtps"})
# What Flask takes its debug mode from, and what it takes for off.
DEBUG = "FLASK_DEBUG"
_NO = frozenset({"", "0", "false", "no"})
# A secret of few different bytes was typed, not drawn; of hexadecimal text as of bytes.
_LEAST_DIFFERENT = 10
# Who writes on a site that sends nothing; "localhost" is nobody's on the internet.
_LOCAL_SENDER = "Automatic Resume Builder <desk@localhost>"
# A name and an address, or an address: what stands in a mail's head has one line.
_SENDER = re.compile(r"(?:[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)")


class SettingsInvalid(DomainError):
    """Settings do not hold. params: count, findings (one each, `where` names its variable)."""

    code = "settings.invalid"


class StoresNotNamed(DomainError):
    """A web server was started alone, and nobody told it where the stores are."""

    code = "settings.stores_missing"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator decides.

    A store address of None means the embedded store; jobs lie beside the auth store unless
    `queue_redis_url` says where. `smtp_url` is the mail server, `mail_from` who writes; without a
    server, a site on this machine shows its mail on a page of its own. `guest_days` is how long a
    guest's work is kept from its last use, None for ever. `public_url` is the site's address on the
    internet; None means that one person runs it for themselves on this machine. `trusted_proxies`
    is how many proxies of ours stand in front, whose X-Forwarded-For is believed. One of the three
    `master_key`
    settings says where master keys come from; without any, a one-person site has a file of its own
    in the data folder. `plans` are numbers of the plans, as "guest.tailor=25, basic.postings=500".
    `tombstone_file` remembers erased accounts, and is in the data folder unless it is named.
    `skills` is a lexicon file of the operator's beside ours. `local_pages` names, with commas
    between, servers of this machine (`localhost:8080`) from which postings may be fetched: for
    tests; a site on the internet fetches from public addresses alone. `fetch_prices` lets the site
    fetch public lists of models and their prices; without, it has those that it came with.
    """

    secret_key: bytes = field(repr=False)
    data_folder: Path
    session_redis_url: str | None = field(default=None, repr=False)
    auth_redis_url: str | None = field(default=None, repr=False)
    queue_redis_url: str | None = field(default=None, repr=False)
    smtp_url: str | None = field(default=None, repr=False)
    mail_from: str = _LOCAL_SENDER
    host: str = "localhost"
    port: int = 8000
    workers: int = 1
    public_url: str | None = None
    master_key: str | None = field(default=None, repr=False)
    master_key_file: Path | None = None
    master_key_command: str | None = field(default=None, repr=False)
    guest_days: int | None = None
    trusted_proxies: int = 0
    requests_per_minute: int = 1200
    plans: str = ""
    tombstone_file: Path | None = None
    skills: Path | None = None
    local_pages: str = ""
    fetch_prices: bool = True

    @property
    def plan_numbers(self) -> dict[str, int]:
        """The operator's numbers of the plans, as "guest.tailor" → how many."""
        return numbers_of(self.plans)

    @property
    def https(self) -> bool:
        """Whether browsers reach the site over https."""
        return (self.public_url or "").startswith("https:")

    @property
    def hosts(self) -> frozenset[str]:
        """The host names that requests may be for: others are DNS rebinding, or a mistake."""
        named = _split(self.public_url or "").hostname
        return frozenset({named}) if named else _LOOPBACK_NAMES

    @property
    def url(self) -> str:
        """The address to open in a browser."""
        return self.public_url or f"http://localhost:{self.port}"

    @property
    def local_places(self) -> frozenset[str]:
        """The servers of this machine from which postings may be fetched, as `host:port`."""
        return places_of(self.local_pages)

    @property
    def own_master_file(self) -> Path:
        """The file with the master keys of a one-person site, which is made when it is missing."""
        return self.data_folder / _MASTER_FILE

    @property
    def tombstones(self) -> Path:
        """The file that remembers erased accounts when stores are restored from a backup."""
        return self.tombstone_file or self.data_folder / _TOMBSTONES

    def store_urls(self) -> tuple[str, str]:
        """Return where the session store and the auth store are. Raises StoresNotNamed."""
        if self.session_redis_url is None or self.auth_redis_url is None:
            raise StoresNotNamed
        return self.session_redis_url, self.auth_redis_url

    def queue_url(self) -> str:
        """Return where jobs lie: a database of their own, on the auth store's server by default.

        Raises StoresNotNamed.
        """
        session_url, auth_url = self.store_urls()
        return self.queue_redis_url or _beside(auth_url, session_url)

    @property
    def mail_is_local(self) -> bool:
        """Whether the mail server is this machine, to which mail may go unencrypted."""
        return is_loopback(_split(self.smtp_url or "").hostname or "")

    @classmethod
    def from_env(cls, given: Mapping[str, str | None] | None = None) -> Self:
        """Return the settings of the environment, `given` variables over it.

        A one-person site gets a secret of its own in the data folder, made once. Raises
        SettingsInvalid.
        """
        values = {**os.environ, **{k: v for k, v in (given or {}).items() if v is not None}}
        reader = _Reader(values)
        public_url, folder = reader.public_url(), reader.folder()
        secret = reader.secret(public_url)
        reader.debug(public_url)
        made = cls(
            secret_key=secret or b"",
            data_folder=folder,
            session_redis_url=reader.store("session_redis_url", public_url),
            auth_redis_url=reader.store("auth_redis_url", public_url),
            queue_redis_url=reader.store("queue_redis_url", public_url),
            smtp_url=reader.smtp(public_url),
            mail_from=reader.mail_from(),
            host=reader.host(public_url),
            port=reader.number("port", 8000, 1, 65535),
            workers=reader.number("workers", 1, 1, 64),
            public_url=public_url,
            master_key=reader.master_key(public_url),
            master_key_file=reader.master_key_file(public_url),
            master_key_command=reader.text("master_key_command"),
            guest_days=reader.guest_days(public_url),
            trusted_proxies=reader.trusted_proxies(public_url),
            requests_per_minute=reader.number("requests_per_minute", 1200, 10, 1_000_000),
            plans=reader.plans(),
            tombstone_file=reader.path("tombstone_file"),
            skills=reader.skills(),
            local_pages=reader.local_pages(public_url),
            fetch_prices=reader.yes("fetch_prices"),
        )
        if reader.findings:
            found = tuple(reader.findings)
            raise SettingsInvalid(count=len(found), findings=found)
        return made if secret else replace(made, secret_key=local_secret(folder))

    def at(self, stores: Mapping[str, str]) -> Self:
        """Return the settings with the addresses of embedded stores, by the names of those."""
        return replace(
            self,
            session_redis_url=self.session_redis_url or stores.get("session"),
            auth_redis_url=self.auth_redis_url or stores.get("auth"),
        )

    def hand_over(self) -> None:
        """Put the settings into this process's environment, for the processes it starts."""
        for name, variable in NAMES.items():
            value = getattr(self, name)
            if name == "guest_days" and value is None:
                value = NEVER
            if isinstance(value, bytes):
                value = value.hex()
            if isinstance(value, bool):
                value = _YES if value else _NO_WORD
            if value is not None:
                os.environ[variable] = str(value)
        for variable, value in _ALLOCATOR.items():
            os.environ.setdefault(variable, value)


def skills_file() -> Path | None:
    """Return the operator's lexicon file, for what needs no other setting."""
    return _Reader(os.environ).skills()


def local_secret(folder: Path) -> bytes:
    """Return the secret of a one-person site: made once, readable by its owner alone.

    Raises OSError.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / _KEY_FILE
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(file.read_text(encoding="ascii"))
    secret = secrets.token_bytes(SECRET_BYTES)
    with os.fdopen(handle, "w", encoding="ascii") as target:
        target.write(secret.hex())
    return secret


class _Reader:
    """Reads variables one by one, and gathers what is wrong instead of stopping at it."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self.findings: list[Finding] = []

    def _get(self, name: str) -> str:
        return self._values.get(NAMES[name], "").strip()

    def _say(self, code: str, name: str, text: str = "") -> None:
        self.findings.append(Finding(code=code, text=text, where=NAMES[name]))

    def text(self, name: str) -> str | None:
        """Return a text as it is, None for none."""
        return self._get(name) or None

    def path(self, name: str) -> Path | None:
        """Return a file that need not be there, None for none."""
        text = self._get(name)
        return Path(text).expanduser().absolute() if text else None

    def master_key(self, public_url: str | None) -> str | None:
        """Return the master keys of the environment, having checked that there is one source."""
        named = [name for name in _MASTER_KEYS if self._get(name)]
        if len(named) > 1:
            self._say("settings.master_key_twice", named[1], NAMES[named[0]])
        if not named and public_url is not None:
            self._say("settings.master_key_missing", "master_key_file")
        return self.text("master_key")

    def master_key_file(self, public_url: str | None) -> Path | None:
        """Return the file with the master keys; on the internet nobody else may read it."""
        text = self._get("master_key_file")
        if not text:
            return None
        file = Path(text).expanduser().absolute()
        if not file.is_file():
            self._say("settings.file_missing", "master_key_file", text)
        elif public_url is not None and file.stat().st_mode & _OTHERS:
            self._say("settings.master_key_open", "master_key_file", text)
        return file

    def number(self, name: str, default: int, least: int, most: int) -> int:
        """Return a whole number between two bounds, both allowed."""
        text = self._get(name)
        if not text:
            return default
        if text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most:
            return int(text)
        self._say("settings.number", name, f"{least} to {most}")
        return default

    def yes(self, name: str) -> bool:
        """Return whether a switch is on, as it is unless it is turned off."""
        text = self._get(name).lower()
        if text not in ("", _YES, _NO_WORD):
            self._say("settings.yes_or_no", name)
        return text != _NO_WORD

    def store(self, name: str, public_url: str | None) -> str | None:
        """Return the address of a store, None for the embedded one.

        One on another host lets everybody in who reaches it, unless it asks for a password.
        """
        text = self._get(name)
        parts = _split(text)
        if text and parts.scheme not in _STORE_SCHEMES:
            self._say("settings.store_url", name)
        elif public_url is not None and not parts.password and _is_elsewhere(parts):
            self._say("settings.store_password", name)
        return text or None

    def trusted_proxies(self, public_url: str | None) -> int:
        """Return how many proxies of ours stand in front; on the internet that must be said.

        The site itself speaks plain http, so behind https there is one. Not knowing it, the site
        would take everybody for one client, and one who asks too much would stop all others.
        """
        if (public_url or "").startswith("https:") and not self._get("trusted_proxies"):
            self._say("settings.proxies_missing", "trusted_proxies")
        return self.number("trusted_proxies", 0, 0, 10)

    def debug(self, public_url: str | None) -> None:
        """Refuse the web framework's debug mode on the internet: its errors tell too much."""
        said = self._values.get(DEBUG, "").strip().lower()
        if public_url is not None and said not in _NO:
            self.findings.append(Finding(code="settings.debug", where=DEBUG))

    def smtp(self, public_url: str | None) -> str | None:
        """Return the address of the mail server; a site on the internet needs one."""
        text = self._get("smtp_url")
        if text:
            parts = _split(text)
            if parts.scheme not in _MAIL_SCHEMES or not parts.hostname or not _has_port(parts):
                self._say("settings.smtp_url", "smtp_url")
        elif public_url is not None and not is_loopback(_split(public_url).hostname or ""):
            self._say("settings.smtp_missing", "smtp_url")
        return text or None

    def mail_from(self) -> str:
        """Return who writes the mail."""
        text = self._get("mail_from")
        if text and not _SENDER.fullmatch(text):
            self._say("settings.mail_from", "mail_from")
        if not text and self._get("smtp_url"):
            self._say("settings.mail_from_missing", "mail_from")
        return text or _LOCAL_SENDER

    def folder(self) -> Path:
        """Return where data is kept: the XDG base folder unless it is named."""
        text = self._get("data_folder")
        if text:
            return Path(text).expanduser().absolute()
        base = self._values.get("XDG_DATA_HOME", "").strip()
        return Path(base or "~/.local/share").expanduser() / "resume-builder"

    def plans(self) -> str:
        """Return the operator's numbers of the plans."""
        text = self._get("plans")
        try:
            with_numbers(PLANS, numbers_of(text))
        except ValueError as error:
            self._say("settings.plans", "plans", str(error))
        return text

    def skills(self) -> Path | None:
        """Return the operator's lexicon file, None for ours alone."""
        text = self._get("skills")
        if not text:
            return None
        file = Path(text).expanduser().absolute()
        if not file.is_file():
            self._say("settings.file_missing", "skills", text)
        return file

    def public_url(self) -> str | None:
        """Return the address on the internet, None for a one-person site."""
        text = self._get("public_url").rstrip("/")
        if not text:
            return None
        parts = _split(text)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
            self._say("settings.public_url", "public_url")
        elif parts.scheme == "http" and not is_loopback(parts.hostname):
            self._say("settings.public_url_plain", "public_url")
        return text

    def host(self, public_url: str | None) -> str:
        """Return what to listen on."""
        text = self._get("host") or "localhost"
        if public_url is None and not is_loopback(text):
            self._say("settings.host_open", "host", text)
        return text

    def secret(self, public_url: str | None) -> bytes | None:
        """Return the secret: hex or text of 32 bytes or more; None when there is none."""
        text = self._get("secret_key")
        if not text:
            if public_url is not None:
                self._say("settings.secret_missing", "secret_key")
            return None
        try:
            secret = bytes.fromhex(text)
        except ValueError:
            secret = text.encode()
        if len(secret) < SECRET_BYTES:
            self._say("settings.secret_short", "secret_key", f"{SECRET_BYTES}")
        elif public_url is not None and len(set(secret)) < _LEAST_DIFFERENT:
            self._say("settings.secret_weak", "secret_key")
        return secret

    def guest_days(self, public_url: str | None) -> int | None:
        """Return for how many days a guest's work is kept; None is for ever."""
        text = self._get("guest_days")
        if text == NEVER or (not text and public_url is None):
            return None
        return self.number("guest_days", GUEST_DAYS, 1, 365)

    def local_pages(self, public_url: str | None) -> str:
        """Return the servers of this machine that may be fetched from."""
        text = self._get("local_pages")
        if text and public_url is not None:
            self._say("settings.local_pages_public", "local_pages")
        for place in places_of(text):
            host, _, port = place.rpartition(":")
            if not port.isdecimal() or not is_loopback(host.strip("[]")):
                self._say("settings.local_pages", "local_pages", place)
        return text


def numbers_of(text: str) -> dict[str, int]:
    """Return the numbers in "guest.tailor=25, basic.postings=500". Raises ValueError naming one."""
    made: dict[str, int] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, number = (piece.strip() for piece in part.partition("="))
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            raise ValueError(name)
        made[name] = int(number)
    return made


def places_of(text: str) -> frozenset[str]:
    """Return the places in a list with commas, in lower case."""
    return frozenset(filter(None, (part.strip().lower() for part in text.split(","))))


def local_places() -> frozenset[str]:
    """Return the servers of this machine that the environment lets the command line fetch from.

    Raises SettingsInvalid.
    """
    reader = _Reader(os.environ)
    found = places_of(reader.local_pages(reader.public_url()))
    if reader.findings:
        raise SettingsInvalid(count=len(reader.findings), findings=tuple(reader.findings))
    return found


def _split(address: str) -> SplitResult:
    """Return the parts of an address, none where it is broken."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _is_elsewhere(parts: SplitResult) -> bool:
    """Return whether an address is of another host: sockets, and none, are of this one."""
    return parts.hostname is not None and not is_loopback(parts.hostname)


def _has_port(parts: SplitResult) -> bool:
    """Return whether the port of an address, if there is one, is a number that ports have."""
    try:
        return parts.port != 0
    except ValueError:
        return False


def _beside(auth_url: str, session_url: str) -> str:
    """Return the next database of the auth store's server that the session store has not."""
    parts = _split(auth_url)
    number = _database(parts) + 1
    other = _split(session_url)
    if (other.netloc, _place(other)) == (parts.netloc, _place(parts)) and _database(
        other
    ) == number:
        number += 1
    query = {k: v for k, v in parse_qsl(parts.query) if k != "db"}
    path = f"/{number}"
    if parts.scheme == "unix":
        path, query["db"] = parts.path, str(number)
    asked = f"?{urlencode(query)}" if query else ""
    return f"{parts.scheme}://{parts.netloc}{path}{asked}"


def _place(parts: SplitResult) -> str:
    return parts.path if parts.scheme == "unix" else ""


def _database(parts: SplitResult) -> int:
    """Return the number of the database in a store's address, 0 where none is named."""
    named = dict(parse_qsl(parts.query)).get("db", "")
    if not named and parts.scheme != "unix":
        named = parts.path.strip("/")
    return int(named) if named.isdecimal() else 0


def is_loopback(host: str) -> bool:
    """Return whether a host name or address is this machine's own."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
