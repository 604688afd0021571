"""Skills out of the tables that two public classifications publish: ESCO and O*NET.

ESCO (the EU's classification of skills) gives one table of skills a language, joined by
`conceptUri`, and a table of what is broader than what. O*NET (of the US Department of Labor) gives
"Technology Skills" and "Tools Used": a product a row, with the commodity it belongs to. Only rows
and columns are read here; the files are the operator's own copies.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from resume_builder.domain.skills import Skill

Row = Mapping[str, str]

# What a line of the lexicon gives a meaning to.
_SIGNS = re.compile(r"[,|]|^[=+^~\[#]")
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_SHORTEST, _LONGEST = 3, 80
# A single everyday word asks for nothing: "research", "music" stay, "cut", "read" do not.
_LONE_WORD = 6
# More products in one commodity are a drawer of all sorts, not each other's neighbours.
_NEIGHBOURS = 12


@dataclass(slots=True)
class SkillTables:
    """Gathers rows of any number of tables; `skills()` gives what they add up to."""

    _labels: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    _knowledge: set[str] = field(default_factory=set[str])
    _above: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    _products: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def add(self, columns: Iterable[str], rows: Iterable[Row]) -> bool:
        """Take a table in; return False for one of another shape, from which nothing is read."""
        known = set(columns)
        if {"conceptUri", "preferredLabel", "skillType"} <= known:
            self._add_esco(rows)
        elif {"conceptUri", "broaderUri"} <= known:
            for row in rows:
                self._above.setdefault(row["conceptUri"], []).append(row["broaderUri"])
        elif {"Example", "Commodity Title"} <= known:
            for row in rows:
                self._products.setdefault(row["Commodity Title"], []).append(row["Example"])
        else:
            return False
        return True

    def _add_esco(self, rows: Iterable[Row]) -> None:
        for row in rows:
            uri = row["conceptUri"]
            others = f"{row.get('altLabels', '')}\n{row.get('hiddenLabels', '')}".splitlines()
            self._labels.setdefault(uri, []).extend([row["preferredLabel"], *others])
            if row["skillType"] == "knowledge":
                self._knowledge.add(uri)

    def skills(self) -> Iterator[Skill]:
        """The skills of all tables, each name once."""
        seen: set[str] = set()
        for skill in (*self._of_esco(), *self._of_onet()):
            if skill.name not in seen:
                seen.add(skill.name)
                yield skill

    def _of_esco(self) -> Iterator[Skill]:
        named = {uri: self._spellings(uri) for uri in self._labels}
        for uri, (name, aliases) in named.items():
            if name:
                above = [named[u][0] for u in self._above.get(uri, ()) if u in named and u != uri]
                kind = "domain" if uri in self._knowledge else "method"
                yield Skill(name, kind, aliases, broader=tuple(dict.fromkeys(filter(None, above))))

    def _spellings(self, uri: str) -> tuple[str, tuple[str, ...]]:
        """Return the first usable label as the name, with all usable ones as written."""
        usable: list[str] = []
        for label in self._labels[uri]:
            plain = _BRACKETS.sub("", " ".join(label.split()))
            spelled = _spelled(plain, lone=uri in self._knowledge)
            if spelled and spelled not in usable:
                usable.append(spelled)
        return _named(usable)

    def _of_onet(self) -> Iterator[Skill]:
        for products in self._products.values():
            group = [_named(_product(p)) for p in dict.fromkeys(products)]
            names = tuple(dict.fromkeys(name for name, _ in group if name))
            near = names if len(names) <= _NEIGHBOURS else ()
            for name, aliases in group:
                if name:
                    others = tuple(n for n in near if n != name)
                    yield Skill(name, "tool", aliases, neighbours=others)


def _named(spellings: list[str]) -> tuple[str, tuple[str, ...]]:
    """Return the name and the other spellings. One that holds in its own case alone stays so."""
    if not spellings:
        return "", ()
    first = spellings[0]
    rest = spellings if first.startswith("=") else spellings[1:]
    return first.removeprefix("="), tuple(rest)


def _spelled(label: str, *, lone: bool) -> str:
    """Return a label as the lexicon writes it, "" for one that would be found where it is not."""
    if not _SHORTEST <= len(label) <= _LONGEST or _SIGNS.search(label):
        return ""
    if not any(c.isalpha() for c in label):
        return ""
    if " " in label:
        return label
    if not label.islower():
        return f"={label}"
    return label if lone and len(label) >= _LONE_WORD else ""


def _product(example: str) -> list[str]:
    """Return the spellings of a product. "Structured query language SQL" is two of them."""
    words = example.split()
    if not words:
        return []
    acronym, expansion = words[-1], words[:-1]
    initials = "".join(w[0] for w in expansion).upper()
    if acronym.isupper() and len(expansion) > 1 and initials == acronym:
        spellings = [_spelled(acronym, lone=False), _spelled(" ".join(expansion), lone=False)]
    else:
        spellings = [_spelled(" ".join(words), lone=False)]
    return [s for s in spellings if s]
