"""`/plans`: what each role may do, and `/allowances`: what is left of one's own."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal

from flask import Flask, Response, current_app, request

from resume_builder.domain.accounts import Role
from resume_builder.domain.errors import QuotaReached
from resume_builder.domain.plans import ACTIONS, ROLES, Action, Period, Reach
from resume_builder.features.allowances.errors import ThemeNotInPlan
from resume_builder.ports import Records
from resume_builder.web.api import Answer, Slice, operations_of
from resume_builder.web.context import guarded, member, services, session
from resume_builder.web.replies import as_json
from resume_builder.web.site import site

Kind = Literal["resumes", "postings", "tailorings", "letters"]

api = Slice("plans", "What each role may do, and how much of it is left.", "session")
# Operations that take one of what their action has for the day or the month.
COUNTED = frozenset({"create_tailoring"})
# Operations that keep one more of something.
KEEPING: Mapping[str, Kind] = MappingProxyType(
    {
        "import_resume": "resumes",
        "import_posting": "postings",
        "create_tailoring": "tailorings",
        "create_letter": "letters",
    }
)


class AllowanceAnswer(Answer):
    """What a role has of an action.

    `count` is how many, null for as many as wished, and 0 where the action is not in the plan;
    `per` the period that they are counted in, null where they are kept at a time; `days` how long
    what is kept may lie unused; `reach` how far an action goes that is not counted.
    """

    action: Action
    count: int | None
    per: Period | None
    days: int | None
    reach: Reach | None


class PlanAnswer(Answer):
    """What a role has. `requests_per_minute` is counted in the costs of operations."""

    role: Role
    requests_per_minute: int
    allowances: list[AllowanceAnswer]


class PlansAnswer(Answer):
    """The plans, from the least to the most."""

    plans: list[PlanAnswer]


class UsedAnswer(Answer):
    """How much of a counted action is used, and when counting begins anew."""

    action: Action
    count: int
    limit: int
    resets_at: datetime


class AllowancesAnswer(Answer):
    """One's own role, and what of its counted actions is used."""

    role: Role
    used: list[UsedAnswer]


@api.operation("GET", "/plans", answer=PlansAnswer, session="none")
def list_plans() -> Response:
    """Return what each role may do, as this site has it."""
    return as_json(PlansAnswer(plans=[_plan(role) for role in ROLES]))


@api.operation("GET", "/allowances", answer=AllowancesAnswer)
def list_allowances() -> Response:
    """Return how much of the own plan is used."""
    who = member()
    used = services().allowances.used(who)
    return as_json(
        AllowancesAnswer(
            role=who.role,
            used=[
                UsedAnswer(action=u.action, count=u.count, limit=u.limit, resets_at=u.resets_at)
                for u in used
            ],
        )
    )


def kept_counts() -> dict[str, int]:
    """Return how many records of each kind the person of this request may keep."""
    return services().allowances.plans[session().role].kept_counts


def check_theme(name: str) -> None:
    """Raise ThemeNotInPlan when a theme is none of those that the person's plan has."""
    made = services()
    count = made.allowances.of(session().role, "templates").count
    themes = made.rendering.themes()
    if count is not None and name in {theme.name for theme in themes[count:]}:
        titles = ", ".join(theme.title for theme in themes[:count])
        raise ThemeNotInPlan(count=count, themes=titles)


def register(app: Flask) -> None:
    """Count what is counted, once a submission has passed; what fails is given back."""
    app.before_request(_take)
    app.after_request(_give_back)


def _counted() -> Action | None:
    operation = operations_of(current_app).get(request.endpoint or "")
    return operation.action if operation and operation.id in COUNTED else None


def _take() -> None:
    _check_room()
    action = _counted()
    if action is not None:
        services().allowances.take(member(), action)
        guarded().taken = action


def _check_room() -> None:
    """Raise QuotaReached where an account keeps as many as its plan has.

    The store holds guests to theirs. What a guest brings into an account is never refused, so an
    account may have more than its plan; it keeps them, and adds none.
    """
    operation = operations_of(current_app).get(request.endpoint or "")
    kind = KEEPING.get(operation.id) if operation else None
    found = guarded().session
    if kind is None or found is None or found.role == "guest":
        return
    made = services()
    limit = kept_counts()[kind]
    records: Mapping[Kind, Records[Any]] = {
        "resumes": made.resumes.records,
        "postings": made.postings.records,
        "tailorings": made.tailorings.records,
        "letters": made.letters.records,
    }
    if records[kind].count(found.owner) >= limit:
        raise QuotaReached(kind=kind, limit=limit)


def _give_back(response: Response) -> Response:
    action = guarded().taken
    if action is not None and response.status_code >= 400:
        services().allowances.give_back(member(), action)
    return response


def _plan(role: Role) -> PlanAnswer:
    plan = services().allowances.plans[role]
    return PlanAnswer(
        role=role,
        requests_per_minute=site().requests_per_minute * plan.rate,
        allowances=[_allowance(role, action) for action in ACTIONS],
    )


def _allowance(role: Role, action: Action) -> AllowanceAnswer:
    has = services().allowances.of(role, action)
    return AllowanceAnswer(
        action=action, count=has.count, per=has.per, days=has.days, reach=has.reach
    )
