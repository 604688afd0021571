"""Sessions: opening, loading, keeping and ending them."""

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from resume_builder.domain.accounts import Role
from resume_builder.features.sessions.errors import SessionMissing
from resume_builder.features.sessions.ports import SessionStore
from resume_builder.features.sessions.record import (
    Changes,
    CurrentPosting,
    CurrentResume,
    SessionRecord,
)
from resume_builder.features.sessions.sealing import key_of
from resume_builder.ports import Clock, NewId, Owner

KEEP = timedelta(days=30)
# Renewing writes to every record of the session, so it is done once an hour at most: the date a
# person is shown is at most an hour too early.
RENEW_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Current:
    """The ids of what the person last worked on."""

    resume_id: str | None = None
    posting_id: str | None = None
    tailoring_id: str | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A live session. `id` is the cookie's value: a secret.

    `own` is the session itself, under which its fields, tokens and codes are kept. `owner` is whose
    work is seen: the account's when somebody is signed in, else the session's own. `role` is the
    account's.
    """

    id: str
    own: Owner
    record: SessionRecord
    expires_at: datetime | None
    opened: bool = False
    role: Role = "guest"

    @property
    def tag(self) -> str:
        """What stores know the session by."""
        return self.own.tag

    @property
    def owner(self) -> Owner:
        """Whose records the session works on."""
        account_id = self.record.account_id
        return self.own if account_id is None else Owner(f"u:{account_id}")

    @property
    def current(self) -> Current:
        """The current ids, as the record names them."""
        resume, posting = self.record.resume_sections, self.record.job_description
        return Current(
            resume_id=resume.id if resume else None,
            posting_id=posting.id if posting else None,
            tailoring_id=posting.tailoring_id if posting else None,
        )


def digest(secret: str) -> str:
    """Return the SHA-256 of a secret, URL-safe: stores know secrets by this alone."""
    raw = hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def owner_of(session_id: str) -> Owner:
    """Return the owner that a session id stands for."""
    return Owner(f"s:{digest(session_id)}", key_of(session_id))


@dataclass(frozen=True, slots=True)
class Sessions:
    """Sessions and their records. `keep` is how long one lives from its last use; None: for ever.

    `new_id` gives at least 128 bits. Every method raises StoreUnavailable or StoreFull.
    """

    store: SessionStore
    now: Clock
    new_id: NewId
    keep: timedelta | None = KEEP

    def open(self) -> Session:
        """Return a new session of its own."""
        session_id, record = self.new_id(), SessionRecord(client_uuid=self.new_id())
        owner = owner_of(session_id)
        self.store.create(owner, record, self.keep)
        return Session(session_id, owner, record, self._end(), opened=True)

    def load(self, cookie: str | None) -> Session:
        """Return the session of a cookie, and renew it when that is due. Raises SessionMissing."""
        stored = self.store.load(owner_of(cookie)) if cookie else None
        if cookie is None or stored is None:
            raise SessionMissing
        left = stored.left
        if self._is_due(left):
            self.store.renew(stored.owner, self.keep)
            left = self.keep
        ends = None if left is None else self.now() + left
        return Session(cookie, stored.owner, stored.record, ends)

    def load_or_open(self, cookie: str | None) -> Session:
        """Return the cookie's session, a new one when there is none. `opened` tells which."""
        try:
            return self.load(cookie)
        except SessionMissing:
            return self.open()

    def rotate(self, session: Session) -> Session:
        """Return the same session under a new id and client_uuid; the old id and tokens are void.

        For sign-in and every change of rights. Raises SessionMissing.
        """
        session_id, client_uuid = self.new_id(), self.new_id()
        owner = owner_of(session_id)
        if not self.store.rotate(session.own, owner, client_uuid):
            raise SessionMissing
        record = session.record.model_copy(
            update={
                "client_uuid": client_uuid,
                "csrf_token": None,
                "auth_code": None,
                "auth_expiry": None,
            }
        )
        return Session(session_id, Owner(owner.tag, session.own.key), record, session.expires_at)

    def end(self, session: Session) -> None:
        """Erase the session and everything kept for it."""
        self.store.erase(session.own)

    def write(self, session: Session, changes: Changes) -> Session:
        """Write fields, each on its own; None clears one. Raises SessionMissing.

        Returns the session with the changes in it.
        """
        if not self.store.write(session.own, changes):
            raise SessionMissing
        cleared = {"user_auth": False, "resume_provided": False}
        update = {k: cleared.get(k) if v is None else v for k, v in changes.items()}
        return replace(session, record=session.record.model_copy(update=update))

    def set_current_resume(self, session: Session, resume: CurrentResume | None) -> Session:
        """Say which résumé the person works on; None when it was deleted."""
        provided = True if resume else None
        return self.write(session, {"resume_sections": resume, "resume_provided": provided})

    def set_current_posting(self, session: Session, posting: CurrentPosting | None) -> Session:
        """Say which posting the person works on, and so that no tailoring is current."""
        return self.write(session, {"job_description": posting})

    def set_current_tailoring(
        self, session: Session, *, tailoring_id: str, resume_id: str, posting_id: str
    ) -> Session:
        """Say which tailoring the person works on, and so which résumé and posting."""
        resume, posting = session.record.resume_sections, session.record.job_description
        if resume is None or resume.id != resume_id:
            resume = CurrentResume(id=resume_id)
        if posting is None or posting.id != posting_id:
            posting = CurrentPosting(id=posting_id)
        posting = posting.model_copy(update={"tailoring_id": tailoring_id})
        changes: Changes = {"resume_sections": resume, "resume_provided": True}
        return self.write(session, {**changes, "job_description": posting})

    def forget(self, session: Session, record_id: str) -> Session:
        """Stop calling a record current: it was deleted."""
        resume, posting = session.record.resume_sections, session.record.job_description
        if resume and resume.id == record_id:
            return self.set_current_resume(session, None)
        if posting and posting.id == record_id:
            return self.set_current_posting(session, None)
        if posting and posting.tailoring_id == record_id:
            return self.set_current_posting(
                session, posting.model_copy(update={"tailoring_id": None})
            )
        return session

    def _end(self) -> datetime | None:
        return None if self.keep is None else self.now() + self.keep

    def _is_due(self, left: timedelta | None) -> bool:
        if self.keep is None or left is None:
            return self.keep != left
        return left < self.keep - min(RENEW_EVERY, self.keep / 2)
