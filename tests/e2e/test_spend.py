"""What models cost, on the page of the account: as the site added it up."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_accounts import register, to_account
from tests.e2e.test_pages import seen_at_every_size

pytestmark = pytest.mark.seam

# What a run's dialog does: a token for the operation, and the run as its vendor told it.
NOTE = """async (run) => {
  const session = await (await fetch('/api/v1/session?operation=note_spend')).json();
  const answer = await fetch('/api/v1/spend', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-Client-UUID': session.client_uuid,
      'X-CSRF-Token': session.csrf_token,
    },
    body: JSON.stringify(run),
  });
  return answer.status;
}"""
RUNS = (
    ("openai", "gpt-6-sol", 8200, 2900, None),
    ("openai", "gpt-6-sol", 7900, 3100, None),
    ("openrouter", "google/gemini-3.8-flash", 8000, 3000, 0.0123),
    ("compatible", "a-rented-model-with-a-rather-long-name-70b-instruct", 8000, 3000, None),
    ("ollama", "qwen3:8b", 9000, 2000, None),
)


def test_a_month_is_told_by_model_at_every_size(page: Page) -> None:
    """With its sum, what is free, and what has no known price."""
    register(page, "spender@example.com")
    to_account(page)
    expect(page.get_by_text("No model was asked yet.")).to_be_visible()
    for vendor, model, read, written, cost in RUNS:
        run = {"vendor": vendor, "model": model, "purpose": "tailoring"}
        tokens = {"input_tokens": read, "output_tokens": written, "cost_usd": cost}
        assert page.evaluate(NOTE, run | tokens) == 201
    page.reload()
    table = page.get_by_role("region", name="What models cost you").get_by_role("table")
    expect(table.get_by_role("row", name="gpt-6-sol")).to_contain_text("16,100 and 6,000")
    expect(table.get_by_role("row", name="qwen3")).to_contain_text("$0.00")
    rented = table.get_by_role("row", name="a-rented-model")
    expect(rented).to_contain_text("1 run without a known price")
    assert seen_at_every_size(page, "account") == {}
