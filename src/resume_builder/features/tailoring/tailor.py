"""The main job as one function: a résumé and a posting become a plan that fits the page."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from resume_builder.domain.coverage import Coverage
from resume_builder.domain.matching import match
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.resume import Resume
from resume_builder.domain.skills import Lexicon
from resume_builder.domain.tailoring.accept import UNDECIDED, Decided, Verified, apply_edits
from resume_builder.domain.tailoring.apply import apply_plan
from resume_builder.domain.tailoring.model import LineHeights, Plan, RenderOptions
from resume_builder.domain.tailoring.plan import plan
from resume_builder.domain.tailoring.retire import without_lines
from resume_builder.domain.values import Finding, Value
from resume_builder.features.tailoring.ports import Measure
from resume_builder.ports import Clock

# A résumé that runs over one page by less than this share reads better cut to one page than set
# with a nearly empty second one.
_LITTLE_OVER = 1.35
# Measured lines do not know where a page breaks: each correction plans for a little less space.
_CORRECTIONS = (0.96, 0.90)


class Tailored(Value):
    """A résumé cut and ordered for one posting, with the rewordings that the person accepted.

    Without any, no text in it differs from the résumé's.
    """

    coverage: Coverage
    plan: Plan
    verified: Verified
    page_count: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Tailor:
    """Selects and orders highlights so that they serve the posting and fit the pages."""

    pages: Measure
    lexicon: Callable[[], Lexicon]
    now: Clock

    def __call__(
        self,
        resume: Resume,
        posting: Posting,
        options: RenderOptions,
        switches: Mapping[str, bool],
        *,
        near: int = 0,
        decided: Decided = UNDECIDED,
        retired: frozenset[str] = frozenset(),
    ) -> Tailored:
        """Return the tailored résumé; `switches` are the person's own choices by highlight id.

        What is matched are the person's own words but for the lines that they took back
        (`retired`); what is measured and set are those with the edits that they accepted. After a
        change `near` is the level of the plan before it, where measuring then begins.
        """
        stands = without_lines(resume, retired)
        coverage = match(stands, posting, self.lexicon(), self.now().date())
        resume = apply_edits(resume, decided).resume
        switches = {**decided.switches, **switches}
        heights = self.pages.measure(resume, options, near)
        wanted = options.pages or _natural_pages(heights)
        if options.pages is None:
            aimed = options.model_copy(update={"pages": wanted})
            heights = self.pages.measure(resume, aimed, near)
        leveled = options.model_copy(update={"level": heights.level})

        def attempt(share: float) -> Tailored:
            budget = heights.model_copy(update={"page": heights.page * share})
            made = plan(resume, coverage, budget, wanted, switches, retired=retired)
            made = made.model_copy(update={"level": heights.level})
            cut = apply_edits(apply_plan(resume, made), decided)
            return Tailored(
                coverage=coverage,
                plan=made,
                verified=cut,
                page_count=self.pages.page_count(cut.resume, leveled),
            )

        made = attempt(1.0)
        for share in _CORRECTIONS:
            # Where what must stay needs more pages than were asked for, the plan is for that many.
            if made.page_count <= max(wanted, made.plan.pages):
                break
            made = attempt(share)
        if posting.requirements:
            return made
        return made.model_copy(update={"findings": (Finding(code="tailoring.no_requirements"),)})


def _natural_pages(heights: LineHeights) -> int:
    """Return 1 for what fits one page or nearly does, else 2, or more where 2 cannot hold it."""
    if heights.fill(1) / heights.tightness <= _LITTLE_OVER and heights.fixed < heights.page:
        return 1
    return max(2, math.ceil(heights.fixed / heights.page))
