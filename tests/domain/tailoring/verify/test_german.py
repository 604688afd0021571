"""German stems and compounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.domain.tailoring.verify.german import german_stem, split_compound
from resume_builder.domain.tailoring.verify.stems import plain

pytestmark = pytest.mark.truth


@pytest.mark.parametrize(
    "forms",
    [
        "abgeholt Abholung abzuholen abholen",
        "geschrieben schreiben schrieb",
        "vorbereitet Vorbereitung vorzubereiten",
        "gepflegt Pflege pflegte",
        "geleitet Leitung leite leitete",
        "dokumentiert Dokumentation dokumentierte",
        "erfasst Erfassung erfasse",
        "übernommene Übernahme übernehmen",
        "Schichten Schicht",
        "Geräte Gerät Geräten",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    """Participles, infinitives, nouns made of verbs, plurals."""
    assert len({german_stem(plain(form)) for form in forms.split()}) == 1


def test_a_noun_that_begins_like_a_participle_is_none() -> None:
    """ "Gerät" is no form of "raten", "Gehalt" none of "halten"."""
    assert german_stem("gerat") != german_stem("raten")
    assert german_stem("gehalt") != german_stem("halten")


KNOWN = frozenset(["lohn", "abrech", "pati", "beglei", "schich", "betrieb", "zwei"])


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("lohnabrechnungen", ("lohn", "abrech")),
        ("patientenbegleitung", ("pati", "beglei")),
        ("zweischichtbetrieb", ("zwei", "schich", "betrieb")),
        ("lohnkosten", ()),
        ("lohn", ()),
    ],
)
def test_a_compound_is_split_where_every_part_is_known(word: str, parts: tuple[str, ...]) -> None:
    """With the letters that join them; one part that nobody knows leaves it whole."""
    assert split_compound(word, KNOWN) == parts


@given(st.text(alphabet="abegnrstuz", min_size=4, max_size=60))
def test_any_word_has_a_stem(word: str) -> None:
    """No endings leave nothing, and splitting ends."""
    assert 0 < len(german_stem(word)) <= len(word) + 2
    assert all(part in KNOWN for part in split_compound(word, KNOWN))
