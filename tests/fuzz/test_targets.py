"""What the fuzzer starts from and what it once found: every target holds on all of it."""

import pytest

from tests.fuzz.regressions import inputs_of
from tests.fuzz.seeds import SEEDS
from tests.fuzz.targets import TARGETS
from tests.fuzz.words import WORDS

pytestmark = pytest.mark.reading

FOUND = [(target, name) for target in TARGETS for name in inputs_of(target)]


def test_each_target_has_seeds_and_words() -> None:
    """None is forgotten."""
    assert SEEDS.keys() == TARGETS.keys() == WORDS.keys()


@pytest.mark.parametrize("target", TARGETS)
def test_seeds(target: str) -> None:
    """Sound files keep every invariant."""
    seeds = list(SEEDS[target]())
    assert seeds
    for seed in seeds:
        TARGETS[target](seed)


@pytest.mark.parametrize(("target", "name"), FOUND)
def test_what_was_found(target: str, name: str) -> None:
    """It stays mended."""
    TARGETS[target](inputs_of(target)[name])
