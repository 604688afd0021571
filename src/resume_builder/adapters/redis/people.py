"""The stores of accounts together, on Redis."""

from dataclasses import dataclass

from resume_builder.adapters.redis import keys
from resume_builder.adapters.redis.accounts import RedisAccounts, RedisDevices
from resume_builder.adapters.redis.audit import RedisAudit
from resume_builder.adapters.redis.claims import RedisClaims, RedisInvitations
from resume_builder.adapters.redis.credentials import RedisCredentials
from resume_builder.adapters.redis.passcodes import RedisChallenges, RedisPasscodes
from resume_builder.adapters.redis.sessions import RedisSessions
from resume_builder.adapters.redis.steps import RedisSteps, RedisTries
from resume_builder.adapters.redis.store import Store
from resume_builder.ports import Owner


class RedisPeople:
    """What is kept of people who sign in, in both stores."""

    def __init__(self, session: Store, auth: Store, sessions: RedisSessions) -> None:
        self.passcodes = RedisPasscodes(session)
        self.challenges = RedisChallenges(session)
        self.steps = RedisSteps(session)
        self.tries = RedisTries(session)
        self.sessions = RedisLiveSessions(session, sessions)
        self.accounts = RedisAccounts(auth)
        self.credentials = RedisCredentials(auth)
        self.claims = RedisClaims(auth)
        self.devices = RedisDevices(auth)
        self.invitations = RedisInvitations(auth)
        self.audit = RedisAudit(auth)


@dataclass(frozen=True, slots=True)
class RedisLiveSessions:
    """Sessions by their tag alone: an account ends those of its other browsers."""

    store: Store
    sessions: RedisSessions

    def is_live(self, tag: str) -> bool:
        """Return whether the session is there."""
        return self.store.call("EXISTS", keys.SESSION.of(tag)) == 1

    def end(self, tag: str) -> None:
        """Erase the session."""
        self.sessions.erase(Owner(tag))
