"""Cut Noto Serif SC to the characters that résumés use: `subset_cjk.py FONT.ttf OUT.ttf`.

Needs fonttools (`pip install fonttools`), which nothing else here does. The whole font has 14.8 MB;
GB 2312 (7,445 characters), Big5 level 1 (5,401) and JIS X 0208 level 1 (2,965 and kana) together
take 4.4 MB.
"""

import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> int:
    """Write the subset; return the exit status."""
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    wanted = _rows("gb2312", 0xF7, 0xA1) | _rows("euc_jp", 0xCF, 0xA1) | _rows("big5", 0xC6, 0x40)
    kept = sorted(c for c in wanted if c >= "\u2000" and not "\ue000" <= c < "\uf900")
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as text:
        text.write("".join(kept))
        text.flush()
        command = ["pyftsubset", sys.argv[1], f"--text-file={text.name}"]
        command += [f"--output-file={Path(sys.argv[2])}", "--layout-features=", "--no-hinting"]
        command += ["--drop-tables+=GSUB,GPOS,vhea,vmtx,DSIG", "--notdef-outline"]
        return subprocess.run(command, check=False).returncode


def _rows(codec: str, last_row: int, first_cell: int) -> set[str]:
    """Return the characters of the two-byte rows from 0xA1 to `last_row` of a character set."""
    found: set[str] = set()
    for row in range(0xA1, last_row + 1):
        for cell in range(first_cell, 0xFF):
            found.update(bytes([row, cell]).decode(codec, "ignore"))
    return {c for c in found if len(c) == 1 and ord(c) > 0x7F}


if __name__ == "__main__":
    sys.exit(main())
