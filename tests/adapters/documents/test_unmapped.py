"""Letters whose font names no character are counted; icons and what nobody sees are not."""

import pytest

from resume_builder.adapters.documents.pdf.pdfium import Characters
from resume_builder.adapters.documents.pdf.unmapped import unnamed_letters

pytestmark = pytest.mark.reading

WIDE = (0.0, 0.0, 5.0, 10.0)
FLAT = (0.0, 0.0, 0.0, 10.0)


def test_letters_in_a_word_are_counted() -> None:
    """Two of four letters of one text object have no character."""
    characters = Characters([0x41, 0, 0xFFFD, 0x42], [WIDE] * 4, [7] * 4)
    assert unnamed_letters(characters, frozenset()) == 2


def test_icons_and_unseen_text_are_not_counted() -> None:
    """A sign alone in its object is an icon; what is hidden or has no width lacks nothing."""
    characters = Characters([0, 0, 0x41, 0, 0x42], [WIDE, WIDE, WIDE, FLAT, WIDE], [1, 2, 2, 3, 3])
    assert unnamed_letters(characters, frozenset([2])) == 0
