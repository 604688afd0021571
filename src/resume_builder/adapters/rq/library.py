"""RQ's queue and worker with times of our own. Import it when it is needed: RQ takes 0.3 s."""

from typing import Any, cast

from rq import Queue, Worker
from rq.job import Job

# A worker that is killed while it tidies the queue leaves RQ's lock behind, for 15 minutes: so
# long nobody would take up what was lost. Tidying takes milliseconds.
_TIDY_LOCK_SECONDS = 15
# Each job's sign of life comes every two seconds; RQ waits a minute for it.
_JOB_MISSED_SECONDS = 15


class JobQueue(Queue):
    """A queue that is tidied again soon after whoever tidied it died."""

    def acquire_maintenance_lock(self) -> bool:
        """Return whether this worker may tidy the queue now."""
        client = cast("Any", self.connection)
        return bool(client.set(self.registry_cleaning_key, 1, nx=True, ex=_TIDY_LOCK_SECONDS))


class JobWorker(Worker):
    """A worker whose job, once nobody says that it goes on, is another's soon."""

    def get_heartbeat_ttl(self, job: Job, working_time: float = 0.0) -> int:
        """Return for how many seconds a sign of life holds."""
        del job, working_time
        return _JOB_MISSED_SECONDS
