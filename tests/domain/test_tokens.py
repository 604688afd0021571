"""The count of tokens: held against counts of a real tokenizer, noted here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.domain.tokens import estimate_tokens
from tests.samples import HERE

pytestmark = pytest.mark.seam

# What o200k_base (bpe-openai 0.1.4) makes of each.
COUNTED = {
    "de/kanzlei.txt": 324,
    "de/entwicklerin.json": 256,
    "en/teacher.txt": 270,
    "en/graduate.json": 182,
    "es/docente.txt": 318,
    "fr/infirmiere.txt": 303,
    "it/ricercatrice.txt": 323,
    "nl/sales_be.txt": 290,
    "pt/enfermeira_br.txt": 337,
    "zh/xiaoshou.txt": 240,
    "../scripts/ar.json": 583,
}


@pytest.mark.parametrize("name", COUNTED)
def test_an_estimate_is_near_a_real_count(name: str) -> None:
    text = (HERE / "languages" / name).read_text(encoding="utf-8")
    assert estimate_tokens(text) == pytest.approx(COUNTED[name], rel=0.14)


def test_english_rules_are_counted_within_a_tenth() -> None:
    rules = (
        "- a number, date, length of time, place, customer, employer, tool, method, certificate, "
        "degree or rank that the cited facts do not state\n"
        "- a larger share than the facts give: helped is not led, planned is not done, one site "
        "is not all sites\n"
    )
    assert estimate_tokens(rules) == pytest.approx(59, rel=0.1)


def test_nothing_is_no_token_and_anything_is_one() -> None:
    assert estimate_tokens("") == 0
    assert estimate_tokens(" ") == 1


@given(st.text(max_size=3000))
def test_any_text_has_a_count_no_larger_than_its_bytes(text: str) -> None:
    assert bool(text) <= estimate_tokens(text) <= max(1, len(text.encode("utf-8", "replace")))


@given(st.text(min_size=1, max_size=900))
def test_twice_the_text_is_about_twice_the_tokens(text: str) -> None:
    once, twice = estimate_tokens(text), estimate_tokens(f"{text} {text}")
    assert once <= twice + 1
    assert twice <= 3 * once + 4
