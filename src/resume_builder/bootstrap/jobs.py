"""Work for later: what the worker does, and what the scheduler puts in again and again."""

from collections.abc import Callable
from datetime import timedelta
from threading import Event

from resume_builder.adapters.system import new_id, now
from resume_builder.bootstrap.post import PostOffice, make_mailing, make_post
from resume_builder.bootstrap.safe import make_safe, master_source
from resume_builder.config import Settings
from resume_builder.features.mail.post import SWEEP

# Each job that comes round again, and how often. A mail that was not enqueued, or whose server
# asked to wait, is looked for so often.
RECURRING: tuple[tuple[str, timedelta], ...] = ((SWEEP, timedelta(seconds=5)),)


def run_worker(settings: Settings) -> None:
    """Do jobs until SIGTERM or SIGINT.

    Raises StoresNotNamed, StoreUnavailable, MasterKeyInvalid.
    """
    from resume_builder.adapters.rq.worker import run_worker as run

    post, close = _post(settings)
    # Each job runs in a child, which starts with what is loaded here.
    post.warm()
    try:
        run(settings.queue_url(), post.works)
    finally:
        close()


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


def _post(settings: Settings) -> tuple[PostOffice, Callable[[], None]]:
    """Return the post office of a worker, and what closes its stores."""
    from resume_builder.adapters.redis.mails import RedisMails
    from resume_builder.adapters.redis.servers import RedisServers
    from resume_builder.adapters.redis.wrapped_keys import RedisKeys

    session_url, auth_url = settings.store_urls()
    servers = RedisServers(session_url=session_url, auth_url=auth_url)
    safe = make_safe(RedisKeys(servers.auth), master_source(settings))
    post = make_post(RedisMails(servers.auth), safe.vault, make_mailing(settings))
    return post, servers.close
