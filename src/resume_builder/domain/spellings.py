"""Finding spellings in running text: one pass over tokens, the longest spelling wins.

Safe with signs and case: "C" is no part of "C++", and "Go" no verb. No regular expression ever
backtracks over the text. The trie under a first token is built when a text first has that token,
so that a large lexicon is ready at once.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

# A token: one CJK letter, or a run of other letters and digits with the signs that belong to a
# name ("C++", "C#", ".NET"). Everything between tokens is a separator.
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_TOKEN = re.compile(rf"[{_CJK}]|(?:(?<![^\s(,;/])\.(?=[A-Za-z]))?[^\W_{_CJK}]+(?:\+\+|#(?!\w))?\+?")
# What may stand between two tokens of one name: "CI/CD", "Node.js", "front-end", a line break.
_JOINS = frozenset(["", " ", "-", "‐", "‑", "–", "/", ".", "_", "&", " & ", "'", "’", "  ", "\n"])
_JOINS_SLASH = frozenset([" / ", "- ", " - "])
# Words before a single letter that make it a class, grade or vitamin, and no language.
_LABEL_WORDS = (
    "annex appendix article band block building category class classe clase categoria categorie "
    "drive exhibit factor führerschein führerscheinklasse grade group hepatitis kategorie klasse "
    "level licence license option part patente permis phase plan point schedule section series "
    "site size step table tier type unit vitamin vitamine zone"
)
_LETTER_LABELS = frozenset(_LABEL_WORDS.split())
# Words that follow "Go" at the start of a sentence when it is the language.
_CODE_WORDS = (
    "api apis application applications app apps backend backends code codebase coder cli compiler "
    "concurrency developer developers development dev engineer engineers engineering entwickler "
    "experience framework language lang lib library libraries meetup microservice microservices "
    "module modules package packages platform program programmer programming project projects "
    "repository repo repos runtime sdk server servers service services software stack template "
    "tool tools tooling worker workers and or und oder et ou y o e en with"
)
_CODE_NOUNS = frozenset(_CODE_WORDS.split())


_USING_WORDS = (
    "in with using use uses used write wrote writing know of and or mit en con avec em und oder et "
    "ou y o e program programming programmiere programmierst code coding our embedded modern ansi"
)
_USING = frozenset(_USING_WORDS.split())
# Letters that are names; any other one beside them makes a list of grades or classes.
_NAMED_LETTERS = frozenset("CR")


# Makers' names that may stand before a product's own or not: "Adobe Photoshop" is Photoshop.
_MAKERS = frozenset(
    "adobe amazon apache atlassian autodesk aws cisco google hashicorp ibm microsoft ms oracle "
    "siemens".split()
)
# "PostgreSQL" is Postgres and "Vue.js" Vue, but "JavaScript" is not Java.
_STEM, _ENDING = 5, 3
_COUNTED = re.compile(r"([a-z])(\d{1,2})([a-z])")


class Mention(NamedTuple):
    """A name found in a text: the canonical one, and a half-open character range."""

    name: str
    start: int
    end: int


class Token(NamedTuple):
    """A token of a text: its folded form and half-open character range."""

    key: str
    start: int
    end: int


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Return `word` in the form in which names are compared: no case, accents or plural "s"."""
    folded = word.lower()
    if not folded.isascii():
        parts = unicodedata.normalize("NFKD", folded.replace("ß", "ss"))
        folded = "".join(c for c in parts if not unicodedata.combining(c))
    if len(folded) > 3 and word[-1] == "s" and not folded.endswith("ss"):
        folded = folded[:-1]
    return folded


def tokenize(text: str) -> list[Token]:
    """Return the tokens of `text` in order."""
    return [Token(fold(m[0]), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def alike(one: str, other: str) -> bool:
    """Tell whether two spellings name the same thing by their letters alone.

    They do where only spaces, signs, a maker's name or a short ending differ, and where one is
    made of the other's first letters, or counts those left out ("K8s").
    """
    short, long = sorted(("".join(_bare(one)), "".join(_bare(other))), key=len)
    spare = _ENDING if len(short) >= _STEM else 0
    return bool(short) and (
        (long.startswith(short) and len(long) - len(short) <= spare)
        or _abbreviates(one, other)
        or _abbreviates(other, one)
    )


def _bare(text: str) -> list[str]:
    """Return the folded tokens of a name without its maker's, and without "js"."""
    folded = [token.key for token in tokenize(text)]
    last = len(folded) - (len(folded) > 1 and folded[-1] == "js")
    return folded[len(folded) > 1 and folded[0] in _MAKERS : last]


def _abbreviates(short: str, long: str) -> bool:
    """Tell whether a word is made of the first letters of another name, or is its "K8s"."""
    short, long = short.strip().lower(), long.strip().lower()
    words = [token.key for token in tokenize(long)]
    if len(words) > 1 and "".join(word[0] for word in words) == short:
        return True
    counted = _COUNTED.fullmatch(short)
    if counted is None or len(long) != int(counted[2]) + 2:
        return False
    return (long[0], long[-1]) == (counted[1], counted[3])


class _Node:
    """A trie node: children by token, and the names that end here as (name, exact spelling)."""

    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.ends: list[tuple[str, str]] = []


class Spellings:
    """Spellings of names, ready to be found. A leading "=" means: in exactly this case."""

    __slots__ = ("_first", "_tries")

    def __init__(self, spellings: Iterable[tuple[str, str]]) -> None:
        self._first: dict[str, list[tuple[str, str]]] = {}
        self._tries: dict[str, _Node] = {}
        first = self._first
        for pair in spellings:
            for key in _first_keys(pair[1]):
                if key in first:
                    first[key].append(pair)
                else:
                    first[key] = [pair]

    def find(self, text: str, tokens: list[Token] | None = None) -> tuple[Mention, ...]:
        """Return the spellings in `text`, leftmost and longest first, never overlapping.

        `tokens` are those of `text` where the caller has them already.
        """
        tokens = tokenize(text) if tokens is None else tokens
        found: list[Mention] = []
        at = 0
        first = self._first
        while at < len(tokens):
            hit = self._longest(text, tokens, at) if tokens[at].key in first else None
            if hit is None:
                at += 1
            else:
                name, after = hit
                found.append(Mention(name, tokens[at].start, tokens[after - 1].end))
                at = after
        return tuple(found)

    def clashes(self) -> list[str]:
        """Return what is wrong with the spellings: one with two meanings, or with no letters."""
        wrong = [f"no letters: {spelling} ({name})" for name, spelling in self._first.get("", ())]
        for key in self._first:
            todo = [self._trie(key) or _Node()]
            while todo:
                node = todo.pop()
                todo += node.next.values()
                wrong += _clashes(node)
        return sorted(set(wrong))

    def _trie(self, key: str) -> _Node | None:
        known = self._tries.get(key)
        if known is None and key in self._first:
            known = _Node()
            for name, spelling in self._first[key]:
                _insert(known, key, name, spelling)
            self._tries[key] = known
        return known

    def _longest(self, text: str, tokens: list[Token], at: int) -> tuple[str, int] | None:
        node = self._trie(tokens[at].key)
        best: tuple[str, int] | None = None
        after = at + 1
        while node is not None:
            for name, exact in node.ends:
                if not exact or _fits(text, tokens, at, after, exact):
                    best = (name, after)
                    break
            if after == len(tokens) or not _joined(text, tokens[after - 1], tokens[after]):
                break
            node = node.next.get(tokens[after].key)
            after += 1
        return best


def _first_keys(spelling: str) -> tuple[str, ...]:
    word = spelling.partition(" ")[0].removeprefix("=")
    # Most spellings start with a plain word: no need to take them apart yet.
    if word.isascii() and word.isalnum():
        return (fold(word),)
    keys = {form[0] if form else "" for form in _forms(spelling)}
    return tuple(sorted(keys))


def _forms(spelling: str) -> set[tuple[str, ...]]:
    plain = spelling.removeprefix("=")
    forms = {tuple(t.key for t in tokenize(plain))}
    if "-" in plain and plain == spelling:
        # "front-end" is also written in one word.
        forms.add(tuple(t.key for t in tokenize(plain.replace("-", ""))))
    return forms


def _insert(root: _Node, first: str, name: str, spelling: str) -> None:
    exact = spelling[1:] if spelling.startswith("=") else ""
    for form in _forms(spelling):
        if form and form[0] == first:
            node = root
            for key in form[1:]:
                node = node.next.setdefault(key, _Node())
            if (name, exact) not in node.ends:
                node.ends.append((name, exact))


def _clashes(node: _Node) -> list[str]:
    wrong: list[str] = []
    for n, (name, exact) in enumerate(node.ends):
        for other, other_exact in node.ends[:n]:
            if other != name and (not exact or not other_exact or exact == other_exact):
                wrong.append(f"{exact or 'one spelling'} means both {other} and {name}")
    return wrong


def _joined(text: str, left: Token, right: Token) -> bool:
    gap = text[left.end : right.start]
    return gap in _JOINS or gap in _JOINS_SLASH


def _fits(text: str, tokens: list[Token], at: int, after: int, exact: str) -> bool:
    """Tell whether the spelling is `exact`, and a very short name stands where names stand."""
    spelled = text[tokens[at].start : tokens[after - 1].end]
    if spelled != exact and not (len(exact) > 3 and exact.istitle() and spelled == exact.upper()):
        return False
    if len(exact) > 2 or after - at > 1:
        return True
    before = text[: tokens[at].start][-1:]
    behind = text[tokens[at].end :][:1]
    following = tokens[after] if after < len(tokens) else None
    previous = tokens[at - 1] if at else None
    if len(exact) == 1:
        return _letter_fits(text, before, behind, previous, following)
    if exact == "Go" and following and (previous is None or _starts_sentence(text, tokens[at])):
        word = text[following.start : following.end]
        return behind != " " or not word.islower() or word in _CODE_NOUNS
    return before not in ("-", "&") and behind not in ("-", "&", "'", "’")


def _letter_fits(
    text: str, before: str, behind: str, previous: Token | None, following: Token | None
) -> bool:
    """Tell whether a single letter stands as the name of a language."""
    if before in ("-", "&", ".", "'", "’", "°") or behind in ("-", "&", "'", "’", "°", "+", "#"):
        return False
    if behind == "." and following and text[following.start - 1] == ".":
        return False
    word = text[previous.start : previous.end] if previous else ""
    after = text[following.start : following.end] if following else ""
    halves = (before == "/" and len(word) == 1) or (behind == "/" and len(after) == 1)
    if halves or _is_label(word, after):
        return False
    # "C loud": what follows a language goes on ("C and", "R code"), or a verb stands before it.
    runs_on = behind == " " and after.islower() and after not in _CODE_NOUNS
    if runs_on and word.lower() not in _USING:
        return False
    # "John R. Smith": an initial between two names.
    initial = before == " " and behind == "." and word[:1].isupper() and after[:1].isupper()
    return not (initial and word[1:].islower() and after[1:].islower())


def _is_label(word: str, after: str) -> bool:
    """Tell whether the word before makes the letter a class or grade, or letters are listed."""
    listed = any(len(w) == 1 and w.isupper() and w not in _NAMED_LETTERS for w in (word, after))
    return listed or word.lower() in _LETTER_LABELS


def _starts_sentence(text: str, token: Token) -> bool:
    lead = text[: token.start].rstrip(" \t*•-–—")
    return not lead or lead[-1] in ".!?:\n"
