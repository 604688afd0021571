"""`POST /postings` with a link: a posting, or the word that leads on."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from resume_builder.adapters.documents import read_document
from resume_builder.adapters.fetch import WebPages
from resume_builder.bootstrap import make_tools
from resume_builder.web.app import create_app
from resume_builder.web.site import Site
from tests.local_pages import POSTING_PAGE, LocalPages, local_pages
from tests.web.browser import Visitor, code_of
from tests.web.conftest import make_services

pytestmark = pytest.mark.postings

SHELL = """<!doctype html><html><head><title>Careers</title>
<meta property="og:title" content="Kiln Operator"><meta property="og:site_name" content="Tarn">
<meta property="og:description" content="Fire three gas kilns in Kendal.">
</head><body><div id="root"></div><p>Enable scripts to see this page.</p></body></html>"""


@pytest.fixture(scope="module")
def server() -> Iterator[LocalPages]:
    """Pages to fetch."""
    with local_pages() as served:
        yield served


@pytest.fixture
def guest(server: LocalPages) -> Visitor:
    """A browser at a site that may fetch from that server."""
    made = make_tools(read_document, fetch=WebPages(frozenset({server.place})))
    services = make_services(lambda: datetime.now(UTC), made_of=made)
    visitor = Visitor(create_app(services, Site(requests_per_minute=1_000_000)))
    visitor.open()
    return visitor


def post(guest: Visitor, **body: object):
    """Import a posting."""
    return guest.send("POST", "/postings", "import_posting", json=body)


def test_a_link_becomes_a_posting(server: LocalPages, guest: Visitor) -> None:
    """Fetched once, kept with its address, current in the session."""
    url = server.add("/job", POSTING_PAGE)
    server.asked.clear()
    answer = post(guest, url=f"  {url} ")
    assert answer.status_code == 201, answer.text
    made = answer.get_json()
    assert server.asked == ["/job"]
    assert made["url"] == url
    posting = made["posting"]
    assert posting["title"] == "Kiln Operator"
    asked = [posting["text"][slice(*r["span"])] for r in posting["requirements"]]
    assert asked == [r["text"] for r in posting["requirements"]]
    assert "Forklift licence" in asked
    assert guest.get(f"/postings/{made['id']}").get_json() == made


def test_a_shell_keeps_what_was_got(server: LocalPages, guest: Visitor) -> None:
    """Its title, its site and its description come back for the person to go on from."""
    answer = post(guest, url=server.add("/shell", SHELL))
    assert (answer.status_code, code_of(answer)) == (422, "posting.page_needs_browser")
    got = answer.get_json()["params"]["got"].split("\n")
    assert {"Fire three gas kilns in Kendal.", "Tarn"} <= set(got)
    assert any("Kiln Operator" in line or "Careers" in line for line in got)
    assert guest.get("/postings").get_json() == {"postings": []}


def test_a_short_job_in_data_is_kept_and_says_how_little_it_is(
    server: LocalPages, guest: Visitor
) -> None:
    """Data that describe a job are the posting; data that only name it are what was got."""
    job = {"@type": "JobPosting", "title": "Kiln Operator", "hiringOrganization": "Tarn"}
    told = {**job, "description": "Fire our kilns in Kendal."}
    page = '<body><div id="root"></div><script type="application/ld+json">{}</script>'
    answer = post(guest, url=server.add("/data", page.format(json.dumps(told))))
    assert answer.status_code == 201, answer.text
    codes = [f["code"] for f in answer.get_json()["posting"]["findings"]]
    assert codes == ["posting.low_confidence"]
    answer = post(guest, url=server.add("/data", page.format(json.dumps(job))))
    assert code_of(answer) == "posting.page_needs_browser"
    assert answer.get_json()["params"]["got"] == "Kiln Operator\nTarn"


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ({"body": "", "status": 403}, "posting.page_needs_browser"),
        ({"body": "", "status": 404}, "posting.page_gone"),
        ({"body": ""}, "posting.page_needs_browser"),
        ({"body": "x", "status": 500}, "posting.page_unreachable"),
        ({"body": b"\x89PNG\r\n\x1a\n", "kind": "image/png"}, "posting.page_unreadable"),
        ({"body": b"%PDF-1.7 broken", "kind": "application/pdf"}, "posting.page_unreadable"),
        ({"body": b"x" * 6_000_000}, "posting.page_too_large"),
    ],
)
def test_a_page_that_does_not_come_has_its_word(
    server: LocalPages, guest: Visitor, page: dict[str, Any], code: str
) -> None:
    """Each leads to pasting the text."""
    answer = post(guest, url=server.add("/odd", **page))
    assert (answer.status_code, code_of(answer)) == (422, code)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://169.254.169.254/", "file:///etc/passwd", "nonsense"]
)
def test_addresses_are_refused_alike(guest: Visitor, url: str) -> None:
    """The answer says nothing of the cause."""
    answer = post(guest, url=url)
    assert (answer.status_code, code_of(answer)) == (422, "posting.page_unreachable")
    assert answer.get_json()["params"] == {}


@pytest.mark.parametrize("body", [{"url": ""}, {"url": "https://x.example/" + "a" * 2_000}, {}])
def test_a_body_names_one_source(guest: Visitor, body: dict[str, str]) -> None:
    """Neither none nor too long a one."""
    assert code_of(post(guest, **body)) == "request.invalid"


def test_text_and_link_together_are_refused(guest: Visitor) -> None:
    """Which of the two was meant is not ours to guess."""
    assert code_of(post(guest, url="https://x.example/", text="Nurse")) == "request.invalid"
