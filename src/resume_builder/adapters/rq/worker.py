"""Does jobs, each in a child of its own: what a job breaks ends with it.

Whatever dies, the job comes back: RQ hands it to another worker once this one has not been heard of
for some seconds (measured: docs/decisions/0084-jobs-by-rq.md), so every job bears being done again.
"""

import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from resume_builder.adapters.rq.connection import QUEUE, connect, our_errors
from resume_builder.domain.errors import DomainError

if TYPE_CHECKING:
    from rq import Worker

Work = Callable[[str], None]
_log = logging.getLogger(__name__)

# A worker that says nothing for so long is dead, and what it had in hand is taken up: with the
# defaults of RQ that takes eleven minutes.
_WORKER_SECONDS = 10
_MONITOR_SECONDS = 2
_MAINTENANCE_SECONDS = 3
# RQ waits a second for a job; an answer takes no longer than that and this.
_TIMEOUT_SECONDS = 15.0

_works: dict[str, Work] = {}


class JobFailed(Exception):
    """A job did not do its work. It says of which kind the error was and nothing else.

    RQ keeps the text of errors in the store, and an error may quote what it was about.
    """


class UnknownJob(DomainError):
    """A job of another version of ours. params: job."""

    code = "jobs.unknown"


def perform(job: str, about: str) -> None:
    """Do one job, in the child. Raises JobFailed."""
    try:
        work = _works.get(job)
        if work is None:
            raise UnknownJob(job=job)
        work(about)
    except Exception as error:
        _log.error("job %s failed: %s", job, type(error).__name__)
        raise JobFailed(f"{job}: {type(error).__name__}") from None


def run_worker(url: str, works: Mapping[str, Work]) -> None:
    """Do jobs until SIGTERM or SIGINT; the job in hand is finished first. Raises StoreUnavailable.

    `works` are made before the first child, which starts with all that they have loaded.
    """
    _works.update(works)
    with our_errors():
        make_worker(url).work(logging_level="WARNING")


def make_worker(url: str) -> "Worker":
    """Return a worker of our queue."""
    from rq.serializers import JSONSerializer

    from resume_builder.adapters.rq.library import JobQueue, JobWorker

    return JobWorker(
        [QUEUE],
        connection=connect(url, _TIMEOUT_SECONDS),
        queue_class=JobQueue,
        serializer=JSONSerializer,
        worker_ttl=_WORKER_SECONDS,
        job_monitoring_interval=_MONITOR_SECONDS,
        maintenance_interval=_MAINTENANCE_SECONDS,
        log_job_description=False,
    )
