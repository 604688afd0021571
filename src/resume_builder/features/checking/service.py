"""The check of a tailored résumé, made when it is asked for; nothing of it is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

from resume_builder.domain.checking import CheckWords, Note, ReadBack, check, read_back
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.accept import Verified
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.domain.values import Finding, Value
from resume_builder.features.checking.ports import ReadFile, ReadFormat, SetFile
from resume_builder.ports import Clock


class MachineView(Value):
    """What our own reader, which knows nothing of the file, sees in it.

    `text` is everything it finds, in its order.
    """

    format: ReadFormat
    text: str
    read_back: ReadBack
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Checks:
    """Checks what is about to leave."""

    set_file: SetFile
    read_file: ReadFile
    language_of: Callable[[Resume], str]
    words: Callable[[], CheckWords]
    now: Clock

    def notes(self, resume: Resume, otherwise: str = "") -> tuple[Note, ...]:
        """Return what the person should look at.

        `otherwise` is the language where a résumé is too short to tell its own: its posting's.
        """
        language = self.language_of(resume) or otherwise
        return check(resume, language, self.words(), self.now().date())

    def knows_wording(self, resume: Resume, otherwise: str = "") -> bool:
        """Tell whether there are words to check the wording by, in the résumé's language."""
        return self.words().knows(self.language_of(resume) or otherwise)

    def machine_views(self, verified: Verified, options: RenderOptions) -> tuple[MachineView, ...]:
        """Return what a machine sees in each file. Raises ReadError, RenderFailed."""
        return tuple(self._view(verified, options, fmt) for fmt in get_args(ReadFormat))

    def _view(self, verified: Verified, options: RenderOptions, fmt: ReadFormat) -> MachineView:
        data = self.set_file(verified, options, fmt)
        text, reading = self.read_file(data, f"resume.{fmt}")
        return MachineView(
            format=fmt,
            text=text,
            read_back=read_back(verified.resume, reading.resume),
            findings=reading.findings,
        )
