"""Errors are events that carry data.

Each class has a stable `code`; `params` are the parameters of the message with that code. No HTTP
status and no words for people here.
"""

from typing import Any, ClassVar


class DomainError(Exception):
    """Base of every error a caller is expected to meet."""

    code: ClassVar[str]

    def __init__(self, **params: Any) -> None:
        self.params: dict[str, Any] = params
        super().__init__(self.code, params)


class RecordNotFound(DomainError):
    """No such record for this owner. params: kind."""

    code = "work.not_found"


class VersionConflict(DomainError):
    """Somebody else wrote first. params: current (the stored version)."""

    code = "work.version_conflict"


class QuotaReached(DomainError):
    """The owner keeps as many as allowed. params: kind, limit."""

    code = "work.quota"


class StoreUnavailable(DomainError):
    """A store does not answer, or cannot write just now. params: store."""

    code = "store.unavailable"


class StoreFull(DomainError):
    """A store has no room left: nothing was written. params: store."""

    code = "store.full"


class KeyDestroyed(DomainError):
    """The key of these things is gone: they were erased, and nobody can read them again."""

    code = "vault.key_destroyed"


class NotSealedHere(DomainError):
    """What is stored does not open: it was changed, moved, or sealed under another key."""

    code = "vault.not_sealed_here"


class MasterKeyUnknown(DomainError):
    """A key is wrapped by a master key that is not in force here. params: id (16 hex digits)."""

    code = "vault.master_key_unknown"
