"""Every format that is read is taken as an upload, through the child that reads it."""

import json

import pytest

from tests.adapters.documents.paper import archive
from tests.adapters.documents.test_europass import CANDIDATE, XML
from tests.adapters.documents.test_foreign import RENDERCV, V4, V5
from tests.adapters.documents.test_linkedin import FILES
from tests.adapters.documents.test_odt import odt, p
from tests.adapters.documents.test_rtf import HEAD
from tests.web.browser import Visitor, code_of

pytestmark = pytest.mark.reading

RTF = HEAD + r"{\b Ada Byron}\par ada@example.org\par\s1 Experience\par}"
GOOD = {
    "reactive4.json": (json.dumps(V4).encode(), "Ilse Brandt"),
    "reactive5.json": (json.dumps(V5).encode(), "Nadia Orlov"),
    "cv.yaml": (RENDERCV.encode(), "Noor Haddad"),
    "linkedin.zip": (archive(FILES), "Zoë Almeida"),
    "cv.odt": (odt(p("Ada Byron", "H") + p("ada@example.org")), "Ada Byron"),
    "cv.rtf": (RTF.encode(), "Ada Byron"),
    "europass.xml": (XML.encode(), "Marta Kos"),
    "candidate.xml": (CANDIDATE.encode(), "Iker Etxe"),
}
BAD = {
    "bomb.yaml": (b"cv: &a {sections: {x: *a}}", "file.corrupt"),
    "other.zip": (archive({"a.txt": "hello"}), "file.unsupported"),
    "huge.zip": (archive({"Profile.csv": " " * 60_000_000}), "file.unpacks_too_large"),
    "cut.odt": (odt(p("Ada"))[:300], "file.corrupt"),
    "deep.rtf": (b"{\\rtf1" + b"{" * 9000, "file.corrupt"),
    "feed.xml": (b"<feed/>", "file.unsupported"),
}


@pytest.mark.parametrize("name", GOOD)
def test_an_upload(visitor: Visitor, name: str) -> None:
    """The person's name is read, and the résumé is kept."""
    data, person = GOOD[name]
    answer = visitor.upload("/resumes", "import_resume", data, name)
    assert answer.status_code == 201, answer.text
    record = answer.get_json()
    assert record["reading"]["resume"]["basics"]["name"] == person
    assert visitor.get(f"/resumes/{record['id']}").get_json()["text"] == record["text"]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_upload(visitor: Visitor, name: str) -> None:
    """A clear problem, and nothing kept."""
    data, code = BAD[name]
    answer = visitor.upload("/resumes", "import_resume", data, name)
    assert 400 <= answer.status_code < 500, answer.text
    assert code_of(answer) == code
    assert visitor.get("/resumes").get_json()["resumes"] == []
