"""What the tailoring slice needs from outside: measured pages."""

from typing import Protocol

from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.model import LineHeights, RenderOptions


class Measure(Protocol):
    """The page as the theme would set it."""

    def measure(self, resume: Resume, options: RenderOptions) -> LineHeights:
        """Return line heights from one measuring compile."""
        ...

    def page_count(self, resume: Resume, options: RenderOptions) -> int:
        """Return how many pages the résumé fills."""
        ...
