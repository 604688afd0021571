"""The checks, one small class each. The order is the order in which reasons are shown."""

from resume_builder.domain.tailoring.verify.checks.additions import Additions
from resume_builder.domain.tailoring.verify.checks.base import Check
from resume_builder.domain.tailoring.verify.checks.comparisons import Comparisons
from resume_builder.domain.tailoring.verify.checks.credentials import Credentials
from resume_builder.domain.tailoring.verify.checks.disguise import Disguise
from resume_builder.domain.tailoring.verify.checks.durations import Durations
from resume_builder.domain.tailoring.verify.checks.flattery import Flattery
from resume_builder.domain.tailoring.verify.checks.frequency import Frequency
from resume_builder.domain.tailoring.verify.checks.ladders import Creation, Ownership, Titles
from resume_builder.domain.tailoring.verify.checks.limits import Limits
from resume_builder.domain.tailoring.verify.checks.merging import Merging
from resume_builder.domain.tailoring.verify.checks.names import Names
from resume_builder.domain.tailoring.verify.checks.numbers import Numbers
from resume_builder.domain.tailoring.verify.checks.objects import Objects
from resume_builder.domain.tailoring.verify.checks.opposites import Opposites
from resume_builder.domain.tailoring.verify.checks.others import Others
from resume_builder.domain.tailoring.verify.checks.outcomes import Outcomes
from resume_builder.domain.tailoring.verify.checks.portions import Portions
from resume_builder.domain.tailoring.verify.checks.scope import Scope

CHECKS: tuple[Check, ...] = (
    Disguise(),
    Flattery(),
    Numbers(),
    Portions(),
    Durations(),
    Names(),
    Credentials(),
    Titles(),
    Ownership(),
    Objects(),
    Creation(),
    Others(),
    Limits(),
    Scope(),
    Frequency(),
    Comparisons(),
    Opposites(),
    Outcomes(),
    Merging(),
    Additions(),
)

__all__ = ["CHECKS", "Check"]
