"""What stands below an entry's head: highlights, and text that is no list."""

from dataclasses import dataclass, field

from resume_builder.domain.parsing.items import Item
from resume_builder.domain.parsing.signals import label_of
from resume_builder.domain.resume import Highlight
from resume_builder.domain.values import Span
from resume_builder.domain.vocabulary import Vocabulary, phrase


@dataclass(slots=True)
class Body:
    """Statements with their spans, and the texts around them."""

    statements: list[tuple[str, Span]] = field(default_factory=list[tuple[str, Span]])
    notes: list[str] = field(default_factory=list[str])

    def add(self, text: str, span: Span, *, nested: bool) -> None:
        """Add a statement; one of a deeper level is part of the statement above it."""
        if nested and self.statements:
            above, whole = self.statements.pop()
            sign = " " if above.endswith((":", ".", ";", ",", "：", "。", "；")) else "; "
            text, span = f"{above}{sign}{text}", Span(whole.start, span.end)
        self.statements.append((text, span))

    def highlights(self, entry_id: str) -> tuple[Highlight, ...]:
        """The statements with the ids of `entry_id`."""
        return tuple(
            Highlight(id=f"{entry_id}h{n}", text=text, span=span)
            for n, (text, span) in enumerate(self.statements, 1)
        )

    @property
    def summary(self) -> str:
        """The texts around the statements, one paragraph a line."""
        return "\n".join(self.notes)


def read_body(items: list[Item], v: Vocabulary) -> Body:
    """Return the body of an entry: bullets are statements; without bullets, short lines are.

    Prose without any list is one statement, so that a job told in sentences can be selected too.
    """
    body = Body()
    levels = [i.row.level for i in items if i.kind == "bullet"]
    listed, top = bool(levels), min(levels, default=0)
    prose: list[Item] = []
    for item in items:
        text = item.text
        label, rest = label_of(text)
        if phrase(label or text.rstrip(" :：")) in v.body_labels and item.kind != "bullet":
            if rest and label:
                prose.append(item)
            continue
        if item.kind == "bullet":
            body.add(text, item.span, nested=item.row.level > top)
        elif listed or phrase(label) in v.tool_labels:
            body.notes.append(text)
        elif item.kind == "prose":
            prose.append(item)
        else:
            body.statements.append((text, item.span))
    if prose and not listed:
        _add_prose(body, prose)
    return body


def _add_prose(body: Body, prose: list[Item]) -> None:
    if body.statements:
        body.statements += [(i.text, i.span) for i in prose]
        body.statements.sort(key=lambda s: s[1].start)
        return
    span = Span(prose[0].span.start, prose[-1].span.end)
    body.statements.append((" ".join(i.text for i in prose), span))
