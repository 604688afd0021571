"""What leaves: ruled sentences and the person's own, in their paragraphs."""

import pytest

from resume_builder.domain.letters.model import (
    Form,
    Head,
    LetterVerdict,
    Sentence,
    SentenceRuling,
    SentenceVerdict,
)
from resume_builder.domain.letters.verified import print_letter
from resume_builder.domain.resume import Basics

pytestmark = pytest.mark.truth

HEAD = Head(greeting="Dear Ada Quill,", closing="Kind regards,", signature="Tomasz Wieczorek")


def ruled(name: str, paragraph: int, verdict: SentenceVerdict) -> SentenceRuling:
    """A ruling on a sentence that says its own name."""
    sentence = Sentence(id=name, paragraph=paragraph, text=name)
    return SentenceRuling(sentence=sentence, text=f"{name}.", verdict=verdict)


def test_only_what_may_leave_is_printed() -> None:
    """Refused and doubtful sentences are not, nor those that the person left out."""
    rulings = (
        ruled("Three", 3, "supported"),
        ruled("One", 1, "supported"),
        ruled("Lie", 1, "unsupported"),
        ruled("Doubt", 2, "ask"),
        ruled("Mine", 1, "own"),
        ruled("Left", 3, "supported"),
    )
    letter = print_letter(
        Form(), Basics(), HEAD, LetterVerdict(rulings=rulings), frozenset(["Left"])
    )
    assert letter.paragraphs == ("One. Mine.", "Three.")
    assert (letter.greeting, letter.signature) == ("Dear Ada Quill,", "Tomasz Wieczorek")


def test_chinese_sentences_need_no_space() -> None:
    """The full stop parts them."""
    rulings = (ruled("甲", 1, "supported"), ruled("乙", 1, "own"))
    letter = print_letter(Form(language="zh"), Basics(), HEAD, LetterVerdict(rulings=rulings))
    assert letter.paragraphs == ("甲.乙.",)
