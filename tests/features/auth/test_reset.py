"""A forgotten password, another address, second factors that come and go."""

import pyotp
import pytest

from tests.features.auth.test_sign_in import app_of, passkey_of
from tests.people import PASSWORD, People, refusal

pytestmark = pytest.mark.accounts

NEW = "nine green bottles on a wall"


@pytest.fixture
def people() -> People:
    return People()


def test_a_reset_ends_every_session(people: People) -> None:
    """Then the new password holds, and the owner is told."""
    owner = people.register()
    key = owner.signed.user_key
    browser = people.visit()
    assert people.auth.reset.start(browser.visitor, "ada@example.com").next == "reset_code"
    done = people.auth.reset.confirm(browser.visitor, people.mail.code(), NEW)
    assert done.next == "signed_in"
    assert done.user_key is not None
    assert done.user_key.epoch == key.epoch + 1
    people.wait(seconds=1)
    assert people.auth.watch.standing(key) is None
    assert refusal(people.visit().sign_in).code == "auth.wrong_credentials"
    assert people.visit().sign_in(password=NEW).next == "mailed_code"
    assert "password_reset" in people.mail.kinds("ada@example.com")
    assert people.events(key.account_id)[-1] == "password_reset"


def test_a_reset_asks_for_the_second_factor(people: People) -> None:
    """Until it was shown, the old password holds."""
    owner = people.register()
    app, _ = app_of(people, owner)
    browser = people.visit()
    people.auth.reset.start(browser.visitor, "ada@example.com")
    outcome = people.auth.reset.confirm(browser.visitor, people.mail.code(), NEW)
    assert (outcome.next, outcome.user_key) == ("second_factor", None)
    assert people.visit().sign_in().next == "second_factor"
    wrong = refusal(people.auth.sign_in.with_totp, browser.visitor, "000000")
    assert wrong.code == "auth.wrong_code"
    done = people.auth.sign_in.with_totp(browser.visitor, app.at(people.clock()))
    assert done.next == "signed_in"
    assert refusal(people.visit().sign_in).code == "auth.wrong_credentials"
    assert people.visit().sign_in(password=NEW).next == "second_factor"


def test_a_reset_with_a_passkey(people: People) -> None:
    """It completes a reset as it completes a sign-in."""
    owner = people.register()
    key = passkey_of(people, owner)
    browser = people.visit()
    people.auth.reset.start(browser.visitor, "ada@example.com")
    people.auth.reset.confirm(browser.visitor, people.mail.code(), NEW)
    options = people.auth.sign_in.offer_passkey(browser.visitor).options
    done = people.auth.sign_in.with_passkey(browser.visitor, key.use(options))
    assert done.next == "signed_in"
    assert people.visit().sign_in(password=NEW).next == "second_factor"


def test_an_unknown_address_is_told_by_mail_alone(people: People) -> None:
    """The answer is that of a known one; no code is right."""
    people.register()
    known = people.auth.reset.start(people.visit().visitor, "ada@example.com")
    code = people.mail.code()
    browser = people.visit()
    unknown = people.auth.reset.start(browser.visitor, "nobody@example.com")
    assert (known.next, known.methods) == (unknown.next, unknown.methods)
    assert people.mail.kinds("nobody@example.com") == ["no_account"]
    found = refusal(people.auth.reset.confirm, browser.visitor, code, NEW)
    assert found.code == "auth.wrong_code"


def test_a_bad_password_costs_no_try(people: People) -> None:
    """The code is still good for a better one."""
    people.register()
    browser = people.visit()
    people.auth.reset.start(browser.visitor, "ada@example.com")
    code = people.mail.code()
    for bad in ("short", "passwordpassword"):
        assert refusal(people.auth.reset.confirm, browser.visitor, code, bad).code.startswith(
            "auth.password_"
        )
    assert people.auth.reset.confirm(browser.visitor, code, NEW).next == "signed_in"


def test_a_short_password_needs_a_second_factor(people: People) -> None:
    """With one, 8 characters do; then the last factor stays until the password is longer."""
    owner = people.register()
    change = people.auth.devices.change_password
    assert refusal(change, owner.signed, PASSWORD, "z9 karo!").params == {"least": 15, "length": 8}
    app_of(people, owner)
    owner.enter(change(owner.signed, PASSWORD, "z9 karo!"))
    factors = people.auth.second_factors
    assert factors.overview(owner.signed).is_long is False
    assert refusal(factors.remove_totp, owner.signed).code == "auth.last_factor_password"
    passkey_of(people, owner)
    factors.remove_totp(owner.signed)
    (passkey, _) = factors.overview(owner.signed).passkeys[0]
    found = refusal(factors.remove_passkey, owner.signed, passkey.id)
    assert found.code == "auth.last_factor_password"
    owner.enter(change(owner.signed, "z9 karo!", NEW))
    factors.remove_passkey(owner.signed, passkey.id)
    assert people.visit().sign_in(password=NEW).next == "mailed_code"


def test_factors_are_told_of(people: People) -> None:
    """Each change by mail and in the log; an app that was never confirmed is no change."""
    owner = people.register()
    factors, signed = people.auth.second_factors, owner.signed
    factors.start_totp(signed)
    factors.remove_totp(signed)
    before = len(people.mail.sent)
    app_of(people, owner)
    passkey_of(people, owner)
    factors.replace_recovery_codes(signed)
    factors.remove_totp(signed)
    (passkey, _) = factors.overview(signed).passkeys[0]
    factors.remove_passkey(signed, passkey.id)
    expected = [
        "totp_added",
        "passkey_added",
        "recovery_codes_replaced",
        "totp_removed",
        "passkey_removed",
    ]
    assert people.mail.kinds()[before:] == expected
    assert people.events(signed.account_id)[-5:] == expected


def test_one_app_at_a_time(people: People) -> None:
    """A second start replaces one that was not confirmed, never one in force."""
    owner = people.register()
    factors = people.auth.second_factors
    first = pyotp.TOTP(factors.start_totp(owner.signed).secret)
    second = factors.start_totp(owner.signed)
    assert second.uri.startswith("otpauth://totp/")
    assert "<svg" in second.picture
    found = refusal(factors.confirm_totp, owner.signed, first.at(people.clock()))
    assert found.code == "auth.wrong_code"
    code = pyotp.TOTP(second.secret).at(people.clock())
    assert len(factors.confirm_totp(owner.signed, code)) == 10
    assert refusal(factors.start_totp, owner.signed).code == "auth.totp_exists"
    assert refusal(factors.confirm_totp, owner.signed, code).code == "auth.no_step"


def test_recovery_codes_come_with_the_first_factor_alone(people: People) -> None:
    """A second factor later leaves those on paper good."""
    owner = people.register()
    _, codes = app_of(people, owner)
    passkey_of(people, owner)
    browser = people.visit()
    browser.sign_in()
    assert people.auth.sign_in.with_recovery_code(browser.visitor, codes[3]).next == "signed_in"


def test_a_proof_holds_for_ten_minutes(people: People) -> None:
    """Signing in is one; the password is the next."""
    owner = people.register()
    devices = people.auth.devices
    devices.require_proof(owner.signed)
    people.wait(minutes=11)
    assert refusal(devices.require_proof, owner.signed).code == "auth.proof_needed"
    wrong = refusal(devices.prove, owner.signed, "wrong" + PASSWORD)
    assert wrong.code == "auth.wrong_credentials"
    assert refusal(devices.require_proof, owner.signed).code == "auth.proof_needed"
    devices.prove(owner.signed, PASSWORD)
    devices.require_proof(owner.signed)


def test_a_new_address_that_is_taken(people: People) -> None:
    """Its owner is told; who moves there gets the answer of a free one, and no right code."""
    owner = people.register()
    people.register("eve@example.com")
    change = people.auth.address_change
    change.start(owner.visitor, owner.signed, "eve@example.com")
    code = people.mail.code()
    assert change.confirm(owner.visitor, owner.signed, code).next == "email_new"
    assert people.mail.kinds("eve@example.com")[-1] == "address_taken"
    found = refusal(change.confirm, owner.visitor, owner.signed, code)
    assert found.code == "auth.wrong_code"


def test_a_stolen_step_moves_no_other_account(people: People) -> None:
    """A step of one account does not serve another that signs in in its place."""
    owner, other = people.register(), people.register("eve@example.com")
    change = people.auth.address_change
    change.start(owner.visitor, owner.signed, "lovelace@example.com")
    code = people.mail.code()
    found = refusal(change.confirm, owner.visitor, other.signed, code)
    assert found.code == "auth.no_step"


def test_the_same_mailbox_written_another_way(people: People) -> None:
    """It stays the account's, and mail goes to what was written last."""
    owner = people.register()
    change = people.auth.address_change
    change.start(owner.visitor, owner.signed, "ADA@example.com")
    change.confirm(owner.visitor, owner.signed, people.mail.code())
    change.confirm(owner.visitor, owner.signed, people.mail.code())
    people.visit().sign_in()
    assert people.mail.sent[-1].to == "ADA@example.com"
