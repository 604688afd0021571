"""Splits RTF into braces, control words, control symbols and bytes of text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

OPEN, CLOSE, WORD, SYMBOL, BYTES = "{", "}", "w", "s", "b"
_TOKEN = re.compile(
    rb"([{}])"
    rb"|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?"
    rb"|\\'([0-9a-fA-F]{2})"
    rb"|\\([^a-zA-Z])"
    rb"|([^\\{}\r\n\x00]+)"
    rb"|[\\\r\n\x00]",
    re.DOTALL,
)


class Token(NamedTuple):
    """One token: `word` of a control word or symbol, its `number` (None without), or bytes."""

    kind: str
    word: str = ""
    number: int | None = None
    data: bytes = b""
    stop: int = 0


def tokens_of(data: bytes) -> Iterator[Token]:
    r"""Yield the tokens; what follows \bin, as many bytes as it says, is left out."""
    place = 0
    while found := _TOKEN.match(data, place):
        place = found.end()
        brace, word, number, code, symbol, text = found.groups()
        if brace:
            yield Token(OPEN if brace == b"{" else CLOSE)
        elif word:
            value = None if number is None else int(number)
            if word == b"bin" and value and value > 0:
                place += value
            yield Token(WORD, word.decode("ascii"), value)
        elif code:
            yield Token(BYTES, data=bytes([int(code, 16)]), number=1)
        elif symbol:
            yield Token(SYMBOL, symbol.decode("latin-1"))
        elif text:
            yield Token(BYTES, data=text)
