"""What the words of a short text say: a job title, an employer, a school, a degree, a place."""

import re
from functools import lru_cache

from resume_builder.domain.vocabulary import CJK, Vocabulary, fold, words

_ENDS = re.compile(r"[.!?;。！？；]\s*$")
# "Herramientas S.A.", "Acme Co. Ltd.": the stop belongs to the abbreviation.
_INITIALS = re.compile(r"\b[A-ZÀ-Þ]\.(?:\s?[A-ZÀ-Þ]\.)+$")
_POSTAL = re.compile(
    r"\b\d{4} ?[A-Z]{2}\b|\b(?:[A-Z]{1,2}-)?\d{4,5}(?:-\d{3,4})?\b|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"
)
# "Entwickler:in", "Entwickler*innen", "Entwickler/-in", "enseignant(e)": both forms in one word.
_BOTH_FORMS = re.compile(r"(?<=\w)(?:[:*_/]-?in(?:nen)?\b|\((?:in|e|a|o)\)|·e\b)")
_TOKEN = re.compile(r"[^\s,;:()/|]+")
_PARTS = re.compile(r"[,，/–]| - |(?<=\S)\s*[(（]")
_COMMA, _NAMES = re.compile(r"[,，]"), re.compile(r"(,\s+)")
_BRACKETED = re.compile(r"\s*[（(]([^()（）]*)[)）]\s*$")


def is_prose(text: str) -> bool:
    """Tell whether `text` reads as a sentence and not as a head line."""
    if CJK.search(text):
        return len(text) > 40 or (len(text) > 12 and bool(_ENDS.search(text)))
    tokens = text.split()
    # Three letters or fewer before the stop are an abbreviation: "Inc.", "Ltd."
    ended = bool(_ENDS.search(text)) and len(tokens[-1]) > 4 and "." not in tokens[-1][:-1]
    return (
        len(tokens) > 14
        or (len(tokens) > 3 and ended)
        or (len(tokens) > 5 and bool(_ENDS.search(text)) and not _INITIALS.search(text))
    )


@lru_cache(maxsize=4096)
def title_score(text: str, v: Vocabulary) -> float:
    """How much `text` looks like a job title: 0 not at all, 1 one sure word, more for more."""
    found = words(_BOTH_FORMS.sub("", text))
    if not found:
        return 0.0
    score = 0.0
    for at, word in enumerate(found):
        if _is_word(word, v.titles, v.title_suffixes, 5) or word.replace("'s", "") in v.titles:
            # English titles end in their noun, Latin ones begin with it.
            score += 1.0 if at in (0, len(found) - 1) else 0.7
        elif word in v.title_modifiers:
            score += 0.4
    return min(score, 2.0)


@lru_cache(maxsize=4096)
def org_score(text: str, v: Vocabulary) -> float:
    """How much `text` looks like the name of an employer."""
    found = words(text)
    if not found:
        return 0.0
    score = 0.0
    if any(w in v.legal_forms for w in [*found[1:], *fold(text).split()[1:]]):
        score += 1.5
    hits = [w for w in found if _is_word(w, v.org_words, v.org_suffixes, 6)]
    score += min(1.5, 0.8 * len(hits))
    if any(_is_word(w, v.school_words, v.school_suffixes, 6) for w in found):
        score += 0.6
    if len(found) == 1 and text[:1].isupper() and not hits:
        score += 0.2
    if text.isupper() and len(text) < 6:
        score += 0.2
    return min(score, 2.0)


@lru_cache(maxsize=4096)
def school_score(text: str, v: Vocabulary) -> float:
    """How much `text` looks like a place of learning."""
    hits = [w for w in words(text) if _is_word(w, v.school_words, v.school_suffixes, 7)]
    return min(2.0, 1.2 * len(hits))


@lru_cache(maxsize=4096)
def degree_score(text: str, v: Vocabulary) -> float:
    """How much `text` looks like a degree or course of study."""
    raw = _TOKEN.findall(text)
    score = 1.5 if any(w.rstrip(",") in v.degree_abbreviations for w in raw) else 0.0
    found = words(text)
    hits = [w for w in found if _is_word(w, v.degree_words, v.degree_suffixes, 7)]
    # Two letters in lower case are words of other languages ("me", "as"), not degrees.
    hits = [
        w
        for w in hits
        if len(w) > 3 or CJK.match(w) or w in {"phd", "mba", "abi", "bac", "bts", "dut", "cap"}
    ]
    return min(2.0, score + 1.0 * len(hits))


def _is_word(word: str, exact: frozenset[str], suffixes: tuple[str, ...], shortest: int) -> bool:
    """Tell whether `word` is listed, or ends in a suffix (German compounds, Chinese words)."""
    if word in exact or (word.endswith("in") and word[:-2] in exact):
        return True
    if "'" in word and _is_word(word.rpartition("'")[2], exact, suffixes, shortest):
        return True
    if "-" in word and any(
        p in exact or p.endswith(suffixes) for p in word.split("-") if len(p) > 3
    ):
        return True
    if CJK.search(word):
        return word.endswith(suffixes)
    return len(word) > shortest and word.isalpha() and word.endswith(suffixes)


@lru_cache(maxsize=4096)
def place_score(text: str, v: Vocabulary) -> float:
    """How much `text` looks like a place: "Austin, TX", "Berlin", "12345 Rome (Italy)"."""
    text = text.strip(" .,;")
    if not text or len(text) > 80 or len(text.split()) > 9:
        return 0.0
    if fold(text) in v.places.remote or fold(text) in v.places.cities:
        return 1.5
    if fold(text) in v.places.countries and len(text) > 2:
        return 1.4
    pieces = _PARTS.split(text)
    parts = [p.strip(" )）") for p in pieces if p.strip(" )）")]
    if not parts:
        return 0.0
    last = fold(_POSTAL.sub("", parts[-1])) or fold(parts[-1])
    score = 0.0
    last = fold(parts[-1])
    last = fold(_POSTAL.sub("", parts[-1])) or last
    if len(parts) > 1:
        if last in v.places.countries or fold(parts[-1]) in v.places.countries:
            score += 1.3
        elif last in v.places.states and (len(last) > 2 or parts[-1][:2].isupper()):
            score += 1.4
        elif last in v.places.regions and (len(last) > 3 or parts[-1][:2].isupper()):
            score += 1.1
        elif last in v.places.remote:
            score += 1.0
    if not score and _ends_in_country(parts[-1], v):
        score += 1.4
    if any(_city(p, v) for p in parts):
        score += 0.8
    if _POSTAL.search(text) and len(parts) + len(text.split()) > 2:
        # Street and town, or town and region, with a postal code between them: no other text has.
        score += 0.5 if len(parts) < 2 else 0.8
    return score


def _ends_in_country(text: str, v: Vocabulary) -> bool:
    """Tell whether `text` is a town with its country behind it: "London United Kingdom"."""
    tokens = fold(text).split()
    return 1 < len(tokens) < 5 and any(
        " ".join(tokens[-size:]) in v.places.countries and len(tokens[-size]) > 2
        for size in (1, 2)
        if size < len(tokens)
    )


def _city(part: str, v: Vocabulary) -> bool:
    bare = fold(_POSTAL.sub("", part)).strip()
    if bare in v.places.cities:
        return True
    return (
        bool(CJK.match(bare)) and bare.rstrip("市区县省")[:2] in v.places.cities and len(bare) < 10
    )


def is_town_name(text: str) -> bool:
    """Tell whether `text` is a capitalized word, or "Bruck an der Mur"."""
    tokens = text.split()
    if not tokens or not all(t.replace("-", "").isalpha() for t in tokens):
        return False
    small = [t for t in tokens if t.islower() and len(t) < 4]
    return (
        tokens[0][0].isupper()
        and tokens[-1][0].isupper()
        and len(tokens) - len(small) == (2 if small else 1)
    )


def split_place(text: str, v: Vocabulary) -> tuple[str, str]:
    """Return `text` without a place at its end, and that place: "Acme, Austin, TX"."""
    bracket = _BRACKETED.search(text)
    if bracket and place_score(bracket.group(1), v) >= 1:
        rest, sign, town = text[: bracket.start()].rpartition(", ")
        if sign and len(town.split()) < 3 and org_score(town, v) < 0.5:
            return rest.strip(" ,"), f"{town.strip()} ({bracket.group(1).strip()})"
        return text[: bracket.start()].strip(" ,"), bracket.group(1).strip()
    lead, space, town = _COMMA.split(text, maxsplit=1)[0].rpartition(" ")
    if space and CJK.match(town) and _city(town, v) and not any(c.isdigit() for c in lead):
        return lead.strip(), text[len(lead) :].strip()
    parts = _NAMES.split(text)
    for names in (3, 2, 1):
        cut = len(parts) - 2 * names + 1
        if cut < 1 or len(parts) <= 2 * (names - 1) + 1:
            continue
        head, tail = "".join(parts[: cut - 1]), "".join(parts[cut:])
        if head.strip() and _ends_in_place(tail, names, v):
            return head.strip(" ,"), tail.strip()
    return text, ""


def _ends_in_place(tail: str, names: int, v: Vocabulary) -> bool:
    """Tell whether the last `names` parts are one place: city first, region or country last."""
    first = tail.split(",", maxsplit=1)[0].strip()
    if len(first.split()) > 3 or any(c.isdigit() for c in first):
        return False
    if org_score(first, v) >= 0.8 and fold(first) not in v.places.cities:
        return False
    score = place_score(tail, v)
    if names == 1:
        return score >= 1.3
    if names == 3 and place_score(first, v) < 0.7:
        return False
    return score >= 1.1


def label_of(text: str) -> tuple[str, str]:
    """Return ("Skills", "a, b") for "Skills: a, b"; the label is "" where there is none."""
    head, sign, rest = text.partition(":") if "：" not in text else text.partition("：")
    if not sign or len(head) > 45 or len(head.split()) > 5 or rest.startswith("//"):
        return "", text
    return head.strip(), rest.strip()
