"""The word data and its reading."""

import pytest

from resume_builder.adapters.data.truth_words import load_truth_words
from resume_builder.domain.tailoring.verify import parse_language
from resume_builder.domain.tailoring.verify.words import split_plain

pytestmark = pytest.mark.truth


def test_every_language_has_the_sections_that_matter() -> None:
    """No language is without a ladder, limits, outcomes or numbers."""
    known = [x for x in load_truth_words().languages.values() if not x.is_bare]
    assert {x.code for x in known} == {"en", "de", "fr", "es", "pt"}
    for language in known:
        for section in ("help", "lead", "title", "unfinished", "denied", "scope", "outcome"):
            assert language.phrase(section).by_first, (language.code, section)
        for section in ("numbers", "multipliers", "units", "rates"):
            assert language.values[section], (language.code, section)
        assert language.same


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kept the books of the club", "en"),
        ("Pflege der Datenbank und des Archivs", "de"),
        ("Tenue de la caisse et des comptes", "fr"),
        ("Llevé las cuentas de la asociación con una compañera", "es"),
        ("Fiz as contas da associação com uma colega", "pt"),
        ("", "en"),
    ],
)
def test_the_language_of_a_line(text: str, code: str) -> None:
    """Little words tell it."""
    assert load_truth_words().language_of(split_plain(text)).code == code


@pytest.mark.parametrize("line", ["helped", "[nonsense]\nhelped", "[numbers]\nmany lots"])
def test_broken_data_is_named(line: str) -> None:
    """A line with no section, an unknown section, a value that is none."""
    with pytest.raises(ValueError, match="xx"):
        parse_language("xx", line.splitlines())
