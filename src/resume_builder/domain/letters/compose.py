"""A letter with no model: lines of the tailored résumé, put into frames of its language.

The lines that prove what the posting asks come first, each with the job that it belongs to. Where
facts are few the letter is short: no sentence is there to fill it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

from resume_builder.domain.coverage import Coverage
from resume_builder.domain.letters.lines import Line, ranked_lines
from resume_builder.domain.letters.model import Form, Kind, Length, Sentence
from resume_builder.domain.letters.places import Places, filled, lowered
from resume_builder.domain.letters.words import LetterWords, LineFrames
from resume_builder.domain.resume import DatedEntry, Project, Resume, Volunteer, Work


class _Size(NamedTuple):
    """The most words between greeting and closing, jobs, lines, and "You ask for …"."""

    words: int
    jobs: int
    lines: int
    asks: int


# What the names of lengths promise, less what a joined sentence may add.
_SIZES: dict[tuple[Kind, Length], _Size] = {
    ("letter", "short"): _Size(125, 2, 4, 1),
    ("letter", "medium"): _Size(240, 3, 9, 2),
    ("letter", "long"): _Size(340, 4, 14, 3),
    ("message", "short"): _Size(55, 1, 1, 0),
    ("message", "medium"): _Size(65, 1, 2, 0),
    ("message", "long"): _Size(75, 2, 3, 0),
}
# Lines that one sentence joins.
_JOINED = 3
# Characters of a name or of joined lines within a sentence.
_LONGEST_NAME = 1_300
_WORD = re.compile(r"[^\W\d_]{3}")
_BRACES = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class Material:
    """What a letter is made of. `resume` is the tailored one: its lines are those on the page.

    `holds` tells whether a sentence may stand.
    """

    resume: Resume
    coverage: Coverage
    places: Places
    holds: Callable[[Sentence], bool]


def compose(form: Form, material: Material) -> tuple[Sentence, ...]:
    """Return the sentences of the letter; each of them holds."""
    return _Composer(form, material).sentences()


def opening_of(form: Form, material: Material) -> tuple[Sentence, ...]:
    """Return the sentence that says what the letter is about."""
    frames = material.places.words.opening[form.kind][form.tone]
    text = material.places.fits(frames)
    return (_sentence(1, text),) if text else ()


def ending_of(form: Form, material: Material, paragraph: int) -> tuple[Sentence, ...]:
    """Return the last sentences, as that paragraph."""
    texts = material.places.words.ending[form.kind][form.tone]
    few = form.kind == "message" or form.length == "short"
    return tuple(_sentence(paragraph, text) for text in (texts[:1] if few else texts))


def spoken_text(language: str, fluency: str, code: str) -> str:
    """Return a language with its level, in a letter in the language `code`: "English (fluent)"."""
    if not fluency:
        return language
    # "Muttersprache" is a noun.
    level = fluency if code == "de" else lowered(fluency)
    return f"{language} – {level}" if "(" in level else f"{language} ({level})"


def word_count(text: str, language: str) -> int:
    """Return how many words a text has; three Chinese characters are two words."""
    if language == "zh":
        return len(re.findall(r"[㐀-鿿]|[A-Za-z0-9]+", text)) * 2 // 3
    return len(text.split())


@dataclass
class _Composer:
    form: Form
    material: Material
    _held: dict[str, bool] = field(default_factory=dict[str, bool])

    @property
    def words(self) -> LetterWords:
        return self.material.places.words

    @property
    def _size(self) -> _Size:
        return _SIZES[self.form.kind, self.form.length]

    def sentences(self) -> tuple[Sentence, ...]:
        size, material = self._size, self.material
        posting = material.places.posting
        ranked = ranked_lines(material.resume, material.coverage, posting, size.jobs)[: size.lines]
        for count in range(len(ranked), 0, -1):
            made = self._letter(ranked[:count])
            if sum(word_count(s.text, self.form.language) for s in made) <= size.words:
                return made
        return self._letter(())

    def _letter(self, lines: Sequence[Line]) -> tuple[Sentence, ...]:
        jobs: dict[str, list[Line]] = {}
        for line in lines:
            jobs.setdefault(line.entry.id, []).append(line)
        made = [*opening_of(self.form, self.material), *self._role(next(iter(jobs), ""))]
        asked: set[str] = set()
        paragraph = 1
        for own in jobs.values():
            paragraph += self.form.kind == "letter" or paragraph == 1
            made += self._job(paragraph, own, asked)
        if self.form.kind == "letter":
            about = self._person(paragraph + 1)
            paragraph += bool(about)
            made += about
        ending = ending_of(self.form, self.material, paragraph + 1)
        return tuple(s for s in (*made, *ending) if self._holds(s))

    def _role(self, first: str) -> list[Sentence]:
        """Say what the person does, where the letter does not begin with that job anyway."""
        job = next(iter(self.material.resume.work), None)
        if job is None or job.id == first or self.form.kind == "message":
            return []
        known = {"position": _bare(job.position), "employer": _bare(job.name)}
        frame = self.material.places.fits(
            self.words.now if _goes_on(job) else self.words.then, **known
        )
        named = (("position", job.position), ("name", job.name))
        sources = tuple(f"{job.id}.{name}" for name, text in named if text)
        return [_sentence(1, frame, sources)] if frame else []

    def _job(self, paragraph: int, lines: Sequence[Line], asked: set[str]) -> list[Sentence]:
        """Return the sentences of one job: its first names it, the rest follow."""
        made: list[Sentence] = []
        told = 0
        for frames, group in self._sorted(lines):
            sentences = self._told(paragraph, frames, group, after=told)
            if sentences and not made:
                made += self._asks(paragraph, group[0], asked)
            made += sentences
            told += bool(sentences)
        return made

    def _sorted(self, lines: Sequence[Line]) -> list[tuple[LineFrames, list[Line]]]:
        """Return the lines by what makes one sentence: those of a sort that joins together."""
        groups: list[tuple[LineFrames, list[Line]]] = []
        for line in lines:
            frames = next(f for f in self.words.lines if f.pattern.match(line.text))
            fellows = next(
                (g for f, g in groups if f is frames and f.joins and len(g) < _JOINED), None
            )
            if fellows is None:
                groups.append((frames, [line]))
            else:
                fellows.append(line)
        return groups

    def _asks(self, paragraph: int, line: Line, asked: set[str]) -> list[Sentence]:
        """Say what the posting asks for that the next line proves."""
        for requirement in line.serves:
            wish = self.material.places.asks((requirement,))
            room = len(asked) < self._size.asks and wish not in asked
            if wish and room and self._shows(line, wish):
                frame = self.words.asks[len(asked) % len(self.words.asks)]
                asked.add(wish)
                return [_sentence(paragraph, frame, serves=(requirement,))]
        return []

    def _shows(self, line: Line, wish: str) -> bool:
        """Tell whether a line shows all that a wish names: half of it would read as if it did."""
        lexicon = self.material.places.lexicon
        shown = frozenset(m.name for m in lexicon.find(line.text))
        shown = shown.union(*(lexicon.broader(name) for name in shown))
        return {m.name for m in lexicon.find(wish)} <= shown

    def _told(
        self, paragraph: int, frames: LineFrames, lines: Sequence[Line], *, after: int
    ) -> list[Sentence]:
        """Return lines as one sentence that holds, else one by one as they are, if they hold."""
        joined = self._framed(frames, lines, after=after)
        ids = tuple(line.id for line in lines)
        serves = tuple(dict.fromkeys(r for line in lines for r in line.serves))
        sentence = _sentence(paragraph, joined, ids, serves)
        if joined and self._holds(sentence):
            return [sentence]
        bare = [
            _sentence(paragraph, f"{_bare(line.text)}{self.words.stop}", (line.id,), line.serves)
            for line in lines
        ]
        return [s for s in bare if self._holds(s)]

    def _framed(self, frames: LineFrames, lines: Sequence[Line], *, after: int) -> str:
        """Return lines in a frame: the job's own for the first, `after` others a later one."""
        entry = lines[0].entry
        ended = not _goes_on(entry)
        choices = (frames.first_then if ended else ()) or frames.first
        if after:
            choices = (frames.more_then if ended else ()) or frames.more
            turn = (after - 1) % len(choices)
            choices = (*choices[turn:], *choices[:turn])
        texts = [self._lowered(frames, line.text) for line in lines]
        # Where a line joins things itself, another sign parts the lines.
        joining = (*",;、，；", self.words.conjunction)
        plain = not any(sign in text for sign in joining for text in texts)
        text = self.words.join(texts) if plain else self.words.part.join(texts)
        if after and frames.joins and ":" in text:
            return ""
        head, _, tail = text.partition(" ")
        known = {"line": _bare(text), "head": _bare(head), "tail": _bare(tail), **_names(entry)}
        return self.material.places.fits(choices, **known)

    def _lowered(self, frames: LineFrames, text: str) -> str:
        """Return a line as it stands inside a sentence; the last sort may begin with a name."""
        first_word = text.partition(" ")[0]
        if not re.fullmatch(frames.lower, first_word):
            return text
        if frames.begins:
            return text[:1].lower() + text[1:]
        return text if self._is_name(text) else lowered(text)

    def _is_name(self, text: str) -> bool:
        """Tell whether a line begins with a name that keeps its capital."""
        found = self.material.places.lexicon.find(text)
        return any(m.start == 0 and self.material.places.is_hard(m.name) for m in found)

    def _person(self, paragraph: int) -> list[Sentence]:
        """Return what is true of the person beside their jobs, as far as the letter has room."""
        wanted = self._entries_asked()
        short = self.form.length == "short"
        made = [
            *self._studied(wanted, short=short),
            *self._certified(wanted),
            *self._spoken(wanted),
        ]
        if not short:
            made += self._listed()
        return [s.model_copy(update={"paragraph": paragraph}) for s in made]

    def _entries_asked(self) -> Mapping[str, tuple[str, ...]]:
        """Return the requirements that each entry states, by the entry's id."""
        found: dict[str, tuple[str, ...]] = {}
        for evidence in self.material.coverage.evidence:
            for entry in evidence.entries if evidence.status != "adjacent" else ():
                home = entry.partition(".")[0]
                found[home] = (*found.get(home, ()), evidence.requirement_id)
        return found

    def _studied(self, wanted: Mapping[str, tuple[str, ...]], *, short: bool) -> list[Sentence]:
        schools = self.material.resume.education
        asked = [e for e in schools if e.id in wanted]
        school = next(iter(asked), None if short else next(iter(schools), None))
        if school is None:
            return []
        known = {
            "area": _bare(school.area) if _WORD.search(school.area) else "",
            "study": _bare(school.study_type),
            "institution": _bare(school.institution),
        }
        text = self.material.places.fits(self.words.degree, **known)
        fields = {"area": "area", "study": "studyType", "institution": "institution"}
        frame = next((f for f in self.words.degree if filled(f, **known) == text), "")
        places = re.findall(r"\{(\w+)\}", frame)
        sources = tuple(f"{school.id}.{fields[p]}" for p in places)
        return [_sentence(1, text, sources, wanted.get(school.id, ()))] if text else []

    def _certified(self, wanted: Mapping[str, tuple[str, ...]]) -> list[Sentence]:
        held = [c for c in self.material.resume.certificates if c.id in wanted and c.name][:3]
        if not held:
            return []
        names = self.words.join(_bare(c.name) for c in held)
        serves = tuple(dict.fromkeys(r for c in held for r in wanted[c.id]))
        text = self.words.certificates.replace("{names}", names)
        return [_sentence(1, text, tuple(f"{c.id}.name" for c in held), serves)]

    def _spoken(self, wanted: Mapping[str, tuple[str, ...]]) -> list[Sentence]:
        spoken = [x for x in self.material.resume.languages if x.id in wanted and x.language][:3]
        if not spoken:
            return []
        names: list[str] = []
        sources: list[str] = []
        for one in spoken:
            names.append(_bare(spoken_text(one.language, one.fluency, self.form.language)))
            sources += [f"{one.id}.language", *([f"{one.id}.fluency"] if one.fluency else [])]
        serves = tuple(dict.fromkeys(r for x in spoken for r in wanted[x.id]))
        text = self.words.languages.replace("{names}", self.words.join(names))
        return [_sentence(1, text, tuple(sources), serves)]

    def _listed(self) -> list[Sentence]:
        """Name the skills that the posting asks for and only the list of skills has."""
        lexicon = self.material.places.lexicon
        by_name = {
            lexicon.canonical(keyword) or keyword.casefold(): (f"{group.id}.keywords.{n}", keyword)
            for group in self.material.resume.skills
            for n, keyword in enumerate(group.keywords, 1)
        }
        asked = {r.id: r for r in self.material.places.posting.requirements}
        found: dict[str, str] = {}
        serves: list[str] = []
        for evidence in self.material.coverage.evidence:
            if evidence.status != "listed" or evidence.requirement_id not in asked:
                continue
            for name in asked[evidence.requirement_id].skills:
                if name in by_name and len(found) < 5:
                    found[by_name[name][0]] = _bare(by_name[name][1])
                    serves.append(evidence.requirement_id)
        if not found:
            return []
        text = self.words.listed.replace("{names}", self.words.join(found.values()))
        return [_sentence(1, text, tuple(found), tuple(dict.fromkeys(serves)))]

    def _holds(self, sentence: Sentence) -> bool:
        key = f"{sentence.text}\n{sentence.sources}"
        if key not in self._held:
            self._held[key] = self.material.holds(sentence)
        return self._held[key]


def _sentence(
    paragraph: int, text: str, sources: tuple[str, ...] = (), serves: tuple[str, ...] = ()
) -> Sentence:
    return Sentence(
        id=sentence_id(text, sources),
        paragraph=paragraph,
        text=text,
        sources=sources,
        serves=serves,
    )


def sentence_id(text: str, sources: Iterable[str]) -> str:
    """Return what names a sentence for good: the same words from the same facts, the same id."""
    return blake2b("\n".join((text, *sources)).encode(), digest_size=9).hexdigest()


def _names(entry: DatedEntry) -> dict[str, str]:
    if isinstance(entry, Work):
        return {"position": _bare(entry.position), "employer": _bare(entry.name)}
    if isinstance(entry, Volunteer):
        return {"position": _bare(entry.position), "employer": _bare(entry.organization)}
    return {"project": _bare(entry.name)} if isinstance(entry, Project) else {}


def _goes_on(entry: DatedEntry) -> bool:
    return entry.end_date is None or entry.end_date.present


def _bare(text: str) -> str:
    """Return the person's words on one line, without braces: those mark places.

    No name is longer than what is kept of it, and a sentence with less than all of one will not
    hold by itself.
    """
    return " ".join(_BRACES.sub("", text).split())[:_LONGEST_NAME]
