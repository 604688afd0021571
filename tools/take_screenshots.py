"""Take the README's pictures: a real site, a real browser, an invented engineer.

Run from the root as `python -m tools.take_screenshots`.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browsers import FLAGS
from tests.e2e.conftest import free_port
from tests.e2e.kit import make_proof
from tests.samples import POSTING_TEXT, RESUME_JSON

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
DESK, PHONE = (1440, 900), (390, 844)


def main() -> None:
    """Start a site on a data folder of its own, and picture each screen."""
    finder = [sys.executable, str(ROOT / "tools" / "find_chromium.py")]
    browser_path = subprocess.run(finder, capture_output=True, text=True, check=True).stdout.strip()
    port = free_port()
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "resume_builder.cli.main", "serve"]
        command += ["--port", str(port), "--data", data]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as site:
            assert site.stdout is not None
            site.stdout.readline()
            try:
                with sync_playwright() as playwright:
                    browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
                    _picture(browser, f"http://localhost:{port}")
                    browser.close()
            finally:
                site.terminate()


def _picture(browser: Browser, url: str) -> None:
    context = browser.new_context(base_url=url)
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")
    page.goto("/")
    _shoot(page, "start")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    posting = POSTING_TEXT.read_text(encoding="utf-8")
    make_proof(page, RESUME_JSON.read_bytes(), RESUME_JSON.name, posting)
    _shoot(page, "review")


def _shoot(page: Page, name: str) -> None:
    for where, (width, height) in (("", DESK), ("-phone", PHONE)):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(400)
            file = IMAGES / f"{name}{where}-{scheme}.png"
            page.screenshot(path=file)
            print(file.relative_to(ROOT))


if __name__ == "__main__":
    main()
