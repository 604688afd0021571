"""A résumé as a model reads it: it quotes, and only what stands in the document counts.

The model says of passages what they are. Each is looked for in the document and taken from there;
what does not stand there is left out and told, and so is what no quote tells of. Lines that speak
to machines are not shown, and stay out whoever quotes them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from resume_builder.domain import resume as r
from resume_builder.domain.document import document_of
from resume_builder.domain.fields import entries_of
from resume_builder.domain.parsing.confidence import confidence_of
from resume_builder.domain.parsing.contact import EMAIL, URL, bare, phones, profile_of
from resume_builder.domain.parsing.doubts import Evidence
from resume_builder.domain.parsing.leftovers import lines_beside_quotes
from resume_builder.domain.parsing.places import location_of
from resume_builder.domain.parsing.quoted_entries import Made, entries_of_group
from resume_builder.domain.parsing.quoted_kinds import KINDS, SECTION_OF, OfPerson
from resume_builder.domain.parsing.quoting import Group, Passage, Taken, lines_to_machines
from resume_builder.domain.posting.words import PostingWords
from resume_builder.domain.tailoring.answers import flat_items_in
from resume_builder.domain.tailoring.brief import Brief, as_told, object_schema
from resume_builder.domain.values import Finding, Span
from resume_builder.domain.vocabulary import Vocabulary

# Raised whenever what the model is told changes.
VERSION = 1
# Letters that a model is given: some fifteen pages. It writes all of them again, so more would not
# come back whole.
MOST_CHARS = 40_000
_MOST_QUOTES = 2_000
_MOST_FINDINGS = 40
# What the rules' reading fills in where the model is silent, by field of the person.
_FROM_RULES = ("name", "email", "phone", "location", "url")
_KINDS_OF_PERSON: Mapping[str, OfPerson] = {
    "name": "name", "label": "headline", "email": "email", "phone": "phone", "location": "address",
    "summary": "summary",
}  # fmt: skip
_CERTAIN = 1.0
_NOTHING = "reading.nothing_understood"
_PLANTED = "reading.planted"
_FROM_PICTURES = frozenset(["reading.scanned", "reading.scan_unread"])


@dataclass(frozen=True, slots=True)
class QuotedResume:
    """What an answer makes of a document. `reading` is None when nothing in it can be used."""

    reading: r.ResumeReading | None
    findings: tuple[Finding, ...] = ()


def write_resume_brief(text: str, words: PostingWords, system: str) -> Brief:
    """Return the brief by which a model says of a document's passages what they are."""
    hidden = {span.start for span in lines_to_machines(text, words)}
    lines: list[str] = []
    start = 0
    for line in text.split("\n"):
        if line.strip() and start not in hidden:
            lines.append(line)
        start += len(line) + 1
    item: dict[str, JsonValue] = {
        "kind": {"type": "string", "enum": list(KINDS)},
        "quote": {"type": "string"},
    }
    schema = object_schema({"quotes": {"type": "array", "items": object_schema(item)}})
    return Brief(
        version=VERSION, system=system, user=as_told({"lines": lines}), answer_schema=schema
    )


def read_quoted(
    answer: str, text: str, rules: r.ResumeReading, v: Vocabulary, words: PostingWords
) -> QuotedResume:
    """Return the reading of a document by the quotes in a model's answer. Nothing is raised.

    `rules` is how the document was read before: it gives the contact data that the model does not
    quote. What the person wrote or called right there about themselves holds before any quote.
    """
    found = flat_items_in(answer, "quotes", "quote")
    if found is None:
        return QuotedResume(None, (Finding(code="reading.reply_unreadable"),))
    items, whole = found
    taken = Taken(text, words, v)
    for item in items[:_MOST_QUOTES]:
        taken.add(item)
    told = () if whole else (Finding(code="reading.reply_cut_short"),)
    findings = (*told, *taken.findings[:_MOST_FINDINGS])
    if not (taken.person or any(True for _ in taken.entries())):
        return QuotedResume(None, (*findings, Finding(code="reading.nothing_quoted")))
    return QuotedResume(_reading(taken, rules, v), findings)


def _reading(taken: Taken, rules: r.ResumeReading, v: Vocabulary) -> r.ResumeReading:
    document = document_of(taken.text)
    settled = {p for p, sure in rules.confidence.items() if _is_settled(p, sure)}
    person = _Person(taken, rules, settled, v)
    basics, sources = person.basics(), person.sources
    sections: dict[str, Any] = {}
    for made in _entries(taken, sections, v):
        sources |= made.sources
    language = rules.resume.language
    resume = r.Resume(basics=basics, language=language).model_copy(
        update={name: tuple(entries) for name, entries in sections.items()}
    )
    left = lines_beside_quotes(document, taken.covered, resume, v)
    sure = confidence_of(Evidence(document, resume, sources, {}, v), left)
    sure |= dict.fromkeys(settled, _CERTAIN)
    if any(f.code in _FROM_PICTURES for f in rules.findings):
        sure = dict(_no_surer(sure, sources, rules))
    return r.ResumeReading(
        resume=resume, unmatched=left, confidence=sure, sources=sources,
        findings=tuple(_findings(taken, resume, rules)),
    )  # fmt: skip


def _is_settled(path: str, sure: float) -> bool:
    """Tell whether the person wrote a field about themselves, or called it right."""
    return path.startswith("basics.") and sure == _CERTAIN


class _Person:
    """Who the person is: what they settled, what the model quotes, what the rules read."""

    def __init__(
        self, taken: Taken, rules: r.ResumeReading, settled: set[str], v: Vocabulary
    ) -> None:
        self.sources: dict[str, Span] = {}
        self._taken, self._v = taken, v
        self._settled, self._rules = settled, rules
        self._before = rules.resume.basics

    def basics(self) -> r.Basics:
        """Return the basics; `sources` says then where each stands."""
        values: dict[str, Any] = {"image": self._before.image, "extra": self._before.extra}
        for name, kind in _KINDS_OF_PERSON.items():
            values[name] = self._value(name, self._taken.person.get(kind, []))
        values["url"], values["profiles"] = self._addresses()
        return r.Basics(**values)

    def _value(self, name: str, quoted: list[Passage]) -> object:
        path = f"basics.{name}"
        if path in self._settled or not quoted:
            return self._from_before(path, name)
        if name == "summary":
            spans = [p.span for p in quoted]
            self.sources[path] = Span(min(s.start for s in spans), max(s.end for s in spans))
            return "\n".join(p.text for p in quoted)
        self.sources[path] = quoted[0].span
        text = quoted[0].text
        if name == "location":
            return location_of(text, self._v)
        if name == "email":
            # Some documents set blanks around the signs of an address.
            text = "".join(text.split())
            return found.group() if (found := EMAIL.search(text)) else text
        return next(iter(phones(text)), text) if name == "phone" else text

    def _from_before(self, path: str, name: str) -> object:
        """Return what the person settled, or how to reach them as the rules read it."""
        empty: object = None if name == "location" else ""
        if path not in self._settled and name not in _FROM_RULES:
            return empty
        if span := self._rules.sources.get(path):
            self.sources[path] = span
            self._taken.cover(span)
        return getattr(self._before, name)

    def _addresses(self) -> tuple[str, tuple[r.Profile, ...]]:
        """Return their own site and their accounts, the quoted ones first."""
        found: dict[str, tuple[r.Profile, Span | None]] = {}
        for passage in self._taken.person.get("website", ()):
            match = URL.search(passage.text)
            url = match.group() if match else passage.text
            found.setdefault(bare(url), (profile_of(url), passage.span))
        sites = [(p.url, span) for p, span in found.values() if not p.network]
        for number, profile in enumerate(self._before.profiles):
            span = self._rules.sources.get(f"basics.profiles.{number}")
            found.setdefault(bare(profile.url), (profile, span))
            if span:
                self._taken.cover(span)
        site: object = sites[0][0] if sites else ""
        if sites and sites[0][1]:
            self.sources["basics.url"] = sites[0][1]
        if not sites or "basics.url" in self._settled:
            site = self._from_before("basics.url", "url")
        others = [(p, span) for p, span in found.values() if p.network or p.url != site]
        for number, (_, span) in enumerate(others):
            if span:
                self.sources[f"basics.profiles.{number}"] = span
        return str(site), tuple(p for p, _ in others)


def _entries(taken: Taken, sections: dict[str, Any], v: Vocabulary) -> Iterator[Made]:
    """Put each entry into its section; yield them with where they stand."""
    own: dict[str, r.CustomSection] = {}
    for group in taken.entries():
        if group.kind == "other":
            yield from _custom(group, own, v)
            continue
        section = SECTION_OF[group.kind]
        entries = sections.setdefault(section, [])
        found = entries_of_group(group, r.SECTION_PREFIXES[section], len(entries) + 1, v)
        entries += [made.entry for made in found]
        yield from found
    sections["sections"] = tuple(own.values())


def _custom(group: Group, own: dict[str, r.CustomSection], v: Vocabulary) -> Iterator[Made]:
    """Put an entry into the person's own section of the heading above it."""
    named = next((p.text for p in group.passages if p.kind == "other"), "")
    title = group.heading.text if group.heading else named
    section = own.get(title) or r.CustomSection(id=f"x{len(own) + 1}", title=title)
    for made in entries_of_group(group, f"{section.id}e", len(section.entries) + 1, v):
        entries = (*section.entries, made.entry)
        own[title] = section.model_copy(update={"entries": entries})
        yield made


def _findings(taken: Taken, resume: r.Resume, rules: r.ResumeReading) -> Iterator[Finding]:
    """Yield what was told of the document, and what was not shown to the model."""
    for finding in rules.findings:
        if finding.code not in {_NOTHING, _PLANTED}:
            yield finding
    for start, end in taken.planted:
        yield Finding(code=_PLANTED, text=taken.text[start:end].strip())
    if not (resume.basics.summary or any(True for _ in entries_of(resume))):
        yield Finding(code=_NOTHING)


def _no_surer(
    sure: Mapping[str, float], sources: Mapping[str, Span], rules: r.ResumeReading
) -> Iterator[tuple[str, float]]:
    """Yield how sure each field is: no surer than the rules were of the same letters in a scan."""
    before = [(span, rules.confidence.get(path, 1.0)) for path, span in rules.sources.items()]
    for path, value in sure.items():
        own = sources.get(path)
        doubts = [c for s, c in before if own and s.start < own.end and own.start < s.end]
        yield path, min([value, *doubts])
