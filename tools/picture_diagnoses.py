"""Picture every fault of a model's connection as the page shows it, on one sheet.

`picture_diagnoses.py SITE [FILE]` opens /models of a running site in Chromium, lets vendors and a
program on this machine fail in each way that a page can meet, and writes one picture.
"""

import io
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, Route, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "docs" / "images" / "diagnoses.webp"
WIDTH, GAP, COLUMNS, INK = 560, 24, 3, "#dfe5e7"
OPENAI = "https://api.openai.com/v1/models"


def _error(code: str, text: str) -> dict[str, object]:
    return {"type": "error", "error": {"type": code, "code": code, "message": text}}


# Status and body of a vendor's refusal, by the vendor's card on the page.
REFUSALS: tuple[tuple[str, str, int, dict[str, object]], ...] = (
    ("OpenAI", OPENAI, 401, _error("invalid_api_key", "Incorrect API key provided.")),
    ("OpenAI", OPENAI, 429, _error("insufficient_quota", "You exceeded your current quota.")),
    ("OpenAI", OPENAI, 403, _error("unsupported_country_region_territory", "Not supported.")),
    ("OpenAI", OPENAI, 400, _error("invalid_request_error", "Unknown field.")),
    (
        "Anthropic",
        "https://api.anthropic.com/v1/models",
        401,
        _error("authentication_error", "CORS requests are not allowed for this Organization"),
    ),
    (
        "Google Gemini",
        "https://generativelanguage.googleapis.com/v1/models",
        403,
        {"error": {"status": "PERMISSION_DENIED", "message": "Not allowed for this key."}},
    ),
    ("OpenAI", OPENAI, 200, {"data": [{"id": "gpt-6-luna", "created": 1}]}),
)
LOCAL = ("http://localhost:9", "https://models.example/v1")


def _refuse(page: Page, vendor: str, address: str, status: int, body: dict[str, object]) -> None:
    def fulfil(route: Route) -> None:
        headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json"}
        route.fulfill(status=status, headers=headers, body=json.dumps(body))

    page.unroute_all()
    page.route(f"{address}*", fulfil)
    page.get_by_role("radio", name=vendor).check()
    page.get_by_label("Key", exact=True).fill("sk-invented-for-a-picture")


def _shown(page: Page) -> Image.Image:
    page.get_by_role("button", name="Test connection", exact=True).click()
    note = page.locator("form .note").last
    note.wait_for()
    return Image.open(io.BytesIO(note.screenshot()))


@contextmanager
def _unwilling() -> Iterator[str]:
    """A server on this machine that answers no page: the base class refuses every method."""
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def pictures(page: Page, site: str) -> Iterator[Image.Image]:
    """One picture of each diagnosis."""
    page.goto(f"{site}/models")
    for refusal in REFUSALS:
        _refuse(page, *refusal)
        yield _shown(page)
    page.unroute_all()
    page.get_by_role("radio", name="Ollama").check()
    page.get_by_label("Address").fill(LOCAL[0])
    yield _shown(page)
    with _unwilling() as base:
        page.get_by_label("Address").fill(base)
        yield _shown(page)
    page.get_by_role("radio", name="Another server").check()
    page.get_by_label("Address").fill(LOCAL[1])
    yield Image.open(io.BytesIO(page.locator("form .note").last.screenshot()))


def sheet(found: list[Image.Image]) -> Image.Image:
    """Return the pictures in columns, each put where most room is."""
    heights = [GAP] * COLUMNS
    placed = []
    for one in found:
        column = heights.index(min(heights))
        placed.append((one, (GAP + column * (WIDTH + GAP), heights[column])))
        heights[column] += one.height + GAP
    whole = Image.new("RGB", (GAP + COLUMNS * (WIDTH + GAP), max(heights)), INK)
    for one, at in placed:
        whole.paste(one, at)
    return whole


def main() -> int:
    """Write the sheet; return the exit status."""
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    finder = [sys.executable, str(ROOT / "tools" / "find_chromium.py")]
    path = subprocess.run(finder, capture_output=True, text=True, check=True).stdout.strip()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH + 74, "height": 900})
        made = sheet(list(pictures(page, sys.argv[1])))
        browser.close()
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else FILE
    made.save(target, quality=80)
    print(f"{target}: {target.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
