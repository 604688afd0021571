"""The session record: eleven fields, each written on its own, owned by one typed model.

A field that is unset is absent from the store. `docs/redis-keys.md` shows the table below, and a
test holds it against the model.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Json, ValidationError

from resume_builder.domain.values import RecordId, Text, Value

FieldName = Literal[
    "client_uuid",
    "csrf_token",
    "user_auth",
    "user_key",
    "resume_sections",
    "resume_provided",
    "job_description",
    "no_auth_email",
    "no_auth_pswd_hash",
    "auth_code",
    "auth_expiry",
]
FIELD_NAMES: tuple[FieldName, ...] = get_args(FieldName)
# Those that speak of the person are stored sealed; the others are random ids, digests and flags.
SEALED: frozenset[FieldName] = frozenset(
    {"resume_sections", "job_description", "no_auth_email", "no_auth_pswd_hash"}
)


# A session's fields are written even to a full store, so none may be large.
Label = Annotated[Text, AfterValidator(lambda text: text[:200])]


class CurrentResume(Value):
    """The résumé the person last worked on: its record, and how many entries each section has.

    The words of the résumé stand in the record alone, so that there is one truth to edit.
    """

    id: RecordId
    sections: dict[str, int] = Field(default_factory=dict[str, int])


class CurrentPosting(Value):
    """The posting the person last worked on, who read it, and the tailoring made for it."""

    id: RecordId
    title: Label = ""
    company: Label = ""
    source: Literal["rules", "model"] = "rules"
    tailoring_id: RecordId | None = None


class SessionRecord(BaseModel):
    """A session as it is stored. Read it whole, write its fields one by one."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    client_uuid: str
    csrf_token: str | None = None
    user_auth: bool = False
    user_key: str | None = None
    resume_sections: Json[CurrentResume] | None = None
    resume_provided: bool = False
    job_description: Json[CurrentPosting] | None = None
    no_auth_email: str | None = None
    no_auth_pswd_hash: str | None = None
    auth_code: str | None = None
    auth_expiry: datetime | None = None

    @property
    def account_id(self) -> str | None:
        """The account that is signed in: user_key is "<account>.<epoch>"."""
        if not self.user_auth or not self.user_key:
            return None
        return self.user_key.rpartition(".")[0] or None


FieldValue = str | bool | datetime | CurrentResume | CurrentPosting
Changes = Mapping[FieldName, FieldValue | None]


def encode(value: FieldValue) -> str:
    """Return the text that the store keeps for a field's value."""
    match value:
        case bool():
            return "1" if value else "0"
        case datetime():
            return value.isoformat()
        case CurrentResume() | CurrentPosting():
            return value.model_dump_json(by_alias=True)
        case str():
            return value


def decode(stored: Mapping[str, str]) -> SessionRecord | None:
    """Return the record that `stored` texts stand for; None without a client_uuid.

    A field that cannot be read, as another version may have written it, counts as unset: better
    than a session that nobody can use or end.
    """
    try:
        return SessionRecord.model_validate_strings(stored)
    except ValidationError as error:
        broken = {str(detail["loc"][0]) for detail in error.errors()}
    if "client_uuid" in broken:
        return None
    return decode({name: text for name, text in stored.items() if name not in broken})


def encode_record(record: SessionRecord) -> dict[FieldName, str]:
    """Return the stored texts of the fields that are set: not None, and not a false flag."""
    values: list[tuple[FieldName, FieldValue | None]] = [
        (name, getattr(record, name)) for name in FIELD_NAMES
    ]
    return {
        name: encode(value) for name, value in values if value is not None and value is not False
    }


@dataclass(frozen=True, slots=True)
class About:
    """What the table says of a field; `test` names the test that holds it, below tests/."""

    type: str
    holds: str
    writer: str
    reader: str
    cleared: str
    test: str


_RECORD_TEST = "features/sessions/test_record.py"
_PASSCODE_TEST = "contracts/test_passcodes.py"
_AT_END = "end of the session"

ABOUT: Mapping[FieldName, About] = MappingProxyType(
    {
        "client_uuid": About(
            type="text, 128 bits",
            holds="the handshake's id of this browser, handed out by GET /session",
            writer="Sessions.open, Sessions.rotate",
            reader="Handshakes.check, Handshakes.issue",
            cleared=_AT_END,
            test="features/sessions/test_sessions.py::test_a_rotated_session_has_a_new_client_uuid",
        ),
        "csrf_token": About(
            type="text, SHA-256",
            holds="the digest of the token handed out last",
            writer="Handshakes.issue, Handshakes.check",
            reader="the store, which never drops this token to make room",
            cleared="change of the session's id, " + _AT_END,
            test="contracts/test_handshakes.py::test_the_record_names_the_last_token",
        ),
        "user_auth": About(
            type="flag, 1 or absent",
            holds="whether the person is signed in",
            writer="sign-in (Sessions.write)",
            reader="Session.record",
            cleared="sign-out, " + _AT_END,
            test=f"{_RECORD_TEST}::test_every_field_survives_the_store",
        ),
        "user_key": About(
            type="text",
            holds="the account's key in the auth store",
            writer="sign-in (Sessions.write)",
            reader="Session.record",
            cleared="sign-out, " + _AT_END,
            test=f"{_RECORD_TEST}::test_every_field_survives_the_store",
        ),
        "resume_sections": About(
            type="JSON: id, sections",
            holds="the current résumé's record, and how many entries each section has",
            writer="Sessions.set_current_resume",
            reader="Session.current",
            cleared="the record is deleted, " + _AT_END,
            test="features/sessions/test_current.py::test_the_current_ids_come_from_the_record",
        ),
        "resume_provided": About(
            type="flag, 1 or absent",
            holds="whether resume_sections is set",
            writer="Sessions.set_current_resume, with resume_sections",
            reader="Session.record",
            cleared="with resume_sections",
            test="features/sessions/test_current.py::test_a_resume_is_provided_while_one_is_current",
        ),
        "job_description": About(
            type="JSON: id, title, company, tailoringId",
            holds="the current posting's record, and the tailoring made for it",
            writer="Sessions.set_current_posting and .set_current_tailoring",
            reader="Session.current",
            cleared="the record is deleted, " + _AT_END,
            test="features/sessions/test_current.py::test_the_current_ids_come_from_the_record",
        ),
        "no_auth_email": About(
            type="text",
            holds="an e-mail address before its owner has proved it",
            writer="sign-up (Sessions.write)",
            reader="sign-up",
            cleared="sign-up is done or given up, " + _AT_END,
            test=f"{_RECORD_TEST}::test_every_field_survives_the_store",
        ),
        "no_auth_pswd_hash": About(
            type="text, Argon2id",
            holds="a password's hash before the address is proved",
            writer="sign-up (Sessions.write)",
            reader="sign-up",
            cleared="sign-up is done or given up, " + _AT_END,
            test=f"{_RECORD_TEST}::test_every_field_survives_the_store",
        ),
        "auth_code": About(
            type="text, keyed hash",
            holds="the keyed hash of the code mailed last, never the code",
            writer="Passcodes.put",
            reader="Passcodes.take",
            cleared="taken, expired or out of tries, " + _AT_END,
            test=f"{_PASSCODE_TEST}::test_a_code_is_taken_once",
        ),
        "auth_expiry": About(
            type="time, ISO 8601 in UTC",
            holds="when auth_code ends",
            writer="Passcodes.put",
            reader="Passcodes.take",
            cleared="with auth_code",
            test=f"{_PASSCODE_TEST}::test_an_expired_code_is_gone",
        ),
    }
)
