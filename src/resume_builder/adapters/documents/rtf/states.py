"""What is in force inside a group of an RTF file, and what control words change of it."""

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
_SWITCHES = {
    "b": "bold", "i": "italic", "v": "hidden", "caps": "upper", "deleted": "deleted",
}  # fmt: skip
_COLOURS = {"cf": "colour", "cb": "back", "highlight": "back", "chcbpat": "back"}
_LENGTHS = {"li": "left", "sb": "before", "sa": "after"}
_NUMBERS = {"ls": "list_number", "ilvl": "level", "cbpat": "shade"}
# Points as half points (size) and twips (lengths); no letter or indent is larger than this.
_MOST = 30_000


@dataclass(frozen=True, slots=True)
class State:
    """What is in force in a group. `size` in half points, colours by number, `skip` in `uc`."""

    target: str = PLAIN
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    upper: bool = False
    deleted: bool = False
    size: int = 24
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
    value = max(-_MOST, min(number or 0, _MOST))
    changed: State = state
    if word in _SWITCHES:
        changed = _switched(state, _SWITCHES[word], number != 0)
    elif word in _COLOURS:
        changed = _coloured(state, _COLOURS[word], value)
    elif word in _LENGTHS or word in _NUMBERS or word in ("outlinelevel", "intbl", "pard"):
        changed = replace(state, how=_paragraph(state.how, word, value))
    elif word == "plain":
        kept = State(target=state.target, url=state.url, flow=state.flow, how=state.how)
        changed = replace(kept, skip=state.skip, deleted=state.deleted)
    elif word == "fs":
        changed = replace(state, size=value or 24)
    elif word == "f":
        changed = replace(state, font=value)
    elif word == "uc":
        changed = replace(state, skip=max(0, min(value, 16)))
    return changed


def _switched(state: State, name: str, on: bool) -> State:
    if name == "bold":
        return replace(state, bold=on)
    if name == "italic":
        return replace(state, italic=on)
    if name == "hidden":
        return replace(state, hidden=on)
    return replace(state, upper=on) if name == "upper" else replace(state, deleted=on)


def _coloured(state: State, name: str, value: int) -> State:
    return replace(state, colour=value) if name == "colour" else replace(state, back=value)


def _paragraph(how: Format, word: str, value: int) -> Format:
    """Return a paragraph's format after a control word; lengths are in twips."""
    simple = {
        "pard": Format(),
        "intbl": replace(how, in_table=True),
        "li": replace(how, left=value / 20),
        "sb": replace(how, before=value / 20),
        "sa": replace(how, after=value / 20),
        "ls": replace(how, list_number=value),
        "ilvl": replace(how, level=max(0, min(value, 9))),
        "cbpat": replace(how, shade=value),
        "outlinelevel": replace(how, heading=value + 1 if 0 <= value <= 5 else how.heading),
    }
    return simple[word]
