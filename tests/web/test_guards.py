"""Rates, hosts, headers and the files of the client."""

import gzip
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from flask import Flask

from resume_builder.adapters.redis.keys import RATE_LIMITS
from resume_builder.adapters.redis.store import Store
from resume_builder.bootstrap import Services
from resume_builder.domain.errors import StoreUnavailable
from resume_builder.ports import Owner
from resume_builder.web import static
from resume_builder.web.app import create_app
from resume_builder.web.hosts import host_name
from resume_builder.web.replies import attachment
from resume_builder.web.site import Site
from tests.web.browser import Visitor, code_of
from tests.web.conftest import make_services

pytestmark = pytest.mark.accounts


def slow(services: Services, **more: object) -> Flask:
    """A site that allows twelve a minute."""
    return create_app(services, replace(Site(requests_per_minute=12), **more))


def test_a_session_has_a_rate(services: Services) -> None:
    """The headers count down; then 429 says when to come back; probes and pages are free."""
    app = slow(services)
    visitor = Visitor(app)
    visitor.open()
    seen = [visitor.get("/resumes") for _ in range(12)]
    assert [a.status_code for a in seen] == [200] * 12
    assert seen[0].headers["RateLimit-Policy"] == '"requests";q=12;w=60'
    assert [a.headers["RateLimit"].split(";")[1] for a in seen[:2]] == ["r=11", "r=10"]
    last = visitor.get("/resumes")
    assert last.status_code == 429
    assert code_of(last) == "request.too_many"
    assert 1 <= int(last.headers["Retry-After"]) <= 61
    assert last.headers["RateLimit"].split(";")[1] == "r=0"
    assert visitor.client.get("/livez").status_code == 200
    assert "RateLimit" not in visitor.client.get("/livez").headers


def test_another_session_has_a_rate_of_its_own(services: Services) -> None:
    """One who asks too much stops nobody else."""
    app = slow(services)
    first, second = Visitor(app), Visitor(app)
    first.open()
    second.open()
    while first.get("/resumes").status_code == 200:
        pass
    assert second.get("/resumes").status_code == 200


def test_work_costs_more_than_reading(services: Services) -> None:
    """An import takes ten."""
    visitor = Visitor(create_app(services, Site(requests_per_minute=30)))
    headers = visitor.headers("import_resume")
    answer = visitor.client.post("/api/v1/resumes", json={"text": "A\nB"}, headers=headers)
    assert answer.headers["RateLimit"].split(";")[1] == "r=20"


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded"])
def test_a_forged_address_gains_nothing(services: Services, header: str) -> None:
    """Without a trusted proxy, the address is the connection's; a forged cookie is none."""
    app = slow(services)
    codes = []
    for number in range(15):
        client = app.test_client()
        client.set_cookie("session", f"forged-{number}")
        headers = {header: f"203.0.113.{number}"}
        codes.append(client.get("/api/v1/resumes", headers=headers).status_code)
    assert codes == [401] * 12 + [429] * 3


def test_behind_a_trusted_proxy_each_client_counts(services: Services) -> None:
    """The last address is what our proxy saw; what stands before it is the client's own tale."""
    app = slow(services, trusted_proxies=1)

    def ask(address: str) -> int:
        headers = {"X-Forwarded-For": f"10.9.9.9, {address}"}
        return app.test_client().get("/api/v1/resumes", headers=headers).status_code

    assert [ask("203.0.113.1") for _ in range(13)] == [401] * 12 + [429]
    assert ask("203.0.113.2") == 401


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_addresses_of_one_client(
    services: Services, first: str, second: str, together: bool
) -> None:
    """A network of IPv6 counts as one; IPv4 in either notation is the same."""
    app = slow(services)

    def ask(address: str) -> int:
        where = {"REMOTE_ADDR": address}
        return app.test_client().get("/api/v1/themes", environ_base=where).status_code

    assert [ask(first) for _ in range(12)] == [200] * 12
    assert ask(second) == (429 if together else 200)


def test_opening_sessions_has_a_price(services: Services) -> None:
    """Who takes no cookie soon waits."""
    app = slow(services)
    codes = [app.test_client().get("/api/v1/session").status_code for _ in range(4)]
    assert codes == [200, 200, 429, 429]


def test_rates_that_cannot_be_counted(services: Services) -> None:
    """Without the store nothing is let through."""
    app = slow(services, rates_url="unix:///nowhere/session.sock")
    answer = app.test_client().get("/api/v1/themes")
    assert answer.status_code == 503
    assert code_of(answer) == "store.unavailable"


def test_rates_on_a_real_store(services: Services, store_urls: dict[str, str]) -> None:
    """Two processes count together."""
    url = store_urls["session"]
    first, second = slow(services, rates_url=url), slow(services, rates_url=url)
    codes = [
        app.test_client().get("/api/v1/themes", environ_base={"REMOTE_ADDR": "192.0.2.7"})
        for _ in range(8)
        for app in (first, second)
    ]
    assert [a.status_code for a in codes] == [200] * 12 + [429] * 4
    prefix = RATE_LIMITS.pattern.partition("<")[0]
    who = services.lookup.digest("rate", "192.0.2.7")
    store = Store(url, "session")
    assert store.call("EXISTS", f"{prefix}a:{who}/global/12/60/second") == 1
    keys = cast("list[bytes]", store.call("KEYS", "*"))
    assert not [key for key in keys if b"192.0.2.7" in key], "an address can be read in a dump"


def test_every_answer_is_closed(visitor: Visitor) -> None:
    """API, page, redirect and refusal alike."""
    for path in ("/api/v1/session", "/api/v1/nothing", "/", "/assets/none.js", "/livez"):
        headers = visitor.client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-eval" not in policy
        assert "script-src 'unsafe-inline'" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]
    # The page that another site's bookmark opens must know who opened it.
    opened = visitor.client.get("/receive").headers
    assert opened["Cross-Origin-Opener-Policy"] == "unsafe-none"
    assert (
        opened["Content-Security-Policy"]
        == visitor.client.get("/").headers["Content-Security-Policy"]
    )
    assert visitor.get("/session").headers["Cache-Control"] == "no-store"
    page = visitor.client.get("/").headers["Content-Security-Policy"]
    assert "'unsafe-inline'" not in page
    assert "require-trusted-types-for 'script'" in page


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("http://127.0.0.1:8000", "http://localhost:8000"),
        ("http://[::1]:8000", "http://localhost:8000"),
        ("http://127.0.0.1", "http://localhost"),
    ],
)
def test_pages_by_number_lead_to_localhost(app: Flask, asked: str, place: str) -> None:
    """With path and query; the API answers where it is asked."""
    answer = app.test_client().get("/review/abc?x=1", base_url=asked)
    assert answer.status_code == 307
    assert answer.headers["Location"] == f"{place}/review/abc?x=1"
    assert app.test_client().get("/api/v1/themes", base_url=asked).status_code == 200


@pytest.mark.parametrize("host", ["evil.test", "localhost.evil.test", "10.0.0.1", "[::2]", ""])
def test_other_names_are_refused(app: Flask, host: str) -> None:
    """A page elsewhere whose name points here gets nothing, whatever it asks."""
    for path in ("/", "/api/v1/session"):
        answer = app.test_client().get(path, headers={"Host": host})
        assert answer.status_code == 421
        assert code_of(answer) == "request.host"
        assert "Set-Cookie" not in answer.headers
    assert app.test_client().get("/livez", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("host", "name"),
    [("LocalHost:80", "localhost"), ("[::1]:8000", "::1"), ("a.b.", "a.b"), ("", ""), ("[", "")],
)
def test_names_in_host_headers(host: str, name: str) -> None:
    """Without port, brackets and final dot."""
    assert host_name(host) == name


def site_with(folder: Path, files: dict[str, bytes]) -> Flask:
    """An application that serves nothing but a client."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    app = Flask("client", static_folder=None)
    static.register(app, folder)
    return app


def test_the_client_is_served(tmp_path: Path) -> None:
    """Hashed files for ever, the page for every route, compressed where the build did."""
    js = b"export const a = 1\n" * 50
    squeezed = gzip.compress(js)
    app = site_with(
        tmp_path,
        {"index.html": b"<!doctype html>", "assets/a-1.js": js, "assets/a-1.js.gz": squeezed},
    )
    client = app.test_client()
    for path in ("/", "/review/abc", "/index.html"):
        page = client.get(path)
        assert page.data == b"<!doctype html>"
        assert page.mimetype == "text/html"
        assert page.headers["Cache-Control"] == "no-cache"
    again = client.get("/", headers={"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 304
    plain = client.get("/assets/a-1.js")
    assert plain.data == js
    assert plain.mimetype == "text/javascript"
    assert plain.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    small = client.get("/assets/a-1.js", headers={"Accept-Encoding": "gzip"})
    assert small.data == squeezed
    assert small.headers["Content-Encoding"] == "gzip"
    assert small.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "path", ["/assets/../../secret.txt", "/..%2fsecret.txt", "/assets/a-1.js.gz", "/.built"]
)
def test_nothing_else_is_served(tmp_path: Path, path: str) -> None:
    """Not what lies beside the folder, nor what the build keeps for itself."""
    (tmp_path / "secret.txt").write_text("secret")
    files = {"index.html": b"page", "assets/a-1.js": b"a", "assets/a-1.js.gz": b"b", ".built": b"x"}
    app = site_with(tmp_path / "static", files)
    app.register_error_handler(Exception, lambda _: ("none", 404))
    answer = app.test_client().get(path)
    assert answer.data in (b"none", b"page")


def test_a_client_that_is_not_built(tmp_path: Path) -> None:
    """The page says what to do."""
    answer = site_with(tmp_path, {}).test_client().get("/")
    assert answer.status_code == 503
    assert "make client" in answer.text


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("Ada - Engineer.pdf", "filename=\"Ada - Engineer.pdf\"; filename*=UTF-8''Ada%20-%20"),
        ("Zoë.pdf", "filename=\"Zo_.pdf\"; filename*=UTF-8''Zo%C3%AB.pdf"),
        ('a"b\r\n\\%.pdf', "filename=\"a_b____.pdf\"; filename*=UTF-8''a%22b%0D%0A%5C%25.pdf"),
        ("李.pdf", "filename=\"_.pdf\"; filename*=UTF-8''%E6%9D%8E.pdf"),
    ],
)
def test_names_of_files(name: str, header: str) -> None:
    """Both forms, and nothing that ends the header."""
    assert attachment(name).startswith(f"attachment; {header}")


def test_a_store_that_dies_is_told(services: Services) -> None:
    """The session cannot be found out: 503, never another session."""

    class Away:
        def load(self, owner: Owner) -> None:
            raise StoreUnavailable(store="session")

    made = replace(services, sessions=replace(services.sessions, store=Away()))
    client = create_app(made, Site()).test_client()
    client.set_cookie("session", "mine")
    for path in ("/api/v1/session", "/api/v1/resumes"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert code_of(answer) == "store.unavailable"
        assert "Set-Cookie" not in answer.headers


def test_work_ends_after_its_days() -> None:
    """A guest who does not come back is forgotten; one who does, is not."""
    moment = [datetime(2026, 1, 1, tzinfo=UTC)]
    services = make_services(lambda: moment[0], timedelta(days=30))
    visitor = Visitor(create_app(services, Site(guest_days=30)))
    visitor.open()
    visitor.add_resume("Ada\nEngineer")
    for _ in range(3):
        moment[0] += timedelta(days=29)
        assert len(visitor.get("/resumes").get_json()["resumes"]) == 1
    moment[0] += timedelta(days=31)
    assert code_of(visitor.get("/resumes")) == "session.missing"
