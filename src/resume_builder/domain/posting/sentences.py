"""Text as sentences, clauses and list items, each with its offset."""

import re
from typing import NamedTuple

_STOP = re.compile(r"[.!?…。！？]+[\"”»)']*(?:\s+|(?<=[。！？]))(?=[\"“«(¿¡]?[^\W\d_]|\d|[-–•])")
_SHORT = re.compile(
    r"(?:^|[\s(])(?:[A-Za-z]|e\.g|i\.e|z\.\s?b|u\.\s?a|d\.\s?h|etc|ca|bzw|ggf|inkl"
    r"|incl|evtl|usw|vgl|nr|no|st|dr|mr|mrs"
    r"|ms|prof|vs|approx|min|max|co|inc|ltd|corp|jr|sr|dipl|p\.\s?ej|p\.\s?ex|ex|réf"
    r"|tel|art|abs|wm|ex:)\.$",
    re.IGNORECASE,
)


# A bracket that was opened longer ago was never closed.
_BRACKET_REACH = 200


class Span(NamedTuple):
    """A stretch of text and its offset in the posting."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Offset just past the last character."""
        return self.start + len(self.text)


def sentences(text: str, start: int) -> list[Span]:
    """Return the sentences of `text`, whose first character stands at `start`."""
    found: list[Span] = []
    begin = 0
    for stop in _STOP.finditer(text):
        head = text[max(begin, stop.start() - 12) : stop.start() + 1]
        if (stop[0].startswith(".") and _SHORT.search(head)) or _in_brackets(
            text, begin, stop.start()
        ):
            continue
        found.append(_strip(text, begin, stop.end(), start))
        begin = stop.end()
    found.append(_strip(text, begin, len(text), start))
    return [span for span in found if span.text]


def _in_brackets(text: str, begin: int, index: int) -> bool:
    near = text[max(begin, index - _BRACKET_REACH) : index]
    return near.rfind("(") > near.rfind(")")


def split_at(span: Span, marks: str) -> list[Span]:
    """Return the parts of `span` between `marks` that stand outside brackets."""
    depth = 0
    begin = 0
    parts: list[Span] = []
    for index, char in enumerate(span.text):
        if char in "([{":
            depth += 1
        elif char in ")]}":
            depth = max(0, depth - 1)
        elif char in marks and depth == 0 and not _inside_number(span.text, index):
            parts.append(_strip(span.text, begin, index, span.start))
            begin = index + 1
    parts.append(_strip(span.text, begin, len(span.text), span.start))
    return [part for part in parts if part.text]


def _inside_number(text: str, index: int) -> bool:
    return text[index - 1 : index].isdigit() and text[index + 1 : index + 2].isdigit()


def cut(span: Span, begin: int, end: int) -> Span:
    """Return characters `begin` to `end` of `span`, without white space and loose marks."""
    return _strip(span.text, begin, end, span.start)


def _strip(text: str, begin: int, end: int, start: int) -> Span:
    while begin < end and (text[begin].isspace() or text[begin] in ",;:–—-.…|•"):
        if text[begin] == "." and text[begin + 1 : begin + 2].isalpha():
            break
        begin += 1
    while end > begin and (text[end - 1].isspace() or text[end - 1] in ",;:–—|•-"):
        end -= 1
    return Span(text[begin:end], start + begin)


def without_stop(span: Span) -> Span:
    """Return `span` without its full stop, unless that belongs to an abbreviation."""
    text = span.text.rstrip(" .") if span.text.endswith(".") else span.text
    if text == span.text or _SHORT.search(f"{text[-12:]}.") or text.endswith((" etc", ".")):
        return span
    return Span(text, span.start) if text else span
