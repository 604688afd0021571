"""Amounts in running text, in every spelling: digits, words, k and million, halves, doubled."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

from resume_builder.domain.tailoring.verify.stems import plain
from resume_builder.domain.tailoring.verify.words import Language

Bound = Literal["", "about", "over", "under"]

# Digits in groups of three, or a plain run, with at most one decimal part.
_DIGITS = re.compile(
    r"(?<![\w.,])(?:\d{1,3}(?:[.,'’\u00a0\u202f\u2009]\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:[.,]\d+)?"
    r"(?=$|\W|[a-zA-Z%€$£]{1,4}(?![\w]))"
)
_NUMBER_WORD = re.compile(r"[^\W\d_]+")
_SUFFIX = re.compile(r"\s?([^\W\d_]{1,9})\b")
_PERCENT = re.compile(
    r"\s?(?:%|(?:percent|per cent|pct|prozent|pour cent|por ciento|por cento)\b)", re.IGNORECASE
)
_POINTS = re.compile(
    r"\s?(?:percentage |prozent|points? de pourcentage|de )?"
    r"(?:points?|pp|punkte?n?|puntos?|pontos?)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|ère|ere|ème|eme|e|º|ª|°)\b")
_MONEY = "€$£¥"
_CURRENCY = re.compile(
    r"\s?(?:d['’]|de )?(?:euros?|eur|usd|chf|brl|reais|d[oó]lar(?:es)?|francs?|franken)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")


# Seconds in ten years: "a decade" is an amount by itself.
_DECADE = 315360000
_CURRENCIES = frozenset(["eur", "usd", "gbp", "chf", "cad", "aud", "brl", "mxn"])
_MONEY_WORDS = _CURRENCIES | {"euro", "euros", "dollar", "dollars", "pound", "pounds", "pence"}
# Words between the ends of a range are shorter: "to", "auf", "and".
_GAP = 4
_AFTER = re.compile(
    r"\s?(?:(at most|max\b|maximum|tops\b|or (?:less|fewer)|au (?:plus|maximum)|como máximo"
    r"|höchstens|no máximo)|or more|and (?:more|up)|minimum|ou plus|o más|oder mehr|ou mais)",
    re.IGNORECASE,
)
# How many letters before an amount can hold "in excess of".
_LEAD = 24


class Quantity(NamedTuple):
    """An amount and where it stands.

    `kind`: "percent", "points", "money", "ordinal", "year", "ratio" (halved, doubled, a quarter),
    "vague" (dozens: the least it means), "" for a plain count. `unit` is the next word, folded.
    """

    value: Fraction
    start: int
    end: int
    kind: str = ""
    bound: Bound = ""
    unit: str = ""


def find_quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    """Return the amounts in `text`, in order."""
    digits = list(_from_digits(text, language))
    spans = [(q.start, q.end) for q in digits]
    worded = [
        q
        for q in _from_words(text, language)
        if not any(a < q.end and q.start < b for a, b in spans)
    ]
    ordered = _ranged(sorted([*digits, *worded], key=lambda q: q.start), text, language.code)
    return tuple(_placed(q, text, language) for q in ordered)


def _ranged(ordered: list[Quantity], text: str, code: str) -> list[Quantity]:
    """Give "from 62 to 85 %" its two percentages."""
    made = list(ordered)
    for at in range(len(made) - 2, -1, -1):
        first, second = made[at], made[at + 1]
        gap = text[first.end : second.start].strip(" -–")
        if (
            not first.kind
            and second.kind == "percent"
            and len(gap) < _GAP
            and (not gap or gap.isalpha())
        ):
            made[at] = first._replace(kind="percent")
        elif not first.kind and second.kind == "money" and len(gap) < _GAP and gap.isalpha():
            # "0.8 to 2 M€": both are millions.
            digits = _DIGITS.match(text, second.start)
            times = second.value / _literal(digits[0], code) if digits and second.value else 1
            made[at] = first._replace(kind="money", value=first.value * times)
    return made


def _from_digits(text: str, language: Language) -> Iterator[Quantity]:
    for found in _DIGITS.finditer(text):
        value, end = _multiplied(text, found, language)
        kind = _sign_before(text, found.start())
        if (percent := _PERCENT.match(text, end)) is not None:
            kind, end = "percent", percent.end()
        elif _POINTS.match(text, end):
            kind = "points"
        elif (ordinal := _ORDINAL.match(text, end)) and found[0].isdigit():
            kind, end = "ordinal", ordinal.end()
        elif text[end : end + 2].strip()[:1] in tuple(_MONEY) or _CURRENCY.match(text, end):
            kind = "money"
        elif not kind and _YEAR.fullmatch(found[0]):
            kind = "year"
        more = text[end : end + 1] == "+"
        yield Quantity(value, found.start(), end + more, kind, "over" if more else "")


def _sign_before(text: str, start: int) -> str:
    return "money" if start and text[start - 1] in _MONEY else ""


def _multiplied(text: str, found: re.Match[str], language: Language) -> tuple[Fraction, int]:
    """Return the value of digits with a "k" or "million" behind them, and where that ends."""
    value, end = _literal(found[0], language.code), found.end()
    suffix = _SUFFIX.match(text, end)
    if suffix:
        word = plain(suffix[1])
        times = language.value("multipliers", word)
        # "5 m" is a length, "5 m€" is not.
        money = text[suffix.end() : suffix.end() + 1] in tuple(_MONEY)
        if times is not None and (len(word) > 1 or money or text[end : end + 1] != " "):
            return value * times, suffix.end()
    return value, end


def _literal(literal: str, code: str) -> Fraction:
    digits = re.sub(r"['’\u00a0\u202f\u2009 ]", "", literal)
    thousands, point = (",", ".") if code == "en" else (".", ",")
    if thousands in digits and point in digits:
        first, last = sorted((thousands, point), key=digits.rfind)
        whole = digits.replace(first, "").replace(last, ".")
    elif re.fullmatch(rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+", digits):
        whole = digits.replace(thousands, "")
    elif digits.count(point) > 1:
        whole = digits.replace(point, "")
    else:
        whole = digits.replace(",", ".")
    return Fraction(whole)


# Halves that mean other things too: only "medio año" is half of something.
_HALVES = frozenset(["medio", "media", "meio", "meia"])


def _from_words(text: str, language: Language) -> Iterator[Quantity]:
    """Yield amounts written as words: runs of number words make one number."""
    words = [(m.start(), m.end(), plain(m[0])) for m in _NUMBER_WORD.finditer(text)]
    index = 0
    while index < len(words):
        start, end, word = words[index]
        following = words[index + 1][2] if index + 1 < len(words) else ""
        if word in _HALVES and language.value("units", following) is None:
            # "Por medio de", "tiempo medio", "media de": a mean, or a way.
            pass
        elif (counted := _in_compound(word, language)) is not None:
            yield Quantity(counted, start, end)
        elif (least := language.value("vague", word)) is not None:
            yield Quantity(least, start, end, "vague")
        elif _is_number(word, language):
            stop = index + 1
            while stop < len(words) and _continues(words, stop, text, language):
                stop += 1
            run = [w[2] for w in words[index:stop]]
            yield _worded(run, start, words[stop - 1][1], text, language)
            index = stop - 1
        elif (rank := language.value("ordinals", word)) is not None:
            yield Quantity(rank, start, end, "ordinal")
        elif language.value("units", word) == _DECADE:
            yield Quantity(Fraction(1), start, end, unit=word)
        index += 1


# What German words begin with a number: "siebenköpfig", "dreijährig", "Zweischichtbetrieb".
_COUNTED = (
    "kopfig jahrig jahre monatig monats tagig wochig stundig minutig schicht sprachig stufig "
    "stellig teilig gruppig zugig bettig geschossig"
).split()


def _in_compound(word: str, language: Language) -> Fraction | None:
    """Return the number with which a German compound begins."""
    if language.code != "de":
        return None
    for tail in _COUNTED:
        at = word.find(tail)
        if at > 0:
            return Fraction(1) if word[:at] == "ein" else language.value("numbers", word[:at])
    return None


def _german_number(word: str, language: Language) -> Fraction | None:
    """Return the value of a number written as one word: "vierhundertfünfzig"."""
    if language.code != "de":
        return None
    for unit, times in (("tausend", 1000), ("hundert", 100)):
        head, found, tail = word.partition(unit)
        if found and tail:
            many = _german_value(head, language) if head else Fraction(1)
            rest = _german_value(tail.removeprefix("und"), language)
            return None if many is None or rest is None else many * times + rest
    return None


def _german_value(word: str, language: Language) -> Fraction | None:
    if word == "ein":
        return Fraction(1)
    known = language.value("numbers", word)
    return known if known is not None else _german_number(word, language)


def _is_number(word: str, language: Language) -> bool:
    if _german_number(word, language) is not None:
        return True
    if language.value("numbers", word) is not None:
        return True
    return len(word) > 2 and language.value("multipliers", word) is not None


def _worded(run: list[str], start: int, end: int, text: str, language: Language) -> Quantity:
    """Return the amount that a run of number words makes."""
    value = _total(run, language)
    if (percent := _PERCENT.match(text, end)) is not None:
        return Quantity(value, start, percent.end(), "percent")
    if _POINTS.match(text, end):
        return Quantity(value, start, end, "points")
    return Quantity(value, start, end, "ratio" if value.denominator > 1 else "")


_JOINERS = frozenset(["and", "et", "y", "e", "und"])


def _continues(words: list[tuple[int, int, str]], at: int, text: str, language: Language) -> bool:
    """Tell whether the word at `at` goes on with the number before it."""
    if text[words[at - 1][1] : words[at][0]] not in (" ", "-"):
        return False
    word, before = words[at][2], words[at - 1][2]
    if len(word) > 2 and language.value("multipliers", word) is not None:
        return True
    if word in _JOINERS and at + 1 < len(words):
        tight = text[words[at][1] : words[at + 1][0]] in (" ", "-")
        return tight and _goes_on(before, words[at + 1][2], language)
    if before in _JOINERS and at > 1:
        return _goes_on(words[at - 2][2], word, language)
    return _goes_on(before, word, language)


def _goes_on(before: str, word: str, language: Language) -> bool:
    """Tell whether one number word adds to another: "twenty five", "hundred ten"."""
    value, previous = language.value("numbers", word), language.value("numbers", before)
    if value is None or value.denominator > 1 or value >= 100:
        return False
    if previous is None:
        return len(before) > 2 and language.value("multipliers", before) is not None
    # "soixante dix", "quatre vingt", "dix sept": sixty and ten, four twenties, ten and seven.
    if previous == 10:
        return 7 <= value <= 9
    if previous >= 100:
        return True
    return (previous >= 20 and value < 20) or (value == 20 and previous == 4)


def _total(run: list[str], language: Language) -> Fraction:
    total = current = Fraction(0)
    for word in run:
        times = language.value("multipliers", word)
        value = language.value("numbers", word) or _german_number(word, language)
        if times is not None and len(word) > 2 and (value is None or current):
            current = (current or Fraction(1)) * times
            if times >= 1000:
                total, current = total + current, Fraction(0)
        elif value is not None:
            current = current * 20 if value == 20 and current == 4 else current + value
    return total + current


_BOUNDS: tuple[tuple[str, Bound], ...] = (
    ("about", "about"),
    ("over", "over"),
    ("under_amount", "under"),
)


def _placed(quantity: Quantity, text: str, language: Language) -> Quantity:
    """Return it with the word after it, and how exact the words before it make it."""
    lead = re.split(r"[:;,.(\d]", text[max(0, quantity.start - _LEAD) : quantity.start])[-1]
    before = tuple(w for m in _NUMBER_WORD.finditer(lead) if (w := plain(m[0])) not in _CURRENCIES)
    before_it = plain(text[: quantity.start].rstrip()[-3:])
    after = _NUMBER_WORD.search(text, quantity.end)
    near = after is not None and not text[quantity.end : after.start()].strip(" -/%")
    unit = quantity.unit or (plain(after[0]) if after and near else "")
    bound: Bound = quantity.bound or _bound(before, language) or _bound_after(text, quantity)
    if bound == "over" and _lasts(before, unit, language):
        bound = quantity.bound
    kind = quantity.kind
    if not kind and (unit in _MONEY_WORDS or before_it in _CURRENCIES):
        kind = "money"
    return quantity._replace(bound=bound, unit=unit, kind=kind)


def _lasts(before: tuple[str, ...], unit: str, language: Language) -> bool:
    """Tell whether "over" means "during": "over two winters", "über zwei Jahre" but with "seit"."""
    if unit.removesuffix("s") in language.phrase("days").by_first:
        return True
    during = language.code == "de" and before[-1:] == ("uber",) and "seit" not in before
    return during and language.value("units", unit) is not None


def _bound_after(text: str, quantity: Quantity) -> Bound:
    """Return what "25 at most" and "25 or more" make of an amount."""
    found = _AFTER.match(text, quantity.end)
    if not found:
        return ""
    return "under" if found[1] else "over"


def _bound(before: tuple[str, ...], language: Language) -> Bound:
    for length in (3, 2, 1):
        for section, name in _BOUNDS:
            phrases = language.phrase(section)
            if len(before) >= length and phrases.at(before[-length:], 0) == length:
                return name
    return ""
