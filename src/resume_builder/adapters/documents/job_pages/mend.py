"""Mends JSON that people and templates broke, in one pass.

What is mended: comments, commas before a closing brace or missing before the next key, quotation
marks within a string, escapes that JSON does not know, single quotation marks, and an end cut off.
"""

import re

_COMMENT = re.compile(r"//[^\n]*|/\*.*?(?:\*/|\Z)|<!--.*?(?:-->|\Z)|-->", re.DOTALL)
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"[\w.+-]+")
_ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})')
# A string in a good place ends before one of these; a comma must lead on to another item.
_AFTER = re.compile(
    r"\s*(?:[:}\]]|,\s*(?:[\"'{\[}\]/]|-?\d|true\b|false\b|null\b|$)|$)"
    # The comma is missing, and the next line begins with a key.
    r"|[^\S\n]*\n\s*[\"'][\w@$-]{1,60}[\"']\s*:"
)
_AFTER_KEY = re.compile(r"\s*:")
_VALUES = frozenset({"true", "false", "null"})
_CLOSING = {"{": "}", "[": "]"}


def mended(text: str) -> str:
    """Return the first JSON value in `text`, mended; it may still be none."""
    return _Mender(text).run()


class _Mender:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.out: list[str] = []
        self.open: list[str] = []

    def run(self) -> str:
        """Read on until the first value is closed, or the text ends."""
        while self.at < len(self.text):
            self.at = _space_end(self.text, self.at)
            if self.at >= len(self.text):
                break
            char = self.text[self.at]
            if char in "\"'":
                self._string(char)
            elif comment := _COMMENT.match(self.text, self.at):
                self.at = comment.end()
            elif word := _WORD.match(self.text, self.at):
                self._word(word[0])
                self.at = word.end()
            else:
                self.at += 1
                self._mark(char)
            if self.out and not self.open:
                break
        while self.open:
            self._mark(_CLOSING[self.open[-1]])
        return "".join(self.out)

    def _mark(self, char: str) -> None:
        if char in "{[":
            self._separate()
            self.open.append(char)
            self.out.append(char)
        elif char in "}]":
            if not self.open or _CLOSING[self.open[-1]] != char:
                return
            if self.out[-1] == ",":
                self.out.pop()
            elif self.out[-1] == ":":
                self.out.append("null")
            self.open.pop()
            self.out.append(char)
        elif self.out and self._fits(char):
            self.out.append(char)

    def _fits(self, char: str) -> bool:
        """Tell whether a comma or a colon may stand here."""
        last = self.out[-1]
        return last not in ",:{[" if char == "," else char == ":" and last.startswith('"')

    def _separate(self) -> None:
        """Put in the comma that is missing between two items."""
        if self.out and self.open and self.out[-1] not in ",:{[":
            self.out.append(",")

    def _word(self, word: str) -> None:
        self._separate()
        number = re.fullmatch(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?", word)
        self.out.append(word if word in _VALUES or number else f'"{word}"')

    def _string(self, mark: str) -> None:
        """Copy a string up to the quotation mark that stands where strings end."""
        self._separate()
        is_key = bool(self.open) and self.open[-1] == "{" and self.out[-1] != ":"
        after = _AFTER_KEY if is_key else _AFTER
        pieces: list[str] = []
        begin = self.at = self.at + 1
        stop = re.compile(rf"[\\{mark}\"]")
        while found := stop.search(self.text, self.at):
            pieces.append(self.text[begin : found.start()])
            char = found[0]
            self.at = found.end()
            if char == mark and after.match(self.text, self.at):
                begin = self.at
                break
            escape = _ESCAPE.match(self.text, found.start())
            if escape:
                pieces.append(escape[0])
                self.at = escape.end()
            elif char != "\\":
                pieces.append('\\"')
            begin = self.at
        else:
            pieces.append(self.text[begin:])
            self.at = len(self.text)
        self.out.append(f'"{"".join(pieces)}"')


def _space_end(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
