"""Document to Posting: the whole reading, in the order of its steps."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from resume_builder.domain.document import Document, document_of
from resume_builder.domain.posting.asked import (
    MAX_REQUIREMENTS,
    degree_of,
    names_of,
    passages,
    requirement_of,
    skills_of,
    years_of,
)
from resume_builder.domain.posting.contact import contact_of
from resume_builder.domain.posting.guard import opens_block, planted_from
from resume_builder.domain.posting.head import company_of, places_of, title_of, title_without
from resume_builder.domain.posting.language import language_of
from resume_builder.domain.posting.model import Contact, Posting, Quote, Requirement
from resume_builder.domain.posting.requirements import (
    Asked,
    asked_in,
    asked_in_prose,
    is_usable,
)
from resume_builder.domain.posting.salary import salary_of
from resume_builder.domain.posting.sections import Part, parts_of
from resume_builder.domain.posting.sentences import Span, sentences, without_stop
from resume_builder.domain.posting.source import MAX_CHARS, Source, make_source
from resume_builder.domain.posting.structured import Structured, structured_of
from resume_builder.domain.posting.terms import (
    Remote,
    employment_of,
    is_whole_job,
    remote_of,
    years_in,
)
from resume_builder.domain.posting.words import PostingWords, words_of
from resume_builder.domain.skills import Lexicon, Mention
from resume_builder.domain.values import Finding
from resume_builder.domain.values import Span as Range

# A posting that asks fewer things was hardly understood, or hardly asks anything.
_FEW_REQUIREMENTS = 3
_MAX_QUOTES = 120
_MAX_FINDINGS = 40
# Below so many characters the page itself says nothing, and its JSON-LD is the posting.
_EMPTY_PAGE = 400
# In so short a text whatever is said is taken to ask, when nothing says that it asks.
_TINY = 800
# From this length on a description is a whole posting.
_WHOLE = 1_000
# A page's main heading stands above its menus' end; later ones of that level are of its text.
_HEAD_LINES = 80
_SEEN_SHARE = 0.8
# A line is on the page when most of its words are: marks and hyphens are written otherwise there.
_LINE_SEEN = 0.7


@dataclass(frozen=True, slots=True)
class _Read:
    """What the steps share."""

    source: Source
    parts: Sequence[Part]
    planted: frozenset[int]
    lexicon: Lexicon
    words: PostingWords
    mentions: dict[str, tuple[Mention, ...]]


def parse_posting(document: Document, lexicon: Lexicon, words: PostingWords) -> Posting:
    """Return the posting in `document`. Never raises: what was not found is empty or None.

    Text for machines and hidden text never become a requirement, a skill or a duty.
    """
    heading = " ".join(line.text for line in document.lines[:_HEAD_LINES] if line.heading == 1)
    structured = structured_of(document.structured, heading)
    page = document
    unseen: list[str] = []
    if _is_described(page, structured):
        structured, unseen = _as_shown(structured, page)
        document = _described(structured, page)
    extra = structured.description if _needs_description(document, structured) else ""
    source = make_source(document, extra)
    parts = list(parts_of(source.pieces, words))
    if not any(part.section == "must" for part in parts) and _is_long(structured) and not extra:
        source = make_source(_described(structured, page))
        parts = list(parts_of(source.pieces, words))
    parts, planted = _parted(parts, words)
    read = _Read(source, parts, planted, lexicon, words, {})
    requirements = tuple(_requirements(read))
    hidden = _hidden(page, source, structured, extra, unseen)
    return _posting(read, structured, requirements, hidden)


def _posting(
    read: _Read,
    structured: Structured,
    requirements: tuple[Requirement, ...],
    hidden: tuple[Finding, ...],
) -> Posting:
    source, words = read.source, read.words
    labels = _labels(source, words)
    language = language_of([part.text for part in read.parts] or [source.text], words)
    title = structured.title or title_of(source, words, labels)
    company = structured.company or company_of(source, read.parts, labels, title, words)
    if not structured.title:
        title = title_without(title, company)
    named = f"{company} {title}"
    names = names_of(source.text, named, language, read.lexicon, words, known=read.mentions)
    return Posting(
        text=source.text,
        title=title,
        company=company,
        locations=structured.locations or places_of(source, read.parts, labels, title, words),
        remote=_remote(read, structured),
        employment_types=structured.employment_types or _employment(read, labels, title),
        salary=structured.salary or salary_of(_visible(read)),
        min_years=years_of(requirements) or _years(read, labels),
        degree=degree_of(requirements, words),
        language=language,
        skills_required=skills_of([*passages(requirements, "must"), *_stacks(read)], names),
        skills_preferred=skills_of(passages(requirements, "nice"), names),
        requirements=requirements,
        duties=tuple(_duties(read)),
        instructions=tuple(_instructions(read)),
        contact=_contact(read),
        hidden=tuple(dict.fromkeys(finding.text for finding in hidden)),
        findings=(*hidden, *_findings(read, requirements)),
    )


def _parted(parts: list[Part], words: PostingWords) -> tuple[list[Part], frozenset[int]]:
    """Cut parts where planted text begins; return all parts and which are planted."""
    found: list[Part] = []
    planted: set[int] = set()
    block = False
    for part in parts:
        block = block and not (part.gap or part.bullet)
        begin = 0 if block else planted_from(part.text, words)
        block = block or (begin is not None and opens_block(part.text[begin:]))
        if begin is None:
            found.append(part)
            continue
        if begin:
            found.append(part._replace(text=part.text[:begin].rstrip()))
        planted.add(len(found))
        found.append(part._replace(text=part.text[begin:], start=part.start + begin))
    return found, frozenset(planted)


def _is_described(page: Document, structured: Structured) -> bool:
    """Tell whether the page's data hold its whole posting, free of menus, and shown by it."""
    whole = _is_long(structured) and bool(structured.company)
    return whole and _seen(structured.description, page.text) >= _SEEN_SHARE


def _as_shown(structured: Structured, page: Document) -> tuple[Structured, list[str]]:
    """Return the description without the lines that the page does not show, and those lines."""
    shown = {word.key for word in words_of(page.text)}
    lines: dict[bool, list[str]] = {True: [], False: []}
    for line in structured.description.split("\n"):
        wanted = {word.key for word in words_of(line)}
        lines[len(wanted & shown) >= _LINE_SEEN * len(wanted)].append(line)
    return replace(structured, description="\n".join(lines[True])), lines[False]


def _is_long(structured: Structured) -> bool:
    """Tell whether the JSON-LD names the job and describes it at length."""
    description = structured.description
    long = len(description) > _WHOLE or description.count("\n- ") >= _FEW_REQUIREMENTS
    return bool(structured.title) and long


def _described(structured: Structured, page: Document) -> Document:
    head = [f"# {structured.title}", structured.company, ""]
    text = "\n".join([*head, structured.description])
    return document_of(text, "text/markdown", page.name)


def _needs_description(document: Document, structured: Structured) -> bool:
    """Tell whether the page shows less than its JSON-LD, so that the JSON-LD must be read."""
    if not structured.description or not structured.title:
        return False
    page = sum(len(line.text) for line in document.lines)
    if page < _EMPTY_PAGE:
        return _seen(structured.description, document.text) < _SEEN_SHARE
    return page * 3 < len(structured.description)


def _seen(text: str, page: str) -> float:
    """Return the share of the words of `text` that the page shows."""
    wanted = {word.key for word in words_of(text)}
    shown = {word.key for word in words_of(page)}
    return len(wanted & shown) / len(wanted) if wanted else 1.0


def _hidden(
    document: Document, source: Source, structured: Structured, extra: str, unseen: list[str]
) -> tuple[Finding, ...]:
    """Return what a reader of the page does not see."""
    found = [
        Finding(code="posting.hidden_text", text=f.text, where=f.where)
        for f in document.findings
        if "hidden" in f.code
    ]
    found += [
        Finding(code="posting.hidden_text", text=t, where="invisible characters")
        for t in source.hidden
    ]
    if not extra:
        unseen = unseen + [t for t in structured.extras if _seen(t, document.text) < _SEEN_SHARE]
    found += [
        Finding(code="posting.hidden_text", text=t[:2000], where="structured data") for t in unseen
    ]
    return tuple(found[:_MAX_FINDINGS])


def _requirements(read: _Read) -> Iterator[Requirement]:
    seen: set[str] = set()
    number = 0
    latin = _is_latin(read.source.text)
    for asked in _asked(read):
        span, importance = without_stop(asked.span), asked.importance
        key = span.text.lower()
        if key in seen or not is_usable(span.text, read.words):
            continue
        mentions = read.mentions[span.text] = read.lexicon.find(span.text)
        if not mentions and ("://" in span.text or (latin and not _is_latin(span.text))):
            continue
        seen.add(key)
        number += 1
        yield requirement_of(number, Asked(span, importance), mentions, read.lexicon, read.words)
        if number >= MAX_REQUIREMENTS:
            return


def _is_latin(text: str) -> bool:
    """Tell whether most letters are Latin; a line in another script is foreign to the posting."""
    if text.isascii():
        return True
    letters = _LETTERS.findall(text[:5_000])
    return 2 * sum(map(len, _LATIN.findall(text[:5_000]))) >= sum(map(len, letters))


_LETTERS = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-zA-Z\u00aa-\u036f]+")


def _asked(read: _Read) -> Iterator[Asked]:
    usable = [p for i, p in enumerate(read.parts) if i not in read.planted]
    found: list[Asked] = []
    for part in usable:
        if part.section in ("must", "nice"):
            found += asked_in(part, read.words)
        elif part.section not in ("apply", "about", "stack") and (
            part.piece.start > 0 or len(usable) == 1
        ):
            found += asked_in_prose(part, read.words)
    if not found:
        found = [a for part in usable for a in asked_in_prose(part, read.words)]
    if not found and len(read.source.text) < _TINY:
        found = [a for part in usable[1:] or _spoken(usable) for a in _fallback(part, read.words)]
    yield from found


def _spoken(parts: list[Part]) -> list[Part]:
    """Return the parts that are more than a title."""
    return [part for part in parts if len(words_of(part.text)) > _TITLE_WORDS]


def _fallback(part: Part, words: PostingWords) -> Iterator[Asked]:
    """Where nothing asks in so many words, bullets and short sentences are taken to ask."""
    if part.section in ("benefits", "about", "apply"):
        return
    if part.section == "duties" and part.bullet:
        return
    spans = [Span(part.text, part.start)] if part.bullet else sentences(part.text, part.start)
    for span in spans:
        found = words_of(span.text)
        if not (
            words.has("benefit", found) or words.has("apply", found) or words.has("legal", found)
        ):
            yield Asked(span, "must")


def _labels(source: Source, words: PostingWords) -> dict[str, str]:
    """Return the values of lines like "Location: Leeds" near the top or in the front matter."""
    found: dict[str, str] = {}
    for piece in source.pieces:
        for field in _FIELDS.split(piece.text) if len(piece.text) < _LABEL_LINE else [piece.text]:
            name, colon, value = field.replace("：", ":", 1).partition(":")
            value = value.strip()
            if not colon or not value or len(name) > 60 or len(value) > 140:
                continue
            hits = words.find("label", words_of(name))
            if hits and sum(h.after - h.first for h in hits) * 2 >= len(words_of(name)):
                label = hits[0].label
                # "Contract: permanent", "Working hours: 39 h": both tell of the employment.
                both = label == "employment" and label in found and len(found[label]) < _LABEL_LINE
                found[label] = f"{found[label]}; {value}" if both else found.get(label, value)
    return found


# Where one field ends and the next begins on a line: "Job ID: 12 Location: Leeds".
_FIELDS = re.compile(r"(?<=\S)\s+(?=(?:[A-ZÀ-Þ][\w/-]{1,20}\s){0,2}[A-ZÀ-Þ][\w/-]{1,20}:\s)")
_LABEL_LINE = 300
_LABEL = 25
_TITLE_WORDS = 5


def _visible(read: _Read) -> str:
    """Return the text without what was planted, in which pay and terms are looked for."""
    if not read.planted:
        return read.source.text
    return "\n".join(part.text for i, part in enumerate(read.parts) if i not in read.planted)


def _remote(read: _Read, structured: Structured) -> Remote:
    if structured.remote:
        return True
    shown = [p.text for p in read.parts if p.section not in ("about", "apply") or len(p.text) < 200]
    said = remote_of((*shown, *(piece.text for piece in read.source.pieces[:6])), read.words)
    # "Not a remote role" is a condition of the job; the field has no word for it.
    return None if said is False else said


def _employment(read: _Read, labels: dict[str, str], title: str) -> tuple[str, ...]:
    stated = employment_of([labels.get("employment", ""), title], read.words)
    if not stated and is_whole_job(title):
        return ("full_time",)
    if stated:
        return stated
    source = read.source
    head = [piece.text for piece in source.pieces[:5]] + list(source.meta.values())
    stated = employment_of(head, read.words)
    if stated:
        return stated
    shown = [p.text for p in read.parts if p.section in ("intro", "benefits", "other", "duties")]
    stated = employment_of(shown, read.words)
    return stated or (("full_time",) if any(map(is_whole_job, shown)) else ())


def _years(read: _Read, labels: dict[str, str]) -> float | None:
    """Return the years that a line like "Experience: 3 years" tells."""
    return years_in(labels.get("experience", ""), read.words, sure=True)


def _stacks(read: _Read) -> Iterator[Span]:
    """Yield the lines of technology lists without their labels."""
    for index, part in enumerate(read.parts):
        if part.section == "stack" and index not in read.planted:
            yield _unlabelled(part)


def _unlabelled(part: Part) -> Span:
    """Return a line of a technology list without its label: "Back-end: Java, Go"."""
    colon = part.text.find(":", 0, _LABEL)
    begin = colon + 1 if colon > 0 else 0
    return Span(part.text[begin:], part.start + begin)


def _duties(read: _Read) -> Iterator[Quote]:
    count = 0
    for index, part in enumerate(read.parts):
        if part.section != "duties" or index in read.planted:
            continue
        spans = [Span(part.text, part.start)] if part.bullet else sentences(part.text, part.start)
        for span in spans:
            if len(words_of(span.text)) > 1 and count < _MAX_QUOTES:
                count += 1
                yield Quote(text=span.text, span=Range(span.start, span.end))


def _instructions(read: _Read) -> Iterator[Quote]:
    count = 0
    for index, part in enumerate(read.parts):
        for span in sentences(part.text, part.start):
            found = words_of(span.text)
            told = part.section == "apply" or index in read.planted
            if count < _MAX_QUOTES and found and (told or read.words.has("apply", found)):
                count += 1
                yield Quote(text=span.text, span=Range(span.start, span.end))


def _contact(read: _Read) -> Contact | None:
    planted = [read.parts[index] for index in read.planted]
    return contact_of(read.source.text, [Range(part.start, part.end) for part in planted])


def _findings(read: _Read, requirements: tuple[Requirement, ...]) -> Iterator[Finding]:
    for index in sorted(read.planted)[:_MAX_FINDINGS]:
        yield Finding(code="posting.planted", text=read.parts[index].text[:2000])
    if read.source.cut:
        yield Finding(code="posting.long", text=str(MAX_CHARS))
    if len(requirements) >= MAX_REQUIREMENTS:
        yield Finding(code="posting.many", text=str(MAX_REQUIREMENTS))
    if len(requirements) < _FEW_REQUIREMENTS:
        yield Finding(code="posting.low_confidence")
