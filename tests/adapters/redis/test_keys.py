"""One table knows what keys are called."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

import resume_builder
from resume_builder.adapters.redis.counters import RedisCounters
from resume_builder.adapters.redis.keys import (
    KEYS,
    RATE_LIMITS,
    RECORD,
    SHARE,
    TOMBSTONES,
    TRIES,
    VIEWS,
    Key,
)
from resume_builder.adapters.redis.steps import RedisSteps
from resume_builder.adapters.redis.store import Store
from resume_builder.features.sessions.handshake import Answer
from tests.contracts.kit import Clock, Kit, Note, submission

pytestmark = pytest.mark.accounts

PACKAGE = Path(resume_builder.__file__).parent
ROOT = Path(__file__).resolve().parents[3]
DAY = timedelta(days=1)


def _pattern(key: Key) -> str:
    return re.sub("<[^>]*>", "[^:{}]+(?::[^:{}]+)?", re.escape(key.pattern))


@pytest.fixture
def store(store_urls: dict[str, str]) -> Iterator[Store]:
    """The session store."""
    store = Store(store_urls["session"], "session")
    yield store
    store.close()


def test_a_key_is_made_of_its_parts() -> None:
    """Parts go where the pattern names them, as they are."""
    assert RECORD.of("s:abc", "resume", "x_-1") == "{s:abc}:work:resume:x_-1"
    assert RECORD.of("a{b", "<k>", "{}") == "{a{b}:work:<k>:{}"


def test_names_and_patterns_are_unique() -> None:
    """No two rows speak of one key."""
    assert len({key.name for key in KEYS}) == len({key.pattern for key in KEYS}) == len(KEYS)


def test_every_row_says_how_it_is_sealed() -> None:
    """Or why that is not needed."""
    assert [row.name for row in KEYS if not row.encryption] == []


def test_keys_of_one_owner_share_a_hash_tag() -> None:
    """So that one script may change them, on a cluster, too."""
    alone = {"tries", "rate limits", "claim", "invitation", "site's key", "tombstones"}
    alone |= {
        "catalogue",
        "files due",
        "mail",
        "mails due",
        "mails shown",
        "mails failed",
        "jobs",
        "scheduler",
        "share",
        "views",
    }
    for key in KEYS:
        if key.name not in alone:
            tag = "{u:<account id>}" if key.store == "auth" else "{<owner>}"
            assert key.pattern.startswith(tag), key.name


def test_key_text_stands_in_the_table_alone() -> None:
    """No other file spells a key."""
    marks = {mark for key in KEYS for mark in re.findall(r":[a-z]+", key.pattern)}
    marks |= {'"LIMITS:', '"tries:', "{s:", "{u:", '"{e:', '"{i:'}
    pattern = re.compile("|".join(rf"(?<![a-z]){re.escape(mark)}(?![a-z])" for mark in marks))
    spelled = [
        f"{file.relative_to(PACKAGE)}: {line.strip()}"
        for file in PACKAGE.rglob("*.py")
        if file.relative_to(PACKAGE).as_posix() != "adapters/redis/keys.py"
        for line in file.read_text(encoding="utf-8").splitlines()
        if pattern.search(line)
    ]
    assert spelled == []


def test_the_page_is_current() -> None:
    """docs/redis-keys.md says what the table says."""
    tool = ROOT / "tools" / "write_keys_page.py"
    assert subprocess.run([sys.executable, tool, "--check"], check=False).returncode == 0


def test_every_key_that_is_written_is_in_the_table_and_ends(store: Store) -> None:
    """A session with something of everything keeps no key without a row or without an end."""
    clock = Clock()
    kit = _Kit(clock, store)
    kit.fill()
    names = kit.keys_of(kit.session.owner)
    rows = {row.name for row in KEYS for name in names if re.fullmatch(_pattern(row), name)}
    beside = {RATE_LIMITS.name, TRIES.name, TOMBSTONES.name, SHARE.name, VIEWS.name}
    assert rows == {row.name for row in KEYS if row.store not in ("auth", "queue")} - beside
    for name in names:
        matching = [row for row in KEYS if re.fullmatch(_pattern(row), name)]
        assert matching, name
        assert cast("int", store.call("PTTL", name)) > 0, name
        kind = cast("bytes", store.call("TYPE", name)).decode()
        assert {"zset": "sorted set"}.get(kind, kind) in {row.type for row in matching}, name


class _Kit(Kit):
    """A session with something of everything."""

    def __init__(self, clock: Clock, store: Store) -> None:
        super().__init__("valkey", clock, None, store)
        self.counters = RedisCounters(store)
        # A session that has changed its id has its key beside it.
        self.session = self.sessions().rotate(self.open())

    def fill(self) -> None:
        handshakes, session = self.handshakes(), self.session
        (token,) = handshakes.issue(session, ["edit"])
        sent = submission(session, token.token)
        handshakes.check(session, sent)
        handshakes.keep_answer(session, sent, Answer(200, (), b"done"))
        self.records().add(session.owner, Note(id="n", text="mine"))
        self.passcodes.put(session.owner, "sign_up", "hash", self.clock() + DAY, 5)
        self.challenges.put(session.owner, "sign_in", "value", DAY)
        RedisSteps(self.store).put(session.tag, "{}", DAY)
        self.counters.take(session.owner.tag, "tailor", 5, self.clock() + DAY)
