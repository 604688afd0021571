"""The recorder sees a secret wherever one could leak: planted in each place, and found there."""

import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browsers import Launch
from tests.local_pages import LocalPages, local_pages
from tests.traffic.recorder import Recorder
from tests.traffic.secrets import MODELS_KEY, PASSPHRASE, SECRETS, forms, found_in, parts
from tests.traffic.wire import recording_wire

pytestmark = pytest.mark.seam

HERE = Path(__file__).resolve().parent
WORKER = """
const key = new URL(location.href).searchParams.get('k') ?? '';
self.onmessage = (told) => fetch('/by-worker', { headers: { 'X-Mark': told.data } });
self.oninstall = () => self.skipWaiting();
self.onactivate = () => fetch('/by-service-worker', { method: 'POST', body: registration.scope });
"""


@pytest.fixture(scope="module")
def elsewhere_site() -> Iterator[LocalPages]:
    """A site that keeps no policy, so that everything can be sent to it."""
    with local_pages() as served:
        served.add("/", "<!doctype html><title>planting</title>")
        served.add("/icon.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", kind="image/svg+xml")
        served.add("/worker.js", WORKER, kind="text/javascript")
        yield served


@pytest.fixture(scope="module")
def planted(
    launch: Launch, elsewhere_site: LocalPages, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Recorder, Browser]]:
    """A recorder of its own, over a browser of its own."""
    log = tmp_path_factory.mktemp("planted") / "log"
    log.touch()
    with recording_wire(elsewhere_site.port) as wire:
        recorder = Recorder(wire, log)
        browser = launch(f"--host-resolver-rules={','.join(wire.rules())}")
        recorder.watch(browser)
        yield recorder, browser
        browser.close()


@pytest.fixture
def mine(planted: tuple[Recorder, Browser]) -> Recorder:
    """The recorder, with nothing found yet."""
    planted[0].end_test()
    return planted[0]


@pytest.fixture
def there(planted: tuple[Recorder, Browser], elsewhere_site: LocalPages) -> Iterator[Page]:
    """A page of that site."""
    context = planted[1].new_context(base_url=f"http://localhost:{elsewhere_site.port}")
    page = context.new_page()
    page.goto("/")
    yield page
    context.close()


def found(recorder: Recorder, page: Page, place: str) -> list[str]:
    """What is found in a place, as soon as it is there."""
    deadline = time.monotonic() + 20
    seen: list[str] = []
    while not any(one.startswith(place) for one in seen) and time.monotonic() < deadline:
        page.wait_for_timeout(20)
        seen += recorder.end_test()
    return [one for one in seen if one.startswith(place)]


SENT = {
    "address": "fetch('/x?k=' + key)",
    "path": "fetch('/keys/' + key)",
    "header": "fetch('/x', { headers: { 'X-Key': key } })",
    "body": "fetch('/x', { method: 'POST', body: JSON.stringify({ deep: [{ key }] }) })",
    "form data": "const form = new FormData(); form.set('key', new Blob([key]), 'key.txt');"
    " fetch('/x', { method: 'POST', body: form })",
    "binary body": "fetch('/x', { method: 'PUT', body: new TextEncoder().encode(key) })",
    "beacon": "navigator.sendBeacon('/x', key)",
    "kept alive": "fetch('/x', { method: 'POST', body: key, keepalive: true });"
    " location.href = 'about:blank'",
    "picture": "new Image().src = '/x?' + key",
    "style sheet": "const link = document.createElement('link'); link.rel = 'stylesheet';"
    " link.href = '/x?' + key; document.head.append(link)",
    "form": "const form = document.createElement('form'); form.method = 'post'; form.action = '/x';"
    " const field = document.createElement('input'); field.name = 'k'; field.value = key;"
    " form.append(field); document.body.append(form); form.submit()",
    "frame": "const frame = document.createElement('iframe'); frame.src = '/x?' + key;"
    " document.body.append(frame)",
    "socket": "new WebSocket('/socket?' + key)",
    "protocol of a socket": "new WebSocket('/socket', [key])",
    "event source": "new EventSource('/events?' + key)",
    "worker": "new Worker('/worker.js').postMessage(key)",
    "service worker": "navigator.serviceWorker.register('/worker.js', { scope: '/' + key })",
    "referrer": "history.replaceState(null, '', '/?' + key); fetch('/x',"
    " { referrerPolicy: 'unsafe-url' })",
    "cookie": "document.cookie = 'k=' + key; fetch('/x')",
}


@pytest.mark.parametrize("way", SENT)
def test_what_is_sent_is_seen_on_the_wire(mine: Recorder, there: Page, way: str) -> None:
    there.evaluate(f"key => {{ {SENT[way]}; }}", MODELS_KEY)
    assert found(mine, there, "a request to the site: the key of test_models_page")


OPEN = """const db = await new Promise((yes) => {
  const asked = indexedDB.open('kept', 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore('things');
  asked.onsuccess = () => yes(asked.result); });
const put = (value, name = 'one') => new Promise((yes) => {
  const asked = db.transaction('things', 'readwrite').objectStore('things').put(value, name);
  asked.onsuccess = yes; });
const bytes = new TextEncoder().encode(key);
"""
KEPT = {
    "localStorage": ("localStorage a", "localStorage.a = key"),
    "the name of an entry": ("localStorage", "localStorage[key] = ''"),
    "sessionStorage": ("sessionStorage a", "sessionStorage.a = btoa('so: ' + key)"),
    "IndexedDB": ("IndexedDB kept/things/one", "await put({ deep: new Map([[1, [key]]]) })"),
    "IndexedDB, by its name": ("IndexedDB", "await put(1, key)"),
    "IndexedDB, bytes": ("IndexedDB kept/things/one", "await put({ sealed: bytes.buffer })"),
    "IndexedDB, numbers": ("IndexedDB kept/things/one", "await put([...bytes])"),
    "IndexedDB, a file": ("IndexedDB kept/things/one", "await put(new Blob([bytes]))"),
    "IndexedDB, a key to be read": (
        "IndexedDB kept/things/one",
        "await put(await crypto.subtle.importKey('raw', bytes,"
        " { name: 'HMAC', hash: 'SHA-256' }, true, ['sign']))",
    ),
    "Cache Storage": (
        "Cache Storage c",
        "await (await caches.open('c')).put('/x', new Response(bytes))",
    ),
    "Cache Storage, an address": (
        "Cache Storage c",
        "await (await caches.open('c')).put('/' + key, new Response(''))",
    ),
    "Cache Storage, a header": (
        "Cache Storage c",
        "await (await caches.open('c')).put('/x', new Response('', { headers: { a: key } }))",
    ),
    "a cookie": ("cookie a", "document.cookie = 'a=' + encodeURIComponent(key)"),
    "window.name": ("window.name", "window.name = key"),
    "history.state": ("history.state", "history.pushState({ key }, '')"),
    "the address": ("the address", "location.hash = key"),
    "the console": ("the console", "console.warn('failed with', { key })"),
    "an error": ("the console", "setTimeout(() => { throw new Error(key); })"),
    "a rejection": ("the console", "void Promise.reject(new Error(key))"),
}


@pytest.mark.parametrize("way", KEPT)
def test_what_is_kept_is_seen(mine: Recorder, there: Page, way: str) -> None:
    """The key and the passphrase, both."""
    place, plant = KEPT[way]
    needs = OPEN if "put(" in plant or "bytes" in plant else ""
    there.evaluate(f"async (key) => {{ {needs} {plant}; }}", f"{MODELS_KEY} {PASSPHRASE}")
    seen = " ".join(found(mine, there, place))
    assert "the key of test_models_page" in seen
    assert "the passphrase" in seen


def test_a_cookie_that_no_script_sees_is_seen(mine: Recorder, there: Page) -> None:
    cookie = {"name": "hidden", "value": MODELS_KEY, "url": there.url, "httpOnly": True}
    there.context.add_cookies([cookie])  # type: ignore[list-item]
    assert found(mine, there, "cookie hidden")


def test_what_a_closed_page_kept_is_seen(mine: Recorder, there: Page) -> None:
    """A tab's own storage goes with it; it is read just before."""
    there.evaluate("key => { sessionStorage.a = key }", MODELS_KEY)
    there.close()
    assert [one for one in mine.end_test() if one.startswith("sessionStorage")]


def test_what_is_left_without_a_page_is_seen(mine: Recorder, there: Page) -> None:
    """What is shared outlives the last page of the site."""
    context: BrowserContext = there.context
    there.goto("about:blank")
    aside = context.new_page()
    aside.goto("/")
    aside.evaluate("key => { localStorage.a = key }", MODELS_KEY)
    aside.goto("about:blank")
    context.close()
    assert [one for one in mine.end_test() if one.startswith("localStorage")]


def test_a_page_of_the_browser_itself_is_watched(
    planted: tuple[Recorder, Browser], mine: Recorder, elsewhere_site: LocalPages
) -> None:
    """One that was opened without a context of its own."""
    page = planted[1].new_page()
    page.goto(f"http://localhost:{elsewhere_site.port}/")
    page.evaluate("key => { localStorage.a = key }", MODELS_KEY)
    page.close()
    assert [one for one in mine.end_test() if one.startswith("localStorage")]


def test_the_log_and_the_files_of_the_site_are_seen(mine: Recorder, tmp_path: Path) -> None:
    mine.log.write_text(f"{mine.log.read_text()}\nrefused {MODELS_KEY}\n", encoding="utf-8")
    assert mine.end_test() == ["the site's log: the key of test_models_page, plain"]
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "store.aof").write_bytes(b"*1\r\n" + PASSPHRASE.encode())
    assert mine.end_run(tmp_path)[0].startswith("the file deep/store.aof: the passphrase")


def test_a_secret_cut_in_two_is_seen(mine: Recorder) -> None:
    """Its halves came at two ends of a test; and a request counts once."""
    before = mine.tally.requests
    with socket.create_connection(("127.0.0.1", mine.wire.port)) as line:
        line.sendall(b"GET /x HTT")
        stream = _stream_with(mine, b"GET /x HTT")
        assert mine.end_test() == []
        line.sendall(b"P/1.1\r\nX-Key: " + PASSPHRASE[:9].encode())
        _until(lambda: PASSPHRASE[:9].encode() in stream)
        assert mine.end_test() == []
        line.sendall(PASSPHRASE[9:].encode())
        _until(lambda: PASSPHRASE.encode() in stream)
        assert mine.end_test()
    assert mine.tally.requests == before + 1


def _stream_with(recorder: Recorder, data: bytes) -> bytearray:
    _until(lambda: any(data in one for one in recorder.wire.streams))
    return next(one for one in reversed(recorder.wire.streams) if data in one)


def _until(holds: object) -> None:
    deadline = time.monotonic() + 20
    while not holds() and time.monotonic() < deadline:  # type: ignore[operator]
        time.sleep(0.01)


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS)
def test_every_form_of_a_secret_is_found(secret: str) -> None:
    """Whatever stands around it, and half of it, too."""
    for part in parts(secret):
        for form, written in forms(part):
            assert found_in(b"some words " + written + b" and more"), form
            assert len(written) >= 6, form


def test_base64_is_found_wherever_the_secret_begins() -> None:
    import base64

    for ahead in range(4):
        whole = base64.b64encode(b"x" * ahead + MODELS_KEY.encode() + b"yy")
        assert found_in(whole)


def test_what_looks_like_a_key_is_found_unnamed() -> None:
    """Other words are not."""
    assert found_in(b"Authorization: Bearer sk-ant-api03-never-written-down")
    assert found_in(b"?key=AIzaSyNeverWrittenDown")
    assert not found_in(b"risk-based desk-top task-force; the brisk-ly sk- AIz; seven kilns")


def test_no_test_has_a_key_of_its_own() -> None:
    """Every key stands in tests/traffic/secrets.py."""
    shaped = re.compile(r"""["'](sk-[A-Za-z0-9-]{3,}|AIza[A-Za-z0-9-]{3,})["']""")
    own = {
        f"{file.name}: {key}"
        for file in HERE.glob("*.py")
        for key in shaped.findall(file.read_text(encoding="utf-8"))
        if key not in SECRETS.values()
    }
    assert own == set()
