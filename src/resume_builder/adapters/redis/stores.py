"""Both stores together, as the services take them."""

from typing import TypeVar

from resume_builder.adapters.redis.catalogue import RedisCatalogue
from resume_builder.adapters.redis.counters import RedisCounters
from resume_builder.adapters.redis.erasing import RedisErasing
from resume_builder.adapters.redis.handshakes import RedisHandshakes
from resume_builder.adapters.redis.mails import RedisMails
from resume_builder.adapters.redis.passcodes import RedisChallenges, RedisPasscodes
from resume_builder.adapters.redis.people import RedisPeople
from resume_builder.adapters.redis.records import RedisRecords
from resume_builder.adapters.redis.servers import RedisServers
from resume_builder.adapters.redis.sessions import RedisSessions
from resume_builder.adapters.redis.shares import RedisShares
from resume_builder.features.sessions.limits import RecordLimits
from resume_builder.features.sessions.ports import KeptRecord
from resume_builder.ports import Vault

R = TypeVar("R", bound=KeptRecord)


class RedisStores:
    """What is kept in the session store and the auth store, sealed by `vault`."""

    def __init__(self, servers: RedisServers, vault: Vault) -> None:
        self._servers = servers
        self._vault = vault
        self.sessions = RedisSessions(servers.session, vault)
        self.handshakes = RedisHandshakes(servers.session, vault)
        self.passcodes = RedisPasscodes(servers.session)
        self.mails = RedisMails(servers.auth)
        self.challenges = RedisChallenges(servers.session)
        self.people = RedisPeople(servers.session, servers.auth, self.sessions)
        self.erasing = RedisErasing(servers.session, servers.auth)
        self.counters = RedisCounters(servers.session)
        self.catalogue = RedisCatalogue(servers.auth)
        self.shares = RedisShares(servers.session, servers.auth)

    def records(self, kind: str, model: type[R], limits: RecordLimits) -> RedisRecords[R]:
        """Return the store of one kind of work: guests' lies with their session."""
        servers = self._servers
        return RedisRecords(servers.session, servers.auth, kind, model, limits, self._vault)

    def check(self) -> None:
        """Raise StoreUnavailable when a store does not answer."""
        self._servers.check()

    def close(self) -> None:
        """Close every connection."""
        self._servers.close()
