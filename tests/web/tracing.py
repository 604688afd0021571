"""Follows a marker from every field to wherever it goes, on a site over real stores.

Each field of each route gets a marker of its own, as a guest and as an account. What is then in
the stores, the queue, the files and the logs, in the clear, must be none of them; the seams note
what was sealed, digested and mailed (notes.py), the browsers what they were answered.
"""

import io
import logging
import os
import tempfile
import zipfile
from base64 import b64encode
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import sleep
from typing import Any

import pypdfium2
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from resume_builder.adapters.redis.servers import RedisServers
from resume_builder.adapters.redis.store import Store
from resume_builder.adapters.redis.stores import RedisStores
from resume_builder.adapters.redis.wrapped_keys import RedisKeys
from resume_builder.adapters.rq.queue import RqQueue
from resume_builder.adapters.valkey.supervisor import EmbeddedStores
from resume_builder.bootstrap import Contained, Mailing, assemble, make_safe, make_tools
from resume_builder.bootstrap.people import Around, make_people
from resume_builder.bootstrap.post import make_post
from resume_builder.domain.accounts import Role
from resume_builder.domain.plans import PLANS, for_one_person
from resume_builder.features.postings.ports import Fetched
from resume_builder.web.api import Operation
from resume_builder.web.app import create_app
from resume_builder.web.site import Site
from tests.dumps import everything, keys_of
from tests.people import weak_hasher
from tests.web.bodies import BODIES
from tests.web.canaries import (
    POSTING,
    body_with,
    fields_of,
    file_with,
    go_on,
    markers,
)
from tests.web.killing import MASTER
from tests.web.notes import (
    Notes,
    NotingHasher,
    NotingLog,
    NotingLookup,
    NotingMailer,
    NotingVault,
    seen_in,
)
from tests.web.routes import (
    For,
    audience,
    body_of,
    call,
    ids_for,
    needs_somebody_new,
    parameters_of,
    path_of,
    prepare,
    version_of,
)
from tests.web.stage import Actor, Stage

HOSTS = frozenset({"localhost", "resume.example"})
# Where each browser asks from; these addresses are for documents alone (RFC 5737).
NETWORK = "198.51.100."
# What a browser, or a proxy before us, says beside the body.
HEADERS = (
    *("User-Agent", "Referer", "Accept-Language", "Authorization", "From", "Cookie"),
    *("X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Request-ID"),
    *("X-Client-UUID", "X-CSRF-Token", "X-CSRF-Next", "Idempotency-Key"),
    *("If-Match", "If-None-Match", "Range", "Accept"),
)
_ROLES: dict[For, tuple[Role, ...]] = {
    "everyone": ("guest", "premium"),
    "guests": ("guest",),
    "members": ("premium",),
    "planned": ("premium",),
    "admins": ("admin",),
    "nobody": (),
}


@dataclass(frozen=True)
class Row:
    """One field, the role of who wrote into it, the marker, and the status that came of it."""

    operation: str
    field: str
    role: Role
    marker: str
    status: int
    typist: int


@dataclass
class Trace:
    """What came of it all."""

    notes: Notes
    seen_by: dict[str, set[int]]
    rows: list[Row] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    # Where something was looked for → what was there.
    clear: dict[str, bytes] = field(default_factory=dict)
    keys: dict[str, list[bytes]] = field(default_factory=dict)

    def found_in_the_clear(self) -> list[str]:
        """Field and place of every marker that anybody could read."""
        found: list[str] = []
        for place, data in self.clear.items():
            here = seen_in(data) | seen_in(data.replace(b"\0", b""))
            found += [
                f"{row.operation} {row.field} as {row.role}: {place}"
                for row in self.rows
                if row.marker in here or any(form in data for form in _encoded(row.marker))
            ]
        return found

    def seen_by_others(self) -> list[str]:
        """Fields whose marker somebody else was shown."""
        return [
            f"{row.operation} {row.field} as {row.role}"
            for row in self.rows
            if self.seen_by.get(row.marker, set()) - {row.typist}
        ]


def _encoded(marker: str) -> Iterable[bytes]:
    """What a marker looks like in Base64, at each of the three places that it may begin at."""
    for before in range(3):
        start = 4 if before else 0
        for written in (marker, marker.lower()):
            yield b64encode(b"\0" * before + written.encode())[start : start + 8]


class NotingClient(FlaskClient):
    """A browser that notes which markers it was shown, by which operation."""

    def open(self, *given: Any, **how: Any) -> TestResponse:
        number = id(self) % 250 + 1
        self.environ_base["REMOTE_ADDR"] = f"{NETWORK}{number}"
        answer = super().open(*given, **how)
        stage: TracedStage = self.application.extensions["stage"]
        shown = seen_in(_text_of(answer.get_data(), answer.mimetype) + str(answer.headers))
        if shown:
            name = stage.name_of(answer.request.path, answer.request.method)
            for marker in shown:
                stage.notes.answered[marker].add(name)
                stage.seen_by.setdefault(marker, set()).add(id(self))
        return answer


def _text_of(data: bytes, mimetype: str | None) -> str:
    """The words of an answer, of whatever kind."""
    if data[:5] == b"%PDF-":
        with pypdfium2.PdfDocument(io.BytesIO(data)) as pdf:
            return " ".join(page.get_textpage().get_text_range() for page in pdf)
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = [(name, archive.read(name)) for name in archive.namelist()]
        return " ".join(f"{name} {_text_of(inner, '')}" for name, inner in files)
    return data.decode("utf-8", "replace") if mimetype != "image/png" else ""


@dataclass
class TracedStage(Stage):
    """A stage over real stores, whose seams take notes."""

    urls: dict[str, str] = field(default_factory=dict)
    notes: Notes = field(default_factory=Notes)
    seen_by: dict[str, set[int]] = field(default_factory=dict)
    clients: list[FlaskClient] = field(default_factory=list)

    def __post_init__(self) -> None:
        servers = RedisServers(session_url=self.urls["session"], auth_url=self.urls["auth"])
        self.queue = RqQueue(self.urls["queue"])
        made = make_safe(RedisKeys(servers.auth), lambda: [MASTER])
        vault, lookup = (
            NotingVault(made.vault, self.notes),
            NotingLookup(made.lookup, self.notes),
        )
        safe = replace(made, vault=vault, lookup=lookup)
        stores = RedisStores(servers, vault)
        post = make_post(stores.mails, vault, Mailing(self.queue))
        mailer = NotingMailer(notes=self.notes, post=post.mailer)
        hasher = NotingHasher(weak_hasher(), self.notes)
        around = Around("http://localhost", vault, lookup, mailer, hasher, self.now)
        contained = Contained(None)
        tools = make_tools(contained.read_document, fetch=_fetch, contained=contained)
        # Everybody's numbers are premium's, so that no quota keeps a marker out.
        services = assemble(
            tools,
            stores,
            None,
            safe,
            people=make_people(stores.people, around),
            close=contained.close,
            plans=for_one_person(PLANS),
        )
        self.services = replace(services, post=post)
        limits = Site(hosts=HOSTS, requests_per_minute=10**6, rates_url=self.urls["session"])
        self.app = create_app(self.services, limits)
        self.app.test_client_class = NotingClient
        self.app.extensions["stage"] = self

    def now(self) -> Any:
        """The time of the stage."""
        return self.clock[0]

    def actor(self, role: Role) -> Actor:
        """Somebody new, whose browser lives as long as the trace: it is told apart by its place."""
        made = super().actor(role)
        self.clients.append(made.person.client)
        return made

    def name_of(self, path: str, method: str) -> str:
        """The operation that a path leads to."""
        matched: Any = self.app.url_map.bind("localhost").match(path, method=method)
        return str(matched[0]).rpartition(".")[2]


def _fetch(url: str) -> Fetched:
    """A page at every address, which says nothing of the address."""
    del url
    return Fetched(f"<h1>Engineer</h1><pre>{POSTING}</pre>".encode(), "page.html")


def _inject(actor: Actor, operation: Operation, place: str, marker: str) -> TestResponse:
    """Call the operation with a marker in one place."""
    prepare(actor, operation)
    ids = ids_for(actor, operation)
    if place.startswith("<"):
        body = body_of(actor, operation, ids)
        return call(actor, operation, {**ids, place.strip("<>"): marker}, body)
    if place.startswith("?"):
        name = place[1:] if place != "?" else marker
        return actor.person.get(path_of(operation, ids), None, **{name: marker})
    if place.startswith("file"):
        data, name = file_with(operation, place, marker)
        headers = {"If-Match": version_of(actor.person, operation, ids)}
        how: Any = {"method": operation.method, "headers": headers}
        return actor.person.upload(path_of(operation, ids), operation.id, data, name, **how)
    body = body_with(actor, operation, ids, place, marker)
    # As a browser does, which may have to ask again.
    again = {"Idempotency-Key": f"key-{actor.stage.count()}"}
    return call(actor, operation, ids, body, again)


def _places(operation: Operation) -> list[str]:
    places = [*fields_of(operation), *(f"<{name}>" for name in parameters_of(operation))]
    return [*places, "?"] if operation.method == "GET" else places


def _look(actor: Actor, operations: Iterable[Operation], role: Role) -> None:
    """Read everything that is open to an actor, in every format."""
    for operation in operations:
        if operation.changes or role not in _ROLES[audience(operation)]:
            continue
        ids = ids_for(actor, operation)
        path, formats = path_of(operation, ids), _formats(operation)
        for form in formats:
            actor.person.get(path, None, **form)


def _formats(operation: Operation) -> list[dict[str, str]]:
    query = operation.models.get("query")
    named: Any = query.model_json_schema()["properties"].get("format", {}) if query else {}
    return [{"format": form} for form in named.get("enum", ())] or [{}]


def trace(folder: Path) -> Trace:
    """Run it all, in an empty folder. Takes a minute or two."""
    with _quiet_place(folder) as log, EmbeddedStores(folder / "data") as stores:
        urls = {**stores.urls, "queue": f"{stores.urls['auth']}?db=1"}
        stage = TracedStage(urls=urls)
        made = Trace(stage.notes, stage.seen_by)
        try:
            _write_everywhere(stage, made)
        finally:
            stage.services.close()
        _write_files_anew(urls)
        for name, url in urls.items():
            made.clear[f"{name} store"] = everything(url)
            made.keys[name] = keys_of(url)
        made.clear["log"] = "\n".join(log.lines).encode()
        stage.queue.close()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            made.clear[str(file.relative_to(folder))] = file.read_bytes()
    return made


def _write_everywhere(stage: TracedStage, made: Trace) -> None:
    words, operations = markers(), stage.operations()
    roles: tuple[Role, ...] = ("guest", "premium", "admin")
    for role in roles:
        shared = stage.actor(role)
        for operation in operations.values():
            if role in _ROLES[audience(operation)]:
                for place in _places(operation):
                    actor = stage.actor(role) if needs_somebody_new(operation) else shared
                    _write(made, actor, operation, place, next(words))
                    if actor is not shared:
                        _look_around(actor, operations.values())
        _write_headers(made, stage, role, operations, words)
        _look(shared, operations.values(), role)
        made.rows.sort(key=lambda row: (row.operation, row.field, row.role))
        _let_others_look(stage, shared, operations)


def _write(made: Trace, actor: Actor, operation: Operation, place: str, marker: str) -> None:
    try:
        answer = _inject(actor, operation, place, marker)
        go_on(actor, operation, place, answer)
    except AssertionError as error:
        made.unplaced.append(f"{operation.id} {place} as {actor.role}: {error}")
        return
    typist = id(actor.person.client)
    made.rows.append(Row(operation.id, place, actor.role, marker, answer.status_code, typist))


def _look_around(actor: Actor, operations: Iterable[Operation]) -> None:
    """Read what needs no id, for somebody who was new."""
    for operation in operations:
        if not operation.changes and not parameters_of(operation) and operation.group != "outbox":
            actor.person.get(path_of(operation, {}))


def _write_headers(
    made: Trace, stage: TracedStage, role: Role, operations: dict[str, Operation], words: Any
) -> None:
    """A marker in each header, of a call that reads, one that keeps, and one that signs in."""
    for header in HEADERS:
        for name in ("get_session", "import_resume", "sign_in_with_code"):
            if role not in _ROLES[audience(operations[name])] or role == "admin":
                continue
            actor, marker = stage.actor(role), next(words)
            operation = operations[name]
            value = f"other={marker}" if header == "Cookie" else marker
            prepare(actor, operation)
            ids = ids_for(actor, operation)
            body = None if operation.takes is None else BODIES[name](actor, {})
            headers = {header: value}
            if not operation.changes:
                answer = actor.person.get(path_of(operation, ids), headers=headers)
            else:
                answer = call(actor, operation, ids, body, headers)
            made.rows.append(
                Row(
                    name,
                    f"{header} (header)",
                    role,
                    marker,
                    answer.status_code,
                    id(actor.person.client),
                )
            )
            _look_around(actor, operations.values())


def _let_others_look(stage: TracedStage, owner: Actor, operations: dict[str, Operation]) -> None:
    """A guest, an account and an administrator read what is theirs, and ask for what is not."""
    roles: tuple[Role, ...] = ("guest", "premium", "admin")
    for role in roles:
        stranger = stage.actor(role)
        for operation in operations.values():
            if operation.changes:
                continue
            stranger.person.get(path_of(operation, ids_for(owner, operation)))
        _look_around(stranger, operations.values())


@contextmanager
def _quiet_place(folder: Path) -> Generator[NotingLog]:
    """Let temporary files lie in the folder, and every logger tell everything."""
    (folder / "tmp").mkdir()
    before, variable = tempfile.tempdir, os.environ.get("TMPDIR")
    log, root = NotingLog(), logging.getLogger()
    level = root.level
    tempfile.tempdir = os.environ["TMPDIR"] = str(folder / "tmp")
    root.addHandler(log)
    root.setLevel(logging.DEBUG)
    try:
        yield log
    finally:
        root.setLevel(level)
        root.removeHandler(log)
        tempfile.tempdir = before
        if variable is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = variable


def _write_files_anew(urls: dict[str, str]) -> None:
    """Have both stores write a file of what they hold now, too, as plainly as they can."""
    for name in ("session", "auth"):
        store = Store(urls[name], name)
        store.call("CONFIG", "SET", "rdbcompression", "no")
        store.call("SAVE")
        while store.info("persistence")["rdb_bgsave_in_progress"]:
            sleep(0.05)
        store.close()


def run() -> Trace:
    """Run it all in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="rb-") as folder:
        return trace(Path(folder))
