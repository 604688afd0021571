"""The site over real stores, in processes that end before a step that a test names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, cast

from flask import Flask

from resume_builder.adapters.memory.erasing import MemoryTombstones
from resume_builder.adapters.redis.servers import RedisServers
from resume_builder.adapters.redis.store import Argument, Script, Store
from resume_builder.adapters.redis.stores import RedisStores
from resume_builder.adapters.redis.wrapped_keys import RedisKeys
from resume_builder.bootstrap import Services, assemble, make_safe
from resume_builder.bootstrap.people import Around, make_people
from resume_builder.domain.plans import PLANS, for_one_person
from resume_builder.features.keeping.ports import Tombstones
from resume_builder.web.app import create_app
from resume_builder.web.site import Site
from tests.people import Letterbox, weak_hasher
from tests.web.conftest import nothing, offline

MASTER = bytes(range(32))


class Killed(BaseException):
    """The process is gone: no handler of it runs any more."""


@dataclass
class Life:
    """How many commands the process may still send; None: as many as it likes.

    `meanwhile` is done, once, in place of the end: what another process does between two commands.
    """

    left: int | None = None
    meanwhile: Callable[[], object] | None = None

    def spend(self) -> None:
        """Count a command. Raises Killed, at every command after the last, too."""
        if self.left is None:
            return
        if self.left > 0:
            self.left -= 1
            return
        if self.meanwhile is None:
            raise Killed
        self.left = None
        self.meanwhile()


class MortalStore(Store):
    """A store whose commands, each atomic at the server, are the steps of a process."""

    def __init__(self, url: str, name: str, life: Life) -> None:
        super().__init__(url, name)
        self._life = life

    def call(self, *command: Argument) -> object:
        self._life.spend()
        return super().call(*command)

    def run(self, code: Script, keys: Sequence[str], *arguments: Argument) -> list[object]:
        self._life.spend()
        return super().run(code, keys, *arguments)

    def together(self, *commands: Sequence[Argument]) -> None:
        self._life.spend()
        super().together(*commands)


@dataclass
class Process:
    """One process of the site. Nothing of its memory is shared with another's."""

    urls: dict[str, str]
    mail: Letterbox
    life: Life = field(default_factory=Life)
    tombstones: Tombstones = field(default_factory=MemoryTombstones)
    services: Services = field(init=False)
    app: Flask = field(init=False)

    def __post_init__(self) -> None:
        servers = RedisServers(session_url=self.urls["session"], auth_url=self.urls["auth"])
        servers.session = MortalStore(self.urls["session"], "session", self.life)
        servers.auth = MortalStore(self.urls["auth"], "auth", self.life)
        safe = make_safe(RedisKeys(servers.auth), lambda: [MASTER])
        stores = RedisStores(servers, safe.vault)
        around = Around("http://localhost", safe.vault, safe.lookup, self.mail, weak_hasher())
        made = assemble(
            offline(),
            stores,
            timedelta(days=30),
            safe,
            people=make_people(stores.people, around),
            close=nothing,
            plans=for_one_person(PLANS),
        )
        erasure = replace(made.erasure, tombstones=self.tombstones)
        self.services = replace(made, erasure=erasure)
        self.app = create_app(self.services, Site(requests_per_minute=1_000_000))

    def close(self) -> None:
        """Close its connections."""
        self.services.close()


def age(url: str, span: timedelta) -> None:
    """Let time pass for what a server keeps: it has a clock of its own."""
    store = Store(url, "aged")
    for key in cast("list[bytes]", store.call("KEYS", "*")):
        left = cast("int", store.call("PTTL", key))
        if left >= 0:
            store.call("PEXPIRE", key, left - round(span.total_seconds() * 1000))
    store.close()


def work_of(services: Services, owner: Any) -> dict[tuple[str, str], Any]:
    """Everything that the owner keeps, by kind and id."""
    kinds = services.takeover.kinds.items()
    return {(name, record.id): record for name, kept in kinds for record in kept.list(owner)}
