"""Links: which are followed, by how they are written."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.features.postings.links import (
    Link,
    LinkRefused,
    is_link,
    link_of,
    redirected,
)

pytestmark = pytest.mark.postings

REFUSED = [
    "", "file:///etc/passwd", "gopher://example.org/", "ftp://example.org/", "javascript:alert(1)",
    "data:text/html,x", "//example.org/job", "example.org/job", "http://", "http:///job",
    "http://user:secret@example.org/", "http://user@example.org/", "http://@example.org/",
    "https://example.org:22/", "https://example.org:8443/", "https://example.org:99999/",
    "https://example.org:x/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/",
    "http://0177.0.0.1/", "http://127.1/", "http://1.2.3.256/", "http://[::1", "http://[::g]/",
    "http://exa mple.org/", "http://example.org/a\r\nHost: b", "http://example.org\\@evil.test/",
    "http://-a.example/", "http://a..example/", "http://" + "a" * 70 + ".example/",
    "https://example.org/" + "a" * 2_000,
]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text: str) -> None:
    """Other schemes, credentials, other ports, and spellings that only a trick needs."""
    with pytest.raises(LinkRefused):
        link_of(text)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://example.org", Link("https", "example.org", 443, "/")),
        (" HTTP://Example.ORG./a?b=c#d ", Link("http", "example.org", 80, "/a?b=c")),
        ("www.example.org/job", Link("https", "www.example.org", 443, "/job")),
        ("http://example.org:443/", Link("http", "example.org", 443, "/")),
        ("https://bücher.example/ä?q=ö ", Link("https", "xn--bcher-kva.example", 443,
                                                 "/%C3%A4?q=%C3%B6")),
        ("https://example.org/a%20b?x=1&y=%2F", Link("https", "example.org", 443,
                                                     "/a%20b?x=1&y=%2F")),
        ("http://192.0.2.7/", Link("http", "192.0.2.7", 80, "/")),
        ("http://[2001:DB8::1]/", Link("http", "2001:db8::1", 80, "/")),
    ],
)  # fmt: skip
def test_taken_apart(text: str, link: Link) -> None:
    """Names in ASCII, targets in escapes, no fragment."""
    assert link_of(text) == link
    assert link_of(link.url) == link


def test_an_allowed_place_may_have_any_port() -> None:
    """That place, and no other on its host."""
    allowed = frozenset({"localhost:8123"})
    assert link_of("http://localhost:8123/x", allowed).port == 8123
    with pytest.raises(LinkRefused):
        link_of("http://localhost:8124/x", allowed)


def test_redirects_are_judged_like_links() -> None:
    """Relative ones are joined; others are refused for what would refuse a link."""
    link = link_of("https://example.org/a/b")
    assert redirected(link, "../c?d").url == "https://example.org/c?d"
    assert redirected(link, "//other.example/").host == "other.example"
    for location in ("file:///etc/passwd", "http://example.org:6379/", "http://[::1", "//u:p@e.x/"):
        with pytest.raises(LinkRefused):
            redirected(link, location)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://example.org/jobs/7", True),
        ("  www.example.org/jobs  ", True),
        ("See https://example.org/jobs/7", False),
        ("https://example.org\nNurse wanted", False),
        ("Nurse", False),
    ],
)
def test_a_pasted_link_is_told_from_a_text(text: str, is_one: bool) -> None:
    """One address and nothing else."""
    assert is_link(text) is is_one


@given(st.text(max_size=80) | st.from_regex(r"https?://[^\s]{0,60}", fullmatch=True))
def test_any_text_is_a_link_or_refused(text: str) -> None:
    """Nothing else is raised, and what is taken can be put on a request line."""
    with contextlib.suppress(LinkRefused):
        link = link_of(text)
        assert link.port in (80, 443)
        assert link.target.isascii()
        assert link.target.startswith("/")
        assert not set(link.target + link.host) & set(' \r\n\t"<>')
        assert link_of(link.url) == link


@given(st.text(max_size=80))
def test_any_location_is_joined_or_refused(location: str) -> None:
    """Nothing else is raised."""
    with contextlib.suppress(LinkRefused):
        assert redirected(link_of("https://example.org/a"), location).host
