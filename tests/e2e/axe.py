"""axe-core in a page: accessibility faults as lines of text."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_SOURCE = Path(__file__).resolve().parents[2] / "spa" / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """() => axe.run(document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: { "target-size": { enabled: true } },
})"""


def faults(page: Page) -> list[str]:
    """Return each fault of the page as it stands: rule, element, and what is wrong.

    WCAG 2.0 to 2.2, levels A and AA, with best practices and target sizes.
    """
    page.evaluate(_SOURCE.read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate(_RUN)
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
