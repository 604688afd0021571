"""The typed model owns the eleven fields."""

from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.domain.values import clean_text
from resume_builder.features.sessions.record import (
    ABOUT,
    FIELD_NAMES,
    CurrentPosting,
    CurrentResume,
    SessionRecord,
    decode,
    encode_record,
)

pytestmark = pytest.mark.accounts

ROOT = Path(__file__).resolve().parents[3]
TEXTS = st.text(min_size=1, max_size=40).map(clean_text).filter(bool)
IDS = st.text("abcXYZ019_-", min_size=1, max_size=64)
RECORDS = st.builds(
    SessionRecord.model_construct,
    client_uuid=TEXTS,
    csrf_token=st.none() | TEXTS,
    user_auth=st.booleans(),
    user_key=st.none() | TEXTS,
    resume_sections=st.none()
    | st.builds(CurrentResume, id=IDS, sections=st.dictionaries(TEXTS, st.integers(0, 99))),
    resume_provided=st.booleans(),
    job_description=st.none()
    | st.builds(CurrentPosting, id=IDS, title=TEXTS, company=TEXTS, tailoring_id=st.none() | IDS),
    no_auth_email=st.none() | TEXTS,
    no_auth_pswd_hash=st.none() | TEXTS,
    auth_code=st.none() | TEXTS,
    auth_expiry=st.none() | st.datetimes(timezones=st.just(UTC)),
)


def test_the_fields_are_the_eleven() -> None:
    """The names that the mission gives, in its order; the model and the table have no others."""
    eleven = (
        "client_uuid csrf_token user_auth user_key resume_sections resume_provided "
        "job_description no_auth_email no_auth_pswd_hash auth_code auth_expiry"
    )
    assert tuple(eleven.split()) == FIELD_NAMES
    assert tuple(SessionRecord.model_fields) == FIELD_NAMES
    assert tuple(ABOUT) == FIELD_NAMES


@given(RECORDS)
def test_every_field_survives_the_store(record: SessionRecord) -> None:
    """What is written is read; what is unset is absent."""
    stored = encode_record(record)
    assert decode(stored) == record
    assert all(stored.values())
    for name in FIELD_NAMES:
        assert (name in stored) == (getattr(record, name) not in (None, False))


def test_a_field_of_a_later_version_is_passed_over() -> None:
    """Going back one version ends nobody's session."""
    assert decode({"client_uuid": "c", "shoe_size": "44"}) == SessionRecord(client_uuid="c")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("resume_sections", "{"),
        ("resume_sections", '{"id": "r", "colour": "red"}'),
        ("job_description", "[]"),
        ("user_auth", "perhaps"),
        ("auth_expiry", "soon"),
    ],
)
def test_a_field_that_cannot_be_read_counts_as_unset(name: str, text: str) -> None:
    """One broken field does not end the session."""
    stored = {"client_uuid": "c", "user_key": "u", name: text}
    assert decode(stored) == SessionRecord(client_uuid="c", user_key="u")


@given(st.dictionaries(st.sampled_from(FIELD_NAMES), st.text(max_size=60)))
def test_any_stored_text_is_read(stored: dict[str, str]) -> None:
    """Whatever stands in the store, loading does not fail; no client_uuid is no session."""
    record = decode(stored)
    assert (record is not None) == ("client_uuid" in stored)


@pytest.mark.parametrize("name", FIELD_NAMES)
def test_every_field_names_a_test_that_exists(name: str) -> None:
    """The table is held against the tests it names."""
    file, _, test = ABOUT[name].test.partition("::")
    assert f"def {test}(" in (ROOT / "tests" / file).read_text(encoding="utf-8")
