"""Fetching from a server on this machine, and what hostile servers and names do."""

import socket
import ssl
import threading
from collections.abc import Iterator, Sequence

import pytest

from resume_builder.adapters.fetch import WebPages
from resume_builder.adapters.fetch.body import MAX_PAGE
from resume_builder.adapters.fetch.dial import trusted
from resume_builder.features.postings.errors import (
    FetchBusy,
    PageGone,
    PageNeedsBrowser,
    PageTooLarge,
    PageUnreachable,
    PageUnreadable,
)
from tests.local_pages import POSTING_PAGE, LocalPages, local_pages

pytestmark = pytest.mark.postings

OUTSIDE = "93.184.216.34"


@pytest.fixture(scope="module")
def server() -> Iterator[LocalPages]:
    """One server for all tests here."""
    with local_pages() as served:
        yield served


@pytest.fixture
def fetch(server: LocalPages) -> WebPages:
    """Fetches from that server by leave of the operator."""
    return WebPages(frozenset({server.place}))


class Net:
    """A net of names whose public addresses lead to the test's server; it notes what is dialled."""

    def __init__(self, names: dict[str, list[Sequence[str]]], port: int) -> None:
        self.names, self.port = names, port
        self.resolved: list[str] = []
        self.dialled: list[tuple[str, int]] = []

    def resolve(self, host: str, port: int) -> Sequence[str]:
        """The next answer for a name, the last one for ever."""
        self.resolved.append(host)
        answers = self.names.get(host)
        if answers is None:
            raise socket.gaierror
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def connect(self, address: str, port: int, seconds: float) -> socket.socket:
        """A connection to the test's server, whatever was dialled."""
        self.dialled.append((address, port))
        return socket.create_connection(("127.0.0.1", self.port), seconds)

    def pages(self) -> WebPages:
        """Fetches over this net."""
        return WebPages(resolve=self.resolve, connect=self.connect)


def test_a_page_comes_as_a_stranger_asks(server: LocalPages, fetch: WebPages) -> None:
    """One request, a fixed name, no cookie of an earlier page."""
    url = server.add("/job?id=7", POSTING_PAGE)
    for _ in range(2):
        server.headers.clear()
        found = fetch(url)
        assert (found.data.decode("utf-8-sig"), found.name) == (POSTING_PAGE, "page.html")
    (headers,) = server.headers
    assert headers["User-Agent"].startswith("resume-builder/")
    assert headers["Host"] == server.place
    assert not {"Cookie", "Authorization", "Referer"} & headers.keys()


def test_redirects_are_followed_five_times(server: LocalPages, fetch: WebPages) -> None:
    """Five are enough for a tracker, a country and a language; the sixth is one too many."""
    server.add("/end", "the end")
    for number in range(6):
        server.redirect(f"/hop{number}", f"hop{number - 1}" if number else "/end", 301 + number % 3)
    assert fetch(server.url("/hop4")).data == b"the end"
    with pytest.raises(PageUnreachable):
        fetch(server.url("/hop5"))


def test_where_nothing_may_lead_on_a_redirect_is_the_end(server: LocalPages) -> None:
    """Who is asked is told why."""
    fetch = WebPages(frozenset({server.place}), redirects=0, why="prices")
    server.add("/end", "the end")
    server.redirect("/hop", "/end", 302)
    assert fetch(server.url("/end")).data == b"the end"
    assert server.headers[-1]["User-Agent"].endswith("(prices)")
    with pytest.raises(PageUnreachable):
        fetch(server.url("/hop"))


def test_names_are_resolved_once_and_the_checked_address_is_dialled(server: LocalPages) -> None:
    """A name that would answer otherwise a moment later is not asked again (DNS rebinding)."""
    net = Net({"jobs.example": [[OUTSIDE], ["127.0.0.1"]]}, server.port)
    server.add("/rebind", "here")
    assert net.pages()("http://jobs.example/rebind").data == b"here"
    assert net.dialled == [(OUTSIDE, 80)]
    assert server.headers[-1]["Host"] == "jobs.example"
    with pytest.raises(PageUnreachable):
        net.pages()("http://jobs.example/rebind")
    assert net.dialled == [(OUTSIDE, 80)]


@pytest.mark.parametrize(
    "answers",
    [
        ["127.0.0.1"], ["169.254.169.254"], ["::1"], ["::ffff:127.0.0.1"], ["64:ff9b::7f00:1"],
        ["fd00:ec2::254"], [OUTSIDE, "10.0.0.1"], ["fe80::1%eth0"], [],
    ],
)  # fmt: skip
def test_a_name_with_one_private_address_is_not_dialled(answers: list[str]) -> None:
    """Not even for its public ones."""
    net = Net({"jobs.example": [answers]}, 1)
    with pytest.raises(PageUnreachable):
        net.pages()("https://jobs.example/")
    assert net.dialled == []


def test_a_name_that_nobody_knows_leads_nowhere() -> None:
    """The same refusal."""
    net = Net({}, 1)
    with pytest.raises(PageUnreachable):
        net.pages()("http://unknown.example/")
    assert (net.resolved, net.dialled) == (["unknown.example"], [])


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
        "http://2130706433/", "http://0177.0.0.1/", "http://0x7f000001/", "http://127.0.0.1/",
        "http://localhost/", "http://127.0.0.1:6379/", "file:///etc/passwd", "gopher://x.example/",
        "http://user:pw@jobs.example/",
    ],
)  # fmt: skip
def test_every_refusal_reads_the_same(url: str) -> None:
    """One code and no parameter, whatever was wrong with the address."""
    with pytest.raises(PageUnreachable) as caught:
        WebPages()(url)
    assert (caught.value.code, caught.value.params) == ("posting.page_unreachable", {})


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1/", "http://inside.example/", "http://jobs.example:6379/", "file:///etc",
        "http://169.254.169.254/", "http://[::1]:22/", "//2130706433/", "http://\x00/",
    ],
)  # fmt: skip
def test_a_redirect_is_checked_like_a_link(server: LocalPages, location: str) -> None:
    """Each hop is resolved and checked anew; what it leads to inside is never dialled."""
    net = Net({"jobs.example": [[OUTSIDE]], "inside.example": [["10.0.0.9"]]}, server.port)
    server.redirect("/away", location.replace("\x00", "%00"))
    with pytest.raises(PageUnreachable):
        net.pages()("http://jobs.example/away")
    assert net.dialled == [(OUTSIDE, 80)]


def test_an_allowed_name_must_stay_on_this_machine(server: LocalPages) -> None:
    """A name that the operator allows is no way to another machine of the network."""
    fetch = WebPages(frozenset({"localhost:8123"}), resolve=lambda host, port: ["10.0.0.1"])
    with pytest.raises(PageUnreachable):
        fetch("http://localhost:8123/")


@pytest.mark.parametrize("path", ["/drip", "/drip-head", "/silence", "/garbage"])
def test_a_slow_or_broken_server_is_cut_off(server: LocalPages, path: str) -> None:
    """The time is one for all; a drop every moment does not stretch it."""
    fetch = WebPages(frozenset({server.place}), seconds=0.6)
    with pytest.raises(PageUnreachable):
        fetch(server.url(path))


@pytest.mark.parametrize("path", ["/endless", "/bomb"])
def test_a_body_without_end_is_cut_off(server: LocalPages, fetch: WebPages, path: str) -> None:
    """At 5 MB, counted as unpacked."""
    with pytest.raises(PageTooLarge) as caught:
        fetch(server.url(path))
    assert caught.value.params == {"limit": MAX_PAGE}


def test_a_length_that_is_too_much_is_not_read(server: LocalPages, fetch: WebPages) -> None:
    """The server says so itself."""
    url = server.add("/long", b"x" * (MAX_PAGE + 1))
    with pytest.raises(PageTooLarge):
        fetch(url)


@pytest.mark.parametrize("packing", ["br", "zstd", "gzip, br"])
def test_a_packing_that_was_not_asked_for_is_no_page(
    server: LocalPages, fetch: WebPages, packing: str
) -> None:
    """We unpack what we asked for."""
    url = server.add("/packed", "x", headers={"Content-Encoding": packing})
    with pytest.raises(PageUnreadable):
        fetch(url)


@pytest.mark.parametrize(
    ("status", "refusal"),
    [
        (404, PageGone), (410, PageGone), (401, PageNeedsBrowser), (403, PageNeedsBrowser),
        (429, PageNeedsBrowser), (999, PageNeedsBrowser), (500, PageUnreachable),
        (304, PageUnreachable), (302, PageUnreachable), (204, PageUnreachable),
    ],
)  # fmt: skip
def test_a_status_has_its_word(
    server: LocalPages, fetch: WebPages, status: int, refusal: type[Exception]
) -> None:
    """Gone is gone, shut is for a browser, all else did not come."""
    url = server.add("/status", "", status=status)
    with pytest.raises(refusal):
        fetch(url)


@pytest.mark.parametrize(
    ("kind", "data", "text"),
    [
        ("text/html; charset=iso-8859-1", "Käserei".encode("latin-1"), "Käserei"),
        ("text/html; charset=utf-8", "Käserei".encode("latin-1"), None),
        ("text/html; charset=iso-8859-1", "Käserei".encode(), "Käserei"),
        ("text/html; charset=no-such", "Käserei".encode("latin-1"), None),
        ("text/html; charset=punycode", b"K\xe4serei-", None),
        ("text/html; charset=shift_jis", "求人".encode("shift_jis"), "求人"),
        ("text/html", "Käserei".encode("latin-1"), None),
    ],
)
def test_the_stated_encoding_is_used_where_it_holds(
    server: LocalPages, fetch: WebPages, kind: str, data: bytes, text: str | None
) -> None:
    """Where it does not, the bytes are left as they came."""
    found = fetch(server.add("/charset", data, kind=kind))
    assert found.data == (data if text is None else b"\xef\xbb\xbf" + text.encode())


def test_names_end_in_the_kind(server: LocalPages, fetch: WebPages) -> None:
    """What the server says it is; unknown kinds have no ending, and are judged by content."""
    for kind, name in (
        ("application/pdf", "page.pdf"), ("TEXT/Plain", "page.txt"), ("image/png", "page"),
        ("application/json;x=y", "page.json"), ("", "page"),
    ):  # fmt: skip
        assert fetch(server.add("/kind", "x", kind=kind)).name == name


def test_few_pages_at_a_time(server: LocalPages) -> None:
    """Slow servers hold a few threads of the site, and no more."""
    held, go_on = threading.Event(), threading.Event()
    waiting = threading.Semaphore(0)

    def resolve(host: str, port: int) -> Sequence[str]:
        waiting.release()
        held.set()
        go_on.wait(5)
        return []

    fetch = WebPages(resolve=resolve)

    def call() -> None:
        with pytest.raises(PageUnreachable):
            fetch("http://jobs.example/")

    threads = [threading.Thread(target=call) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in threads:
        waiting.acquire()
    with pytest.raises(FetchBusy):
        fetch("http://jobs.example/")
    go_on.set()
    for thread in threads:
        thread.join()


def test_a_name_that_is_never_answered_costs_the_time_alone() -> None:
    """The system's resolver has no limit of its own."""
    release = threading.Event()

    def resolve(host: str, port: int) -> Sequence[str]:
        release.wait()
        return [OUTSIDE]

    with pytest.raises(PageUnreachable):
        WebPages(seconds=0.1, resolve=resolve)("http://jobs.example/")
    release.set()


def test_a_certificate_must_hold(server: LocalPages) -> None:
    """Who cannot prove the name over TLS is no site; the check knows authorities and names."""
    net = Net({"jobs.example": [[OUTSIDE]]}, server.port)
    with pytest.raises(PageUnreachable):
        net.pages()("https://jobs.example/job")
    assert net.dialled == [(OUTSIDE, 443)]
    context = trusted()
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert context.get_ca_certs()
