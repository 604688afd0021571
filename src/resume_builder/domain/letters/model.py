"""A letter: what it is, what code prints around it, and the sentences that it is made of."""

from typing import Literal

from pydantic import Field

from resume_builder.domain.tailoring.verdict import Question, Reason
from resume_builder.domain.tailoring.verify import VERSION
from resume_builder.domain.values import Text, Value

Kind = Literal["letter", "message"]
Tone = Literal["plain", "warm", "formal"]
Length = Literal["short", "medium", "long"]
Origin = Literal["rules", "model", "person"]
# "own": the person's own words, which nobody judges.
SentenceVerdict = Literal["supported", "ask", "unsupported", "own"]


# A sentence is stored, and comes back in saved files: it must not stall whoever judges it.
_LONGEST_SENTENCE = 8_000


class Form(Value):
    """What sort of letter it is. `language` is an ISO 639-1 code that has letter words."""

    kind: Kind = "letter"
    tone: Tone = "plain"
    length: Length = "medium"
    language: str = "en"


class Sentence(Value):
    """One sentence, in the paragraph with that number, from 1.

    `text` may hold the places {role} and {company} (of the posting) and {asks} (what the
    requirements in `serves` ask for), which code fills. `sources` are ids of facts that bear it:
    without any it can be courtesy alone. `serves` are ids of requirements.
    """

    id: str
    paragraph: int = Field(default=1, ge=1, le=20)
    text: Text = Field(max_length=_LONGEST_SENTENCE)
    sources: tuple[str, ...] = Field(default=(), max_length=100)
    serves: tuple[str, ...] = Field(default=(), max_length=200)
    origin: Origin = "rules"


class Head(Value):
    """What code prints around the sentences; `recipient` is one line each."""

    recipient: tuple[Text, ...] = ()
    date: Text = ""
    subject: Text = ""
    greeting: Text = ""
    closing: Text = ""
    signature: Text = ""


class SentenceRuling(Value):
    """The verdict on one sentence; `text` is what it says with its places filled."""

    sentence: Sentence
    text: Text
    verdict: SentenceVerdict
    reasons: tuple[Reason, ...] = ()
    question: Question | None = None

    @property
    def printable(self) -> bool:
        """Tell whether it may leave."""
        return self.verdict in ("supported", "own")


class LetterVerdict(Value):
    """The rulings on all sentences, in order, and the version of the checks."""

    rulings: tuple[SentenceRuling, ...] = ()
    verifier: int = VERSION
