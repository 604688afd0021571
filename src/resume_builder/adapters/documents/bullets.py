"""List markers: the glyphs that begin a list item."""

import re

# Glyphs that have no other use at the start of a line.
GLYPHS = "•◦‣⁃∙·●○◉◎◯⚫⚪■□▪▫◼◻◾◽▶▷►▸▹➤➢➣➔➜→⇒»›❖❯◆◇♦✦✧★☆✓✔✅☑❑❏✗✘⦁⦾⦿⮞⬥⬧∗⁎"
# Private code points that Symbol and Wingdings use for list marks.
MARK_CODES = frozenset(
    (0xF0B7, 0xF0A7, 0xF0D8, 0xF076, 0xF0FC, 0xF0A8, 0xF06E, 0xF071, 0xF0E0, 0xF0FE, 0xF0A1)
)
_GLYPH = re.compile(rf"([{GLYPHS}])(?!\1)\ufe0f?\s*(?=\S)")
# A dash or star is a marker only when white space follows; a lone "o" is Word's second level.
_DASH = re.compile(r"(?:[-–—―−*+~]|o(?=\s+[A-ZÀ-Þ]))\s+(?=\S)")
# "1.", "1)", "(a)" with something after; a year ("2019. ") has four digits.
NUMBERED = re.compile(r"(?:\(?\d{1,2}[.)]{1,2}|\([a-z]\)|[a-z]\))\s+(?=\S)")


def split_marker(text: str) -> tuple[str, str]:
    """Return the list marker that `text` begins with ("" when there is none) and the rest."""
    found = _GLYPH.match(text) or _DASH.match(text)
    if found is None:
        return "", text
    return text[: found.end()].strip(), text[found.end() :]


def is_marker(text: str) -> bool:
    """Tell whether `text`, alone, is a list marker."""
    return bool(text) and split_marker(text + " X")[1] == "X"
