"""Follows the groups and control words of an RTF file."""

import re
from collections.abc import Callable
from dataclasses import replace

from resume_builder.adapters.documents.css import colour, same
from resume_builder.adapters.documents.drafts import Draft, Facts, build, number_lines
from resume_builder.adapters.documents.furniture import is_page_number
from resume_builder.adapters.documents.hidden import Hidden
from resume_builder.adapters.documents.limits import MAX_DEPTH, MAX_TOKENS
from resume_builder.adapters.documents.rtf import states as s
from resume_builder.adapters.documents.rtf.flow import Flow
from resume_builder.adapters.documents.rtf.states import State
from resume_builder.adapters.documents.rtf.tables import Tables, encoding_of
from resume_builder.adapters.documents.rtf.tokens import (
    BYTES,
    CLOSE,
    OPEN,
    SYMBOL,
    Token,
    tokens_of,
)
from resume_builder.adapters.documents.runs import Look
from resume_builder.adapters.documents.sniff import RTF
from resume_builder.domain.document import Document
from resume_builder.features.resumes.errors import FileCorrupt, FileEmpty, FileImageOnly

_LINK = re.compile(r'HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]{1,2000})"')
_UNREADABLE = 4  # half points
_SIGNS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
    "~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip
# No letters: tabs come as control words, line ends mean nothing.
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff\u2028\u2029]")
_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
# The codes that writers use of Symbol and Wingdings as list marks.
_MARKS = set("·§vØülnqu¨w")


def read_rtf(data: bytes, name: str) -> Document:
    """Return an RTF file as a Document.

    Raises FileCorrupt, FileEmpty, FileImageOnly, TextTooLong.
    """
    reader = _Reader(name)
    for number, token in enumerate(tokens_of(data)):
        if number > MAX_TOKENS:
            raise FileCorrupt(name=name)
        reader.take(token)
    drafts = reader.end()
    if not drafts:
        raise FileImageOnly(name=name, pages=1) if reader.pictures else FileEmpty(name=name)
    number_lines(drafts)
    reader.hidden.settle(draft.text for draft in drafts)
    return build(drafts, Facts(RTF, name, findings=tuple(reader.hidden.findings)))


class _Reader:
    """The state of reading one file."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.hidden = Hidden()
        self.pictures = False
        self._tables = Tables()
        self._state = State()
        self._groups: list[State] = []
        self._body = Flow(self.hidden)
        self._flows = [self._body]
        self._heads: list[Draft] = []
        self._feet: list[Draft] = []
        self._starred = False
        self._bytes = bytearray()
        self._encoding = ""
        self._fallback = 0
        self._high = ""
        self._said: list[str] = []
        self._words: dict[str, Callable[[int | None], None]] = {
            "par": lambda _: self._flow.paragraph(self._state.how),
            "sect": lambda _: self._flow.paragraph(self._state.how),
            "page": lambda _: self._flow.paragraph(self._state.how),
            "nestcell": lambda _: self._flow.paragraph(self._state.how),
            "line": lambda _: self._flow.line_break(),
            "tab": lambda _: self._flow.tab(),
            "cell": lambda _: self._flow.cell(self._state.how),
            "row": lambda _: self._flow.row(),
            "trowd": lambda _: self._flow.new_row(),
            "clcbpat": lambda number: self._flow.shade_next(number or 0),
            "cellx": lambda _: self._flow.add_column(),
            "s": self._style,
        }

    @property
    def _flow(self) -> Flow:
        return self._flows[-1]

    def take(self, token: Token) -> None:
        """Take the next token. Raises FileCorrupt beyond MAX_DEPTH."""
        if token.kind == BYTES:
            self._take_bytes(token.data)
            return
        if self._bytes:
            self._flush()
        if token.kind == OPEN:
            self._groups.append(self._state)
            self._fallback, self._starred = 0, False
            if len(self._groups) > MAX_DEPTH:
                raise FileCorrupt(name=self._name)
        elif token.kind == CLOSE:
            self._close()
        elif self._fallback and token.word != "u":
            self._fallback -= 1
        elif token.kind == SYMBOL:
            self._symbol(token.word)
        else:
            self._word(token.word, token.number)

    def end(self) -> list[Draft]:
        """Return the lines of the file: headers, body, footers."""
        self._flush()
        while len(self._flows) > 1:
            self._end_flow(self._state)
        body = self._body.end(self._state.how)
        feet = [draft for draft in self._feet if not is_page_number(draft.text)]
        return [*_once(self._heads), *body, *_once(feet)]

    def _close(self) -> None:
        """End a group: what it collected goes where its state says."""
        left, self._fallback, self._starred = self._state, 0, False
        if not self._groups:
            return
        self._state = self._groups.pop()
        if left.flow != self._state.flow:
            self._end_flow(left)
        if left.target != self._state.target:
            self._collected(left.target)

    def _collected(self, target: str) -> None:
        """Use the text of a destination that ends."""
        said = "".join(self._said)
        if target == s.FIELD:
            found = _LINK.search(said)
            if found and ":" in found[1]:
                self._state = replace(self._state, url=found[1])
        elif target == s.MARK and said.strip():
            self._flow.mark()
        elif target == s.META:
            self.hidden.suspect(said, "metadata")
        elif target == s.NOTE:
            self.hidden.add(said, "comment")
        self._said.clear()

    def _begin_flow(self, where: str) -> None:
        depth = len(self._flows)
        self._flows.append(Flow(self.hidden, block=1000 * depth + len(self._body.drafts)))
        self._state = State(flow=f"{where} {depth}", skip=self._state.skip, font=self._state.font)

    def _end_flow(self, left: State) -> None:
        drafts = self._flows.pop().end(left.how)
        where = left.flow.partition(" ")[0]
        if where == "head":
            self._heads += drafts
        elif where == "foot":
            self._feet += drafts
        else:
            self._flow.add_aside(drafts)

    def _symbol(self, sign: str) -> None:
        if sign == "*":
            self._starred = True
        elif sign in _SIGNS:
            self._say(_SIGNS[sign])
        elif sign in "\r\n" and self._state.target == s.PLAIN:
            self._flow.paragraph(self._state.how)
        elif sign == "\t":
            self._word("tab", None)

    def _word(self, word: str, number: int | None) -> None:
        starred, self._starred = self._starred, False
        if word == "u" and number is not None:
            self._unicode(number)
        elif word in _SIGNS:
            self._say(_SIGNS[word])
        elif not self._destination(word, starred):
            self._state = s.with_word(self._state, word, number)
            self._apply(word, number)

    def _destination(self, word: str, starred: bool) -> bool:
        """Begin the destination that a word names; tell whether it names one."""
        self.pictures |= word in ("pict", "shppict")
        self._tables.painted |= word == "background"
        target = s.target_of(word, starred=starred)
        if self._state.target == s.SKIP and target != s.META:
            return True
        if word in s.FLOWS:
            where = s.FLOWS[word]
            if where and len(self._flows) < MAX_DEPTH:
                self._begin_flow(where)
            elif not where:
                self._state = replace(self._state, target=s.SKIP)
            return True
        if target is None:
            return False
        self._state = replace(self._state, target=target)
        return True

    def _apply(self, word: str, number: int | None) -> None:
        """Do what a word says to the tables or the text."""
        target, value = self._state.target, number or 0
        if target == s.FONTS:
            self._tables.font_word(word, value)
        elif target == s.COLOURS:
            self._tables.colour_word(word, value)
        elif target == s.STYLES:
            self._tables.style_word(word, value)
        elif target == s.PLAIN and word in self._words:
            self._words[word](number)
        elif word == "shpfblwtxt" and value:
            self._tables.painted = True
        elif word == "ansicpg":
            self._tables.encoding = encoding_of(number)
        elif word in _PAGES:
            self._tables.encoding = _PAGES[word]

    def _style(self, number: int | None) -> None:
        heading = self._tables.headings.get(number or 0, 0)
        self._state = replace(self._state, how=replace(self._state.how, heading=heading))

    def _unicode(self, number: int) -> None:
        r"""Take \u: a signed code unit of UTF-16; as many bytes as \uc says are its stand-in."""
        self._fallback = self._state.skip
        unit = chr(number & 0xFFFF)
        if "\ud800" <= unit <= "\udbff":
            self._high = unit
            return
        pair = (self._high + unit).encode("utf-16-le", "surrogatepass")
        self._high = ""
        self._say(pair.decode("utf-16-le", "ignore"))

    def _take_bytes(self, data: bytes) -> None:
        if self._fallback:
            skipped = min(self._fallback, len(data))
            self._fallback -= skipped
            data = data[skipped:]
        if not data or self._state.target == s.SKIP:
            return
        encoding = self._tables.font(self._state.font).encoding or self._tables.encoding
        if encoding != self._encoding:
            self._flush()
            self._encoding = encoding
        self._bytes += data

    def _flush(self) -> None:
        """Give out the bytes collected, now that no other can belong to their last letter."""
        if self._bytes:
            text = self._bytes.decode(self._encoding, "replace")
            self._bytes.clear()
            self._say(text)

    def _say(self, text: str) -> None:
        """Put text where the state says."""
        target = self._state.target
        if target == s.PLAIN:
            self._show(text)
        elif target == s.FONTS:
            self._tables.font_text(text)
        elif target == s.COLOURS:
            self._tables.colour_text(text)
        elif target == s.STYLES:
            self._tables.style_text(text)
        elif target != s.SKIP:
            self._said.append(text)

    def _show(self, text: str) -> None:
        state, flow = self._state, self._flow
        text = _CONTROL.sub("", text)
        if self._tables.font(state.font).symbols:
            text = "• " if flow.at_start and _glyph(text) in _MARKS else ""
        if state.deleted or not text:
            return
        if self._is_unseen(state):
            flow.add_hidden(text)
            return
        text = text.upper() if state.upper else text
        flow.add(text, Look(state.bold, state.italic, state.size / 2, state.url))

    def _is_unseen(self, state: State) -> bool:
        """Tell whether nobody sees text of this format at this place."""
        if state.hidden or state.size < _UNREADABLE:
            return True
        back = state.back or state.how.shade or self._flow.fill
        stated = self._tables.colour(back) if back else ""
        if not stated and self._tables.painted:
            return False
        shown = colour(self._tables.colour(state.colour) or "#000000")
        behind = colour(stated or "#ffffff")
        return shown is not None and behind is not None and same(shown, behind)


def _glyph(text: str) -> str:
    """Return the code of a symbol font's letter; private use begins at U+F000."""
    code = text.strip()[:1]
    return chr(ord(code) & 0xFF) if "\uf000" <= code <= "\uf0ff" else code


def _once(drafts: list[Draft]) -> list[Draft]:
    """Return the lines of headers or footers, each text once."""
    return list({draft.text: draft for draft in reversed(drafts)}.values())[::-1]
