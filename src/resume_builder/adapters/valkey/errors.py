"""Why the embedded stores do not run."""

from resume_builder.domain.errors import DomainError


class NoServer(DomainError):
    """There is no Valkey or Redis program on this machine."""

    code = "store.no_server"


class FolderInUse(DomainError):
    """Another launcher runs the stores of this folder. params: folder."""

    code = "store.folder_in_use"


class FolderNotOurs(DomainError):
    """The folder for sockets is somebody else's, or open to others. params: folder."""

    code = "store.folder_not_ours"


class NotStarted(DomainError):
    """A store did not come up. params: store, reason (its last log line), log (its log file)."""

    code = "store.not_started"
