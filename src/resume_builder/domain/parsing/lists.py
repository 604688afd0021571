"""Sections that are lists: skills, languages, interests."""

import re

from resume_builder.domain import resume as r
from resume_builder.domain.parsing.items import Item
from resume_builder.domain.parsing.schools import split_list
from resume_builder.domain.parsing.signals import label_of
from resume_builder.domain.values import Span
from resume_builder.domain.vocabulary import CJK, Vocabulary, fold, phrase, words

_LEVEL = re.compile(r"\s*[(（]\s*([^()（）]{1,40})\s*[)）]\s*$")
# "5 years", "2015 to date"
_YEARS = 21
_LISTED = re.compile(r"[,;|•·、，；●]")
_DOTS = re.compile(r"^[\s○●◯◐•∘★☆■□▪▫*\d%/.-]+$")
_DASH = re.compile(r"\s+[-–—]\s+|\s*[:：]\s*|\s*[-–—]\s+")


def read_skills(items: list[Item], first: int, v: Vocabulary) -> list[r.Skill]:
    """Return the skills; `first` is the number of the first id."""
    skills: list[r.Skill] = []

    def add(name: str, keywords: list[str], span: Span) -> None:
        if name or keywords:
            number = first + len(skills)
            name, level = _leveled(name, v)
            skills.append(
                r.Skill(
                    id=f"s{number}", span=span, name=name, level=level, keywords=tuple(keywords)
                )
            )  # fmt: skip

    group, group_span = "", Span(0, 0)
    for at, item in enumerate(items):
        following = items[at + 1] if at + 1 < len(items) else None
        if _is_group_title(item, following, v):
            if group:
                add(group, [], group_span)
            group, group_span = item.text.strip(" :："), item.span
            continue
        name, keywords = _skill_line(item)
        if name and keywords:
            if group:
                add(group, [], group_span)
                group = ""
            add(name, keywords, item.span)
        elif group:
            add(group, keywords or [name], Span(group_span.start, item.span.end))
            group = ""
        else:
            for keyword in keywords or [name]:
                add(keyword, [], item.span)
    if group:
        add(group, [], group_span)
    return skills


def _leveled(name: str, v: Vocabulary) -> tuple[str, str]:
    """Return a skill's name and how well it is known: "SQL (advanced)", "Tools (5 years)"."""
    found = _LEVEL.search(name)
    if found is None or not name[: found.start()].strip():
        return name, ""
    told = fold(found.group(1))
    known = told in v.skill_levels or (told[0].isdigit() and len(told) <= _YEARS)
    return (name[: found.start()].rstrip(), found.group(1)) if known else (name, "")


def _is_group_title(item: Item, following: Item | None, v: Vocabulary) -> bool:
    """Tell whether a line only names the skills listed below it."""
    if item.kind != "head" or following is None or len(item.row.cells) > 1:
        return False
    if _LISTED.search(item.text) or len(item.text.split()) > 5:
        return False
    if item.text.endswith((":", "：")):
        return True
    row, below = item.row, following.row
    capitals = row.caps and phrase(row.text) in v.headings
    return bool(row.bold or capitals or row.heading) and not (below.bold or below.heading)


def _skill_line(item: Item) -> tuple[str, list[str]]:
    """Return a group's name and its skills; the name is "" for a bare list."""
    text = item.text
    label, rest = label_of(text)
    if label and rest:
        return label, split_list(rest)
    cells = [c for c in item.row.cells if not _DOTS.match(c)] if len(item.rows) == 1 else []
    if len(cells) == 2 and (_LISTED.search(cells[1]) and not _LISTED.search(cells[0])):
        return cells[0].strip(" :"), split_list(cells[1])
    if len(cells) > 1:
        return "", [k for c in cells for k in split_list(c)]
    pieces = re.split(r"\s+[–—]\s+|\s+-\s+", text, maxsplit=1)
    if len(pieces) == 2 and _LISTED.search(pieces[1]) and not _LISTED.search(pieces[0]):
        return pieces[0], split_list(pieces[1])
    if item.kind == "prose" and not _LISTED.search(text):
        return text, []
    return "", split_list(text)


def read_languages(items: list[Item], v: Vocabulary) -> list[r.Language]:
    """Return the spoken languages with how well each is spoken."""
    found: list[tuple[str, str, Span]] = []
    for item in items:
        cells = item.row.cells if len(item.rows) == 1 else (item.text,)
        pair = len(cells) == 2 and fold(cells[1].strip("()")) in v.fluency
        if found and len(cells) == 1 and not is_spoken(cells[0], v) and not item.row.bullet:
            # A level that wrapped onto a line of its own.
            name, level, span = found[-1]
            said = f"{level} {cells[0]}".strip()
            if fold(said) in v.fluency:
                found[-1] = (name, said, Span(span.start, item.span.end))
                continue
        if pair or (len(cells) > 1 and is_spoken(cells[0], v)):
            level = " ".join(c for c in cells[1:] if not _DOTS.match(c) or len(c) == 2)
            if pair or not any(is_spoken(c, v) for c in cells[1:]):
                found.append((cells[0].strip(" :"), level, item.span))
                continue
        for cell in cells:
            found += [(*language_of(p), item.span) for p in _language_pieces(cell, v)]
    return [
        r.Language(id=f"l{n}", span=span, language=name, fluency=level)
        for n, (name, level, span) in enumerate(found, 1)
    ]


def names_languages(item: Item, v: Vocabulary) -> bool:
    """Tell whether a line among skills lists spoken languages."""
    label, rest = label_of(item.text)
    if label and v.headings.get(phrase(label)) == "languages":
        return any(w in v.spoken for w in words(rest))
    cells = item.row.cells
    if len(cells) > 1 and is_spoken(cells[0], v):
        return all(fold(c) in v.fluency or _DOTS.match(c) for c in cells[1:])
    return (
        len(cells) > 1
        and v.headings.get(phrase(cells[0])) == "languages"
        and is_spoken(cells[1], v)
    )


def _language_pieces(text: str, v: Vocabulary) -> list[str]:
    """Split "English, German (B2)"; "English: fluent, C1" stays whole."""
    dotted = text.split(" · ")
    if len(dotted) > 1 and not any(fold(p.strip("() ")) in v.fluency for p in dotted):
        return [p.strip() for p in dotted if p.strip()]
    label, rest = label_of(text)
    if label and not is_spoken(label, v) and any(w in v.spoken for w in words(rest)):
        text = rest
    pieces = split_list(text)
    joined: list[str] = []
    for piece in pieces:
        if joined and not is_spoken(piece, v):
            joined[-1] += f", {piece}"
        else:
            joined.append(piece)
    return joined


def is_spoken(text: str, v: Vocabulary) -> bool:
    """Tell whether `text` begins with the name of a spoken language."""
    tokens = words(text)
    if tokens and CJK.match(tokens[0]):
        return any(tokens[0].startswith(name) for name in v.spoken if CJK.match(name))
    return any(t in v.spoken for t in tokens[:2])


def language_of(text: str) -> tuple[str, str]:
    """Return a language and how well it is spoken: "English (fluent)", "English: C1"."""
    if found := _LEVEL.search(text):
        return text[: found.start()].strip(" :-–"), found.group(1)
    pieces = _DASH.split(text, maxsplit=1)
    if len(pieces) == 2:
        return pieces[0].strip(), pieces[1].strip()
    name, _, level = text.partition(" ")
    return (name.rstrip(","), level.strip(" -–,")) if level else (text, "")


def interest(item: Item) -> tuple[str, list[str]]:
    """Return an interest's name and what belongs to it; the name is "" for a bare list."""
    label, rest = label_of(item.text)
    if label and rest:
        return label, split_list(rest)
    if item.kind == "prose":
        return item.text, []
    return "", [k for c in item.row.cells for k in split_list(c)] if len(item.rows) == 1 else (
        split_list(item.text)
    )
