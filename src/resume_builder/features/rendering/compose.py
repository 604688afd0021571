"""Composes the sheet of a résumé: which words stand where."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeAlias

from resume_builder.domain import resume as r
from resume_builder.domain.dates import is_current
from resume_builder.domain.photo import photo_in
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.language import language_of
from resume_builder.features.rendering.page_breaks import with_page_breaks
from resume_builder.features.rendering.sheet import (
    Bullet,
    Fields,
    Photo,
    Piece,
    SectionForm,
    Sheet,
    SheetEntry,
    SheetSection,
    mail_link,
    one_line,
    paragraphs,
    phone_link,
    web_link,
)
from resume_builder.features.rendering.words import LanguageWords, PageWords

DOT = " · "
ORDER = (
    "summary", "work", "projects", "education", "certificates", "skills", "languages",
    "volunteer", "awards", "publications", "custom", "interests", "references",
)  # fmt: skip
# Who has no job to show leads with what they study.
_ORDER_WITHOUT_WORK = (
    "summary", "education", "projects", "work", *(n for n in ORDER[4:]),
)  # fmt: skip

_USUAL = RenderOptions()
# What can be set: a résumé, or a paper that was composed already.
Printable: TypeAlias = r.Resume | Sheet


def compose(page: Printable, words: PageWords, options: RenderOptions = _USUAL) -> Sheet:
    """Return the sheet of a résumé, in its own language, empty parts left out.

    Of `options` it takes how dates are written, the sections' order and their titles, where a new
    page begins, and whether the photo is shown.
    """
    return page if isinstance(page, Sheet) else _of_resume(page, words, options)


def _of_resume(resume: r.Resume, words: PageWords, options: RenderOptions) -> Sheet:
    language = language_of(resume, words)
    own = words.of(language).model_copy(update={"dates": options.dates or "long"})
    made = {section.kind: section for section in _sections(resume, own)}
    made |= {section.id: _custom(section, own) for section in resume.sections}
    usual: list[str] = []
    for kind in ORDER if resume.work else _ORDER_WITHOUT_WORK:
        usual += [section.id for section in resume.sections] if kind == "custom" else [kind]
    order = dict.fromkeys([*options.sections, *usual])
    ordered = [
        (name, replace(_titled(made[name], options.titles.get(name)), name=name))
        for name in order
        if name in made and made[name].entries
    ]
    name = one_line(resume.basics.name)
    return Sheet(
        title=name or own.resume,
        language=language,
        name=name,
        headline=one_line(resume.basics.label),
        contact=contact_of(resume.basics),
        sections=with_page_breaks(ordered, options.breaks),
        photo=_photo(resume.basics, name or own.resume) if options.photo else None,
    )


def _photo(basics: r.Basics, alt: str) -> Photo | None:
    jpeg = photo_in(basics.image)
    return Photo(jpeg, alt) if jpeg else None


def _titled(section: SheetSection, title: str | None) -> SheetSection:
    """Return the section under the title that the person gave it, if any."""
    return replace(section, title=one_line(title)) if title else section


def contact_of(basics: r.Basics) -> tuple[Piece, ...]:
    """Return where a person is reached, each address once."""
    place = _where(basics.location) if basics.location else ""
    found: list[Piece | None] = [
        _from("location", Piece(place) if place else None),
        _from("email", mail_link(basics.email)),
        _from("phone", phone_link(basics.phone)),
        _from("url", web_link(basics.url)),
        *(_from("profiles", _profile(p)) for p in basics.profiles),
    ]
    seen: dict[str, Piece] = {}
    for piece in found:
        if piece and piece.text:
            seen.setdefault(piece.text.casefold(), piece)
    return tuple(seen.values())


def _from(field: str, piece: Piece | None) -> Piece | None:
    return replace(piece, path=f"basics.{field}") if piece else None


def _where(location: r.Location) -> str:
    """Return the town, after street and postal code where those are given."""
    town, street = one_line(location.label), one_line(location.address)
    if not street or street in town:
        return town
    code = one_line(location.postal_code)
    return ", ".join(p for p in (street, f"{code} {town}".strip()) if p)


def _profile(profile: r.Profile) -> Piece | None:
    if link := web_link(profile.url):
        return link
    words = [one_line(profile.network), one_line(profile.username)]
    text = ": ".join(w for w in words if w)
    return Piece(text) if text else None


def _sections(resume: r.Resume, own: LanguageWords) -> Iterable[SheetSection]:
    """Yield each section that has something to say."""
    summary = paragraphs(resume.basics.summary)
    made: list[tuple[str, SectionForm, Sequence[SheetEntry]]] = [
        ("summary", "text", [SheetEntry("basics.summary", notes=summary)] if summary else []),
        ("work", "entries", [_work(e, own) for e in resume.work]),
        ("volunteer", "entries", [_volunteer(e, own) for e in resume.volunteer]),
        ("projects", "entries", [_project(e, own) for e in resume.projects]),
        ("education", "entries", [_education(e, own) for e in resume.education]),
        ("certificates", "rows", [_certificate(e, own) for e in resume.certificates]),
        ("awards", "rows", [_award(e, own) for e in resume.awards]),
        ("publications", "rows", [_publication(e, own) for e in resume.publications]),
        ("references", "rows", [_reference(e) for e in resume.references]),
        ("languages", "words", [_language(e) for e in resume.languages]),
        _named("skills", [(e, _leveled(e.name, e.level), e.keywords) for e in resume.skills]),
        _named("interests", [(e, one_line(e.name), e.keywords) for e in resume.interests]),
    ]
    for kind, form, entries in made:
        filled = tuple(e for e in entries if _says_something(e))
        if filled:
            yield SheetSection(kind, own.sections[kind], form, filled)


def _named(
    kind: str, items: Sequence[tuple[r.Entry, str, tuple[str, ...]]]
) -> tuple[str, SectionForm, list[SheetEntry]]:
    """Groups of words: a line for each group; plain names between them share one line."""
    if not any(words for _, _, words in items):
        return kind, "words", [SheetEntry(e.id, title=name) for e, name, _ in items]
    entries: list[SheetEntry] = []
    for plain, run in groupby(items, key=lambda item: not (item[1] and item[2])):
        if not plain:
            entries += [SheetEntry(e.id, title=name, detail=_list(words)) for e, name, words in run]
            continue
        same = list(run)
        text = DOT.join(name or _list(words) for _, name, words in same if name or words)
        entries.append(SheetEntry(same[0][0].id, notes=_one(text)))
    return kind, "rows", entries


def _says_something(entry: SheetEntry) -> bool:
    parts = (entry.title, entry.detail, entry.dates, entry.place, entry.notes, entry.bullets)
    return any(parts) or entry.link is not None


def _dated(entry: r.DatedEntry, own: LanguageWords) -> tuple[str, Piece | None]:
    dates = own.period(entry.start_date, entry.end_date, is_current(entry))
    return dates, web_link(entry.url)


def _bullets(entry: r.DatedEntry) -> tuple[Bullet, ...]:
    found = (Bullet(h.id, one_line(h.text)) for h in entry.highlights)
    return tuple(b for b in found if b.text)


def _work(entry: r.Work, own: LanguageWords) -> SheetEntry:
    dates, link = _dated(entry, own)
    title, place, fields = _title_first(
        ("position", entry.position), ("name", entry.name), ("location", entry.location)
    )
    notes = (*paragraphs(entry.description), *paragraphs(entry.summary))
    bullets = _bullets(entry)
    return SheetEntry(entry.id, title, "", place, dates, link, notes, bullets, fields=fields)


def _volunteer(entry: r.Volunteer, own: LanguageWords) -> SheetEntry:
    dates, link = _dated(entry, own)
    title, place, fields = _title_first(
        ("position", entry.position),
        ("organization", entry.organization),
        ("location", entry.location),
    )
    notes, bullets = paragraphs(entry.summary), _bullets(entry)
    return SheetEntry(entry.id, title, "", place, dates, link, notes, bullets, fields=fields)


def _project(entry: r.Project, own: LanguageWords) -> SheetEntry:
    dates, link = _dated(entry, own)
    title, place, fields = _title_first(
        ("name", entry.name),
        *(("roles", role) for role in entry.roles),
        ("entity", entry.entity),
        ("type", entry.type),
    )
    keywords = _list(entry.keywords)
    notes = (*paragraphs(entry.summary), *_one(f"{own.keywords}: {keywords}" if keywords else ""))
    bullets = _bullets(entry)
    return SheetEntry(entry.id, title, "", place, dates, link, notes, bullets, fields=fields)


def _education(entry: r.Education, own: LanguageWords) -> SheetEntry:
    dates, link = _dated(entry, own)
    degree = ", ".join(p for p in (one_line(entry.study_type), one_line(entry.area)) if p)
    title, place, fields = _title_first(
        ("studyType" if entry.study_type else "area", degree),
        ("institution", entry.institution),
        ("location", entry.location),
    )
    score = one_line(entry.score)
    if score and not re.search(r"[^\W\d]{2}", score):
        score = f"{own.grade}: {score}"
    courses = _list(entry.courses)
    notes = (
        *_one(score),
        *paragraphs(entry.summary),
        *_one(f"{own.courses}: {courses}" if courses else ""),
    )
    fields, bullets = replace(fields, notes=""), _bullets(entry)
    return SheetEntry(entry.id, title, "", place, dates, link, notes, bullets, fields=fields)


def _certificate(entry: r.Certificate, own: LanguageWords) -> SheetEntry:
    place = _one(one_line(entry.issuer))
    link = web_link(entry.url)
    return SheetEntry(
        entry.id,
        one_line(entry.name),
        place=place,
        dates=own.date(entry.date),
        link=link,
        fields=Fields("name", ("issuer",), "date"),
    )


def _award(entry: r.Award, own: LanguageWords) -> SheetEntry:
    return SheetEntry(
        entry.id,
        one_line(entry.title),
        place=_one(one_line(entry.awarder)),
        dates=own.date(entry.date),
        notes=paragraphs(entry.summary),
        fields=Fields("title", ("awarder",), "date", "summary"),
    )


def _publication(entry: r.Publication, own: LanguageWords) -> SheetEntry:
    return SheetEntry(
        entry.id,
        one_line(entry.name),
        place=_one(one_line(entry.publisher)),
        dates=own.date(entry.release_date),
        link=web_link(entry.url),
        notes=paragraphs(entry.summary),
        fields=Fields("name", ("publisher",), "releaseDate", "summary"),
    )


def _reference(entry: r.Reference) -> SheetEntry:
    fields = Fields("name", notes="reference")
    name, notes = one_line(entry.name), paragraphs(entry.reference)
    return SheetEntry(entry.id, name, notes=notes, fields=fields)


def _language(entry: r.Language) -> SheetEntry:
    return SheetEntry(entry.id, title=_leveled(entry.language, entry.fluency))


def _custom(section: r.CustomSection, own: LanguageWords) -> SheetSection:
    entries = tuple(e for e in (_custom_entry(e, own) for e in section.entries))
    filled = tuple(e for e in entries if _says_something(e))
    return SheetSection("custom", one_line(section.title), "entries", filled)


def _custom_entry(entry: r.CustomEntry, own: LanguageWords) -> SheetEntry:
    dates, link = _dated(entry, own)
    title, place, fields = _title_first(("name", entry.name), ("subtitle", entry.subtitle))
    notes, bullets = paragraphs(entry.summary), _bullets(entry)
    return SheetEntry(entry.id, title, "", place, dates, link, notes, bullets, fields=fields)


def _title_first(*parts: tuple[str, str]) -> tuple[str, tuple[str, ...], Fields]:
    """Return the first part that is there as the title, the others as the line below it.

    Parts are given with the fields that they are from, which come back for what is there.
    """
    there = [(field, text) for field, text in ((f, one_line(t)) for f, t in parts) if text]
    names, texts = [field for field, _ in there], [text for _, text in there]
    fields = Fields("".join(names[:1]), tuple(names[1:]), "startDate", "summary")
    return "".join(texts[:1]), tuple(texts[1:]), fields


def _leveled(name: str, level: str) -> str:
    shown, degree = one_line(name), one_line(level)
    if not shown or not degree:
        return shown or degree
    return f"{shown}: {degree}" if "(" in degree else f"{shown} ({degree})"


def _list(words: Iterable[str]) -> str:
    """Join words by commas, by dots where a word has a comma of its own."""
    there = [text for text in map(one_line, words) if text]
    return (DOT if any("," in text for text in there) else ", ").join(there)


def _one(text: str) -> tuple[str, ...]:
    return (text,) if text else ()
