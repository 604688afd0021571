"""Puts the site together: `create_app()` is what servers call."""

import atexit
import logging
from typing import cast

from flask import Flask

from resume_builder import bootstrap
from resume_builder.adapters.data.messages import local_messages
from resume_builder.domain.errors import DomainError, StoreUnavailable
from resume_builder.domain.values import Finding
from resume_builder.web import (
    account_security,
    accounts,
    admin,
    auth,
    catalogue,
    checks,
    documents,
    facts,
    handshake,
    headers,
    health,
    hosts,
    keeping,
    letters,
    limits,
    lineage,
    model_host,
    outbox,
    papers,
    plans,
    postings,
    problems,
    prompting,
    reading,
    resumes,
    session,
    shared,
    sharing,
    static,
    tailorings,
    themes,
    warm,
    work,
    writing,
)
from resume_builder.web.site import Site

_log = logging.getLogger(__name__)

SLICES = (
    session.api,
    model_host.api,
    auth.api,
    accounts.api,
    account_security.api,
    admin.api,
    work.api,
    resumes.api,
    facts.api,
    postings.api,
    tailorings.api,
    writing.api,
    reading.api,
    checks.api,
    documents.api,
    sharing.api,
    shared.api,
    lineage.api,
    letters.api,
    papers.api,
    outbox.api,
    themes.api,
    keeping.api,
    plans.api,
    catalogue.api,
    prompting.api,
)


def create_app(services: bootstrap.Services | None = None, on: Site | None = None) -> Flask:
    """Return the site over `services`; without them, over what the environment names.

    Importing and creating connect to nothing. Ends the process with words for the operator when
    the environment does not hold.
    """
    if services is None:
        services, on = _from_environment()
    on = on or Site()
    app = routes()
    app.extensions |= {"services": services, "site": on}
    # The order matters: each guard relies on the ones before it.
    hosts.register(app, on)
    handshake.register_session(app)
    limits.register(app, on)
    handshake.register_handshake(app)
    plans.register(app)
    headers.register(app, on)
    problems.register(app)
    health.register(app)
    static.register(app, policy_of=model_host.confirmed)
    return app


def create_worker_app() -> Flask:
    """Return the site of a worker: what the first visitor would wait for is loaded at once."""
    app = create_app()
    warm.start(app.extensions["services"])
    return app


def _from_environment() -> tuple[bootstrap.Services, Site]:
    try:
        settings = bootstrap.read_settings()
        services = bootstrap.build(settings)
        _erase_again(services)
    except DomainError as error:
        raise SystemExit(_words(error)) from None
    # Children that read files end with this process.
    atexit.register(services.close)
    return services, Site(
        https=settings.https,
        hosts=settings.hosts,
        guest_days=settings.guest_days,
        trusted_proxies=settings.trusted_proxies,
        requests_per_minute=settings.requests_per_minute,
        rates_url=settings.store_urls()[0],
    )


def _erase_again(services: bootstrap.Services) -> None:
    """Erase what a restored backup brought back, before anybody can see it."""
    try:
        services.erasure.reapply(lambda count: _log.warning("%d accounts were erased again", count))
    except StoreUnavailable:
        # Nobody is let in by a store that is away; the next start asks again.
        _log.warning("tombstones could not be read: a store is away")


def _words(error: DomainError) -> str:
    """Return what is wrong with the environment, a finding a line."""
    say = local_messages().say
    found = cast("tuple[Finding, ...]", error.params.get("findings", ()))
    lines = [f"{f.code}: {say(f.code, {'text': f.text, 'where': f.where})}" for f in found]
    return "\n".join([say(error.code, error.params), *lines])


def routes() -> Flask:
    """Return the application with its operations and nothing behind them."""
    app = Flask("resume_builder.web", static_folder=None)
    for api in SLICES:
        api.register(app)
    return app
