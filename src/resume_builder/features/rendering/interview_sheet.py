"""The interview sheet as the person reads it."""

from collections.abc import Iterable, Iterator

from resume_builder.domain.messages import Messages
from resume_builder.domain.tailoring.interview import Claim, Interview, Passage, Topic, Unknown
from resume_builder.features.rendering.paper_parts import (
    asked_line,
    entry,
    paper_sheet,
    proof_lines,
    section,
)
from resume_builder.features.rendering.sheet import Sheet, SheetEntry


def interview_sheet(interview: Interview, messages: Messages) -> Sheet:
    """Return the interview sheet, in the language of `messages`."""
    unsaid = [messages.say(f"paper.unsaid.{name}") for name in interview.unsaid]
    parts = {
        "claims": [_claim(claim, messages) for claim in interview.claims],
        "gaps": list(_gaps(interview.gaps, messages)),
        "unknown": [_unknown(question, messages) for question in interview.unknown],
        "shown": [_topic(topic, messages) for topic in interview.shown],
        "unsaid": [entry("unsaid", "", unsaid)] if unsaid else [],
    }
    return paper_sheet(
        "paper.interview",
        interview,
        [messages.say("paper.interview.for_you")],
        [
            section(f"paper.interview.{name}", "entries", made, messages)
            for name, made in parts.items()
        ],
        messages,
    )


def _claim(claim: Claim, messages: Messages) -> SheetEntry:
    own = [messages.say("paper.interview.own")] if claim.own else []
    figures = ", ".join(claim.figures)
    names = ", ".join(claim.names)
    return entry(
        f"claim.{claim.path}",
        claim.said,
        [
            *own,
            *proof_lines(claim.before, claim.proof, messages),
            *(asked_line(asked, messages) for asked in claim.serves),
            *([messages.say("paper.interview.figures", {"text": figures})] if figures else []),
            *([messages.say("paper.interview.names", {"text": names})] if names else []),
        ],
        place=claim.entry or messages.say(f"paper.part.{_PARTS.get(claim.path, 'summary')}"),
    )


# What a field outside every entry is called.
_PARTS = {"basics.summary": "summary", "basics.label": "headline"}


def _gaps(topics: Iterable[Topic], messages: Messages) -> Iterator[SheetEntry]:
    """What there is something near to, each with it; then what there is nothing of."""
    missing: list[str] = []
    for topic in topics:
        if topic.status == "missing" and topic.years is None:
            missing.append(_asked(topic, messages))
        else:
            advice = messages.say(f"paper.interview.{topic.status}")
            yield _topic(topic, messages, note=advice)
    if missing:
        yield entry("missing", "", missing, note=messages.say("paper.interview.missing"))


def _topic(topic: Topic, messages: Messages, note: str = "") -> SheetEntry:
    years = topic.years
    held = [] if years is None else [messages.say("paper.interview.years", {"years": years})]
    bullets = [*held, *map(_passage, topic.passages)]
    return entry(f"topic.{topic.asked.id}", _asked(topic, messages), bullets, note=note)


def _asked(topic: Topic, messages: Messages) -> str:
    if topic.asked.importance == "must":
        return topic.asked.text
    return messages.say("paper.nice", {"text": topic.asked.text})


def _passage(passage: Passage) -> str:
    return " · ".join(part for part in (passage.text, passage.entry) if part)


def _unknown(question: Unknown, messages: Messages) -> SheetEntry:
    asked = messages.say(question.code, question.params)
    said = messages.say("paper.interview.unknown_on", {"on": question.on})
    return entry(f"unknown.{asked}", "", [f"{asked} {said}"])
