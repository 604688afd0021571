"""Puts jobs into the queue."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from resume_builder.adapters.rq.connection import QUEUE, connect, our_errors

if TYPE_CHECKING:
    from rq import Queue as LibraryQueue

# The web worker asks while somebody waits.
_TIMEOUT_SECONDS = 2.0
_WORK = "resume_builder.adapters.rq.worker.perform"
# Each time a worker or its child dies with a job in hand, one of these is spent.
_TRIES = 20
_JOB_SECONDS = 300
# As long as a job that failed for good is remembered, the same one is refused.
_FAILED_SECONDS = 60
# Not 0: RQ 3.0, deleting a done job, stumbles over what a killed worker had begun of it, takes
# the job for failed and does it again and again.
_DONE_SECONDS = 1


class RqQueue:
    """A Queue on RQ. Connects on first use; RQ itself, which takes 0.3 s to load, too."""

    def __init__(self, url: str) -> None:
        self._url = url

    def enqueue(self, job: str, about: str) -> None:
        """Have `job` done for `about`; nothing when that waits or runs already."""
        from rq.exceptions import DuplicateJobError
        from rq.job import Retry

        with our_errors():
            try:
                cast("Any", self._queue).enqueue_call(
                    _WORK,
                    args=(job, about),
                    job_id=job_id(job, about),
                    unique=True,
                    retry=Retry(max=_TRIES),
                    timeout=_JOB_SECONDS,
                    result_ttl=_DONE_SECONDS,
                    failure_ttl=_FAILED_SECONDS,
                    description=job,
                )
            except DuplicateJobError:
                return

    def close(self) -> None:
        """Close every connection."""
        if "_queue" in self.__dict__:
            self._queue.connection.close()

    @cached_property
    def _queue(self) -> "LibraryQueue":
        return make_queue(connect(self._url, _TIMEOUT_SECONDS))


def make_queue(connection: Any) -> "LibraryQueue":
    """Return our queue over a connection."""
    from rq.serializers import JSONSerializer

    from resume_builder.adapters.rq.library import JobQueue

    # JSON carries values alone; the library's default would run whatever stands in the store.
    return JobQueue(QUEUE, connection=connection, serializer=JSONSerializer)


def job_id(job: str, about: str) -> str:
    """Return the id under which a job waits once. RQ takes letters, digits, "-" and "_"."""
    return f"{job.replace('.', '-')}_{about}" if about else job.replace(".", "-")
