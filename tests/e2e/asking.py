"""What a model answers in tests of asking one, and where the page shows it."""

import json
from typing import Any

from playwright.sync_api import Locator, Page

from tests.models.scripted import edit, replaying

LINES = 6


def lines_of(brief: dict[str, Any]) -> list[dict[str, str]]:
    """The lines that the model is told, as many as it rewords; words may follow its brief."""
    told, _ = json.JSONDecoder().raw_decode(brief["user"])
    return [line for entry in told["entries"] for line in entry["lines"]][:LINES]


def rewording(brief: dict[str, Any]) -> str:
    """An honest edit of one line, a lie about the next; in a fence, with words before it."""
    edits = [
        edit(
            "rewrite",
            x["id"],
            x["text"].rstrip(".") + (" for Amazon." if n % 2 else ";"),
            [x["id"]],
        )
        for n, x in enumerate(lines_of(brief))
    ]
    return f"Here you are:\n```json\n{replaying(edits)}\n```"


def cards(page: Page) -> Locator:
    """The suggestions that reword a line."""
    return page.locator("#proposals > li").filter(has_text="Say it another way")


def run_of(page: Page) -> Locator:
    """What is told of the run."""
    return page.locator(".run")
