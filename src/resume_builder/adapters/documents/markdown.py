"""Markdown: headings, lists, emphasis, links; front matter is left out of the text.

Its block is kept in `Document.structured`, for those who read what a page says about itself.
"""

import re
from dataclasses import dataclass, field

from resume_builder.adapters.documents.drafts import Draft, Facts, build
from resume_builder.adapters.documents.sniff import MARKDOWN
from resume_builder.adapters.documents.text import decode_plain
from resume_builder.domain.document import Document
from resume_builder.features.resumes.errors import FileEmpty

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)(.*?)(?:(?:^|(?<=[ \t]))#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = re.compile(r"([ \t]*)(?:[-*+•]|\d{1,3}[.)])[ \t]+(?=\S)")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:<([^<>\s]*)>|<?([^()\s>]*(?:\([^()\s]*\))?))[^()]*\)"
)
_AUTO = re.compile(r"<((?:https?://|mailto:)[^<>\s]+|[^<>\s@]+@[^<>\s@]+)>")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EM = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_]*[^\s*_])\1(?![\w*_])")
_CODE = re.compile(r"(`+)(.+?)\1")
_TAG = re.compile(
    r"</?(?:br|b|i|u|em|strong|span|div|p|a|center|sup|sub|small|hr)\b[^<>]*>", re.IGNORECASE
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# Escaped marks stand aside while marks are read: as characters that no text has (Unicode 3.4,
# noncharacters), one for each of ASCII's 32 marks.
_MARKS = "".join(c for c in map(chr, range(0x21, 0x7F)) if not c.isalnum())
_ASIDE = {mark: chr(0xFDD0 + number) for number, mark in enumerate(_MARKS)}
_BACK = str.maketrans({aside: mark for mark, aside in _ASIDE.items()})
_BACK_IN_CODE = str.maketrans({aside: f"\\{mark}" for mark, aside in _ASIDE.items()})
_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(slots=True)
class _State:
    """Where the reader stands: the lists that are open (columns of their markers), and fences."""

    lists: list[int] = field(default_factory=list[int])
    fenced: bool = False
    blank: int = 0
    drafts: list[Draft] = field(default_factory=list[Draft])


def read_markdown(data: bytes, name: str) -> Document:
    """Return a Markdown file as a Document. Raises FileEmpty, TextTooLong."""
    text = decode_plain(data)
    lines = _COMMENT.sub("", _without_front_matter(text)).split("\n")
    state = _State()
    for number, line in enumerate(lines):
        before = len(state.drafts)
        _read_line(line.expandtabs(4), state)
        for draft in state.drafts[before:]:
            draft.top, draft.bottom = float(number), number + 1.0
    if not state.drafts:
        raise FileEmpty(name=name)
    front = _FRONT.match(text)
    structured: tuple[dict[str, object], ...] = ()
    if front:
        structured = ({"@type": "FrontMatter", "text": front[1]},)
    return build(state.drafts, Facts(MARKDOWN, name, structured=structured))


def _without_front_matter(text: str) -> str:
    """Drop a leading YAML block: it is about the page, and readers never show it.

    Its title is what the page is called, so it becomes the first heading.
    """
    match = _FRONT.match(text)
    if match is None:
        return text
    title = re.search(r"^title:[ \t]*(.+?)[ \t]*$", match[1], re.MULTILINE)
    rest = text[match.end() :]
    if title is None:
        return rest
    heading = title[1].strip("'\"")
    return f"# {heading}\n\n{rest}"


def _read_line(line: str, state: _State) -> None:
    """Read one line into `state`."""
    if _FENCE.match(line):
        state.fenced = not state.fenced
        return
    if not line.strip():
        state.blank += 1
        return
    if not state.fenced and _take_mark(line, state):
        return
    item = None if state.fenced else _ITEM.match(line)
    column = len(line) - len(line.lstrip())
    draft = _inline(line[item.end() :] if item else line.strip().lstrip("> "))
    draft.x0 = float(item.end() if item else column)
    if item:
        _open_list(len(item[1]), state)
        draft.bullet, draft.indent = True, len(state.lists) - 1
    elif state.blank and column <= (state.lists[0] if state.lists else 0):
        state.lists = []
    elif state.lists:
        draft.indent = len(state.lists) - 1
    _append(draft, state)


def _take_mark(line: str, state: _State) -> bool:
    """Take a heading, underline or rule; tell whether the line was one."""
    heading = _HEADING.match(line)
    if heading:
        draft = _inline(heading[2])
        draft.heading = len(heading[1])
        state.lists = []
        if draft.text:
            _append(draft, state)
        return True
    underline = _UNDERLINE.match(line)
    if underline and state.drafts and not state.blank and not state.drafts[-1].bullet:
        state.drafts[-1].heading = 1 if underline[1].startswith("=") else 2
        return True
    if _RULE.match(line) or (("|" in line or "--" in line) and _TABLE_RULE.match(line)):
        state.blank += 1
        return True
    return False


def _append(draft: Draft, state: _State) -> None:
    """Keep a line that has text."""
    if not draft.text.strip():
        return
    draft.gap, state.blank = float(state.blank), 0
    draft.x1 = draft.x0 + len(draft.text)
    state.drafts.append(draft)


def _open_list(column: int, state: _State) -> None:
    """Close the lists that are deeper than `column`, and open one there."""
    while state.lists and state.lists[-1] > column:
        state.lists.pop()
    if not state.lists or column > state.lists[-1] + 1:
        state.lists.append(column)


def _inline(text: str) -> Draft:
    """Return a line without the marks of emphasis, code and links; links keep their addresses."""
    text = _ESCAPE.sub(lambda found: _ASIDE[found[1]], text.strip())
    whole = _STRONG.fullmatch(text)
    draft = Draft("", bold=whole is not None and whole[1] not in whole[2])
    pieces: list[str] = []
    length = last = 0
    for found in re.finditer(f"{_LINK.pattern}|{_AUTO.pattern}", text):
        before = _plain(text[last : found.start()])
        label = _plain(found[1]) if found[1] is not None else found[4].removeprefix("mailto:")
        url = found[2] or found[3] if found[1] is not None else found[4]
        start = length + len(before)
        length = start + len(label)
        pieces += [before, label]
        if url and not found[0].startswith("!"):
            draft.links.append((url.translate(_BACK), start, length))
        last = found.end()
    pieces.append(_plain(text[last:]))
    draft.text = "".join(pieces)
    if text.startswith("|"):
        _split_cells(draft)
    return draft


def _plain(text: str) -> str:
    """Return `text` without marks; those that were escaped are back in their places."""
    text = _TAG.sub(" ", text)
    text = _CODE.sub(lambda found: found[2].translate(_BACK_IN_CODE), text)
    text = _STRONG.sub(r"\2", text)
    text = _EM.sub(r"\2", text)
    return text.translate(_BACK)


def _split_cells(draft: Draft) -> None:
    """Turn the bars of a table row into wide gaps, one character for one so that links hold."""
    if not draft.text.startswith("|") or draft.text.count("|") < 2:
        return
    inner = " " + draft.text[1:].removesuffix("|")
    draft.tabs = tuple(i + 1 for i, c in enumerate(inner) if c == "|")
    draft.text = inner.replace("|", " ")
