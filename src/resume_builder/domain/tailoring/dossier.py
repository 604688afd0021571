"""The dossier of one tailoring: all that is known of it, which its papers are made from.

`certificate.py` and `interview.py` compose papers from it; neither adds a word of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pydantic.alias_generators import to_camel

from resume_builder.domain.coverage import Coverage
from resume_builder.domain.fields import entries_of, fields_of, fields_of_entry
from resume_builder.domain.posting.model import Importance, Posting, Requirement
from resume_builder.domain.resume import Entry, Resume
from resume_builder.domain.tailoring.accept import Acceptance, Verified
from resume_builder.domain.tailoring.edits import Edit
from resume_builder.domain.tailoring.ledger import Fact, Facts
from resume_builder.domain.tailoring.model import Plan, TextEdit
from resume_builder.domain.tailoring.verdict import Ruling, Verdict
from resume_builder.domain.values import Text, Value

# Fields that tell what an entry is, in the order in which one names it.
_TELLING = (
    "position", "studyType", "area", "name", "organization", "institution", "title", "language",
    "fluency", "entity", "subtitle", "issuer", "keywords",
)  # fmt: skip


class Source(Value):
    """A passage of the person's own: the fact's id, its words, and the line of the file it begins.

    `line` counts from 1, None where the words stand in no file (an answer, the person's typing).
    """

    id: str
    text: Text
    line: int | None = None


class Asked(Value):
    """A requirement as the posting words it."""

    id: str
    text: Text
    importance: Importance


@dataclass(frozen=True, slots=True)
class ModelPart:
    """The newest attempt: what the client calls the model, the brief's version, edits by id."""

    name: str
    brief: int
    edits: frozenset[str]


@dataclass(frozen=True)
class Dossier:
    """One tailoring, whole.

    `master` is the résumé as it is kept; `facts` holds it with what the person typed for this
    posting (`typed`). `decisions` are the person's, by the id of the edit, and `acceptances` tell
    whose proposal they accepted and when. `file_text` is the text of the file that the résumé was
    read from.
    """

    master: Resume
    facts: Facts
    posting: Posting
    coverage: Coverage
    plan: Plan
    verdict: Verdict
    verified: Verified
    decisions: Mapping[str, bool] = field(default_factory=dict[str, bool])
    acceptances: Mapping[str, Acceptance] = field(default_factory=dict[str, Acceptance])
    typed: tuple[TextEdit, ...] = ()
    model: ModelPart | None = None
    file_text: str = ""

    @cached_property
    def before(self) -> dict[str, str]:
        """The words of every field before edits were applied, by path: the person's own.

        What they took back is not among them.
        """
        return wording(self.facts.standing)

    @cached_property
    def master_words(self) -> dict[str, str]:
        """The words of every field of the master résumé, by path."""
        return wording(self.master)

    @cached_property
    def printed(self) -> dict[str, str]:
        """The words of every field that leaves, by path."""
        return wording(self.verified.resume)

    @cached_property
    def typed_paths(self) -> frozenset[str]:
        """The paths of what the person typed, as `wording` writes them."""
        return frozenset(path_as_written(edit.path) for edit in self.typed)

    def accepted(self) -> Iterator[Ruling]:
        """Yield the rulings whose edits hold: borne out, and accepted by the person."""
        for ruling in self.verdict.rulings:
            if ruling.verdict == "supported" and self.decisions.get(ruling.id):
                yield ruling

    def path_of(self, edit: Edit) -> str:
        """Return the path of the field that an edit changes."""
        if edit.op not in ("surface", "rename"):
            return edit.target
        listed = f"{edit.target}.keywords"
        return listed if listed in self.before else f"{edit.target}.name"

    def sources(self, ids: Iterable[str]) -> tuple[Source, ...]:
        """Return the facts with these ids, and where they stand in the file."""
        known = (self.facts.by_id.get(i) for i in ids)
        return tuple(Source(id=f.id, text=f.text, line=self._line_of(f)) for f in known if f)

    def asked(self, ids: Iterable[str]) -> tuple[Asked, ...]:
        """Return the requirements with these ids."""
        known = (self._requirements.get(i) for i in ids)
        return tuple(Asked(id=r.id, text=r.text, importance=r.importance) for r in known if r)

    def partly_retired(self, path: str) -> bool:
        """Tell whether the person took back items of the list at a path."""
        return any(retired.startswith(f"{path}.") for retired in self.facts.retired)

    def entry_of(self, path: str) -> str:
        """Return the name of the entry that a highlight or field stands in, "" for none."""
        return self._entry_names.get(path, "")

    def _line_of(self, fact: Fact) -> int | None:
        """Return the line of the file where a fact's words begin, None where they do not stand.

        Words that the person typed over a line have its place, and are not in the file.
        """
        span = fact.span
        if span is None or _letters(fact.text) not in _letters(self.file_text[slice(*span)]):
            return None
        return self.file_text.count("\n", 0, span.start) + 1

    @cached_property
    def _requirements(self) -> dict[str, Requirement]:
        return {r.id: r for r in self.posting.requirements}

    @cached_property
    def _entry_names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for entry in entries_of(self.facts.resume):
            name = entry_name(entry)
            names[entry.id] = name
            names |= {f.path: name for f in fields_of_entry(entry)}
        return names


def wording(resume: Resume) -> dict[str, str]:
    """Return the words of every filled field by its path, lists as one text."""
    return {f.path: ", ".join(f.texts) for f in fields_of(resume)}


def entry_name(entry: Entry) -> str:
    """Return what an entry is called: a job by title and employer, a group by its skills."""
    fields = {f.name: f.texts for f in fields_of_entry(entry) if f.path != f.name}
    words = [", ".join(fields[name]) for name in _TELLING if name in fields]
    return ", ".join(words[:2])


def _letters(text: str) -> str:
    """Return letters and digits alone: a file breaks lines and words where it likes."""
    return "".join(c for c in text.casefold() if c.isalnum())


def path_as_written(path: str) -> str:
    """Return the path of an edit as `wording` writes it: an edit may name fields in snake_case."""
    owner, dot, name = path.partition(".")
    return f"{owner}{dot}{to_camel(name)}"
