"""What is kept of a letter: sentences and choices, never verdicts.

Those are made anew from the facts whenever the letter is asked for, so that nothing in a store or
a saved file can make a lie true.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal, TypeVar

from pydantic import Field, field_validator

from resume_builder.domain.letters.model import Form, Sentence
from resume_builder.domain.tailoring.wishes import Wishes
from resume_builder.domain.values import Finding, RecordId, Text, Value

K = TypeVar("K")
V = TypeVar("V")
# What the person may print in place of ours; the name and the date stay.
HeadField = Literal["recipient", "subject", "greeting", "closing"]
# A person's own sentence is short; a letter with more of them than this is none.
MOST_OWN = 100
# More than a composed letter and a model's answer hold.
MOST_PROPOSED = 200


class LetterAttempt(Value):
    """What one model was asked for one letter. `asked_again`: the one repair round was used.

    `wishes` are what the person chose, `form` the letter's form that the answer is written for.
    """

    id: RecordId
    brief: int
    wishes: Wishes = Wishes()
    form: Form | None = None
    model: Text = ""
    asked_again: bool = False
    closed: bool = False


class LetterRecord(Value):
    """A letter of one tailoring.

    `proposed` are sentences of ours or a model's, `own` those that the person added. `texts` are
    the person's words in place of a sentence, `kept` what they chose, both by the sentence's id.
    `head` holds what the person printed in place of ours, by the name of the field. `dated` is the
    day that is printed.
    """

    id: RecordId
    version: int = Field(default=1, ge=1)
    created_at: datetime
    tailoring_id: RecordId
    form: Form
    dated: date
    head: dict[HeadField, Text] = Field(default_factory=dict[HeadField, Text])
    proposed: tuple[Sentence, ...] = Field(default=(), max_length=MOST_PROPOSED)
    own: tuple[Sentence, ...] = Field(default=(), max_length=2 * MOST_OWN)
    texts: dict[str, Text] = Field(default_factory=dict)
    kept: dict[str, bool] = Field(default_factory=dict)
    attempt: LetterAttempt | None = None
    findings: tuple[Finding, ...] = ()

    @field_validator("proposed")
    @classmethod
    def _not_own(cls, proposed: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        """What is the person's own is not judged: no proposal of a saved file can say it is."""
        if any(sentence.origin == "person" for sentence in proposed):
            raise ValueError("a proposal is nobody's own words")
        return proposed

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences as they stand, in order, the person's words in their place."""
        shown = [
            s.model_copy(update={"text": self.texts[s.id], "origin": "person"})
            if s.id in self.texts
            else s
            for s in self.proposed
        ]
        return tuple(sorted((*shown, *self.own), key=lambda s: s.paragraph))

    @property
    def left_out(self) -> frozenset[str]:
        """The ids of the sentences that the person took out."""
        return frozenset(i for i, kept in self.kept.items() if not kept)


def with_proposed(record: LetterRecord, proposed: Sequence[Sentence]) -> LetterRecord:
    """Return the record with other proposals; what the person wrote over old ones stays theirs."""
    ids = {s.id for s in proposed}
    orphans = tuple(
        s.model_copy(update={"text": record.texts[s.id], "origin": "person"})
        for s in record.proposed
        if s.id in record.texts and s.id not in ids
    )
    own = (*record.own, *orphans)
    alive = ids | {s.id for s in own}
    return record.model_copy(
        update={
            "proposed": tuple(proposed),
            "own": own,
            "texts": {i: t for i, t in record.texts.items() if i in ids},
            "kept": {i: k for i, k in record.kept.items() if i in alive},
        }
    )


def merged(old: Mapping[K, V], new: Mapping[K, V | None]) -> dict[K, V]:
    """Return choices with new ones over them; None takes one back."""
    return {name: on for name, on in {**old, **new}.items() if on is not None}
