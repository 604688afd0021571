"""What roles may do, as the API tells and holds it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from resume_builder.bootstrap import Services
from resume_builder.domain.accounts import Role
from resume_builder.domain.plans import ACTIONS, PLANS, ROLES, Plans, for_one_person, with_numbers
from resume_builder.web.api import operations_of
from resume_builder.web.app import create_app
from resume_builder.web.plans import COUNTED
from resume_builder.web.site import Site
from tests.web.browser import Visitor, code_of
from tests.web.conftest import POSTING, RESUME, make_services
from tests.web.stage import Stage

pytestmark = pytest.mark.accounts

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
# Run by the site alone, so not for those who bring their own resources.
THE_SITE_S = {"agents"}


def test_every_route_is_an_action_that_someone_without_premium_may_do(app: Flask) -> None:
    """By their own resources, in a limited way; only agents are the site's."""
    operations = operations_of(app).values()
    assert len(operations) > 30
    for operation in operations:
        assert operation.action in ACTIONS
        if operation.action not in THE_SITE_S:
            assert all(
                PLANS[role].allowances[operation.action].is_open for role in ("guest", "basic")
            ), f"{operation.id}: {operation.action}"


def test_every_action_but_agents_is_open_to_guests_and_members() -> None:
    """Also those of which there is no route yet, whatever numbers an operator sets."""
    with pytest.raises(ValueError, match="tailor"):
        with_numbers(PLANS, {"guest.tailor": 0})
    free: tuple[Role, ...] = ("guest", "basic")
    for plans in (PLANS, for_one_person(PLANS)):
        for role in free:
            closed = {a for a in ACTIONS if not plans[role].allowances[a].is_open}
            assert closed == THE_SITE_S


def test_what_is_counted_is_counted_by_the_table(app: Flask) -> None:
    """A counted operation exists, changes something, and its action has a number and a period."""
    operations = {operation.id: operation for operation in operations_of(app).values()}
    for name in COUNTED:
        allowance = PLANS["guest"].allowances[operations[name].action]
        assert operations[name].changes
        assert allowance.count
        assert allowance.per


def test_the_plans_are_told(visitor: Visitor) -> None:
    """As they hold on this site, for everyone to read."""
    plans = {plan["role"]: plan for plan in visitor.get("/plans").get_json()["plans"]}
    assert list(plans) == ["guest", "basic", "premium", "tester", "admin"]
    guest = {row["action"]: row for row in plans["guest"]["allowances"]}
    assert list(guest) == list(ACTIONS)
    assert guest["agents"]["count"] == 0
    assert guest["models"]["reach"] == "own_keys"


@pytest.fixture
def clock() -> list[datetime]:
    """The time, to be turned."""
    return [NOON]


@pytest.fixture
def few(clock: list[datetime]) -> Callable[[int], Visitor]:
    """A visitor of a site where a guest tailors so many times a day."""

    def made(count: int) -> Visitor:
        plans = with_numbers(PLANS, {"guest.tailor": count})
        services = made_by(clock, plans)
        visitor = Visitor(create_app(services, Site()))
        visitor.open()
        return visitor

    return made


def tailor(visitor: Visitor, resume_id: str, posting_id: str) -> TestResponse:
    body = {"resume_id": resume_id, "posting_id": posting_id}
    return visitor.send("POST", "/tailorings", "create_tailoring", json=body)


def made_by(clock: list[datetime], plans: Plans) -> Services:
    services = make_services(lambda: clock[0], plans=plans)
    return replace(services, allowances=replace(services.allowances, now=lambda: clock[0]))


def test_a_day_s_tailorings_are_counted(
    few: Callable[[int], Visitor], clock: list[datetime]
) -> None:
    """The one too many is refused with its number, when it starts anew, and what premium has."""
    visitor = few(2)
    ids = (visitor.add_resume(RESUME)["id"], visitor.add_posting(POSTING)["id"])
    assert [tailor(visitor, *ids).status_code for _ in range(2)] == [201, 201]
    refused = tailor(visitor, *ids)
    assert refused.status_code == 429
    assert code_of(refused) == "allowance.used_today"
    assert refused.headers["Retry-After"] == str(12 * 3600)
    assert refused.get_json()["params"]["premium"] == 1000
    assert "2" in refused.get_json()["detail"]
    assert visitor.get("/allowances").get_json() == {
        "role": "guest",
        "used": [{"action": "tailor", "count": 2, "limit": 2, "resets_at": "2026-11-26T00:00:00Z"}],
    }
    clock[0] += timedelta(hours=12)
    assert tailor(visitor, *ids).status_code == 201


def test_what_fails_takes_nothing(few: Callable[[int], Visitor]) -> None:
    """A résumé that is not there is no tailoring."""
    visitor = few(1)
    for _ in range(3):
        refused = tailor(visitor, "a" * 22, "b" * 22)
        assert refused.status_code == 404
    assert visitor.get("/allowances").get_json()["used"][0]["count"] == 0


@pytest.fixture
def guest(clock: list[datetime]) -> Visitor:
    """A guest of a site that many share."""
    visitor = Visitor(create_app(made_by(clock, PLANS), Site(requests_per_minute=10_000)))
    visitor.open()
    return visitor


def test_a_guest_keeps_as_many_as_the_plan_says(guest: Visitor) -> None:
    """And is told so, both before and when it is one too many."""
    limits = guest.open()["limits"]
    assert (limits["resumes"], limits["postings"], limits["tailorings"]) == (3, 10, 30)
    assert guest.get("/documents").get_json()["most"] == 60
    for number in range(3):
        guest.add_resume(f"{RESUME}\n{number}")
    refused = guest.send("POST", "/resumes", "import_resume", json={"text": RESUME})
    assert (refused.status_code, code_of(refused)) == (409, "work.quota")
    assert refused.get_json()["params"]["limit"] == 3


def test_a_guest_has_three_themes(guest: Visitor) -> None:
    """Another is refused with those that there are; the page stays as it was."""
    themes = guest.get("/themes").get_json()["themes"]
    resume, posting = guest.add_resume(RESUME)["id"], guest.add_posting(POSTING)["id"]
    made = guest.add_tailoring(resume, posting)
    for index, theme in enumerate(themes):
        answer = guest.send(
            "PATCH",
            f"/tailorings/{made['id']}",
            "edit_tailoring",
            json={"options": {"theme": theme["name"]}},
            headers={"If-Match": f'"{made["version"]}"'},
        )
        if index < 3:
            assert answer.status_code == 200
            made = answer.get_json()
        else:
            assert (answer.status_code, code_of(answer)) == (403, "allowance.theme")
            assert themes[0]["title"] in answer.get_json()["detail"]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_its_rate(role: Role) -> None:
    """Told by every answer, counted down, and refused at the end with when to come back."""
    stage = Stage()
    actor = stage.actor(role)
    rate = 40 * PLANS[role].rate
    app = create_app(stage.services, Site(requests_per_minute=40))
    cookie = actor.person.client.get_cookie("session")
    assert cookie is not None
    client = app.test_client()
    client.set_cookie("session", cookie.value)
    answers = [client.get("/api/v1/allowances") for _ in range(rate)]
    assert {answer.status_code for answer in answers} == {200}
    assert answers[0].headers["RateLimit-Policy"] == f'"requests";q={rate};w=60'
    left = [answer.headers["RateLimit"].split(";")[1] for answer in answers]
    assert left == [f"r={n}" for n in reversed(range(rate))]
    refused = client.get("/api/v1/allowances")
    assert (refused.status_code, code_of(refused)) == (429, "request.too_many")
    assert int(refused.headers["Retry-After"]) >= 1
    told = client.application.test_client().get("/api/v1/plans").get_json()["plans"]
    assert {p["role"]: p["requests_per_minute"] for p in told}[role] == rate


def test_premium_has_more_than_others() -> None:
    """Requests too: an improved rate is part of the plan."""
    rates = {role: PLANS[role].rate for role in ROLES}
    assert rates["premium"] > rates["basic"] >= rates["guest"] > 0
