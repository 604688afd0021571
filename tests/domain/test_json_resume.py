"""JSON Resume in and out."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resume_builder.domain.json_resume import from_json_resume, to_json_resume

pytestmark = pytest.mark.reading

SAMPLE = {
    "$schema": "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json",
    "basics": {
        "name": "Ada Example",
        "location": {"city": "Leeds", "countryCode": "GB"},
        "profiles": [{"network": "GitHub", "username": "ada", "url": "https://github.com/ada"}],
        "pronouns": "she/her",
    },
    "work": [
        {
            "name": "Parcels Ltd",
            "position": "Engineer",
            "startDate": "2022-02",
            "team_size": 5,
            "highlights": ["Cut nights from 5 h to 35 min", "Ran 23 services"],
            "x-highlights": [
                {"id": "w1h1", "text": "Cut nights from 5 h to 35 min"},
                {"id": "w1h2", "text": "Ran 23 services"},
            ],
        }
    ],
    "projects": [{"name": "Kites", "description": "A game", "keywords": ["Lua"]}],
    "x-sections": [{"title": "Patents", "entries": [{"name": "US 1"}]}],
    "meta": {"version": "v1.0.0"},
}


def test_nothing_is_lost() -> None:
    """Known, unknown and custom keys come back as they were."""
    assert to_json_resume(from_json_resume(SAMPLE)) == SAMPLE


def test_bare_texts_are_entries() -> None:
    """Many files list skills and languages as texts; a section that is no list is kept."""
    resume = from_json_resume(
        {"skills": ["Python", "Go"], "languages": "Welsh", "work": [7], "awards": {"2020": "Best"}}
    )
    assert [skill.name for skill in resume.skills] == ["Python", "Go"]
    assert [language.language for language in resume.languages] == ["Welsh"]
    assert [job.name for job in resume.work] == ["7"]
    assert to_json_resume(resume)["awards"] == {"2020": "Best"}


def test_ids_of_the_file_are_kept() -> None:
    """`x-highlights` wins over ids by position."""
    data = {"basics": {}, "work": [{"x-highlights": [{"id": "k9", "text": "Led"}]}]}
    assert [h.id for _, h in from_json_resume(data).highlights()] == ["k9"]


def test_ids_by_position_where_the_file_has_none() -> None:
    """The third highlight of the first job is w1h3."""
    resume = from_json_resume({"work": [{"highlights": ["a", "b", "c"]}]})
    assert [h.id for _, h in resume.highlights()] == ["w1h1", "w1h2", "w1h3"]


def test_words_of_dates_are_kept() -> None:
    """A season, and a study that goes on, survive the file format."""
    dates = {"startDate": "Summer 2022", "endDate": "heute"}
    study = {"institution": "Leeds", "startDate": "2022", "x-dates": dates}
    resume = from_json_resume({"basics": {}, "education": [study]})
    entry = resume.education[0]
    assert entry.start_date is not None
    assert entry.end_date is not None
    assert (entry.start_date.text, entry.end_date.present) == ("Summer 2022", True)
    assert to_json_resume(resume)["education"][0] == study


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["basics", "work", "name", "startDate", "endDate", "highlights", "x-highlights"]
                + ["x-dates"]
                + ["location", "profiles", "keywords", "x-sections", "entries", "id", "text"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(["basics", "work", "skills", "x-sections"]), JSON))
def test_any_json_object_is_read_and_settles(data: dict[str, object]) -> None:
    """No shape of input raises, and writing is stable from the second time on."""
    once = to_json_resume(from_json_resume(data))
    assert to_json_resume(from_json_resume(once)) == once


# Keys that no schema knows, and extensions; values of any kind. What is read must come back.
UNKNOWN = st.dictionaries(
    st.text("abcdefgh", min_size=4, max_size=8).map(lambda k: f"my_{k}")
    | st.text("abcdefgh", min_size=2, max_size=6).map(lambda k: f"x-my-{k}"),
    st.integers() | st.booleans() | st.text(max_size=8) | st.lists(st.text(max_size=4), max_size=3),
    max_size=3,
)
WORDS = st.text("abcdé ü", min_size=1, max_size=12).map(str.strip).filter(bool)


def entries(*fields: str) -> st.SearchStrategy[list[dict[str, object]]]:
    """Entries of a section with some of its text fields and unknown keys beside them."""
    known = st.dictionaries(st.sampled_from(fields), WORDS, min_size=1)
    return st.lists(st.builds(lambda a, b: {**a, **b}, known, UNKNOWN), min_size=1, max_size=3)


WHOLE = st.builds(
    lambda basics, sections, extra: {"basics": basics, **sections, **extra},
    st.builds(
        lambda a, b: {**a, **b},
        st.dictionaries(st.sampled_from(["name", "label", "email", "summary"]), WORDS),
        UNKNOWN,
    ),
    st.fixed_dictionaries(
        {},
        optional={
            "work": entries("name", "position", "summary", "location", "url"),
            "education": entries("institution", "area", "studyType", "score"),
            "skills": entries("name", "level"),
            "projects": entries("name", "description", "entity"),
            "references": entries("name", "reference"),
        },
    ),
    UNKNOWN,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(WHOLE)
def test_writing_loses_nothing_that_was_read(data: dict[str, object]) -> None:
    """Every key of a file, at every level, comes back with its value, and entries in order."""
    written = to_json_resume(from_json_resume(data))
    assert {k: v for k, v in written.items() if k != "$schema"} == data
