"""The ways in, and what keeps others out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pyotp
import pytest

from resume_builder.adapters.credentials.argon import Argon2Hasher
from resume_builder.domain.accounts import UserKey
from resume_builder.domain.errors import DomainError
from tests.authenticators import Authenticator
from tests.people import PASSWORD, Browser, People, refusal, weak_hasher

pytestmark = pytest.mark.accounts


@pytest.fixture
def people() -> People:
    return People()


def app_of(people: People, browser: Browser) -> tuple[pyotp.TOTP, tuple[str, ...]]:
    """Set up an app; return it with the recovery codes."""
    factors = people.auth.second_factors
    app = pyotp.TOTP(factors.start_totp(browser.signed).secret)
    codes = factors.confirm_totp(browser.signed, app.at(people.clock()))
    people.wait(seconds=30)
    return app, codes


def passkey_of(people: People, browser: Browser, **how: Any) -> Authenticator:
    """Set up a passkey."""
    key, factors = Authenticator(**how), people.auth.second_factors
    credential = key.make(factors.offer_passkey(browser.signed).options)
    factors.add_passkey(browser.signed, credential, "My laptop")
    return key


def test_a_password_and_a_mailed_code(people: People) -> None:
    """The code goes to the account's address, whatever was typed."""
    owner = people.register("Ada@example.com")
    browser = people.visit()
    outcome = browser.sign_in("ada@EXAMPLE.com")
    assert (outcome.next, outcome.methods, outcome.user_key) == ("mailed_code", (), None)
    assert people.mail.sent[-1].to == "Ada@example.com"
    done = people.auth.sign_in.with_code(browser.visitor, people.mail.code())
    assert done.user_key == owner.signed.user_key


def test_a_code_signs_in_once(people: People) -> None:
    """Of many parallel requests with the right code, one gets in."""
    people.register()
    browser = people.visit()
    browser.sign_in()
    code, visitor = people.mail.code(), browser.visitor

    def enter(_: int) -> str:
        try:
            return people.auth.sign_in.with_code(visitor, code).next
        except DomainError as error:
            return error.code

    with ThreadPoolExecutor(16) as pool:
        found = sorted(pool.map(enter, range(16)))
    assert found == ["auth.no_step"] * 15 + ["signed_in"]


def test_guessing_in_parallel_stops_at_five(people: People) -> None:
    """Then the right code is too late."""
    people.register()
    browser = people.visit()
    browser.sign_in()
    code, visitor = people.mail.code(), browser.visitor
    wrong = [f"{(int(code) + n) % 10**6:06d}" for n in range(1, 101)]

    def guess(typed: str) -> str:
        return refusal(people.auth.sign_in.with_code, visitor, typed).code

    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(guess, wrong))
    judged = [c for c in found if c in ("auth.wrong_code", "auth.code_exhausted")]
    assert sorted(judged) == ["auth.code_exhausted"] + ["auth.wrong_code"] * 4
    assert refusal(people.auth.sign_in.with_code, visitor, code).code in (
        "auth.no_step",
        "auth.too_many",
    )


def test_many_codes_are_not_more_tries(people: People) -> None:
    """New codes in new sessions: the address has twenty tries an hour, over all of them."""
    people.register()
    judged = 0
    for _ in range(5):
        browser = people.visit()
        browser.sign_in()
        code = people.mail.code()
        wrong = f"{(int(code) + 1) % 10**6:06d}"
        for _ in range(5):
            found = refusal(people.auth.sign_in.with_code, browser.visitor, wrong).code
            judged += found in ("auth.wrong_code", "auth.code_exhausted")
    assert judged == 20
    assert refusal(people.visit().sign_in).code == "auth.too_many"
    people.wait(hours=1)
    assert people.visit().sign_in().next == "mailed_code"


def test_wrong_passwords_and_unknown_addresses_are_one_answer(people: People) -> None:
    """And as much work: a hash is checked either way."""
    people.register()
    counted: list[str] = []

    class Counting(Argon2Hasher):
        def verify(self, stored: str, password: str) -> bool:
            counted.append(stored[:10])
            return super().verify(stored, password)

    auth = people.make(hasher=Counting(passes=1, kibibytes=8))
    for email in ("ada@example.com", "nobody@example.com"):
        error = refusal(auth.sign_in.start, people.visit().visitor, email, "wrong" + PASSWORD)
        assert (error.code, error.params) == ("auth.wrong_credentials", {})
    assert counted == ["$argon2id$"] * 2


def test_a_password_in_another_unicode_form(people: People) -> None:
    """Keyboards differ; the person does not."""
    people.register(password="z\u00fcrich im fr\u00fchling")
    assert people.visit().sign_in(password="zu\u0308rich im fru\u0308hling").next == "mailed_code"


def test_a_hash_is_made_stronger(people: People) -> None:
    """When the settings are, at the next sign-in; the password stays."""
    owner = people.register()
    before = people.auth.directory.load(owner.signed.account_id)[1].password
    people.auth = people.make(hasher=weak_hasher(passes=2))
    people.visit().sign_in()
    after = people.auth.directory.load(owner.signed.account_id)[1].password
    assert "t=1" in before
    assert "t=2" in after
    people.visit().sign_in()
    assert people.auth.directory.load(owner.signed.account_id)[1].password == after


def test_more_hashes_than_the_machine_bears() -> None:
    """Those beyond the few that may wait are told to come back; then there is room again."""
    busy = Argon2Hasher(passes=40, kibibytes=16 * 1024, at_once=1, waiting=1)
    with ThreadPoolExecutor(12) as pool:
        tried = list(pool.map(lambda _: _code(busy.hash, "password"), range(12)))
    assert set(tried) == {"", "auth.busy"}
    assert _code(busy.hash, "password") == ""


def _code(call: Callable[[str], object], argument: str) -> str:
    try:
        call(argument)
    except DomainError as error:
        return error.code
    return ""


def test_an_app_takes_the_place_of_the_mail(people: People) -> None:
    """No code is mailed, and the mailed way is shut; a code of the app is good once."""
    owner = people.register()
    app, codes = app_of(people, owner)
    assert len(codes) == len(set(codes)) == 10
    before = len(people.mail.sent)
    browser = people.visit()
    outcome = browser.sign_in()
    assert (outcome.next, outcome.methods) == ("second_factor", ("totp", "recovery_code"))
    assert len(people.mail.sent) == before
    assert refusal(people.auth.sign_in.with_code, browser.visitor, "000000").code == "auth.no_step"
    code = app.at(people.clock())
    assert people.auth.sign_in.with_totp(browser.visitor, code).next == "signed_in"
    other = people.visit()
    other.sign_in()
    found = refusal(people.auth.sign_in.with_totp, other.visitor, code)
    assert found.code == "auth.wrong_code"


def test_a_mailed_code_does_not_outrun_a_new_factor(people: People) -> None:
    """Mailed before the app was set up, it lets nobody in after."""
    owner = people.register()
    browser = people.visit()
    browser.sign_in()
    code = people.mail.code()
    app_of(people, owner)
    assert refusal(people.auth.sign_in.with_code, browser.visitor, code).code == "auth.no_step"


def test_codes_of_an_app_are_tried_five_times(people: People) -> None:
    """In a quarter of an hour, over all sessions; the owner is told."""
    owner = people.register()
    app, _ = app_of(people, owner)
    found = []
    for _ in range(6):
        browser = people.visit()
        browser.sign_in()
        found.append(refusal(people.auth.sign_in.with_totp, browser.visitor, "000000").code)
    assert found == ["auth.wrong_code"] * 5 + ["auth.too_many"]
    assert people.mail.kinds("ada@example.com").count("wrong_codes") == 1
    people.wait(minutes=15)
    browser = people.visit()
    browser.sign_in()
    done = people.auth.sign_in.with_totp(browser.visitor, app.at(people.clock()))
    assert done.next == "signed_in"


def test_a_recovery_code_is_good_once(people: People) -> None:
    """However it is typed; the owner is told."""
    owner = people.register()
    _, codes = app_of(people, owner)
    browser = people.visit()
    browser.sign_in()
    typed = f" {codes[0].upper().replace('-', ' ')} "
    assert people.auth.sign_in.with_recovery_code(browser.visitor, typed).next == "signed_in"
    assert people.mail.kinds()[-1] == "recovery_code_used"
    other = people.visit()
    other.sign_in()
    found = refusal(people.auth.sign_in.with_recovery_code, other.visitor, codes[0])
    assert found.code == "auth.wrong_code"
    assert people.auth.second_factors.overview(owner.signed).recovery_codes == 9


def test_a_passkey_as_the_second_factor(people: People) -> None:
    """Only for the account whose password was right, with the challenge of this session."""
    owner = people.register()
    key = passkey_of(people, owner, verifies=False)
    browser = people.visit()
    assert browser.sign_in().methods == ("passkey", "recovery_code")
    offered = people.auth.sign_in.offer_passkey(browser.visitor)
    done = people.auth.sign_in.with_passkey(browser.visitor, key.use(offered.options))
    assert done.user_key == owner.signed.user_key
    again = refusal(people.auth.sign_in.with_passkey, browser.visitor, key.use(offered.options))
    assert again.code == "auth.no_step"
    stranger = people.register("eve@example.com")
    passkey_of(people, stranger)
    other = people.visit()
    other.sign_in("eve@example.com")
    offered = people.auth.sign_in.offer_passkey(other.visitor)
    found = refusal(people.auth.sign_in.with_passkey, other.visitor, key.use(offered.options))
    assert found.code == "auth.passkey_refused"


def test_a_passkey_alone(people: People) -> None:
    """Where it verified the person; no password, no mail."""
    owner = people.register()
    key = passkey_of(people, owner)
    browser = people.visit()
    offered = people.auth.sign_in.offer_passkey(browser.visitor)
    done = people.auth.sign_in.with_passkey(browser.visitor, key.use(offered.options))
    assert done.user_key == owner.signed.user_key
    (passkey, name) = people.auth.second_factors.overview(owner.signed).passkeys[0]
    assert (name, passkey.sign_count) == ("My laptop", 1)
    assert passkey.last_used_at == people.clock()
    assert "My laptop" not in passkey.name


def _forge(key: Authenticator, how: str) -> Authenticator:
    match how:
        case "origin":
            key.origin = "http://evil.example"
        case "host":
            key.rp_id = "evil.example"
        case "unverified":
            key.verifies = False
        case "key":
            key.key = Authenticator().key
        case "id":
            key.id = b"another"
        case "account":
            key.user = b"nobody"
        case "no account":
            key.user = b""
        case _:
            key.count = -1
    return key


@pytest.mark.parametrize(
    "how", ["origin", "host", "unverified", "key", "id", "account", "no account", "count"]
)
def test_passkeys_that_do_not_hold(people: People, how: str) -> None:
    """Another site, another key, nobody verified, a copy that counts behind."""
    owner = people.register()
    key = passkey_of(people, owner)
    for _ in range(2):
        browser = people.visit()
        options = people.auth.sign_in.offer_passkey(browser.visitor).options
        people.auth.sign_in.with_passkey(browser.visitor, key.use(options))
    browser = people.visit()
    options = people.auth.sign_in.offer_passkey(browser.visitor).options
    forged = _forge(key, how).use(options)
    found = refusal(people.auth.sign_in.with_passkey, browser.visitor, forged)
    assert found.code == "auth.passkey_refused"


def test_an_answer_to_another_challenge(people: People) -> None:
    """One recorded elsewhere opens nothing."""
    owner = people.register()
    key = passkey_of(people, owner)
    browser, other = people.visit(), people.visit()
    options = people.auth.sign_in.offer_passkey(browser.visitor).options
    people.auth.sign_in.offer_passkey(other.visitor)
    found = refusal(people.auth.sign_in.with_passkey, other.visitor, key.use(options))
    assert found.code == "auth.passkey_refused"


@pytest.mark.parametrize(
    "credential",
    [
        {},
        {"id": 5},
        {"id": "!!", "response": {}},
        {"id": "aGk", "response": []},
        {"id": "aGk", "response": {"userHandle": "w7w"}},
        {"id": "aGk", "rawId": "aGk", "type": "public-key", "response": {"userHandle": "aGk"}},
    ],
)
def test_no_credential_at_all(people: People, credential: dict[str, Any]) -> None:
    """Whatever is sent is refused, and nothing breaks."""
    people.register()
    browser = people.visit()
    people.auth.sign_in.offer_passkey(browser.visitor)
    found = refusal(people.auth.sign_in.with_passkey, browser.visitor, credential)
    assert found.code == "auth.passkey_refused"


def test_a_disabled_account_is_told_to_who_knows_the_password(people: People) -> None:
    """Nobody else learns of it, and its sessions are over."""
    owner = people.register()
    people.stores.accounts.set_state(owner.signed.account_id, "disabled")
    assert refusal(people.visit().sign_in).code == "auth.account_disabled"
    wrong = refusal(people.visit().sign_in, "ada@example.com", "wrong" + PASSWORD)
    assert wrong.code == "auth.wrong_credentials"
    people.wait(seconds=1)
    assert people.auth.watch.standing(owner.signed.user_key) is None


def test_an_epoch_ends_sessions_within_a_second(people: People) -> None:
    """What was known for less than that may still be believed."""
    owner = people.register()
    key = owner.signed.user_key
    assert people.auth.watch.standing(key) is not None
    people.stores.accounts.raise_epoch(key.account_id)
    people.wait(seconds=1)
    assert people.auth.watch.standing(key) is None
    newer = UserKey(key.account_id, key.epoch + 1)
    assert people.auth.watch.standing(newer) is not None
    assert people.auth.watch.standing(UserKey("nobody", 1)) is None


def test_a_new_browser_is_told_of(people: People) -> None:
    """One that is like a known one is not."""
    owner = people.register()
    for device in ("Firefox on Linux", "Safari on iPhone"):
        browser = people.visit(device=device)
        browser.sign_in()
        browser.enter(people.auth.sign_in.with_code(browser.visitor, people.mail.code()))
    notices = [m for m in people.mail.sent if m.variables.get("kind") == "new_sign_in"]
    assert [m.variables["device"] for m in notices] == ["Firefox on Linux", "Safari on iPhone"]
    assert {d.name for d in people.auth.devices.live(owner.signed)} == {
        "Firefox on Linux",
        "Safari on iPhone",
    }


def test_network_guard_counts_over_addresses(people: People) -> None:
    """Trying one password on many accounts ends, from that network."""
    found = [
        refusal(people.visit().sign_in, f"user{n}@example.com", PASSWORD).code for n in range(301)
    ]
    assert found == ["auth.wrong_credentials"] * 300 + ["auth.too_many"]
    elsewhere = people.visit(network="203.0.113.5")
    found = refusal(elsewhere.sign_in, "user@example.com", PASSWORD)
    assert found.code == "auth.wrong_credentials"


def test_a_session_in_use_is_seen(people: People) -> None:
    """Written down once an hour, and not for each request."""
    owner = people.register()
    seen, devices = people.auth.seen, people.auth.devices
    (first,) = devices.live(owner.signed)
    people.wait(minutes=59)
    seen.note(owner.signed)
    assert devices.live(owner.signed) == (first,)
    people.wait(minutes=60)
    seen.note(owner.signed)
    (later,) = devices.live(owner.signed)
    assert later.seen_at == people.clock()
    assert later.created_at == first.created_at


def test_devices_that_ended_by_themselves_are_forgotten(people: People) -> None:
    """A session that ran out is in no list."""
    owner = people.register()
    other = people.visit()
    other.sign_in()
    other.enter(people.auth.sign_in.with_code(other.visitor, people.mail.code()))
    assert len(people.auth.devices.live(owner.signed)) == 2
    people.sessions.end(other.session)
    assert len(people.auth.devices.live(owner.signed)) == 1
    assert len(people.stores.devices.list(owner.signed.account_id)) == 1


def test_fifty_sessions_at_most(people: People) -> None:
    """The one seen least lately ends when another comes."""
    owner = people.register()
    first = people.visit()
    for number in range(50):
        browser = first if number == 0 else people.visit()
        people.wait(hours=2)
        browser.sign_in()
        browser.enter(people.auth.sign_in.with_code(browser.visitor, people.mail.code()))
    live = people.auth.devices.live(browser.signed)
    assert len(live) == 50
    assert owner.session.tag not in {device.tag for device in live}


def test_who_gets_in_is_mailed_as_often_as_needed(people: People) -> None:
    """A right code begins the count of mails anew, up to those of a day."""
    people.register()
    for number in range(20):
        browser = people.visit()
        assert browser.sign_in().next == "mailed_code", number
        people.auth.sign_in.with_code(browser.visitor, people.mail.code())
    assert refusal(people.visit().sign_in).code == "auth.too_many"
    people.wait(hours=24)
    assert people.visit().sign_in().next == "mailed_code"
