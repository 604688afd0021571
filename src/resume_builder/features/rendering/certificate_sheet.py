"""The truth certificate as people read it."""

from collections.abc import Iterator
from itertools import groupby

from resume_builder.domain.messages import Messages
from resume_builder.domain.tailoring.certificate import Answered, Certificate, Change, OwnWords
from resume_builder.domain.tailoring.edits import WORDED
from resume_builder.features.rendering.paper_parts import (
    asked_line,
    entry,
    paper_sheet,
    proof_lines,
    row,
    section,
)
from resume_builder.features.rendering.sheet import SectionForm, Sheet, SheetEntry, SheetSection

# What one types to check a file.
COMMAND = "resume-builder certificate check CERTIFICATE.json FILE"
# So many letters of a SHA-256 name a certificate well enough for people.
_SHORT = 16


def certificate_sheet(certificate: Certificate, messages: Messages) -> Sheet:
    """Return the sheet of a certificate, in the language of `messages`."""
    changed = [c for c in certificate.changes if c.printed]
    # Several edits of one group of skills are one change of its line.
    others = {c.path: _changed(c, messages) for c in changed if c.op not in WORDED}
    what = messages.say("paper.certificate.what")
    check = messages.say("paper.certificate.check_how", {"command": COMMAND})
    parts: list[tuple[str, SectionForm, list[SheetEntry]]] = [
        ("account", "rows", list(_account(certificate, messages))),
        (
            "reworded",
            "entries",
            [_reworded(c, messages) for c in changed if c.op in WORDED],
        ),
        ("changed", "entries", list(others.values())),
        ("typed", "entries", [_typed(w, messages) for w in certificate.typed if w.printed]),
        ("answers", "entries", [_answered(a, messages) for a in certificate.answers if a.text]),
        ("left_out", "entries", list(_left_out(certificate, messages))),
        ("fingerprints", "rows", list(_fingerprints(certificate, messages))),
        ("makers", "rows", list(_makers(certificate, messages))),
        ("check", "text", [SheetEntry("check", notes=(check,))]),
    ]
    return paper_sheet(
        "paper.certificate",
        certificate,
        [
            messages.say("paper.certificate.made", {"on": certificate.made_on}),
            messages.say("paper.certificate.number", {"id": certificate.id[:_SHORT]}),
        ],
        [
            SheetSection("what", "", "text", (SheetEntry("what", notes=(what,)),)),
            *(section(f"paper.certificate.{name}", form, m, messages) for name, form, m in parts),
        ],
        messages,
    )


def _account(certificate: Certificate, messages: Messages) -> Iterator[SheetEntry]:
    account = certificate.account
    counted = {
        "as_in_resume": account.as_in_resume,
        "count_reworded": account.reworded,
        "count_typed": account.typed,
        "count_unused": sum(not c.printed for c in certificate.changes if c.origin == "model"),
    }
    for name, count in counted.items():
        if count or name == "as_in_resume":
            yield row(name, messages.say(f"paper.certificate.{name}"), str(count))


def _reworded(change: Change, messages: Messages) -> SheetEntry:
    model = {"model": change.model or messages.say("paper.certificate.a_model"), "on": change.on}
    return entry(
        f"change.{change.id}",
        change.after,
        [
            *proof_lines(change.before, change.sources, messages),
            *(asked_line(asked, messages) for asked in change.serves),
            messages.say(f"paper.certificate.by_{change.origin}", model),
        ],
        place=change.entry or messages.say(f"paper.part.{change.op}"),
    )


def _changed(change: Change, messages: Messages) -> SheetEntry:
    """A change of order or of a skill's name; a line that was only moved is the same before."""
    before = messages.say("paper.before", {"text": change.before})
    return entry(
        f"change.{change.id}",
        change.after,
        [
            *([before] if change.after != change.before else []),
            *(asked_line(asked, messages) for asked in change.serves),
        ],
        place=change.entry if change.after == change.before else "",
    )


def _typed(words: OwnWords, messages: Messages) -> SheetEntry:
    before = messages.say("paper.before", {"text": words.before})
    bullets = [before] if words.before else []
    return entry(f"typed.{words.path}", words.text, bullets, place=words.entry)


def _answered(answer: Answered, messages: Messages) -> SheetEntry:
    said = messages.say("paper.certificate.said_yes", {"on": answer.on})
    asked = messages.say(answer.code, answer.params) if answer.code else ""
    return entry(f"answer.{answer.text}", answer.text, [f"{asked} {said}"])


def _left_out(certificate: Certificate, messages: Messages) -> Iterator[SheetEntry]:
    lines = sorted(certificate.left_out, key=lambda line: line.reason)
    for reason, group in groupby(lines, key=lambda line: line.reason):
        told = [" · ".join(part for part in (line.entry, line.text) if part) for line in group]
        yield entry(f"left_out.{reason}", "", told, note=messages.say(f"plan.{reason}"))


def _fingerprints(certificate: Certificate, messages: Messages) -> Iterator[SheetEntry]:
    prints = certificate.fingerprints
    for name, value in (("master", prints.master), ("posting", prints.posting)):
        yield row(name, messages.say(f"paper.certificate.{name}"), value)
    for file in certificate.files:
        yield row(file.format, file.format.upper(), file.sha256)


def _makers(certificate: Certificate, messages: Messages) -> Iterator[SheetEntry]:
    makers = certificate.makers
    told = {
        "product": makers.product,
        "verifier": str(makers.verifier),
        "brief": "" if makers.brief is None else str(makers.brief),
    }
    for name, value in told.items():
        if value:
            yield row(name, messages.say(f"paper.certificate.{name}"), value)
