"""The heap is trimmed now and then, and never on the way of an answer."""

import pytest

from resume_builder.adapters.typst import heap

pytestmark = pytest.mark.rendering


def test_one_call_in_many_trims(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over two rounds of calls the heap is trimmed twice, wherever the count stood."""
    trims: list[int] = []
    monkeypatch.setattr(heap, "_trimmer", lambda: trims.append)
    for _ in range(2 * heap.EVERY):
        heap.after_compile()
    assert trims == [0, 0]


def test_the_c_library_is_asked_as_it_is() -> None:
    """Trimming for real raises nothing, whatever C library there is."""
    assert heap._trimmer()(0) in (0, 1, None)
