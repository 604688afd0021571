"""Print the path of a Chromium that can run the browser tests; with --install, get one if needed.

Order: $CHROMIUM, a Chromium or Chrome on PATH, Playwright's own. Installing tries Debian's package
(as root or by sudo without a password), then Playwright's download. Exit status 1 with the ways to
help when none works.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Return the path of a usable browser, or None."""
    candidates = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), _playwrights_own()]
    return next((c for c in candidates if c and _starts(c)), None)


def _playwrights_own() -> str | None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _starts(path: str) -> bool:
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def install() -> None:
    """Try each known way to get a browser, with its output on stderr, until one can be found."""
    sudo = [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "-n"]
    ways = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and (not sudo or shutil.which("sudo")):
        environment = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive"]
        get = [*environment, "apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq"]
        ways[:0] = [
            [*get, "update"],
            [*get, "install", "-y", "--no-install-recommends", "chromium"],
        ]
    for way in ways:
        print("+", " ".join(way), file=sys.stderr)
        subprocess.run(way, stdout=sys.stderr, check=False)
        if way[-1] != "update" and find():
            return


def main() -> int:
    """Print the browser's path; return the exit status."""
    path = find()
    if path is None and "--install" in sys.argv:
        install()
        path = find()
    if path is None:
        print(
            "No Chromium was found or could be installed; the browser tests cannot run.\n"
            "Install one (Debian: apt-get install chromium) or set CHROMIUM=/path/to/chrome, "
            "then run make again.",
            file=sys.stderr,
        )
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
