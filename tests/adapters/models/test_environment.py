"""Where models are and by which keys, as the environment says."""

import http.server
import threading
from collections.abc import Iterator

import pytest

from resume_builder.adapters.models.environment import base_of, key_of
from resume_builder.adapters.models.ollama import Ollama
from resume_builder.adapters.models.place import Place
from resume_builder.adapters.models.vendors import Hosted
from resume_builder.domain.catalogue.model import VendorId
from resume_builder.features.asking.errors import AddressInvalid, ModelFault, NoKey
from tests.adapters.models.places import BRIEF, MODELS, Heard, at_once
from tests.vendors.server import Vendors

pytestmark = pytest.mark.seam


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ("", "http://127.0.0.1:11434"),
        ("127.0.0.1", "http://127.0.0.1:11434"),
        ("0.0.0.0:11500", "http://127.0.0.1:11500"),
        (":11500", "http://127.0.0.1:11500"),
        ("http://gpu.lan:11434/", "http://gpu.lan:11434"),
        ("https://ollama.example", "https://ollama.example"),
        ("[::1]:11434", "http://[::1]:11434"),
    ],
)
def test_ollamas_address_is_taken_as_ollama_takes_it(
    given: str, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what is left out."""
    monkeypatch.setenv("OLLAMA_HOST", given)
    assert base_of("ollama") == base


@pytest.mark.parametrize(
    "address",
    [
        "http://models.example/v1",
        "http://192.168.1.4:1234/v1",
        "ftp://localhost/v1",
        "https://",
        "https://user:pass@models.example/v1",
        "https://models.example/v1?key=x",
        "https://models.example:0/v1",
        "https://models.example:x/v1",
    ],
)
def test_a_key_and_a_resume_go_to_safe_addresses_alone(address: str) -> None:
    """By https without more in it, or to this machine; what is wrong is not repeated."""
    with pytest.raises(AddressInvalid) as caught:
        base_of("compatible", address)
    assert address not in repr(caught.value)


@pytest.mark.parametrize("host", ["localhost:1234", "127.0.0.1:8080", "[::1]:8000"])
def test_this_machine_may_speak_http(host: str) -> None:
    """Local servers have no certificate."""
    assert base_of("compatible", f"http://{host}/v1/") == f"http://{host}/v1"


def test_a_key_is_needed_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a vendor; blanks are none."""
    monkeypatch.setenv("GEMINI_API_KEY", "  ")
    with pytest.raises(NoKey) as caught:
        key_of("gemini")
    assert caught.value.params["variable"] == "GEMINI_API_KEY"
    monkeypatch.delenv("RESUME_BUILDER_MODEL_KEY", raising=False)
    assert key_of("compatible") == key_of("ollama") == ""


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """A server that sends everyone to /elsewhere, and the paths that it was asked for."""
    seen: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append(self.path)
            self.send_response(307)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", seen
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("vendor", list(MODELS))
def test_no_redirect_is_followed(vendor: VendorId, elsewhere: tuple[str, list[str]]) -> None:
    """It would take the key and the résumé to a host that nobody named."""
    base, seen = elsewhere
    place = Place(vendor, base, MODELS[vendor], "sk-fine")
    model = (
        Ollama(place, 60, at_once, 0) if vendor == "ollama" else Hosted(place, 60, sleep=at_once)
    )
    with pytest.raises(ModelFault):
        model.ask(BRIEF, 1000, Heard())
    assert seen
    assert all("elsewhere" not in path for path in seen)


@pytest.mark.parametrize("vendor", ["compatible", "openrouter", "openai"])
def test_the_organization_is_openais_alone(
    vendors: Vendors, vendor: VendorId, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its client would tell every server."""
    monkeypatch.setenv("OPENAI_ORG_ID", "org-1")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-1")
    place = Place(vendor, vendors.base(vendor), MODELS[vendor], "sk-fine")
    Hosted(place, 60).ask(BRIEF, 1000, Heard())
    told = "org-1" in vendors.asked[0].headers.values()
    assert told == (vendor == "openai")


def test_no_key_is_told_to_a_server_that_wants_none(vendors: Vendors) -> None:
    """Not even a made-up one."""
    place = Place("compatible", vendors.base("compatible"), MODELS["compatible"])
    Hosted(place, 60).ask(BRIEF, 1000, Heard())
    assert "authorization" not in vendors.asked[0].headers


def test_no_proxy_sees_what_stays_on_this_machine(
    vendors: Vendors, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though one is set for everything."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    place = Place("compatible", vendors.base("compatible"), MODELS["compatible"])
    assert Hosted(place, 60).ask(BRIEF, 1000, Heard()).stop == "end"
