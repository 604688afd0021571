"""The lineage of each printed line: its source, what it serves, and what became of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

from resume_builder.domain.coverage import Coverage, Status
from resume_builder.domain.resume import DatedEntry, Resume, Skill
from resume_builder.domain.tailoring.accept import Acceptance
from resume_builder.domain.tailoring.edits import SKILL_OPS, WORDED, Edit, Op
from resume_builder.domain.tailoring.ledger import Fact, Facts
from resume_builder.domain.tailoring.model import Plan
from resume_builder.domain.values import Text, Value

# Whose words a line is in: the file's, the person's, or those of an accepted edit.
Origin = Literal["own", "typed", "rules", "model"]


class Served(Value):
    """A requirement that a line serves, and how the résumé meets it."""

    requirement_id: str
    status: Status


class Reworking(Value):
    """An accepted edit that holds. `model` is "" for our own offer (`offered`)."""

    id: str
    op: Op
    offered: bool
    model: Text = ""
    at: datetime | None = None


class PrintedLine(Value):
    """One line of the page.

    `path` is a highlight's id, "basics.label", "basics.summary", or the id of a group of skills.
    `text` are its words as they print, `master` those of the kept résumé. `place` and
    `master_place` are where it stands among the printed lines of its entry, from 1, on the page
    and in the résumé: 0 where there is no order.
    """

    path: str
    entry_id: str = ""
    text: Text
    master: Text
    origin: Origin
    place: int = 0
    master_place: int = 0
    sources: tuple[Fact, ...] = ()
    serves: tuple[Served, ...] = ()
    edits: tuple[Reworking, ...] = ()


@dataclass(frozen=True)
class Lineage:
    """What the page was made of. `edits` are those that hold, `printed` is what was set."""

    master: Resume
    facts: Facts
    printed: Resume
    edits: tuple[Edit, ...]
    acceptances: Mapping[str, Acceptance]
    coverage: Coverage
    plan: Plan

    @cached_property
    def lines(self) -> tuple[PrintedLine, ...]:
        """Every line on the page, from the head down."""
        return (*self._head(), *self._highlights(), *self._skills())

    def _head(self) -> Iterator[PrintedLine]:
        for name in ("label", "summary"):
            text: str = getattr(self.printed.basics, name)
            if text:
                master: str = getattr(self.master.basics, name)
                yield self._line(f"basics.{name}", text, master)

    def _highlights(self) -> Iterator[PrintedLine]:
        before = {h.id: h.text for _, h in self.master.highlights()}
        order = {h.id: n for n, (_, h) in enumerate(self.master.highlights())}
        for entry in self.printed.dated_entries():
            ranked = sorted(entry.highlights, key=lambda h: order[h.id])
            for place, line in enumerate(entry.highlights, 1):
                made = self._line(line.id, line.text, before[line.id], entry)
                yield made.model_copy(
                    update={"place": place, "master_place": ranked.index(line) + 1}
                )

    def _skills(self) -> Iterator[PrintedLine]:
        before = {s.id: s for s in self.master.skills}
        for group in self.printed.skills:
            yield self._line(group.id, _named(group), _named(before[group.id]))

    def _line(
        self, path: str, text: str, master: str, entry: DatedEntry | None = None
    ) -> PrintedLine:
        edits = [e for e in self.edits if e.target == path and e.op not in ("keep", "drop")]
        return PrintedLine(
            path=path,
            entry_id=entry.id if entry else "",
            text=text,
            master=master,
            origin=self._origin(edits, path, text != master),
            sources=self._sources(edits, path),
            serves=self._serves(edits, path),
            edits=tuple(self._reworking(e) for e in edits),
        )

    def _origin(self, edits: Iterable[Edit], path: str, changed: bool) -> Origin:
        worded = [e for e in edits if e.op in WORDED | SKILL_OPS]
        if worded and not all(self._is_own(e) for e in worded):
            return "rules" if all(self._reworking(e).offered for e in worded) else "model"
        stated = self._known.get(path)
        return "typed" if changed or (stated and stated.state == "confirmed") else "own"

    def _is_own(self, edit: Edit) -> bool:
        """Tell whether an edit brings words that the person typed in another tailoring."""
        cited = (self._known.get(source) for source in edit.sources)
        return any(f.text == edit.text and f.path and f.path != f.id for f in cited if f)

    def _sources(self, edits: Iterable[Edit], path: str) -> tuple[Fact, ...]:
        """Return the line's own fact, or those of a group's skills, and what its edits cite."""
        own = [f for f in self.facts.every if f.id == path or f.id.startswith(f"{path}.")]
        cited = [self._known[s] for e in edits for s in e.sources if s in self._known]
        return tuple({f.id: f for f in (*own, *cited)}.values())

    def _serves(self, edits: Iterable[Edit], path: str) -> tuple[Served, ...]:
        status: dict[str, Status] = {e.requirement_id: e.status for e in self.coverage.evidence}
        planned = [i for c in self.plan.choices if c.highlight_id == path for i in c.serves]
        listed = [e.requirement_id for e in self.coverage.evidence if path in e.entries]
        claimed = [i for e in edits for i in e.serves if i in status]
        ids = dict.fromkeys((*planned, *listed, *claimed))
        return tuple(Served(requirement_id=i, status=status[i]) for i in ids if i in status)

    def _reworking(self, edit: Edit) -> Reworking:
        kept = self.acceptances.get(edit.id)
        if kept is None:
            return Reworking(id=edit.id, op=edit.op, offered=False)
        return Reworking(id=edit.id, op=edit.op, offered=kept.offered, model=kept.model, at=kept.at)

    @cached_property
    def _known(self) -> dict[str, Fact]:
        return {f.id: f for f in self.facts.every}


def _named(group: Skill) -> str:
    return ": ".join(t for t in (group.name, ", ".join(group.keywords)) if t)
