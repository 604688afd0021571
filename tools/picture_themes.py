"""Picture a page and a letter in every theme, in its `golden` folder: the README shows them.

A test holds them. Run from the root as `python -m tools.picture_themes` to see which differ, and
with `--update` after a theme, a font or Typst changed: then look at each.
"""

import json
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.typst import TypstEngine
from resume_builder.adapters.typst.theme import load_themes, themes_folder
from resume_builder.domain.json_resume import from_json_resume
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import contact_of
from resume_builder.features.rendering.letter_sheet import LetterSheet
from tests.samples import RESUME_JSON

_PPI = 60
_PARAGRAPHS = (
    "Havnekraft Digital asks for somebody who has run Kubernetes for many teams and likes the calm "
    "after an incident. I have done both for nine years.",
    "At Fjordline Commerce I moved 46 services from virtual machines to Kubernetes over fourteen "
    "months without a planned outage, and wrote Terraform modules that eleven teams use.",
    "I also run the on-call rota for a group of eight engineers. We review every incident within a "
    "week, and pages at night fell from 31 a month to 6.",
    "I would be glad to tell you more, and can start in March.",
)


@cache
def pictures() -> Mapping[Path, bytes]:
    """Return the pictures by where they belong: a page and a letter of each theme."""
    engine, resume = (
        TypstEngine(load_page_words()),
        from_json_resume(json.loads(RESUME_JSON.read_text(encoding="utf-8"))),
    )
    basics = resume.basics
    letter = LetterSheet(
        title="Application", language="en", name=basics.name, headline=basics.label,
        contact=contact_of(basics), recipient=("Kari Solheim", "Havnekraft Digital", "Bergen"),
        date="November 24, 2026", subject="Application: Senior Site Reliability Engineer",
        greeting="Dear Ms. Solheim,", paragraphs=_PARAGRAPHS, closing="Sincerely,",
        signature=basics.name, date_first=True,
    )  # fmt: skip
    made: dict[Path, bytes] = {}
    for theme in load_themes():
        options = RenderOptions(theme=theme)
        folder = themes_folder() / theme / "golden"
        made[folder / "page.png"] = engine.png(resume, options, _PPI)[0]
        made[folder / "letter.png"] = engine.png(letter, options, _PPI)[0]
    return made


def changed() -> list[Path]:
    """Return which pictures are not as their theme is set now."""
    return [p for p, image in pictures().items() if not p.exists() or p.read_bytes() != image]


def main(arguments: list[str]) -> int:
    """Name what differs; with `--update` make it anew. Return the exit status."""
    differing = changed()
    for path in differing:
        print(path)
        if "--update" in arguments:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(pictures()[path])
    return 1 if differing and "--update" not in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
