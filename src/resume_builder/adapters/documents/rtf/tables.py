"""What an RTF file says once: the encoding of each font, colours, names of styles."""

import codecs
import re
from dataclasses import dataclass, field

DEFAULT_ENCODING = "cp1252"
# \fcharset by the specification's table of character sets.
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 78: "shift_jis", 79: "euc_kr", 80: "gb2312", 81: "big5",
    128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_SYMBOL_CHARSET = 2
_SYMBOLS = ("symbol", "wingdings", "webdings", "fontawesome", "font awesome", "zapf dingbats")
_HEADING = re.compile(
    r"\s*(?:heading|überschrift|titre|título|titolo|kop)\s+([1-6])\b", re.IGNORECASE
)


def encoding_of(page: int | None) -> str:
    """Return the encoding of a Windows code page; the usual one when Python does not know it."""
    if page == 10000:
        return "mac_roman"
    name = "utf-8" if page == 65001 else f"cp{page or 1252}"
    try:
        codecs.lookup(name)
    except LookupError:
        return DEFAULT_ENCODING
    return name


@dataclass(slots=True)
class Font:
    """A font of the font table; `encoding` "" leaves it to the file."""

    encoding: str = ""
    symbols: bool = False


@dataclass(slots=True)
class Tables:
    """The tables of one file while and after they are read."""

    encoding: str = DEFAULT_ENCODING
    fonts: dict[int, Font] = field(default_factory=dict[int, Font])
    colours: list[str] = field(default_factory=list[str])
    headings: dict[int, int] = field(default_factory=dict[int, int])
    # The colour behind the text is not known: a shape or picture stands there.
    painted: bool = False
    _font: int = 0
    _style: int = 0
    _parts: dict[str, int] = field(default_factory=dict[str, int])

    def font(self, number: int) -> Font:
        """Return a font by its number."""
        return self.fonts.setdefault(number, Font())

    def colour(self, number: int) -> str:
        """Return a colour as "#rrggbb", "" for the automatic one."""
        return self.colours[number] if 0 <= number < len(self.colours) else ""

    def font_word(self, word: str, number: int) -> None:
        """Take a control word of the font table."""
        if word == "f":
            self._font = number
        elif word == "fcharset":
            self.font(self._font).encoding = _CHARSETS.get(number, "")
            self.font(self._font).symbols |= number == _SYMBOL_CHARSET
        elif word == "cpg":
            self.font(self._font).encoding = encoding_of(number)

    def font_text(self, text: str) -> None:
        """Take a piece of a font's name."""
        if any(name in text.lower() for name in _SYMBOLS):
            self.font(self._font).symbols = True

    def colour_word(self, word: str, number: int) -> None:
        """Take a control word of the colour table."""
        if word in ("red", "green", "blue"):
            self._parts[word] = max(0, min(number, 255))

    def colour_text(self, text: str) -> None:
        """Take text of the colour table: each semicolon ends a colour; the first one is index 0."""
        for _ in range(text.count(";")):
            parts = [self._parts.get(name) for name in ("red", "green", "blue")]
            known = any(part is not None for part in parts)
            shown = "#" + "".join(f"{part or 0:02x}" for part in parts) if known else ""
            if len(self.colours) < 4096:
                self.colours.append(shown)
            self._parts.clear()

    def style_word(self, word: str, number: int) -> None:
        """Take a control word of the style sheet."""
        if word == "s":
            self._style = number
        elif word == "outlinelevel" and 0 <= number <= 5:
            self.headings[self._style] = number + 1
        elif word in ("cs", "ts", "ds"):
            self._style = -1

    def style_text(self, text: str) -> None:
        """Take a style's name; those of headings say their level."""
        found = _HEADING.match(text)
        if self._style > 0 and (found or text.strip().lower().startswith("title;")):
            self.headings[self._style] = int(found[1]) if found else 1
