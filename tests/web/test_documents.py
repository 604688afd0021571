"""Kept documents through the API: what was downloaded comes back byte for byte."""

import json
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.web.browser import Visitor
from tests.web.conftest import RESUME

pytestmark = pytest.mark.rendering


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_what_was_kept_is_what_was_downloaded(visitor: Visitor, kind: str) -> None:
    """Also after the words have changed and the tailoring is gone."""
    resume = visitor.add_resume(RESUME)
    posting = visitor.add_posting("Electrician\n\nRequirements\n- Wiring\n")
    made = visitor.add_tailoring(resume["id"], posting["id"])
    path = f"/tailorings/{made['id']}"
    downloaded = visitor.get(f"{path}/document", format=kind)
    answer = visitor.send("POST", f"{path}/documents", "pin_document", json={"format": kind})
    assert answer.status_code == 201, answer.text
    kept = answer.get_json()
    assert kept["id"] == sha256(downloaded.data).hexdigest()
    assert kept["size"] == len(downloaded.data)
    gone = visitor.send("DELETE", path, "delete_tailoring")
    assert gone.status_code == 204
    file = visitor.get(f"/documents/{kept['id']}/file")
    assert file.data == downloaded.data
    assert file.headers["Content-Disposition"] == downloaded.headers["Content-Disposition"]
    assert visitor.get("/documents").get_json()["documents"] == [kept]
    assert (kept["kind"], kept["title"], kept["changed"]) == ("resume", "Electrician", [])
    assert (kept["pages"] > 0) == (kind == "pdf")

    compared = visitor.get(f"/documents/{kept['id']}/comparison").get_json()
    assert (compared["changed"], compared["same_bytes"]) == ([], True)
    assert compared["before"] == compared["now"]
    for page in compared["before"]:
        image = visitor.get(f"/documents/{kept['id']}/pages/{page['sha256']}.svg")
        assert image.text.startswith("<svg")
    assert visitor.get(f"/documents/{kept['id']}/pages/{'0' * 64}.svg").status_code == 404
    again = visitor.send("POST", f"/documents/{kept['id']}/renewal", "renew_document", json={})
    assert again.get_json() == kept

    erased = visitor.send("DELETE", f"/documents/{kept['id']}", "delete_document")
    assert erased.status_code == 204
    assert visitor.get(f"/documents/{kept['id']}").status_code == 404


def test_saved_work_leaves_documents_out(visitor: Visitor) -> None:
    """Bytes from a person's file are no proof of what was set here."""
    resume = visitor.add_resume(RESUME)
    posting = visitor.add_posting("Electrician\n\nRequirements\n- Wiring\n")
    made = visitor.add_tailoring(resume["id"], posting["id"])
    path = f"/tailorings/{made['id']}/documents"
    assert visitor.send("POST", path, "pin_document", json={}).status_code == 201
    assert "documents" not in visitor.get("/work").get_json()


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_letter_is_kept_too(visitor: Visitor, kind: str) -> None:
    """It was sent with the résumé, and its Word file is no résumé to read."""
    resume = visitor.add_resume(RESUME)
    posting = visitor.add_posting("Electrician\n\nRequirements\n- Wiring\n")
    letter = visitor.add_letter(visitor.add_tailoring(resume["id"], posting["id"])["id"])
    path = f"/letters/{letter['id']}"
    downloaded = visitor.get(f"{path}/document", format=kind)
    answer = visitor.send("POST", f"{path}/documents", "pin_letter", json={"format": kind})
    assert answer.status_code == 201, answer.text
    kept = answer.get_json()
    assert kept["kind"] == "letter"
    assert visitor.get(f"/documents/{kept['id']}/file").data == downloaded.data
    found = visitor.get(f"/documents/{kept['id']}/comparison").get_json()
    assert (found["same_bytes"], found["renewable"]) == (True, True)


def test_every_kept_file_leaves_in_one_zip(visitor: Visitor) -> None:
    """What saved work leaves out can be had beside it."""
    resume = visitor.add_resume(RESUME)
    posting = visitor.add_posting("Electrician\n\nRequirements\n- Wiring\n")
    made = visitor.add_tailoring(resume["id"], posting["id"])
    kept = visitor.pin(made["id"])
    answer = visitor.get("/session/documents")
    assert answer.mimetype == "application/zip"
    with ZipFile(BytesIO(answer.data)) as archive:
        (told,) = json.loads(archive.read("contents.json"))
        assert sha256(archive.read(told["file"])).hexdigest() == told["sha256"] == kept["id"]
