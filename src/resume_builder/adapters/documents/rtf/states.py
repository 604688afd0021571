"""What is in force inside a group of an RTF file, and what control words change of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from resume_builder.adapters.documents.rtf.flow import Format

# Where text goes. PLAIN: onto the page.
PLAIN, SKIP, FONTS, COLOURS, STYLES, FIELD, MARK, META, NOTE = (
    "plain", "skip", "fonts", "colours", "styles", "field", "mark", "meta", "note",
)  # fmt: skip
_TARGETS = {
    "fonttbl": FONTS, "colortbl": COLOURS, "stylesheet": STYLES, "fldinst": FIELD,
    "listtext": MARK, "pntext": MARK, "title": META, "subject": META, "keywords": META,
    "doccomm": META, "annotation": NOTE, "atnid": SKIP, "atnauthor": SKIP, "pict": SKIP,
    "object": SKIP, "nonshppict": SKIP, "shprslt": SKIP, "sp": SKIP, "sn": SKIP, "sv": SKIP,
    "info": SKIP, "listtable": SKIP, "listoverridetable": SKIP, "revtbl": SKIP, "rsidtbl": SKIP,
    "generator": SKIP, "themedata": SKIP, "colorschememapping": SKIP, "latentstyles": SKIP,
    "datastore": SKIP, "xmlnstbl": SKIP, "filetbl": SKIP, "nonesttables": SKIP,
    "xe": SKIP, "tc": SKIP, "tcn": SKIP, "bkmkstart": SKIP, "bkmkend": SKIP, "pn": SKIP,
    "private": SKIP, "userprops": SKIP, "expandedcolortbl": SKIP, "fchars": SKIP, "lchars": SKIP,
}  # fmt: skip
# Groups that are read although "\*" lets a reader skip them.
_STARRED = {"fldinst", "annotation", "shpinst", "shptxt"}
# Groups with text that stands elsewhere than where it is written.
FLOWS = {
    "header": "head", "headerl": "", "headerr": "head", "headerf": "head",
    "footer": "foot", "footerl": "", "footerr": "foot", "footerf": "foot",
    "footnote": "aside", "shptxt": "aside",
}  # fmt: skip
# Points as half points (size) and twips (lengths); no letter or indent is larger than this.
_MOST = 30_000
_SIZE = 24


@dataclass(frozen=True, slots=True)
class State:
    """What is in force in a group. `size` in half points, colours by number, `skip` in `uc`."""

    target: str = PLAIN
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    upper: bool = False
    deleted: bool = False
    size: int = _SIZE
    colour: int = 0
    back: int = 0
    font: int = 0
    skip: int = 1
    url: str = ""
    flow: str = ""
    how: Format = field(default_factory=Format)


def target_of(word: str, *, starred: bool) -> str | None:
    """Return where the text of a group goes that begins with `word`; None for no destination."""
    if starred and word not in _STARRED:
        return _TARGETS.get(word) if word in ("listtext", "pntext") else SKIP
    return _TARGETS.get(word)


def with_word(state: State, word: str, number: int | None) -> State:
    """Return the state after a control word; the same when the word changes nothing of it."""
    change = _CHANGES.get(word)
    if change is None:
        return state
    return change(state, 1 if number is None else max(-_MOST, min(number, _MOST)))


def _plain(state: State, _: int) -> State:
    kept = State(target=state.target, url=state.url, flow=state.flow, how=state.how)
    return replace(kept, skip=state.skip, deleted=state.deleted)


def _of_paragraph(change: Callable[[Format, int], Format]) -> Callable[[State, int], State]:
    """Return the change of a state that changes its paragraph's format."""
    return lambda state, n: replace(state, how=change(state.how, n))


# Control word -> the state after it, given its number (1 where it has none). Lengths are twips.
_CHANGES: dict[str, Callable[[State, int], State]] = {
    "b": lambda state, n: replace(state, bold=n != 0),
    "i": lambda state, n: replace(state, italic=n != 0),
    "v": lambda state, n: replace(state, hidden=n != 0),
    "caps": lambda state, n: replace(state, upper=n != 0),
    "deleted": lambda state, n: replace(state, deleted=n != 0),
    "fs": lambda state, n: replace(state, size=n or _SIZE),
    "f": lambda state, n: replace(state, font=n),
    "uc": lambda state, n: replace(state, skip=max(0, min(n, 16))),
    "cf": lambda state, n: replace(state, colour=n),
    "cb": lambda state, n: replace(state, back=n),
    "highlight": lambda state, n: replace(state, back=n),
    "chcbpat": lambda state, n: replace(state, back=n),
    "plain": _plain,
    "pard": _of_paragraph(lambda _, __: Format()),
    "intbl": _of_paragraph(lambda how, _: replace(how, in_table=True)),
    "li": _of_paragraph(lambda how, n: replace(how, left=n / 20)),
    "sb": _of_paragraph(lambda how, n: replace(how, before=n / 20)),
    "sa": _of_paragraph(lambda how, n: replace(how, after=n / 20)),
    "ls": _of_paragraph(lambda how, n: replace(how, list_number=n)),
    "ilvl": _of_paragraph(lambda how, n: replace(how, level=max(0, min(n, 9)))),
    "cbpat": _of_paragraph(lambda how, n: replace(how, shade=n)),
    "outlinelevel": _of_paragraph(
        lambda how, n: replace(how, heading=n + 1) if 0 <= n <= 5 else how
    ),
}
