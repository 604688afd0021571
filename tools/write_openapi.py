"""Write openapi.json from the routes. `--check` only says whether it is current."""

import json
import sys
from pathlib import Path

from resume_builder.web.app import SLICES
from resume_builder.web.document import openapi_document

TARGET = Path(__file__).resolve().parent.parent / "openapi.json"


def text() -> str:
    """Return the document as it is kept: indented, in a fixed order."""
    return json.dumps(openapi_document(SLICES), ensure_ascii=False, indent=2) + "\n"


def main() -> int:
    """Write or check; return the exit status."""
    if "--check" in sys.argv[1:]:
        current = TARGET.exists() and TARGET.read_text(encoding="utf-8") == text()
        if not current:
            print("openapi.json is not current: run `make openapi`.", file=sys.stderr)
        return 0 if current else 1
    TARGET.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
