"""The host of models that a person confirmed: what is taken, and what pages may call then."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.bootstrap import Services
from resume_builder.web import static
from resume_builder.web.app import create_app
from resume_builder.web.headers import MODEL_HOSTS
from resume_builder.web.model_host import read_origin
from resume_builder.web.site import Site
from tests.web.browser import Visitor, code_of

pytestmark = pytest.mark.seam

PATH, CONFIRM = "/session/model-host", "confirm_model_host"
PUBLIC = Site(https=True, hosts=frozenset({"resume.example"}), guest_days=30)


def called(visitor: Visitor) -> list[str]:
    """Whom the browser's next page may call."""
    policy = visitor.client.get("/models", base_url=visitor.base_url).headers[
        "Content-Security-Policy"
    ]
    (found,) = [part for part in policy.split("; ") if part.startswith("connect-src")]
    return found.split()[1:]


def confirm(visitor: Visitor, origin: str) -> object:
    """Confirm an origin; return what was taken, or the code of the refusal."""
    answer = visitor.send("PUT", PATH, CONFIRM, json={"origin": origin})
    return answer.get_json()["origin"] if answer.status_code == 200 else code_of(answer)


def test_a_page_calls_the_known_hosts_alone(visitor: Visitor) -> None:
    """Us, four makers of models over https, and this machine on any port."""
    assert called(visitor) == ["'self'", *MODEL_HOSTS]
    assert visitor.get(PATH).get_json() == {"origin": None}


def test_a_confirmed_host_holds_from_the_next_load_on(visitor: Visitor) -> None:
    """One at a time: another replaces it, taking it back leaves none."""
    assert confirm(visitor, "https://models.example:8443") == "https://models.example:8443"
    assert called(visitor) == ["'self'", *MODEL_HOSTS, "https://models.example:8443"]
    assert visitor.get(PATH).get_json() == {"origin": "https://models.example:8443"}
    assert confirm(visitor, "https://Other.example:443/") == "https://other.example"
    assert called(visitor)[-1] == "https://other.example"
    assert visitor.send("DELETE", PATH, "forget_model_host").status_code == 204
    assert called(visitor) == ["'self'", *MODEL_HOSTS]


@pytest.mark.parametrize(
    "origin",
    [
        "http://models.example",
        "https://",
        "https://ada:secret@models.example",
        "https://models.example/v1",
        "https://models.example?x",
        "https://models.example#x",
        "https://*.example",
        "https://*",
        "*",
        "https:",
        "https://models.example https://evil.example",
        "https://models.example; script-src *",
        "https://models.example\nSet-Cookie: a=b",
        "https://models.example:0",
        "https://models.example:65536",
        "https://[::1]:8443",
        "https://bücher.example",
        "https://-models.example",
        "https://models..example",
        f"https://{'a' * 64}.example",
        f"https://{'a.' * 127}example",
        "",
    ],
)
def test_only_an_https_origin_is_taken(visitor: Visitor, origin: str) -> None:
    """Nothing else gets into a policy: no path, no user, no wildcard, no second source."""
    assert confirm(visitor, origin) == "model_host.invalid"
    assert called(visitor) == ["'self'", *MODEL_HOSTS]


def test_punycode_is_taken_as_the_browser_writes_it(visitor: Visitor) -> None:
    """What is confirmed is what is called, and looks like nothing else."""
    assert confirm(visitor, "https://xn--bcher-kva.example") == "https://xn--bcher-kva.example"


def test_this_site_is_no_host_of_models(services: Services) -> None:
    """A key never comes here, whichever port is named."""
    visitor = Visitor(create_app(services, PUBLIC), "https://resume.example")
    assert confirm(visitor, "https://resume.example") == "model_host.ours"
    assert confirm(visitor, "https://Resume.example:8443") == "model_host.ours"


def test_a_cookie_that_somebody_wrote_is_read_like_any_input(app: Flask) -> None:
    """It widens the policy by an https origin at most; ours is none."""
    for text in ("https://a.example; script-src *", "http://a.example", "*", "https://localhost"):
        visitor = Visitor(app)
        visitor.client.set_cookie("model_host", text)
        assert called(visitor) == ["'self'", *MODEL_HOSTS]


@given(st.text(max_size=80) | st.from_regex(r"https://[a-zA-Z0-9.:/@\[\]*;, -]{0,60}"))
def test_whatever_is_taken_is_one_source_of_a_policy(text: str) -> None:
    """Its host is the one that a browser would call, and reading it again changes nothing."""
    origin = read_origin(text)
    if origin is not None:
        assert re.fullmatch(r"https://[a-z0-9.-]+(:[0-9]+)?", origin)
        assert urlsplit(origin).hostname == urlsplit(text.lower()).hostname
        assert read_origin(origin) == origin


def test_on_https_the_cookie_is_of_this_very_host(services: Services) -> None:
    """No neighbor under the same domain can set it; scripts cannot read it."""
    visitor = Visitor(create_app(services, PUBLIC), "https://resume.example")
    answer = visitor.send("PUT", PATH, CONFIRM, json={"origin": "https://models.example"})
    (cookie,) = [c for c in answer.headers.getlist("Set-Cookie") if "models.example" in c]
    assert cookie.startswith("__Host-model-host=")
    for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax", "Max-Age=34560000"):
        assert part in cookie
    assert "Domain" not in cookie


def test_on_a_shared_computer_it_ends_with_the_browser(visitor: Visitor) -> None:
    """Like the session itself."""
    visitor.send("PUT", "/session/shared", "set_shared_computer", json={"shared": True})
    answer = visitor.send("PUT", PATH, CONFIRM, json={"origin": "https://models.example"})
    (cookie,) = [c for c in answer.headers.getlist("Set-Cookie") if "models.example" in c]
    assert "Max-Age" not in cookie


def test_it_ends_with_the_session(visitor: Visitor) -> None:
    """Whoever erases everything leaves no host behind."""
    confirm(visitor, "https://models.example")
    visitor.send("DELETE", "/session", "end_session")
    assert called(visitor) == ["'self'", *MODEL_HOSTS]


def test_the_page_in_the_cache_is_asked_for_anew(tmp_path: Path) -> None:
    """With another host it is another page: a browser would keep the old policy with a 304."""
    (tmp_path / "index.html").write_bytes(b"<!doctype html>")
    host: list[str] = []
    app = Flask("client", static_folder=None)
    static.register(app, tmp_path, policy_of=lambda: host[0] if host else None)
    client = app.test_client()
    seen = {"If-None-Match": client.get("/models").headers["ETag"]}
    assert client.get("/models", headers=seen).status_code == 304
    host.append("https://models.example")
    assert client.get("/models", headers=seen).status_code == 200


def test_our_policy_of_permissions_leaves_the_own_machine_alone(visitor: Visitor) -> None:
    """Denying these would break every local model: silence allows them."""
    denied = visitor.client.get("/models").headers["Permissions-Policy"]
    assert not re.search("loopback-network|local-network", denied)
