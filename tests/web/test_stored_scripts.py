"""Case 7: what somebody writes into any text field is text in every answer, file and mail.

The fields are those of what a person edits (bodies.py, and MORE), beside file and posting; the
outputs are every answer of the API that names one of their things, in every format it comes in: a
route that is added joins by itself.
"""

import re
from typing import Any, get_args

import pytest
from lxml import etree, html

from resume_builder.web.api import Operation
from tests.people import PASSWORD
from tests.web.access import has_an_owner, words_of
from tests.web.bodies import BODIES
from tests.web.conftest import POSTING, RESUME
from tests.web.routes import call, ids_for, path_of
from tests.web.stage import Actor, Json, Stage

pytestmark = pytest.mark.accounts

# It would run in a page, in an attribute and behind a link; the other would begin another head.
SCRIPT = (
    "</title><script>alert(1)</script><img src=x onerror=alert(2)>"
    "<a href='javascript:alert(3)'>zebrafinch</a>"
)
HEADER = "Zebrafinch\r\nSet-Cookie: stolen=1\r\nBcc: eve@example.com"
# Texts that name something or are checked against what there is, and so cannot hold a script.
NAMES = frozenset({"path", "id", "op", "target", "attempt", "paragraph", "kind", "language"})


def scripted(value: Any, text: str, key: str = "") -> Any:
    """A body with every free text in it replaced."""
    if isinstance(value, dict):
        return {name: scripted(part, text, name) for name, part in value.items()}
    if isinstance(value, list):
        return [scripted(part, text, key) for part in value]
    return text if isinstance(value, str) and key not in NAMES else value


# Fields that examples leave out, by operation: together with the examples they are every free text.
MORE: dict[str, Json] = {
    "edit_tailoring": {"options": {"titles": {"work": "x"}}},
    "edit_letter": {
        "recipient": "x", "subject": "x", "greeting": "x", "closing": "x",
        "add": [{"paragraph": 1, "text": "x"}],
    },
    "edit_account": {"name": "x"},
}  # fmt: skip


def filled(text: str) -> Actor:
    """Somebody whose résumé, posting, tailoring, letter and name hold a text wherever they can."""
    actor = Stage().actor("premium")
    person = actor.person
    hostile = RESUME.replace("Tomasz Wieczorek", text.replace("\r\n", " "), 1)
    actor.made["resume_id"] = person.add_resume(hostile)["id"]
    actor.made["posting_id"] = person.add_posting(f"{text}\n\n{POSTING}\n- {text}\n")["id"]
    for name in ("edit_resume", "edit_tailoring", "edit_letter", "edit_account"):
        operation = actor.stage.operations()[name]
        ids = ids_for(actor, operation)
        body = {**BODIES[name](actor, ids), **MORE.get(name, {})}
        if name == "edit_letter":
            body.pop("tone")
        answer = call(actor, operation, ids, scripted(body, text))
        assert answer.status_code == 200, f"{name}: {answer.text}"
    return actor


def outputs(actor: Actor, operation: Operation) -> list[Any]:
    """Answers of an operation, one for each format that it has."""
    query = operation.models.get("query")
    field = query.model_fields.get("format") if query else None
    path = path_of(operation, ids_for(actor, operation))
    formats = get_args(field.annotation) if field else ()
    asked = [{"format": name} for name in formats] or [{}]
    return [actor.person.get(path, **how) for how in asked]


@pytest.mark.parametrize("text", [SCRIPT, HEADER])
def test_every_text_is_inert_in_every_answer(text: str) -> None:
    """HTML and SVG hold no script; all else is of a kind that nobody runs; no header is new."""
    actor, kinds = filled(text), set[str]()
    for operation in actor.stage.operations().values():
        if operation.changes or not has_an_owner(operation):
            continue
        for answer in outputs(actor, operation):
            if answer.status_code >= 400:
                continue
            kinds.add(answer.mimetype)
            assert "stolen" not in str(answer.headers.getlist("Set-Cookie"))
            assert "\n" not in "".join(value for _, value in answer.headers)
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            if answer.mimetype in ("text/html", "image/svg+xml"):
                is_page = answer.mimetype == "text/html"
                root = html.fromstring(answer.data) if is_page else etree.fromstring(answer.data)
                assert not active(root), operation.id
    assert {"application/json", "text/html", "image/svg+xml", "application/pdf"} <= kinds


def active(root: Any) -> list[str]:
    """What of a document would run, or lead where a script waits."""
    found = [str(node.tag) for node in root.iter("{*}script", "{*}iframe", "{*}object", "{*}embed")]
    for node in root.iter():
        for name, value in node.attrib.items():
            is_handler = re.fullmatch(r"(?:\{.*\})?on\w+", name, re.IGNORECASE)
            if is_handler or str(value).strip().lower().startswith(("javascript:", "vbscript:")):
                found.append(f"{name}={value}")
    return found


def test_the_test_sees_what_runs() -> None:
    """A page that holds the script as it is has three that run, and a text has none."""
    assert len(active(html.fromstring(f"<p>{SCRIPT}</p>"))) == 3
    assert active(html.fromstring("<p>&lt;script&gt;zebrafinch</p>")) == []


def test_what_was_written_is_still_there() -> None:
    """Inert, not lost: the words come back in the export."""
    actor = filled(SCRIPT)
    exported = call(actor, actor.stage.operations()["export_account"], {})
    assert b"zebrafinch" in words_of(exported)


@pytest.mark.parametrize("text", [SCRIPT, HEADER])
def test_mails_hold_nothing_that_a_visitor_wrote(text: str) -> None:
    """Neither an address nor a browser's name brings another head or a script into a mail."""
    stage = Stage()
    actor = stage.actor("basic")
    refused = actor.person.post("/account/email", "change_email", email=f"eve@example.com{text}")
    assert refused.status_code == 422
    agent = {"User-Agent": text.replace("\r\n", " ")}
    thief = stage.actor("guest").person
    begin = {"email": actor.email, "password": PASSWORD}
    before = len(thief.mail.sent)
    thief.send("POST", "/auth/sign-in", "sign_in", headers=agent, json=begin)
    code = {"code": thief.mail.code()}
    path = "/auth/sign-in/code"
    done = thief.send("POST", path, "sign_in_with_code", headers=agent, json=code)
    assert done.status_code == 200, done.text
    sent = thief.mail.sent[before:]
    assert len(sent) >= 2, "the code, and that somebody signed in from a new browser"
    for mail in sent:
        assert mail.to == actor.email
        for value in mail.variables.values():
            assert not set(str(value)) & set("\r\n<>")
