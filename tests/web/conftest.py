"""The site over stores in memory, with a clock that tests turn."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from flask import Flask

from resume_builder.adapters.documents import read_document
from resume_builder.adapters.memory.stores import MemoryStores
from resume_builder.bootstrap import Services, Tools, assemble, make_tools
from resume_builder.bootstrap.people import Around, make_people
from resume_builder.domain.plans import PLANS, Plans, for_one_person
from resume_builder.features.postings.errors import PageUnreachable
from resume_builder.features.postings.ports import Fetched
from resume_builder.web.app import create_app
from resume_builder.web.site import Site
from tests.people import Letterbox, weak_hasher
from tests.samples import POSTING_TEXT, RESUME_TEXT
from tests.vaults import memory_safe
from tests.web.browser import Visitor

RESUME = RESUME_TEXT.read_text(encoding="utf-8")
POSTING = POSTING_TEXT.read_text(encoding="utf-8")


def nothing() -> None:
    """Nothing to close."""


def nowhere(url: str) -> Fetched:
    """No test reaches the internet by accident."""
    raise PageUnreachable


@cache
def offline() -> Tools:
    """The main job without a network."""
    return make_tools(read_document, fetch=nowhere)


def make_services(
    now: Callable[[], datetime],
    keep: timedelta | None = None,
    made_of: Tools | None = None,
    plans: Plans | None = None,
) -> Services:
    """Services over memory, by a given clock; of one person's site unless `plans` are given."""
    safe = memory_safe()
    stores = MemoryStores(now, safe.vault)
    around = Around(
        origin="http://localhost",
        vault=safe.vault,
        lookup=safe.lookup,
        mailer=Letterbox(),
        hasher=weak_hasher(),
        now=now,
    )
    people = make_people(stores.people, around)
    made = assemble(
        made_of or offline(),
        stores,
        keep,
        safe,
        people=people,
        close=nothing,
        plans=plans or for_one_person(PLANS),
    )
    return replace(
        made,
        sessions=replace(made.sessions, now=now),
        handshakes=replace(made.handshakes, now=now),
    )


@pytest.fixture
def services() -> Services:
    """Services over memory."""
    return make_services(lambda: datetime.now(UTC))


@pytest.fixture
def app(services: Services) -> Flask:
    """A one-person site without a rate to speak of."""
    return create_app(services, Site(requests_per_minute=1_000_000))


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """A browser with an open session."""
    made = Visitor(app)
    made.open()
    return made
