"""What code itself writes of facts: each frame of a language around the facts word for word.

A sentence that is one of these says nothing but the facts. It is told by its words alone, so a
model may have written it too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resume_builder.domain.letters.phrases import tokens
from resume_builder.domain.letters.places import filled
from resume_builder.domain.letters.words import LetterWords
from resume_builder.domain.tailoring.ledger import Fact
from resume_builder.domain.tailoring.verify import EntryFacts

_DEGREE = {"area": "area", "study": "studyType", "institution": "institution"}


@dataclass(frozen=True, slots=True)
class Framed:
    """The facts that a sentence cites, in their order; `entry` is theirs, None without one.

    `section` is that of facts which hold everywhere ("skills"), "" where they are of several.
    """

    words: LetterWords
    cited: Sequence[Fact]
    section: str
    entry: EntryFacts | None

    def holds(self, text: str) -> bool:
        """Tell whether a sentence is one that code would write of these facts."""
        said = tokens(text)
        return any(tokens(own) == said for own in self._texts())

    def _texts(self) -> Iterator[str]:
        if self.entry is not None:
            yield from self._of_job(self.entry)
        else:
            yield from self._of_person()

    def _of_job(self, entry: EntryFacts) -> Iterator[str]:
        names = {"position": entry.position, "employer": entry.name, "project": entry.name}
        ended = entry.end not in ("", "present")
        fields = tuple(f.path.partition(".")[2] for f in self.cited)
        if set(fields) <= {"position", "name", "organization"}:
            for frame in self.words.then if ended else self.words.now:
                yield filled(frame, **names)
            return
        lines = [f.text for f in self.cited]
        for line in {self.words.join(lines), self.words.part.join(lines)}:
            head, _, tail = line.partition(" ")
            for sort in self.words.lines:
                now, then = (*sort.first, *sort.more), (*sort.first_then, *sort.more_then)
                for frame in (then or now) if ended else now:
                    yield filled(frame, line=line, head=head, tail=tail, **names)
            yield line

    def _of_person(self) -> Iterator[str]:
        texts = [f.text for f in self.cited]
        if len(texts) == 1:
            yield texts[0]
        if self.section == "education":
            own = {name: self._field(field) for name, field in _DEGREE.items()}
            for frame in self.words.degree:
                yield filled(frame, **own)
        frame = {
            "certificates": self.words.certificates,
            "skills": self.words.listed,
            "languages": self.words.languages,
        }.get(self.section)
        names = self._spoken() if self.section == "languages" else texts
        if frame and names:
            yield filled(frame, names=self.words.join(names))

    def _field(self, field: str) -> str:
        return next((f.text for f in self.cited if f.path.partition(".")[2] == field), "")

    def _spoken(self) -> list[str]:
        """Return each language with its own level; none where a level stands behind another."""
        spoken: list[tuple[str, str]] = []
        for fact in self.cited:
            home, _, field = fact.path.partition(".")
            if field == "language":
                spoken.append((home, fact.text))
            elif spoken and spoken[-1][0] == home:
                spoken[-1] = (home, f"{spoken[-1][1]} ({fact.text})")
            else:
                return []
        return [text for _, text in spoken]
