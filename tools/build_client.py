"""Build the browser client into src/resume_builder/web/static; do nothing when it is current.

Called by `make` and by the build hook of `pip install`. Current means: built from the same bytes.
"""

import hashlib
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from npm import ROOT, SPA, npm

STATIC = ROOT / "src" / "resume_builder" / "web" / "static"
MARK = STATIC / ".built"
# The client carries the server's message catalogues, so that both say the same.
MESSAGES = ROOT / "src" / "resume_builder" / "data" / "messages"
LOCK_MARK = SPA / "node_modules" / ".installed"
_SKIPPED = {"node_modules", "test-results", "schema.d.ts"}


def digest() -> str:
    """SHA-256 over the names and bytes of everything the client is built from."""
    files = [
        f for f in SPA.rglob("*") if f.is_file() and not _SKIPPED & set(f.relative_to(SPA).parts)
    ]
    seen = hashlib.sha256()
    for file in sorted([*files, ROOT / "openapi.json", *MESSAGES.glob("*.json")]):
        seen.update(str(file.relative_to(ROOT)).encode())
        seen.update(hashlib.sha256(file.read_bytes()).digest())
    return seen.hexdigest()


def install_packages() -> None:
    """Install npm's packages when the lock changed since the last time."""
    lock = hashlib.sha256((SPA / "package-lock.json").read_bytes()).hexdigest()
    if LOCK_MARK.exists() and LOCK_MARK.read_text() == lock:
        return
    print("Installing the browser client's packages ...", flush=True)
    npm("ci", "--silent")
    LOCK_MARK.write_text(lock)


def main() -> None:
    """Build if the sources differ from those of the last build."""
    wanted = digest()
    if MARK.exists() and MARK.read_text() == wanted:
        MARK.touch()
        return
    install_packages()
    print("Building the browser client ...", flush=True)
    shutil.rmtree(STATIC, ignore_errors=True)
    npm("run", "--silent", "build")
    MARK.write_text(wanted)


if __name__ == "__main__":
    main()
