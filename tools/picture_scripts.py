"""Picture one invented person's résumé in four scripts for the README.

Needs the extra fonts (`make fonts`). Run from the root as `python -m tools.picture_scripts`.
"""

from pathlib import Path

from resume_builder.bootstrap import tools
from resume_builder.domain.tailoring.model import RenderOptions
from tests.samples import SCRIPTS

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
# Four stand side by side.
_PPI = 96
OPTIONS = RenderOptions(paper="a4", pages=1)


def main() -> None:
    """Write docs/images/script-<language>.png for each sample."""
    made = tools()
    for sample in SCRIPTS:
        _, reading = made.read_resume(sample.read_bytes(), sample.name)
        page, *_ = made.rendering.engine.png(reading.resume, OPTIONS, _PPI)
        (IMAGES / f"script-{sample.stem}.png").write_bytes(page)


if __name__ == "__main__":
    main()
