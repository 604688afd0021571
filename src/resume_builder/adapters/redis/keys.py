"""Every key in the stores: the one place that knows what a key is called.

`docs/redis-keys.md` is written from this table. The braces are a hash tag: all keys of one session
lie on one slot, so that one script may change several of them.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

StoreName = Literal["session", "auth", "session; accounts: auth", "both", "queue"]


@dataclass(frozen=True, slots=True)
class Key:
    """One row of the table. `<...>` in the pattern are the parts that differ from key to key."""

    name: str
    pattern: str
    type: str
    holds: str
    ttl: str
    owner: str
    store: StoreName
    cleared: str
    encryption: str = ""

    def of(self, *parts: str) -> str:
        """Return the key for the given parts, in the pattern's order."""
        return _template(self.pattern).format(*parts)


@cache
def _template(pattern: str) -> str:
    """Return the pattern for str.format: braces stay braces, each <part> is a field."""
    return re.sub("<[^>]*>", "{}", pattern.replace("{", "{{").replace("}", "}}"))


_SESSION_TTL = "the session's: 30 days from its last use, never for a site of one person"
_WORK_TTL = f"{_SESSION_TTL}; an account's: none"

SESSION = Key(
    name="session",
    pattern="{<owner>}",
    type="hash",
    holds="the eleven fields of the session record",
    ttl=_SESSION_TTL,
    owner="adapters/redis/sessions.py",
    store="session",
    cleared="the session ends, changes its id or runs out",
    encryption="sealed: the fields that speak of the person, by the session's key",
)
TOKENS = Key(
    name="tokens",
    pattern="{<owner>}:csrf",
    type="hash",
    holds="digest of a token → spent or not, its end, client_uuid, operation; 64 live, 64 spent",
    ttl="4 h from the last token",
    owner="adapters/redis/handshakes.py",
    store="session",
    cleared="the session ends or changes its id",
    encryption="none: digests and random ids",
)
PASSCODE = Key(
    name="passcode",
    pattern="{<owner>}:passcode",
    type="hash",
    holds="purpose and tries left of the code whose keyed hash is auth_code",
    ttl="an hour after the code's end",
    owner="adapters/redis/passcodes.py",
    store="session",
    cleared="the code is taken or out of tries; the session ends or changes its id",
    encryption="none: a purpose and a number",
)
CHALLENGE = Key(
    name="challenge",
    pattern="{<owner>}:challenge",
    type="hash",
    holds="purpose and value of a pending challenge",
    ttl="as asked, minutes",
    owner="adapters/redis/passcodes.py",
    store="session",
    cleared="it is taken; the session ends or changes its id",
    encryption="none: a random value",
)
ANSWERS = Key(
    name="answers",
    pattern="{<owner>}:idem",
    type="sorted set",
    holds="digests of the idempotency keys by time of their first use, 32 at most",
    ttl="24 h from the last one",
    owner="adapters/redis/handshakes.py",
    store="session",
    cleared="the session ends or changes its id",
    encryption="none: digests",
)
ANSWER = Key(
    name="answer",
    pattern="{<owner>}:idem:<key digest>",
    type="hash",
    holds="fingerprint, token, state and, once there is one, the first answer (≤ 256 KB)",
    ttl="24 h",
    owner="adapters/redis/handshakes.py",
    store="session",
    cleared="32 newer ones came; the session ends or changes its id",
    encryption="sealed: the answer, by the session's key",
)
USAGE = Key(
    name="usage",
    pattern="{<owner>}:work",
    type="hash",
    holds="kind:id of every record → its bytes, and their total",
    ttl=_WORK_TTL,
    owner="adapters/redis/records.py",
    store="session; accounts: auth",
    cleared="the session or the account ends",
    encryption="none: random ids and sizes",
)
INDEX = Key(
    name="index",
    pattern="{<owner>}:work:<kind>",
    type="sorted set",
    holds="ids of the records of one kind, in the order of adding",
    ttl=_WORK_TTL,
    owner="adapters/redis/records.py",
    store="session; accounts: auth",
    cleared="its last record is deleted; the session or the account ends",
    encryption="none: random ids",
)
RECORD = Key(
    name="record",
    pattern="{<owner>}:work:<kind>:<id>",
    type="hash",
    holds="version, and value: JSON, compressed by zlib where that is smaller, sealed",
    ttl=_WORK_TTL,
    owner="adapters/redis/records.py",
    store="session; accounts: auth",
    cleared="it is deleted; the session or the account ends",
    encryption="sealed: value, by the session's key or the account's",
)
SESSION_KEY = Key(
    name="session key",
    pattern="{<owner>}:key",
    type="string",
    holds="the session's key, once the session's id has changed: what is kept was sealed under it",
    ttl=_SESSION_TTL,
    owner="adapters/redis/sessions.py",
    store="session",
    cleared="the session ends",
    encryption="sealed, by a key made from the cookie's secret",
)
DATA_KEY = Key(
    name="account's key",
    pattern="{u:<account id>}:key",
    type="string",
    holds="id of a master key, and the account's key wrapped by it",
    ttl="none",
    owner="adapters/redis/wrapped_keys.py",
    store="auth",
    cleared="the account is erased",
    encryption="wrapped, by a master key that no store holds",
)
SITE_KEY = Key(
    name="site's key",
    pattern="{site:<use>}:key",
    type="string",
    holds="as the account's key: for mail that waits, for what guests share, for keyed hashes",
    ttl="none",
    owner="adapters/redis/wrapped_keys.py",
    store="auth",
    cleared="never",
    encryption="wrapped, by a master key that no store holds",
)
TOMBSTONES = Key(
    name="tombstones",
    pattern="tombstones",
    type="sorted set",
    holds="ids of erased accounts by the time of their erasure: a restored backup is told of them",
    ttl="none",
    owner="adapters/redis/erasing.py",
    store="both",
    cleared="never",
    encryption="none: random ids of what is gone",
)
FILES_DUE = Key(
    name="files due",
    pattern="files:due",
    type="string",
    holds="that the store's files hold an erased account's wrapped key until they are written anew",
    ttl="none; a minute or two",
    owner="adapters/redis/erasing.py",
    store="auth",
    cleared="the files are written anew",
    encryption="none: a random id",
)
STEP = Key(
    name="step",
    pattern="{<owner>}:step",
    type="string",
    holds="JSON of the step of a sign-in that waits: which account, what is asked for next",
    ttl="10 min",
    owner="adapters/redis/steps.py",
    store="session",
    cleared="the step is done; the session ends or changes its id",
    encryption="none: an account's random id and a word",
)
TRIES = Key(
    name="tries",
    pattern="tries:<keyed hash>",
    type="string",
    holds="how often something was tried (a password, a code) in a window of time",
    ttl="the window: 15 min to 24 h",
    owner="adapters/redis/steps.py",
    store="session",
    cleared="the window passes; the right one was typed",
    encryption="none: a keyed hash and a number",
)
ACCOUNT = Key(
    name="account",
    pattern="{u:<account id>}",
    type="hash",
    holds="role, state, epoch, created_at, consent, keyed hash of the address, sealed profile",
    ttl="none; 3 h while the account is being made",
    owner="adapters/redis/accounts.py",
    store="auth",
    cleared="the account is erased",
    encryption="sealed: the profile, by the account's key; keyed hash: the address",
)
CREDENTIALS = Key(
    name="credentials",
    pattern="{u:<account id>}:auth",
    type="hash",
    holds="Argon2id hash, sealed secret of an app and its last step, keyed hashes of recovery "
    "codes, passkeys",
    ttl="none; 3 h while the account is being made",
    owner="adapters/redis/credentials.py",
    store="auth",
    cleared="the account is erased",
    encryption="Argon2id, keyed hashes; sealed: the secret of an app, by the account's key",
)
DEVICES = Key(
    name="devices",
    pattern="{u:<account id>}:sessions",
    type="hash",
    holds="short id of a signed-in session → sealed JSON: its tag, its browser, its times; ≤ 50",
    ttl="none",
    owner="adapters/redis/accounts.py",
    store="auth",
    cleared="the session ends; the account is erased",
    encryption="sealed, by the account's key",
)
AUDIT = Key(
    name="audit",
    pattern="{u:<account id>}:audit",
    type="stream",
    holds="the account's log: kind, and sealed JSON of browser and details",
    ttl="none; lines of more than 365 days are trimmed",
    owner="adapters/redis/audit.py",
    store="auth",
    cleared="the account is erased",
    encryption="sealed: browser and details, by the account's key",
)
CLAIM = Key(
    name="claim",
    pattern="{e:<keyed hash>}",
    type="string",
    holds="the id of the account that has the address",
    ttl="none; 10 min while the account is being made or moved",
    owner="adapters/redis/claims.py",
    store="auth",
    cleared="the account moves to another address or is erased",
    encryption="keyed hash of the address; a random id",
)
INVITATION = Key(
    name="invitation",
    pattern="{i:<keyed hash>}",
    type="hash",
    holds="role, uses left, and who used it",
    ttl="as asked, a year at most",
    owner="adapters/redis/claims.py",
    store="auth",
    cleared="it ends",
    encryption="keyed hash of the code; random ids",
)
MAIL = Key(
    name="mail",
    pattern="{m:<id>}",
    type="hash",
    holds="a mail on its way, sealed under a key of the site; which attempt has it, until when",
    ttl="none until it is sent; 7 d in the outbox; 30 d for the reason why it did not go",
    owner="adapters/redis/mails.py",
    store="auth",
    cleared="it is sent; what it says goes when it is given up, too",
    encryption="sealed, under the site's own key for mail; once given up, the reason alone",
)
MAILS_DUE = Key(
    name="mails due",
    pattern="mails:due",
    type="sorted set",
    holds="ids of the mails on their way, by when to look after them",
    ttl="none; a mail is sent or given up in 2 d",
    owner="adapters/redis/mails.py",
    store="auth",
    cleared="the mail is sent, shown or given up",
    encryption="none: random ids",
)
MAILS_SHOWN = Key(
    name="mails shown",
    pattern="mails:shown",
    type="sorted set",
    holds="ids of the mails in the outbox of a site without a mail server, by their time",
    ttl="none; trimmed to 7 d",
    owner="adapters/redis/mails.py",
    store="auth",
    cleared="they are older than 7 d",
    encryption="none: random ids",
)
MAILS_FAILED = Key(
    name="mails failed",
    pattern="mails:failed",
    type="sorted set",
    holds="ids of the mails that were given up, by their time",
    ttl="none; trimmed to 30 d",
    owner="adapters/redis/mails.py",
    store="auth",
    cleared="they are older than 30 d",
    encryption="none: random ids",
)
CATALOGUE = Key(
    name="catalogue",
    pattern="catalogue",
    type="hash",
    holds="version, and value: models of vendors with their prices, and notes for the operator, as "
    "JSON compressed by zlib; 100 KB",
    ttl="none; one, replaced at each refresh",
    owner="adapters/redis/catalogue.py",
    store="auth",
    cleared="never",
    encryption="none: public lists",
)
JOBS = Key(
    name="jobs",
    pattern="rq:<what>",
    type="of the library RQ",
    holds="jobs that wait or run, each by the name of the work and one id; the workers there are",
    ttl="jobs: none until done, then none kept; 1 min when they failed; workers: 25 s",
    owner="adapters/rq",
    store="queue",
    cleared="the job is done",
    encryption="none: names of work and random ids",
)
SCHEDULER = Key(
    name="scheduler",
    pattern="scheduler:<lock or last>",
    type="string; last: hash",
    holds="which scheduler has its turn; when each job was put in last",
    ttl="lock: 10 s from its last renewal; last: none, a number a job",
    owner="adapters/rq/scheduler.py",
    store="queue",
    cleared="the scheduler stops",
    encryption="none: random ids and numbers",
)
RATE_LIMITS = Key(
    name="rate limits",
    pattern="LIMITS:LIMITER/rate/<client>/<limit>",
    type="list",
    holds="times of the recent calls of one session, or of a network without one",
    ttl="the limit's window",
    owner="web/limits.py",
    store="session",
    cleared="the window passes",
    encryption="a network: keyed hash; none else: digests and times of the last minute",
)

ALLOWANCE = Key(
    name="allowance",
    pattern="{<owner>}:allowance:<counter>",
    type="string",
    holds="how often an action was done; the counter names the action and the day or month",
    ttl="the end of the period",
    owner="adapters/redis/counters.py",
    store="session",
    cleared="the period ends",
    encryption="none: a digest or a random id, and a number",
)

SHARE = Key(
    name="share",
    pattern="{share:<keyed hash>}",
    type="hash",
    holds="whose and of which document a link is, and what it shows: file, pages, text, password's "
    "Argon2id hash",
    ttl="the link's end, 90 d at most",
    owner="adapters/redis/shares.py",
    store="session; accounts: auth",
    cleared="the link is taken back; the document, the session or the account ends",
    encryption="keyed hash of the token; sealed twice: by a key made from the token, and by the "
    "account's, or of a guest the site's for links",
)
VIEWS = Key(
    name="views",
    pattern="{share:<keyed hash>}:views",
    type="set",
    holds="who looked, where the owner counts: keyed hashes of link and session, 10,000 at most",
    ttl="the link's",
    owner="adapters/redis/shares.py",
    store="session; accounts: auth",
    cleared="as the share",
    encryption="keyed hashes that differ from link to link",
)

KEYS: tuple[Key, ...] = (
    SESSION,
    TOKENS,
    PASSCODE,
    CHALLENGE,
    ANSWERS,
    ANSWER,
    USAGE,
    INDEX,
    RECORD,
    STEP,
    TRIES,
    ACCOUNT,
    CREDENTIALS,
    DEVICES,
    AUDIT,
    CLAIM,
    INVITATION,
    SESSION_KEY,
    DATA_KEY,
    SITE_KEY,
    TOMBSTONES,
    FILES_DUE,
    MAIL,
    MAILS_DUE,
    MAILS_SHOWN,
    MAILS_FAILED,
    CATALOGUE,
    JOBS,
    SCHEDULER,
    RATE_LIMITS,
    ALLOWANCE,
    SHARE,
    VIEWS,
)
