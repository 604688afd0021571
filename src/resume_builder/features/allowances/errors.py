"""What can be in the way of an action."""

from resume_builder.domain.errors import DomainError


class AllowanceUsed(DomainError):
    """The allowance is used up for now.

    params: action, limit, resets_at (ISO 8601), seconds until then, premium (how many premium has).
    """


class UsedToday(AllowanceUsed):
    """What the plan has for a day (UTC) is used up."""

    code = "allowance.used_today"


class UsedThisMonth(AllowanceUsed):
    """What the plan has for a month (UTC) is used up."""

    code = "allowance.used_this_month"


class NotInPlan(DomainError):
    """The role has nothing of it. params: action, role."""

    code = "allowance.not_in_plan"


class ThemeNotInPlan(DomainError):
    """The role has fewer themes. params: count (how many it has), themes (their titles)."""

    code = "allowance.theme"
