"""Work for later: what the worker does, and what the scheduler puts in again and again."""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from threading import Event

from resume_builder.adapters.system import new_id, now
from resume_builder.bootstrap.catalogue import make_refresh
from resume_builder.bootstrap.post import make_mailing, make_post
from resume_builder.bootstrap.safe import make_safe, master_source
from resume_builder.config import Settings
from resume_builder.features.catalogue.refresh import REFRESH
from resume_builder.features.keeping.erasure import COMPACT
from resume_builder.features.mail.post import SWEEP

# Each job that comes round again, and how often. A mail that was not enqueued, or whose server
# asked to wait, is looked for so often. An erased account's key is out of the stores' files within
# a minute or two. Prices change by the week; a list that could not be had is asked for again soon.
RECURRING: tuple[tuple[str, timedelta], ...] = (
    (SWEEP, timedelta(seconds=5)),
    (COMPACT, timedelta(seconds=30)),
    (REFRESH, timedelta(hours=6)),
)


def run_worker(settings: Settings) -> None:
    """Do jobs until SIGTERM or SIGINT.

    Raises StoresNotNamed, StoreUnavailable, MasterKeyInvalid.
    """
    from resume_builder.adapters.rq.worker import run_worker as run

    with opened_works(settings) as works:
        run(settings.queue_url(), works)


def run_scheduler(settings: Settings, stop: Event) -> None:
    """Put in the jobs that come round until `stop` is set. Raises StoresNotNamed."""
    from resume_builder.adapters.rq.queue import RqQueue
    from resume_builder.adapters.rq.scheduler import Recurring, Scheduler

    url = settings.queue_url()
    queue = RqQueue(url)
    jobs = [Recurring(job, every) for job, every in RECURRING]
    try:
        Scheduler(url, queue, jobs, now, new_id).run(stop)
    finally:
        queue.close()


@contextmanager
def opened_works(settings: Settings) -> Generator[Mapping[str, Callable[[str], None]]]:
    """Give every job by its name, over the stores that settings name.

    Each runs in a child, which starts with what is loaded here. Raises as `run_worker`.
    """
    from resume_builder.adapters.redis.catalogue import RedisCatalogue
    from resume_builder.adapters.redis.erasing import RedisErasing
    from resume_builder.adapters.redis.mails import RedisMails
    from resume_builder.adapters.redis.servers import RedisServers
    from resume_builder.adapters.redis.wrapped_keys import RedisKeys

    session_url, auth_url = settings.store_urls()
    servers = RedisServers(session_url=session_url, auth_url=auth_url)
    safe = make_safe(RedisKeys(servers.auth), master_source(settings))
    post = make_post(RedisMails(servers.auth), safe.vault, make_mailing(settings))
    erasing = RedisErasing(servers.session, servers.auth)

    refresh = make_refresh(RedisCatalogue(servers.auth), fetch=settings.fetch_prices)

    def compact(_: str) -> None:
        erasing.go_on()

    def refresh_catalogue(_: str) -> None:
        refresh()

    post.warm()
    try:
        yield {**post.works, COMPACT: compact, REFRESH: refresh_catalogue}
    finally:
        servers.close()
