"""The site that settings describe: services over the stores that they name."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from resume_builder.bootstrap.people import Around, make_hasher, make_people
from resume_builder.bootstrap.post import make_mailing, make_post
from resume_builder.bootstrap.reading import Contained
from resume_builder.bootstrap.safe import make_safe, master_source
from resume_builder.bootstrap.services import Services, assemble
from resume_builder.bootstrap.tools import make_tools
from resume_builder.config import Settings
from resume_builder.domain.plans import PLANS, for_one_person, with_numbers


def read_settings(given: Mapping[str, str | None] | None = None) -> Settings:
    """Return the settings of the environment, `given` over it. Raises SettingsInvalid."""
    return Settings.from_env(given)


def verify_stores(settings: Settings) -> None:
    """Raise StoreUnsafe when a store would forget what it acknowledged, StoreUnavailable."""
    from resume_builder.adapters.redis.servers import RedisServers, verify_queue

    session_url, auth_url = settings.store_urls()
    servers = RedisServers(session_url=session_url, auth_url=auth_url)
    try:
        servers.verify()
    finally:
        servers.close()
    verify_queue(settings.queue_url())


def build(settings: Settings) -> Services:
    """Return the services over the stores that `settings` names; files are read in a child.

    Raises StoresNotNamed, MasterKeyInvalid, OSError.
    """
    from resume_builder.adapters.fetch import WebPages
    from resume_builder.adapters.redis.servers import RedisServers
    from resume_builder.adapters.redis.stores import RedisStores
    from resume_builder.adapters.redis.wrapped_keys import RedisKeys
    from resume_builder.adapters.tombstones import TombstoneFile

    session_url, auth_url = settings.store_urls()
    contained = Contained(settings.skills)
    servers = RedisServers(session_url=session_url, auth_url=auth_url)
    safe = make_safe(RedisKeys(servers.auth), master_source(settings))
    stores = RedisStores(servers, safe.vault)
    keep = None if settings.guest_days is None else timedelta(days=settings.guest_days)
    made = make_tools(
        contained.read_document,
        settings.skills,
        fetch=WebPages(settings.local_places),
        contained=contained,
    )
    plans = with_numbers(PLANS, settings.plan_numbers)
    if settings.public_url is None:
        plans = for_one_person(plans)
    post = make_post(stores.mails, safe.vault, make_mailing(settings))
    around = Around(
        origin=settings.url,
        vault=safe.vault,
        lookup=safe.lookup,
        mailer=post.mailer,
        hasher=make_hasher(),
    )
    people = make_people(stores.people, around)
    site = assemble(made, stores, keep, safe, people=people, close=contained.close, plans=plans)
    erasure = replace(site.erasure, tombstones=TombstoneFile(settings.tombstones))
    return replace(site, post=post, erasure=erasure)
