"""Apps, passkeys and recovery codes, as a browser sees them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest

from resume_builder.web.app import create_app
from resume_builder.web.site import Site
from tests.authenticators import Authenticator
from tests.web.browser import code_of
from tests.web.conftest import make_services
from tests.web.test_accounts import EMAIL, PASSWORD, Person

pytestmark = pytest.mark.accounts


@pytest.fixture
def clock() -> list[datetime]:
    """The time, to be turned."""
    return [datetime.now(UTC)]


@pytest.fixture
def person(clock: list[datetime]) -> Person:
    """Somebody with an account, on a site whose clock a test turns."""
    made = Person(create_app(make_services(lambda: clock[0]), Site(requests_per_minute=10**6)))
    made.open()
    made.register()
    return made


def set_up_app(person: Person, clock: list[datetime]) -> tuple[pyotp.TOTP, list[str]]:
    """Set up an app; return it with the recovery codes."""
    begun = person.post("/account/totp", "start_totp").get_json()
    assert begun["uri"].startswith("otpauth://totp/")
    assert begun["qr"].startswith("<svg")
    app = pyotp.TOTP(begun["secret"])
    done = person.post("/account/totp/code", "confirm_totp", code=app.at(clock[0]))
    assert done.status_code == 200, done.text
    clock[0] += timedelta(seconds=30)
    return app, done.get_json()["recovery_codes"]


def set_up_passkey(person: Person) -> tuple[Authenticator, dict[str, Any]]:
    """Set up a passkey; return it with the answer."""
    key = Authenticator()
    offered = person.post("/account/passkeys/options", "offer_passkey").get_json()["options"]
    assert offered["rp"]["id"] == "localhost"
    credential = key.make(offered)
    done = person.post("/account/passkeys", "add_passkey", credential=credential, name="Laptop")
    assert done.status_code == 201, done.text
    return key, done.get_json()


def leave(person: Person) -> None:
    """Sign out, and come back as a guest."""
    person.post("/auth/sign-out", "sign_out")
    person.open()


def begin(person: Person) -> list[str]:
    """Type the password; return what may follow."""
    begun = person.post("/auth/sign-in", "sign_in", email=EMAIL, password=PASSWORD).get_json()
    assert begun["next"] == "second_factor"
    return begun["methods"]


def test_an_app(person: Person, clock: list[datetime]) -> None:
    """Set up, used to sign in, taken away."""
    app, codes = set_up_app(person, clock)
    assert len(codes) == 10
    assert person.account()["totp"] is True
    leave(person)
    assert begin(person) == ["totp", "recovery_code"]
    wrong = person.post("/auth/sign-in/totp", "sign_in_with_totp", code="000000")
    assert (wrong.status_code, code_of(wrong)) == (403, "auth.wrong_code")
    code = app.at(clock[0])
    done = person.post("/auth/sign-in/totp", "sign_in_with_totp", code=code)
    assert done.get_json()["next"] == "signed_in"
    assert person.post("/account/totp/off", "remove_totp").status_code == 204
    leave(person)
    person.sign_in()


def test_a_recovery_code(person: Person, clock: list[datetime]) -> None:
    """It completes a sign-in; new ones void the rest."""
    _, codes = set_up_app(person, clock)
    leave(person)
    begin(person)
    path, operation = "/auth/sign-in/recovery", "sign_in_with_recovery_code"
    assert person.post(path, operation, code=codes[0]).get_json()["next"] == "signed_in"
    assert person.account()["recovery_codes_left"] == 9
    fresh = person.post("/account/recovery-codes", "replace_recovery_codes").get_json()
    leave(person)
    begin(person)
    assert code_of(person.post(path, operation, code=codes[1])) == "auth.wrong_code"
    new = fresh["recovery_codes"][0]
    assert person.post(path, operation, code=new).get_json()["next"] == "signed_in"


def test_a_passkey(person: Person) -> None:
    """Set up, used with and without the password, named, taken away."""
    key, added = set_up_passkey(person)
    assert added["passkey"]["name"] == "Laptop"
    assert len(added["recovery_codes"]) == 10
    for with_password in (True, False):
        leave(person)
        if with_password:
            assert "passkey" in begin(person)
        path = "/auth/sign-in/passkey"
        offered = person.post(f"{path}/options", "offer_passkey_sign_in").get_json()["options"]
        assert bool(offered["allowCredentials"]) == with_password
        credential = key.use(offered)
        done = person.post(path, "sign_in_with_passkey", credential=credential)
        assert done.get_json()["next"] == "signed_in", done.text
    (kept,) = person.account()["passkeys"]
    assert kept["last_used_at"] is not None
    where = f"/account/passkeys/{kept['id']}"
    assert person.send("DELETE", where, "remove_passkey").status_code == 204
    again = person.send("DELETE", where, "remove_passkey")
    assert (again.status_code, code_of(again)) == (404, "auth.passkey_unknown")


def test_a_passkey_of_another_site_is_refused(person: Person) -> None:
    """Nothing is kept of it."""
    key = Authenticator(origin="http://evil.example")
    offered = person.post("/account/passkeys/options", "offer_passkey").get_json()["options"]
    answer = person.post("/account/passkeys", "add_passkey", credential=key.make(offered))
    assert (answer.status_code, code_of(answer)) == (403, "auth.passkey_refused")
    assert person.account()["passkeys"] == []


SENSITIVE = (
    ("POST", "/account/email", "change_email", {"email": "new@example.com"}),
    ("POST", "/account/totp", "start_totp", {}),
    ("POST", "/account/totp/off", "remove_totp", {}),
    ("POST", "/account/passkeys/options", "offer_passkey", {}),
    ("DELETE", "/account/passkeys/aGVsbG8", "remove_passkey", {}),
    ("POST", "/account/recovery-codes", "replace_recovery_codes", {}),
)


def test_what_is_sensitive_asks_for_the_password_again(
    person: Person, clock: list[datetime]
) -> None:
    """After ten minutes; the proof holds for ten more."""
    clock[0] += timedelta(minutes=11)
    for method, path, operation, body in SENSITIVE:
        answer = person.send(method, path, operation, json=body)
        assert (answer.status_code, code_of(answer)) == (403, "auth.proof_needed"), operation
    wrong = person.post("/account/proof", "prove_again", password="not the password")
    assert code_of(wrong) == "auth.wrong_credentials"
    assert person.post("/account/proof", "prove_again", password=PASSWORD).status_code == 204
    assert person.post("/account/totp", "start_totp").status_code == 200


def test_a_reset_shows_the_factor_first(person: Person, clock: list[datetime]) -> None:
    """The mailbox alone changes nothing."""
    app, _ = set_up_app(person, clock)
    leave(person)
    person.post("/auth/reset", "reset_password", email=EMAIL)
    new = "nine green bottles on a wall"
    body = {"code": person.mail.code(), "password": new}
    outcome = person.post("/auth/reset/code", "confirm_reset", **body).get_json()
    assert (outcome["next"], outcome["session"]) == ("second_factor", None)
    assert code_of(person.get("/account")) == "auth.sign_in_needed"
    code = app.at(clock[0])
    done = person.post("/auth/sign-in/totp", "sign_in_with_totp", code=code)
    assert done.get_json()["next"] == "signed_in"
