"""Registering, signing in, and what an account's owner does, as a browser sees it."""

import time
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from resume_builder.bootstrap import Services
from resume_builder.domain.accounts import PRIVACY, TERMS, Standing
from resume_builder.domain.errors import StoreUnavailable
from resume_builder.features.auth.watch import Watch
from resume_builder.web.app import create_app
from resume_builder.web.signing import device_name
from tests.people import PASSWORD, Letterbox
from tests.web.browser import Visitor, code_of
from tests.web.conftest import POSTING, RESUME

pytestmark = pytest.mark.accounts

EMAIL = "ada@example.com"


class Person(Visitor):
    """A browser whose person reads their mail."""

    @property
    def mail(self) -> Letterbox:
        return self.app.extensions["services"].auth.codes.mailer

    def post(self, path: str, operation: str, **body: Any) -> Any:
        """Submit JSON; go on with the new session where there is one."""
        answer = self.send("POST", path, operation, json=body)
        found = (answer.get_json(silent=True) or {}).get("session")
        if found:
            self.client_uuid = found["client_uuid"]
        return answer

    def register(self, email: str = EMAIL, password: str = PASSWORD) -> dict[str, Any]:
        """Register, with the code from the mail."""
        body = {"email": email, "password": password, "terms": TERMS, "privacy": PRIVACY}
        begun = self.post("/auth/registration", "register", **body)
        assert begun.get_json()["next"] == "confirm_address", begun.text
        path, code = "/auth/registration/code", self.mail.code()
        done = self.post(path, "confirm_registration", code=code)
        assert done.get_json()["next"] == "signed_in", done.text
        return done.get_json()

    def sign_in(self, email: str = EMAIL, password: str = PASSWORD) -> dict[str, Any]:
        """Sign in with a mailed code."""
        begun = self.post("/auth/sign-in", "sign_in", email=email, password=password)
        assert begun.get_json()["next"] == "mailed_code", begun.text
        done = self.post("/auth/sign-in/code", "sign_in_with_code", code=self.mail.code())
        assert done.get_json()["next"] == "signed_in", done.text
        return done.get_json()

    def account(self) -> dict[str, Any]:
        """One's own account."""
        answer = self.get("/account")
        assert answer.status_code == 200, answer.text
        return answer.get_json()


@pytest.fixture
def person(app: Flask) -> Person:
    """Somebody with an open session."""
    made = Person(app)
    made.open()
    return made


def test_registering_signs_in_under_a_new_id(person: Person) -> None:
    """The old cookie is worth nothing; the new token works; the role is the account's."""
    before = person.client.get_cookie("session")
    assert before is not None
    assert person.open()["signed_in"] is False
    found = person.register()
    after = person.client.get_cookie("session")
    assert after is not None
    assert after.value != before.value
    made = person.open()
    assert (made["signed_in"], made["role"], made["pending"]) == (True, "basic", None)
    assert made["client_uuid"] == found["session"]["client_uuid"]
    old = person.app.test_client()
    old.set_cookie("session", before.value)
    assert old.get("/api/v1/account").status_code == 401
    account = person.account()
    assert (account["email"], account["role"], account["terms_current"]) == (EMAIL, "basic", True)


def test_the_token_of_the_answer_is_for_the_new_session(person: Person) -> None:
    """The header carries it too, for what the submission asked."""
    body = {"email": EMAIL, "password": PASSWORD, "terms": TERMS, "privacy": PRIVACY}
    person.post("/auth/registration", "register", **body)
    done = person.send(
        "POST",
        "/auth/registration/code",
        "confirm_registration",
        headers={"X-CSRF-Next": "edit_account"},
        json={"code": person.mail.code()},
    )
    session = done.get_json()["session"]
    assert session["csrf_operation"] == done.headers["X-CSRF-Operation"] == "edit_account"
    assert session["csrf_token"] == done.headers["X-CSRF-Token"]
    headers = {"X-Client-UUID": session["client_uuid"], "X-CSRF-Token": session["csrf_token"]}
    answer = person.client.patch("/api/v1/account", json={"name": "Ada"}, headers=headers)
    assert answer.get_json()["name"] == "Ada"


def test_a_reload_finds_the_step_that_waits(person: Person) -> None:
    """Until it is given up."""
    body = {"email": EMAIL, "password": PASSWORD, "terms": TERMS, "privacy": PRIVACY}
    person.post("/auth/registration", "register", **body)
    assert person.open()["pending"] == "confirm_address"
    assert person.post("/auth/cancel", "cancel_step").status_code == 204
    assert person.open()["pending"] is None


def test_signing_out_and_in_again(person: Person) -> None:
    """What belongs to the account stays with it; the old cookie opens nothing."""
    person.register()
    cookie = person.client.get_cookie("session")
    assert cookie is not None
    assert person.post("/auth/sign-out", "sign_out").status_code == 204
    assert person.client.get_cookie("session") is None
    thief = person.app.test_client()
    thief.set_cookie("session", cookie.value)
    assert thief.get("/api/v1/account").status_code == 401
    person.open()
    assert code_of(person.get("/account")) == "auth.sign_in_needed"
    person.sign_in()
    assert person.account()["email"] == EMAIL


def test_the_session_s_end_is_a_sign_out(person: Person) -> None:
    """The account is still there."""
    person.register()
    assert person.send("DELETE", "/session", "end_session").status_code == 204
    person.open()
    person.sign_in()


def test_known_and_unknown_addresses_answer_alike(app: Flask, person: Person) -> None:
    """Same status, same body, same headers but for what names the request."""
    person.register()

    def ask(path: str, operation: str, **body: str) -> tuple[Any, ...]:
        visitor = Person(app)
        visitor.open()
        answer = visitor.post(path, operation, **body)
        found = answer.get_json()
        moments = {"expires_at"} & set(found)
        return answer.status_code, {k: v for k, v in found.items() if k not in moments}, moments

    for path, operation, more in (
        ("/auth/sign-in", "sign_in", {"password": "wrong password of length"}),
        ("/auth/reset", "reset_password", {}),
        (
            "/auth/registration",
            "register",
            {"password": PASSWORD, "terms": TERMS, "privacy": PRIVACY},
        ),
    ):
        known = ask(path, operation, email=EMAIL, **more)
        assert known == ask(path, operation, email="nobody@example.com", **more), path


def test_ending_all_others(app: Flask, person: Person) -> None:
    """The other browser is out at once, this one goes on under a new id."""
    person.register()
    other = Person(app)
    other.open()
    other.sign_in()
    listed = person.get("/account/sessions").get_json()["sessions"]
    assert [entry["current"] for entry in listed].count(True) == 1
    assert len(listed) == 2
    done = person.send("DELETE", "/account/sessions", "end_other_sessions").get_json()
    assert done["next"] == "done"
    person.client_uuid = done["session"]["client_uuid"]
    assert other.get("/account").status_code == 401
    assert person.account()["email"] == EMAIL
    assert len(person.get("/account/sessions").get_json()["sessions"]) == 1


def test_ending_one(app: Flask, person: Person) -> None:
    """By its name in the list; another's is not found."""
    person.register()
    other, stranger = Person(app), Person(app)
    for visitor in (other, stranger):
        visitor.open()
    other.sign_in()
    stranger.register("eve@example.com")
    listed = person.get("/account/sessions").get_json()["sessions"]
    (wanted,) = [entry["id"] for entry in listed if not entry["current"]]
    path = f"/account/sessions/{wanted}"
    refused = stranger.send("DELETE", path, "end_one_session")
    assert (refused.status_code, code_of(refused)) == (404, "auth.session_unknown")
    assert person.send("DELETE", path, "end_one_session").status_code == 204
    assert other.get("/account").status_code == 401
    assert person.get("/account").status_code == 200


def test_changing_the_password_ends_the_others(app: Flask, person: Person) -> None:
    """And takes the old one."""
    person.register()
    other = Person(app)
    other.open()
    other.sign_in()
    new = "a completely different sentence"
    wrong = person.post("/account/password", "change_password", password="not it", new_password=new)
    assert code_of(wrong) == "auth.wrong_credentials"
    done = person.post("/account/password", "change_password", password=PASSWORD, new_password=new)
    assert done.get_json()["next"] == "done"
    assert other.get("/account").status_code == 401
    assert person.account()["email"] == EMAIL
    other.open()
    refused = other.post("/auth/sign-in", "sign_in", email=EMAIL, password=PASSWORD)
    assert code_of(refused) == "auth.wrong_credentials"
    other.sign_in(password=new)


def test_an_owner_cannot_give_themselves_a_role(person: Person) -> None:
    """No body takes it, and no admin operation answers."""
    person.register()
    answer = person.send("PATCH", "/account", "edit_account", json={"role": "admin"})
    assert (answer.status_code, code_of(answer)) == (422, "request.unknown_key")
    account_id = person.account()["id"]
    for path, operation, body in (
        (f"/admin/accounts/{account_id}/role", "set_role", {"role": "admin"}),
        (f"/admin/accounts/{account_id}/state", "set_state", {"state": "active"}),
    ):
        answer = person.send("PUT", path, operation, json=body)
        assert (answer.status_code, code_of(answer)) == (403, "auth.not_allowed")
    for path, operation, body in (
        ("/admin/invitations", "create_invitation", {"uses": 1, "days": 1}),
        ("/admin/accounts/search", "find_account", {"email": EMAIL}),
    ):
        assert code_of(person.post(path, operation, **body)) == "auth.not_allowed"
    assert person.account()["role"] == "basic"


@pytest.fixture
def admin(app: Flask, services: Services) -> Person:
    """An administrator, signed in."""
    services.auth.registration.make_by_operator("root@example.com", PASSWORD, "admin")
    made = Person(app)
    made.open()
    made.sign_in("root@example.com")
    return made


def test_an_admin_invites_testers(admin: Person, person: Person) -> None:
    """Once for each use; the role is there at once, and in the log."""
    person.register()
    made = admin.post("/admin/invitations", "create_invitation", uses=1, days=7)
    assert made.status_code == 201, made.text
    code = made.get_json()["code"]
    refused = person.post("/account/invitation", "redeem_invitation", code="wrong")
    assert (refused.status_code, code_of(refused)) == (404, "auth.invitation_invalid")
    taken = person.post("/account/invitation", "redeem_invitation", code=code)
    assert taken.get_json()["next"] == "done"
    assert taken.get_json()["session"]["client_uuid"] == person.client_uuid
    assert person.open()["role"] == person.account()["role"] == "tester"
    other = Person(person.app)
    other.open()
    other.register("eve@example.com")
    late = other.post("/account/invitation", "redeem_invitation", code=code)
    assert code_of(late) == "auth.invitation_invalid"
    kinds = [e["kind"] for e in person.get("/account/audit").get_json()["events"]]
    assert "role_changed" in kinds


def test_an_admin_disables_an_account(admin: Person, person: Person) -> None:
    """Its sessions are over, and its password lets nobody in until it is enabled."""
    person.register()
    found = admin.post("/admin/accounts/search", "find_account", email=EMAIL.upper()).get_json()
    path = f"/admin/accounts/{found['id']}/state"
    answer = admin.send("PUT", path, "set_state", json={"state": "disabled"})
    assert answer.get_json()["state"] == "disabled"
    assert person.get("/account").status_code == 401
    person.open()
    refused = person.post("/auth/sign-in", "sign_in", email=EMAIL, password=PASSWORD)
    assert (refused.status_code, code_of(refused)) == (403, "auth.account_disabled")
    admin.send("PUT", path, "set_state", json={"state": "active"})
    person.sign_in()


def test_an_admin_keeps_their_own_role(admin: Person) -> None:
    """Or there might be none left."""
    account_id = admin.account()["id"]
    path = f"/admin/accounts/{account_id}/role"
    answer = admin.send("PUT", path, "set_role", json={"role": "basic"})
    assert (answer.status_code, code_of(answer)) == (409, "auth.own_role")


def test_the_role_is_given_by_an_admin(admin: Person, person: Person) -> None:
    """And holds with the next request."""
    person.register()
    account_id = person.account()["id"]
    answer = admin.send(
        "PUT", f"/admin/accounts/{account_id}/role", "set_role", json={"role": "premium"}
    )
    assert answer.get_json()["role"] == "premium"
    assert person.open()["role"] == "premium"
    missing = admin.send("PUT", "/admin/accounts/nobody/role", "set_role", json={"role": "basic"})
    assert (missing.status_code, code_of(missing)) == (404, "auth.account_missing")


def test_the_log_in_words(person: Person) -> None:
    """Newest first, in the language that is asked for; no line twice."""
    person.register()
    for name in ("one", "two"):
        person.send("PATCH", "/account", "edit_account", json={"name": name})
    person.post("/auth/sign-out", "sign_out")
    person.open()
    person.sign_in()
    page = person.get("/account/audit", headers={"Accept-Language": "de"}).get_json()
    kinds = [event["kind"] for event in page["events"]]
    assert kinds == ["signed_in", "signed_out", "registered"]
    assert all(event["text"] != f"audit.{event['kind']}" for event in page["events"])
    assert person.get("/account/audit", before=page["before"]).get_json()["events"] == []
    bad = person.get("/account/audit", before="+")
    assert (bad.status_code, code_of(bad)) == (422, "request.invalid")


def test_consent_is_written_down(person: Person) -> None:
    """With its versions; another version is refused."""
    person.register()
    before = person.account()
    assert before["figures"] is False
    body = {"terms": TERMS, "privacy": PRIVACY, "figures": True}
    answer = person.send("PUT", "/account/consent", "give_consent", json=body)
    assert answer.get_json()["figures"] is True
    assert answer.get_json()["agreed_at"] > before["agreed_at"]
    old = person.send("PUT", "/account/consent", "give_consent", json={**body, "terms": "2020"})
    assert (old.status_code, code_of(old)) == (409, "auth.terms_outdated")
    assert person.get("/terms").get_json() == {"terms": TERMS, "privacy": PRIVACY}


def test_an_address_moves_with_two_codes(person: Person) -> None:
    """First the present one's, then the new one's; then the old address lets nobody in."""
    person.register()
    begun = person.post("/account/email", "change_email", email="lovelace@example.com")
    assert begun.get_json()["next"] == "email_old"
    assert person.mail.sent[-1].to == EMAIL
    path, operation = "/account/email/code", "confirm_email_change"
    middle = person.post(path, operation, code=person.mail.code())
    assert middle.get_json()["next"] == "email_new"
    assert person.mail.sent[-1].to == "lovelace@example.com"
    assert person.account()["email"] == EMAIL
    done = person.post(path, operation, code=person.mail.code())
    assert done.get_json()["next"] == "done"
    assert person.account()["email"] == "lovelace@example.com"
    assert {m.to for m in person.mail.sent[-2:]} == {EMAIL, "lovelace@example.com"}
    person.post("/auth/sign-out", "sign_out")
    person.open()
    refused = person.post("/auth/sign-in", "sign_in", email=EMAIL, password=PASSWORD)
    assert code_of(refused) == "auth.wrong_credentials"
    person.sign_in("lovelace@example.com")


def test_who_is_signed_in_does_not_sign_in(person: Person) -> None:
    """Nor register: they sign out first."""
    person.register()
    answer = person.post("/auth/sign-in", "sign_in", email=EMAIL, password=PASSWORD)
    assert (answer.status_code, code_of(answer)) == (409, "auth.signed_in_already")


def test_too_many_wrong_passwords_wait(app: Flask, person: Person) -> None:
    """From one network; elsewhere the owner comes in."""
    person.register()
    thief = Person(app)
    thief.open()
    wrong = {"email": EMAIL, "password": "wrong password of length"}
    codes = [thief.post("/auth/sign-in", "sign_in", **wrong).status_code for _ in range(11)]
    assert codes == [403] * 10 + [429]
    answer = thief.post("/auth/sign-in", "sign_in", **wrong)
    assert code_of(answer) == "auth.too_many"
    assert 0 < int(answer.headers["Retry-After"]) <= 900
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    person.post("/auth/sign-out", "sign_out")
    person.open()
    owner = person.client.post(
        "/api/v1/auth/sign-in",
        json={"email": EMAIL, "password": PASSWORD},
        headers=person.headers("sign_in"),
        environ_base=elsewhere,
    )
    assert owner.get_json()["next"] == "mailed_code"


def test_what_a_guest_made_goes_along(person: Person) -> None:
    """At registration and at sign-in; the session goes on where it was, nothing is there twice."""
    resume, posting = person.add_resume(RESUME), person.add_posting(POSTING)
    tailoring = person.add_tailoring(resume["id"], posting["id"])
    letter = person.add_letter(tailoring["id"])
    before = person.open()["current"]
    person.register()
    assert person.open()["current"] == before
    assert person.get(f"/tailorings/{tailoring['id']}").get_json()["resume_id"] == resume["id"]
    assert person.get(f"/letters/{letter['id']}").status_code == 200
    person.post("/auth/sign-out", "sign_out")
    person.open()
    assert person.get("/resumes").get_json() == {"resumes": []}
    second = person.add_resume("Ada Byron\nEngineer")
    person.sign_in()
    ids = [entry["id"] for entry in person.get("/resumes").get_json()["resumes"]]
    assert sorted(ids) == sorted([resume["id"], second["id"]])


def test_another_account_takes_nothing_of_the_one_before(app: Flask, person: Person) -> None:
    """Who signs in after a sign-out in the same browser finds their own work alone."""
    person.add_resume(RESUME)
    person.register()
    person.post("/auth/sign-out", "sign_out")
    person.open()
    person.register("eve@example.com")
    assert person.get("/resumes").get_json() == {"resumes": []}


def test_a_store_that_is_away_lets_nobody_in(services: Services, person: Person) -> None:
    """Neither as the account nor as a guest: 503, and when to come back."""

    class Away:
        def standing(self, account_id: str) -> Standing | None:
            raise StoreUnavailable(store="auth")

    person.register()
    cookie = person.client.get_cookie("session")
    assert cookie is not None
    auth = replace(services.auth, watch=Watch(Away(), time.monotonic))
    client = create_app(replace(services, auth=auth)).test_client()
    client.set_cookie("session", cookie.value)
    for path in ("/account", "/session", "/resumes"):
        answer = client.get(f"/api/v1{path}")
        assert (answer.status_code, code_of(answer)) == (503, "store.unavailable")
        assert int(answer.headers["Retry-After"]) > 0
        assert "Set-Cookie" not in answer.headers
    assert person.account()["email"] == EMAIL


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox · Linux",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
            "Edge · Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 "
            "(KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
            "Safari · iPhone",
        ),
        ("curl/8.9", "curl"),
        ("<script>alert(1)</script>", ""),
        ("", ""),
    ],
)
def test_names_of_devices(agent: str, name: str) -> None:
    """Browser and system, and nothing that a stranger wrote."""
    assert device_name(agent) == name
