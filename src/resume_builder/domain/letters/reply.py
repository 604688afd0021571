"""A model's answer becomes sentences: what is unusable is left out and told."""

from collections.abc import Container
from dataclasses import dataclass
from typing import cast

from resume_builder.domain.letters.compose import sentence_id
from resume_builder.domain.letters.model import Sentence
from resume_builder.domain.tailoring.answers import items_in, number, word, words
from resume_builder.domain.tailoring.ledger import Facts
from resume_builder.domain.tailoring.wishes import Strength
from resume_builder.domain.values import Finding, clean_text

# A long letter has 25 sentences; more than this is a loop of the model.
MOST_SENTENCES = 60
# Letters of one sentence.
_LONGEST_TEXT = 600
_MOST_PARAGRAPHS = 12


@dataclass(frozen=True, slots=True)
class LetterReply:
    """What an answer holds. `readable` is False when no list of sentences was found in it."""

    sentences: tuple[Sentence, ...] = ()
    findings: tuple[Finding, ...] = ()
    readable: bool = True

    @property
    def usable(self) -> bool:
        """Whether any sentence came, or the model said that it has none."""
        return self.readable and bool(self.sentences or not self.findings)


def read_letter_reply(
    text: str, facts: Facts, requirements: Container[str], strength: Strength = "full"
) -> LetterReply:
    """Return the sentences in a model's answer; whatever it holds, nothing is raised.

    With a light touch every sentence rests on a fact: others are left out.
    Their paragraphs begin at 2, behind the one that says what is applied for.
    """
    found = items_in(text, "sentences")
    if found is None:
        return LetterReply(findings=(Finding(code="letter.reply_unreadable"),), readable=False)
    items, whole = found
    codes = [] if whole else ["letter.reply_cut_short"]
    sentences: dict[str, Sentence] = {}
    for item in items[:MOST_SENTENCES]:
        sentence, told = _read(item, facts, requirements)
        if sentence is not None and strength == "light" and not sentence.sources:
            sentence, told = None, ["letter.reply_uncited"]
        codes += told
        if sentence is not None:
            sentences.setdefault(sentence.id, sentence)
    if len(items) > MOST_SENTENCES:
        codes.append("letter.reply_too_many")
    # One of a kind is enough: forty unknown sources are one thing to know.
    findings = tuple(Finding(code=code) for code in dict.fromkeys(codes))
    ordered = sorted(sentences.values(), key=lambda s: s.paragraph)
    return LetterReply(tuple(ordered), findings)


def _read(
    item: object, facts: Facts, requirements: Container[str]
) -> tuple[Sentence | None, list[str]]:
    given = cast("dict[str, object]", item) if isinstance(item, dict) else {}
    text = " ".join(clean_text(word(given, "text")).split())
    if not text:
        return None, ["letter.reply_no_sentence"]
    if len(text) > _LONGEST_TEXT:
        return None, ["letter.reply_too_long"]
    cited = tuple(dict.fromkeys(words(given, "sources")))
    known = tuple(s for s in cited if s in facts.by_id)
    sentence = Sentence(
        id=sentence_id(text, known),
        paragraph=min(max(number(given, "paragraph"), 1), _MOST_PARAGRAPHS) + 1,
        text=text,
        sources=known,
        serves=tuple(r for r in dict.fromkeys(words(given, "serves")) if r in requirements),
        origin="model",
    )
    return sentence, ["reply.unknown_source"] if len(known) < len(cited) else []
