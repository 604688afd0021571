"""Every version of what a model is told stays, newest in force, each with its reasons."""

from importlib.resources import files

import pytest

from resume_builder.adapters.data.briefs import brief_versions, load_brief
from resume_builder.domain.letters import brief as letters
from resume_builder.domain.parsing import quoted as resumes
from resume_builder.domain.posting import quoted
from resume_builder.domain.tailoring import brief as tailoring
from resume_builder.domain.tailoring import sheet

pytestmark = pytest.mark.truth

IN_FORCE = {
    "tailor": tailoring.VERSION,
    "letter": letters.VERSION,
    "posting": quoted.VERSION,
    "resume": resumes.VERSION,
    "repair": sheet.REPAIR_VERSION,
}


@pytest.mark.parametrize("name", IN_FORCE)
def test_the_newest_version_is_in_force_and_each_is_told_of(name: str) -> None:
    """Versions are numbered without a gap, and the changelog has a heading for each."""
    versions = brief_versions(name)
    assert versions == tuple(range(1, IN_FORCE[name] + 1))
    folder = files("resume_builder") / "data" / "briefs" / name
    told = (folder / "CHANGELOG.md").read_text("utf-8")
    assert all(f"\n## {version}\n" in told for version in versions)
    assert all(load_brief(name, version).strip() for version in versions)
