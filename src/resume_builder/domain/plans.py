"""What each role may do, and how often: one table, from which all else comes.

Enforcement, the answers of the API and the page of plans read `PLANS`. Every operation of the API
names one of the actions; all of them but agents are open to everyone by their own resources.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Literal, get_args

from resume_builder.domain.accounts import Role

ROLES: tuple[Role, ...] = get_args(Role)
Action = Literal[
    "session",  # the site itself: who is asking, what there is to choose from
    "account",  # one's own account: sign-in, devices, export, erasure
    "resumes",  # saved résumés
    "postings",  # saved postings
    "tailor",  # tailoring by rules, by the person's own key or their Ollama
    "shares",  # private links to kept documents
    "templates",  # themes
    "models",  # which models word lines
    "prompting",  # strength, tone, instructions, briefs
    "agents",  # run by the site alone
    "api",  # calls by programs of one's own
    "market",  # what postings ask for, of all who agreed
]
ACTIONS: tuple[Action, ...] = get_args(Action)
Period = Literal["day", "month"]
Reach = Literal[
    "own_keys",  # any model, by one's own key or Ollama
    "site_models",  # and the site's, within a budget
    "strength_and_tone",
    "saved_instructions",  # and those
    "own_briefs",  # and those, run by the site
    "try_out_page",
    "headline",
    "summary",
    "everything",
]


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much of an action a role has.

    `count` is how many, None as many as wished; `per` is the period that they are counted in, None
    where they are kept at a time. `days` is for how long what is kept may lie unused, None for as
    long as the account. `reach` says how far an action goes that is not counted.
    """

    count: int | None = None
    per: Period | None = None
    days: int | None = None
    reach: Reach | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is anything of it."""
        return self.count != 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What a role has.

    `rate` says how many times the site's usual rate of requests it may ask. `kept_bytes` is how
    much may be kept of everything together, as it is stored.
    """

    role: Role
    rate: int
    kept_bytes: int
    allowances: Mapping[Action, Allowance]

    @property
    def kept_counts(self) -> dict[str, int]:
        """How many records of each kind may be kept: work on a posting goes with the posting."""
        resumes, postings = self._count("resumes"), self._count("postings")
        tailorings = 3 * postings
        return {
            "resumes": resumes,
            "postings": postings,
            "tailorings": tailorings,
            "attempts": tailorings,
            "letters": 2 * tailorings,
            "documents": 2 * tailorings,
            "shares": self._count("shares"),
            "spend": _MOST_MONTHS,
            "instructions": 1,
        }

    @property
    def shared_bytes(self) -> int:
        """How much everything that is shared may take: copies, beside what is kept."""
        return self.kept_bytes // 5

    def _count(self, action: Action) -> int:
        return self.allowances[action].count or 0


Plans = Mapping[Role, Plan]

_FREE, _NONE = Allowance(), Allowance(count=0)
# For guest, basic and premium. Testers and those who run the site have what premium has.
_TABLE: Mapping[Action, tuple[Allowance, Allowance, Allowance]] = MappingProxyType(
    {
        "session": (_FREE, _FREE, _FREE),
        "account": (_FREE, _FREE, _FREE),
        "resumes": (Allowance(3, days=30), Allowance(20), Allowance(1000)),
        "postings": (Allowance(10, days=30), Allowance(200), Allowance(10_000)),
        "tailor": (Allowance(10, "day"), Allowance(50, "day"), Allowance(1000, "day")),
        "shares": (Allowance(5, days=30), Allowance(20), Allowance(200)),
        "templates": (Allowance(3), Allowance(5), _FREE),
        "models": (
            Allowance(reach="own_keys"),
            Allowance(reach="own_keys"),
            Allowance(reach="site_models"),
        ),
        "prompting": (
            Allowance(reach="strength_and_tone"),
            Allowance(reach="saved_instructions"),
            Allowance(reach="own_briefs"),
        ),
        "agents": (_NONE, _NONE, _FREE),
        "api": (
            Allowance(reach="try_out_page"),
            Allowance(100, "month"),
            Allowance(10_000, "month"),
        ),
        "market": (
            Allowance(reach="headline"),
            Allowance(reach="summary"),
            Allowance(reach="everything"),
        ),
    }
)
_RATES = (1, 1, 3)
_MIB = 1024 * 1024
# What models cost in a month, and that a guest brought another of the same month.
_MOST_MONTHS = 40
# A season of applications of one person is about 5 MB.
_KEPT_BYTES = (20 * _MIB, 100 * _MIB, 500 * _MIB)
_COLUMN: Mapping[Role, int] = MappingProxyType(
    {"guest": 0, "basic": 1, "premium": 2, "tester": 2, "admin": 2}
)


def _plan(role: Role) -> Plan:
    column = _COLUMN[role]
    row: dict[Action, Allowance] = {action: _TABLE[action][column] for action in ACTIONS}
    return Plan(role, _RATES[column], _KEPT_BYTES[column], MappingProxyType(row))


PLANS: Plans = MappingProxyType({role: _plan(role) for role in ROLES})


def with_numbers(plans: Plans, numbers: Mapping[str, int]) -> Plans:
    """Return the plans with an operator's numbers: "guest.tailor" → how many.

    The shape is the rule: only what is counted has a number, and none closes an action. Raises
    ValueError naming the first that does not hold.
    """
    made = dict(plans)
    for name, number in numbers.items():
        role: Role | None = next((role for role in ROLES if name.startswith(f"{role}.")), None)
        if role is None or number < 1:
            raise ValueError(name)
        made[role] = _numbered(made[role], name, number)
    return MappingProxyType(made)


def for_one_person(plans: Plans) -> Plans:
    """Return the plans of a site on the person's own machine: premium's numbers for everyone.

    What the machine can keep and do is theirs; limits protect a site that many share. The rate of
    requests stays as it is set: it stops a broken program.
    """
    most = plans["premium"]
    return MappingProxyType({role: _as_most(plans[role], most) for role in ROLES})


def _numbered(plan: Plan, name: str, number: int) -> Plan:
    action: Action | None = next((a for a in ACTIONS if name == f"{plan.role}.{a}"), None)
    if action is None or not plan.allowances[action].count:
        raise ValueError(name)
    row = {**plan.allowances, action: replace(plan.allowances[action], count=number)}
    return replace(plan, allowances=MappingProxyType(row))


def _as_most(plan: Plan, most: Plan) -> Plan:
    row: dict[Action, Allowance] = {
        action: (most if plan.allowances[action].count else plan).allowances[action]
        for action in ACTIONS
    }
    return replace(plan, kept_bytes=most.kept_bytes, allowances=MappingProxyType(row))


def period_of(now: datetime, per: Period) -> tuple[str, datetime]:
    """Return the name of the period that `now` lies in, and when the next begins; both in UTC."""
    day = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    if per == "day":
        return f"{day:%Y-%m-%d}", day + timedelta(days=1)
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return f"{day:%Y-%m}", following
