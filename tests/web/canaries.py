"""A marker for every field that somebody may write into: which there are, and where each goes.

The fields come from the models of the routes: every text that is not one of a few words or of a
fixed form, every name in a dictionary, every file and its name. One that lies deep in a body needs
a line in PLACES, which says how a body with it is made; whoever adds such a field is told so.
"""

import io
import itertools
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from PIL import Image
from werkzeug.test import TestResponse

from resume_builder.domain.accounts import PRIVACY, TERMS
from resume_builder.web.api import Operation
from tests.models.scripted import sentence, writing
from tests.people import PASSWORD
from tests.pictures import as_data
from tests.samples import POSTING_TEXT, RESUME_TEXT
from tests.web.bodies import BODIES
from tests.web.stage import Actor, Ids, Json

# Letters that no typesetter joins, in words too short to be divided: a marker stays in one piece.
_LETTERS = "bdkmprtvz"
MARKER = re.compile("qz[bdkmprtvz]{6}", re.IGNORECASE)
_ARTIST = 0x013B
# What says that a text has one of a few values, or a form of its own.
_CLOSED = ("enum", "const", "pattern", "format")

RESUME = RESUME_TEXT.read_text(encoding="utf-8")
POSTING = POSTING_TEXT.read_text(encoding="utf-8")


def markers() -> Iterator[str]:
    """Words that are nowhere else, none of which is in another."""
    for letters in itertools.product(_LETTERS, repeat=6):
        yield f"Qz{''.join(letters)}"


# ---- fields ---------------------------------------------------------------------------------


def fields_of(operation: Operation) -> list[str]:
    """The open fields of an operation's body and query: "edits[].text", "?format"."""
    found: list[str] = []
    for mark, model in (("?", operation.models.get("query")), ("", operation.takes)):
        if model is not None:
            schema = model.model_json_schema()
            found += [f"{mark}{path}" for path in _open(schema, schema.get("$defs", {}), "")]
    if operation.uploads is not None:
        found += ["file", "file's name"]
    return list(dict.fromkeys(found))


def _open(schema: Json, named: Json, path: str, inside: tuple[str, ...] = ()) -> Iterator[str]:
    """The paths of what a schema leaves open."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if name not in inside:
            yield from _open(named[name], named, path, (*inside, name))
        return
    for key in ("anyOf", "oneOf", "allOf"):
        for choice in schema.get(key, ()):
            yield from _open(choice, named, path, inside)
    match schema.get("type"):
        case "object":
            yield from _open_object(schema, named, path, inside)
        case "array":
            yield from _open(schema.get("items", {}), named, f"{path}[]", inside)
        case "string" if not any(key in schema for key in _CLOSED):
            yield path
        case None if not {"anyOf", "oneOf", "allOf", *_CLOSED} & schema.keys():
            # Any JSON at all.
            yield path
        case _:
            return


def _open_object(schema: Json, named: Json, path: str, inside: tuple[str, ...]) -> Iterator[str]:
    dot = "." if path else ""
    for name, inner in schema.get("properties", {}).items():
        yield from _open(inner, named, f"{path}{dot}{name}", inside)
    more = schema.get("additionalProperties", "properties" not in schema)
    if more is False:
        return
    if "pattern" not in schema.get("propertyNames", {}):
        yield f"{path}{dot}*'s name"
    yield from _open(cast(Json, more) if isinstance(more, dict) else {}, named, f"{path}{dot}*")


# ---- where a marker goes --------------------------------------------------------------------

Place = Callable[[Actor, Ids, str], Json]
EDIT_NAME = "basics.name"


def address(marker: str) -> str:
    """An address with a marker."""
    return f"{marker}@example.com"


def password(marker: str) -> str:
    """A password with a marker that is good enough."""
    return f"{marker} over the quiet harbor"


def resume_with(marker: str) -> str:
    """A résumé that names a marker in a line of work, as a skill, and as an employer."""
    return (
        RESUME.replace("Harrow & Pike", f"Harrow & {marker}")
        .replace("Fault finding", f"Fault finding, {marker}")
        .replace("three houses at a time", f"three houses at a time with {marker}")
    )


def posting_with(marker: str) -> str:
    """A posting that asks for a marker, at a place of that name."""
    return POSTING.replace("Kubernetes", f"Kubernetes and {marker}").replace(
        "Havnekraft Digital", f"Havnekraft {marker}"
    )


def picture_with(marker: str) -> bytes:
    """A picture whose file says a marker: as its artist, and as a comment."""
    image, exif, target = Image.new("RGB", (350, 450), "gray"), Image.Exif(), io.BytesIO()
    exif[_ARTIST] = marker
    image.save(target, "JPEG", exif=exif, comment=marker.encode())
    return target.getvalue()


# What a file with a marker in it is, and how its name ends.
FILES: Mapping[str, tuple[Callable[[str], bytes], str]] = {
    "import_resume": (lambda marker: resume_with(marker).encode(), ".txt"),
    "import_posting": (lambda marker: posting_with(marker).encode(), ".txt"),
    "set_photo": (picture_with, ".jpg"),
}


def file_with(operation: Operation, field: str, marker: str) -> tuple[bytes, str]:
    """A file with the marker in it, or in its name. Raises AssertionError where none is known."""
    assert operation.id in FILES, (
        f"say in tests/web/canaries.py FILES what {operation.id} takes, with a marker in it"
    )
    make, ending = FILES[operation.id]
    if field == "file":
        return make(marker), f"upload{ending}"
    return make("Ltd"), f"{marker}{ending}"


def _email_in(operation: str) -> Place:
    return lambda actor, ids, marker: {
        **BODIES[operation](actor, ids),
        "email": address(marker),
    }


def _same(make: Callable[[str], Json]) -> Place:
    return lambda actor, ids, marker: make(marker)


def _saved(actor: Actor, ids: Ids, marker: str) -> Json:
    """Saved work with a résumé that the person has not got yet, and a marker in it."""
    del ids
    actor.id("resume_id")
    saved = actor.person.get("/session/work").get_json()
    first = json.loads(json.dumps(saved["resumes"][0]))
    first["id"] = f"restored{actor.stage.count()}"
    text = json.dumps(first).replace("Harrow & Pike", f"Harrow & {marker}")
    return {**saved, "resumes": [json.loads(text)]}


def _line(actor: Actor, ids: Ids) -> Json:
    """A line of work that may be reworded."""
    found = actor.person.get(f"/tailorings/{ids['tailoring_id']}").get_json()
    return found["resume"]["work"][0]["highlights"][0]


def _rewording(actor: Actor, ids: Ids, marker: str) -> Json:
    line = _line(actor, ids)
    text = f"{line['text'].rstrip('.')} with {marker}."
    return {
        "op": "rewrite",
        "target": line["id"],
        "serves": [],
        "sources": [line["id"]],
        "text": text,
        "place": 0,
    }


def _proposal(actor: Actor, ids: Ids, marker: str) -> Json:
    return {**BODIES["propose_edit"](actor, ids), "edit": _rewording(actor, ids, marker)}


def _strange_proposal(actor: Actor, ids: Ids, marker: str) -> Json:
    return {**BODIES["propose_edit"](actor, ids), "edit": {marker: "x"}}


def _reply(actor: Actor, ids: Ids, marker: str) -> Json:
    text = json.dumps({"edits": [_rewording(actor, ids, marker)]})
    return {**BODIES["close_attempt"](actor, ids), "text": text}


def _letter_reply(actor: Actor, ids: Ids, marker: str) -> Json:
    found = actor.person.get(f"/letters/{ids['letter_id']}").get_json()
    tailoring = {"tailoring_id": found["tailoring_id"]}
    line = _line(actor, tailoring)
    told = sentence(f"{line['text'].rstrip('.')} with {marker}.", [line["id"]], 1)
    return {**BODIES["close_letter_attempt"](actor, ids), "text": writing([told])}


def _sentence(actor: Actor, ids: Ids, marker: str) -> Json:
    """The person's own words for a sentence of the letter."""
    found = actor.person.get(f"/letters/{ids['letter_id']}").get_json()
    first = next(iter(_sentences(found)))
    return {"sentences": [{"id": first, "text": f"I worked with {marker}."}]}


def _sentences(found: Any) -> Iterator[str]:
    """The ids of a letter's sentences, wherever they stand in the answer."""
    if isinstance(found, dict):
        known = cast(Json, found)
        if "text" in known and re.fullmatch("[0-9a-f]{18}", str(known.get("id"))):
            yield known["id"]
        for value in known.values():
            yield from _sentences(value)
    elif isinstance(found, list):
        for value in cast("list[Any]", found):
            yield from _sentences(value)


def _credential(actor: Actor, ids: Ids, marker: str) -> Json:
    del actor, ids
    return {"credential": {"id": marker, "rawId": marker, "type": "public-key", "response": {}}}


def _options(name: str, value: Callable[[str], Any]) -> Mapping[str, Place]:
    """An option of the page, at making a tailoring and at changing one."""

    def make(actor: Actor, ids: Ids, marker: str) -> Json:
        return {**BODIES["create_tailoring"](actor, ids), "options": _option(value(marker))}

    def _option(value: Any) -> Json:
        return {name.split(".")[1].rstrip("[]"): value}

    return {
        f"create_tailoring {name}": make,
        f"edit_tailoring {name}": _same(lambda marker: {"options": _option(value(marker))}),
    }


# Fields that lie deep in a body, or must have a form to be taken.
PLACES: Mapping[str, Place] = {
    "issue_tokens operations[]": _same(lambda marker: {"operations": [marker]}),
    "register email": _email_in("register"),
    "register password": lambda actor, ids, marker: {
        **BODIES["register"](actor, ids),
        "password": password(marker),
    },
    "sign_in email": _email_in("sign_in"),
    "reset_password email": _email_in("reset_password"),
    "change_email email": _email_in("change_email"),
    "find_account email": _email_in("find_account"),
    "confirm_reset password": lambda actor, ids, marker: {
        **BODIES["confirm_reset"](actor, ids),
        "password": password(marker),
    },
    "change_password new_password": _same(
        lambda marker: {"password": PASSWORD, "new_password": password(marker)}
    ),
    "give_consent terms": _same(lambda m: {"terms": m, "privacy": PRIVACY, "figures": False}),
    "give_consent privacy": _same(lambda m: {"terms": TERMS, "privacy": m, "figures": False}),
    "sign_in_with_passkey credential.*": _credential,
    "sign_in_with_passkey credential.*'s name": _same(lambda m: {"credential": {m: "x"}}),
    "add_passkey credential.*": lambda actor, ids, marker: {
        **_credential(actor, ids, marker),
        "name": "Laptop",
    },
    "add_passkey credential.*'s name": _same(lambda m: {"credential": {m: "x"}, "name": "Laptop"}),
    "restore_work *": _saved,
    "restore_work *'s name": lambda actor, ids, marker: {
        **BODIES["restore_work"](actor, ids),
        marker: [],
    },
    "set_photo image": _same(lambda m: {"image": as_data(picture_with(m), "image/jpeg")}),
    "import_resume text": _same(lambda marker: {"text": resume_with(marker)}),
    "import_posting text": _same(lambda marker: {"text": posting_with(marker)}),
    "import_posting html": _same(
        lambda m: {"html": f"<h1>Electrician</h1><pre>{posting_with(m)}</pre>"}
    ),
    "import_posting url": _same(lambda m: {"url": f"https://jobs.example/{m}?for={m}#{m}"}),
    "edit_resume edits[].path": _same(lambda m: {"edits": [{"path": f"basics.{m}", "text": "x"}]}),
    "edit_resume edits[].text": _same(lambda m: {"edits": [{"path": EDIT_NAME, "text": m}]}),
    "edit_resume confirmed[]": _same(lambda m: {"confirmed": [m]}),
    "create_share password": _same(lambda m: {"hours": 24, "password": password(m)}),
    "edit_facts retired.*'s name": _same(lambda m: {"retired": {m: True}}),
    "edit_facts answers.*'s name": _same(lambda m: {"answers": {m: "yes"}}),
    **_options("options.theme", lambda m: m),
    **_options("options.font", lambda m: m),
    **_options("options.sections[]", lambda m: [m]),
    **_options("options.titles.*", lambda m: {"work": m}),
    **_options("options.titles.*'s name", lambda m: {m: "Work"}),
    **_options("options.breaks[]", lambda m: [m]),
    "edit_tailoring edits[].path": _same(
        lambda m: {"edits": [{"path": f"basics.{m}", "text": "x"}]}
    ),
    "edit_tailoring edits[].text": _same(lambda m: {"edits": [{"path": EDIT_NAME, "text": m}]}),
    "edit_tailoring switches.*'s name": _same(lambda m: {"switches": {m: False}}),
    "edit_tailoring decisions.*'s name": _same(lambda m: {"decisions": {m: True}}),
    "propose_edit edit.*": _proposal,
    "propose_edit edit.*'s name": _strange_proposal,
    "close_attempt text": _reply,
    "read_posting_by_model text": _same(
        lambda marker: {"text": json.dumps({"quotes": [{"kind": "must", "quote": marker}]})}
    ),
    # A résumé is only kept where something in the answer counts.
    "read_resume_by_model model": _same(
        lambda m: {"text": '{"quotes": [{"kind": "work", "quote": "Electrician"}]}', "model": m}
    ),
    "read_resume_by_model text": _same(
        lambda marker: {"text": json.dumps({"quotes": [{"kind": "work", "quote": marker}]})}
    ),
    "close_letter_attempt text": _letter_reply,
    "edit_letter sentences[].text": _sentence,
    "edit_letter add[].text": _same(
        lambda m: {"add": [{"id": "0" * 18, "paragraph": 1, "text": f"I know {m}."}]}
    ),
}


# What somebody does next, so that what they wrote comes to where it stays.
FOLLOWING: Mapping[str, tuple[tuple[str, str], ...]] = {
    "register": (("/auth/registration/code", "confirm_registration"),),
    "change_email": (("/account/email/code", "confirm_email_change"),) * 2,
}
# What is worked on from then on, so that its marker is followed through everything made of it.
CARRIED_ON: Mapping[str, str] = {
    "import_resume text": "resume_id",
    "import_posting text": "posting_id",
    "create_tailoring options.titles.*": "tailoring_id",
}


def go_on(actor: Actor, operation: Operation, field: str, answer: TestResponse) -> None:
    """Do what follows a call that was taken."""
    if answer.status_code >= 300:
        return
    for path, following in FOLLOWING.get(operation.id, ()):
        actor.post(path, following, code=actor.mailed())
    name = CARRIED_ON.get(f"{operation.id} {field}")
    if name is not None:
        actor.made[name] = answer.get_json()["id"]


def body_with(actor: Actor, operation: Operation, ids: Ids, field: str, marker: str) -> Json:
    """A body of the operation with the marker in a field. Raises AssertionError where none is."""
    place = PLACES.get(f"{operation.id} {field}")
    if place is not None:
        return place(actor, ids, marker)
    assert re.fullmatch("[a-z_]+", field), (
        f"say in tests/web/canaries.py PLACES how a body with {field} is made: "
        f'"{operation.id} {field}"'
    )
    body = BODIES[operation.id](actor, ids)
    return {**body, field: marker}
