"""Counting what is done against what a role may do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from resume_builder.domain.accounts import Role
from resume_builder.domain.plans import ACTIONS, Action, Allowance, Period, Plans, period_of
from resume_builder.features.allowances.errors import (
    AllowanceUsed,
    NotInPlan,
    UsedThisMonth,
    UsedToday,
)
from resume_builder.features.allowances.ports import Counters
from resume_builder.ports import Clock

_USED: Mapping[Period, type[AllowanceUsed]] = {"day": UsedToday, "month": UsedThisMonth}


@dataclass(frozen=True, slots=True)
class Member:
    """Who acts: the tag that their counts are kept under, and their role."""

    tag: str
    role: Role


@dataclass(frozen=True, slots=True)
class Used:
    """How much of a counted action is used, and when counting begins anew."""

    action: Action
    count: int
    limit: int
    resets_at: datetime


@dataclass(frozen=True, slots=True)
class Allowances:
    """What is left of each member's plan."""

    counters: Counters
    plans: Plans
    now: Clock

    def of(self, role: Role, action: Action) -> Allowance:
        """Return what a role has of an action."""
        return self.plans[role].allowances[action]

    def take(self, member: Member, action: Action) -> None:
        """Count one more of an action. Raises AllowanceUsed, NotInPlan."""
        allowance = self.of(member.role, action)
        if not allowance.is_open:
            raise NotInPlan(action=action, role=member.role)
        if allowance.per is None or allowance.count is None:
            return
        now = self.now()
        period, ends = period_of(now, allowance.per)
        if self.counters.take(member.tag, f"{action}:{period}", allowance.count, ends) is None:
            raise _USED[allowance.per](
                action=action,
                limit=allowance.count,
                resets_at=ends.isoformat(),
                seconds=max(1, round((ends - now).total_seconds())),
                premium=self.of("premium", action).count,
            )

    def give_back(self, member: Member, action: Action) -> None:
        """Count one less: what was asked for did not happen."""
        per = self.of(member.role, action).per
        if per is not None:
            period, _ = period_of(self.now(), per)
            self.counters.give_back(member.tag, f"{action}:{period}")

    def used(self, member: Member) -> tuple[Used, ...]:
        """Return how much of each counted action is used."""
        return tuple(used for action in ACTIONS if (used := self._used(member, action)))

    def _used(self, member: Member, action: Action) -> Used | None:
        allowance = self.of(member.role, action)
        if allowance.per is None or not allowance.count:
            return None
        period, ends = period_of(self.now(), allowance.per)
        count = self.counters.used(member.tag, f"{action}:{period}")
        return Used(action, count, allowance.count, ends)
