"""An address and a password become an account."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.domain.accounts import UserKey
from resume_builder.domain.passwords import PasswordBreached, PasswordPersonal, PasswordShort
from resume_builder.features.auth.registration import Agreement
from tests.people import AGREED, PASSWORD, People, refusal

pytestmark = pytest.mark.accounts


@pytest.fixture
def people() -> People:
    return People()


def test_a_code_makes_an_account(people: People) -> None:
    """Nothing is there before it; the profile and the log begin with it."""
    browser = people.visit()
    outcome = people.auth.registration.start(browser.visitor, " Ada@Example.COM ", PASSWORD, AGREED)
    assert (outcome.next, outcome.user_key) == ("confirm_address", None)
    key = people.auth.directory.lookup.digest("email", "ada@example.com")
    assert people.stores.claims.find(key) is None
    (mail,) = people.mail.sent
    assert (mail.template, mail.to) == ("confirm_address", "Ada@example.com")
    done = people.auth.registration.confirm(browser.visitor, people.mail.code())
    assert done.next == "signed_in"
    assert done.user_key == UserKey(people.stores.claims.find(key) or "", 1)
    account, credentials = people.auth.directory.load(done.user_key.account_id)
    assert (account.role, account.state, account.consent.figures) == ("basic", "active", False)
    assert people.auth.directory.profile(account).email == "Ada@example.com"
    assert credentials.password.startswith("$argon2id$")
    assert people.events(account.id) == ["registered"]
    assert people.mail.kinds() == ["confirm_address", "welcome"]


def test_a_taken_address_answers_alike(people: People) -> None:
    """Its owner is told by mail; no code that was mailed is right."""
    people.register()
    before = len(people.mail.sent)
    other = people.visit(network="198.51.100.7")
    known = people.auth.registration.start(other.visitor, "ADA@example.com", PASSWORD, AGREED)
    unknown = people.auth.registration.start(
        people.visit().visitor, "eve@example.com", PASSWORD, AGREED
    )
    assert (known.next, known.methods) == (unknown.next, unknown.methods)
    assert people.mail.kinds()[before:] == ["registration_again", "confirm_address"]
    error = refusal(people.auth.registration.confirm, other.visitor, people.mail.code())
    assert error.code == "auth.wrong_code"


def test_two_who_confirm_one_address(people: People) -> None:
    """The first has the account, the second starts again."""
    first, second = people.visit(), people.visit()
    people.auth.registration.start(first.visitor, "ada@example.com", PASSWORD, AGREED)
    code = people.mail.code()
    people.auth.registration.start(second.visitor, "ada@example.com", "other " + PASSWORD, AGREED)
    other = people.mail.code()
    people.auth.registration.confirm(first.visitor, code)
    assert refusal(people.auth.registration.confirm, second.visitor, other).code == "auth.no_step"
    assert people.visit().sign_in().next == "mailed_code"


def test_a_code_is_for_its_session(people: People) -> None:
    """In another browser it is worth nothing."""
    first, second = people.visit(), people.visit()
    people.auth.registration.start(first.visitor, "ada@example.com", PASSWORD, AGREED)
    code = people.mail.code()
    people.auth.registration.start(second.visitor, "ada@example.com", PASSWORD, AGREED)
    found = refusal(people.auth.registration.confirm, second.visitor, code)
    assert found.code == "auth.wrong_code"


def test_a_code_ends_after_ten_minutes(people: People) -> None:
    """A new one is asked for; then the old one is void."""
    browser = people.visit()
    people.auth.registration.start(browser.visitor, "ada@example.com", PASSWORD, AGREED)
    first = people.mail.code()
    people.wait(minutes=9)
    people.auth.resend(browser.visitor)
    second = people.mail.code()
    if first != second:
        refused = refusal(people.auth.registration.confirm, browser.visitor, first)
        assert refused.code == "auth.wrong_code"
    people.wait(minutes=10)
    refused = refusal(people.auth.registration.confirm, browser.visitor, second)
    assert refused.code == "auth.no_step"


def test_five_tries(people: People) -> None:
    """Then the code is void, right or not."""
    browser = people.visit()
    people.auth.registration.start(browser.visitor, "ada@example.com", PASSWORD, AGREED)
    code = people.mail.code()
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    confirm = people.auth.registration.confirm
    codes = [refusal(confirm, browser.visitor, wrong).code for _ in range(5)]
    assert codes == ["auth.wrong_code"] * 4 + ["auth.code_exhausted"]
    assert refusal(confirm, browser.visitor, code).code == "auth.no_step"


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("fourteen chars", "auth.password_short"),
        ("x" * 20, "auth.password_personal"),
        ("ab" * 513, "auth.password_long"),
        ("passwordpassword", "auth.password_breached"),
        ("PasswordPassword", "auth.password_breached"),
        ("ada@example.com1", "auth.password_personal"),
        ("resumebuilder123", "auth.password_personal"),
    ],
)
def test_passwords_that_are_refused(people: People, password: str, code: str) -> None:
    """Short, known, or easy to guess; nothing is mailed."""
    visitor = people.visit().visitor
    start = people.auth.registration.start
    assert refusal(start, visitor, "ada@example.com", password, AGREED).code == code
    assert people.mail.sent == []


@given(st.text(min_size=15, max_size=200))
def test_any_other_text_is_a_password(text: str) -> None:
    """Spaces, emoji and all; it is taken in either Unicode form."""
    people = People()
    start = people.auth.registration.start
    visitor = people.visit().visitor
    rules = (PasswordShort, PasswordPersonal, PasswordBreached)
    with contextlib.suppress(*rules):
        assert start(visitor, "ada@example.com", text, AGREED).next == "confirm_address"


def test_old_terms_are_refused(people: People) -> None:
    """Whoever agrees to another version is shown the one in force."""
    old = Agreement("2020-01-01", "2020-01-01")
    error = refusal(
        people.auth.registration.start, people.visit().visitor, "a@example.com", PASSWORD, old
    )
    assert error.code == "auth.terms_outdated"


def test_an_address_gets_five_mails_an_hour(people: People) -> None:
    """From whatever browser; the limit ends by itself."""
    start = people.auth.registration.start
    for _ in range(5):
        start(people.visit().visitor, "ada@example.com", PASSWORD, AGREED)
    error = refusal(start, people.visit().visitor, "Ada@Example.com", PASSWORD, AGREED)
    assert error.code == "auth.too_many"
    assert 0 < error.params["seconds"] <= 3600
    start(people.visit().visitor, "eve@example.com", PASSWORD, AGREED)
    people.wait(hours=1)
    start(people.visit().visitor, "ada@example.com", PASSWORD, AGREED)


def test_giving_up_forgets_the_address(people: People) -> None:
    """And the password's hash."""
    browser = people.visit()
    people.auth.registration.start(browser.visitor, "ada@example.com", PASSWORD, AGREED)
    assert browser.visitor.email == "ada@example.com"
    people.auth.codes.cancel(browser.visitor)
    assert (browser.visitor.email, browser.visitor.password_hash) == (None, None)
    confirm = people.auth.registration.confirm
    assert refusal(confirm, browser.visitor, people.mail.code()).code == "auth.no_step"
