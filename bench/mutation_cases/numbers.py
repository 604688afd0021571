"""Numbers in a line: where they stand, other values for them, other spellings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Not "B2", "EN 1090", "24/7", "1.5t" or a part of a date.
_DIGITS = re.compile(
    r"(?<![\w.,/:-])(?:\d{1,3}(?:[ \u202f\u00a0]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)*)"
    r"(?![\w/:-]|[.,]\d)"
)
# "One" and its like are left out: most are no numbers.
_WORDS: dict[str, str] = {
    "en": "two three four five six seven eight nine ten eleven twelve",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "pt": "dois três quatro cinco seis sete oito nove dez onze doze",
}
_SAID = {language: dict(enumerate(words.split(), 2)) for language, words in _WORDS.items()}
_VALUES = {language: {word: n for n, word in said.items()} for language, said in _SAID.items()}
# "Dois" or "duas", by what is counted: read, not written.
del _SAID["pt"][2]
_VALUES["pt"]["duas"] = 2
_THOUSANDS = {"en": ",", "de": ".", "fr": ".", "es": ".", "pt": "."}
_PERCENT = {
    "en": "percent", "de": "Prozent", "fr": "pour cent", "es": "por ciento", "pt": "por cento",
}  # fmt: skip
_YEARS = range(1950, 2031)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text."""

    start: int
    end: int
    value: float
    said: str

    @property
    def is_year(self) -> bool:
        """Tell whether it looks like a year."""
        return self.said.isdigit() and int(self.said) in _YEARS


def numbers(text: str, language: str) -> Iterator[Number]:
    """Yield the numbers of a text, digits and words from two to twelve."""
    for found in _DIGITS.finditer(text):
        value = _value(found[0], language)
        if value is not None:
            yield Number(found.start(), found.end(), value, found[0])
    for found in re.finditer(r"[^\W\d_]+", text):
        value = _VALUES[language].get(found[0].lower())
        if value:
            yield Number(found.start(), found.end(), value, found[0])


def _value(said: str, language: str) -> float | None:
    said = re.sub(r"\s", "", said)
    mark = _THOUSANDS[language]
    if mark in said and all(len(part) == 3 for part in said.split(mark)[1:]):
        said = said.replace(mark, "")
    try:
        return float(said.replace(",", "."))
    except ValueError:
        return None


def others(number: Number, text: str) -> Iterator[str]:
    """Yield other values for a number, written as it is: more than a slip, and never less.

    "More than 20" is true of 30 people too, so that only more is surely false.
    """
    if number.is_year:
        yield from (str(int(number.said) + by) for by in (-4, -3, 2))
        return
    percent = text[number.end :].lstrip(" \u202f\u00a0").startswith("%")
    made = [number.value * by for by in (1.5, 2, 3, 10)]
    made += [number.value + 2] if number.value <= 12 and number.value % 1 == 0 else []
    if percent:
        made = [value for value in made if value < 100] or [(number.value + 100) / 2]
    for value in made:
        yield _like(number.said, value, in_words=not number.said[0].isdigit())


def _like(said: str, value: float, *, in_words: bool) -> str:
    if in_words:
        return str(round(value))
    decimals = re.search(r"[.,](\d{1,2})$", said)
    if decimals:
        return f"{value:.{len(decimals[1])}f}".replace(".", decimals[0][0])
    whole = str(round(value))
    mark = next((c for c in said if not c.isdigit()), "")
    return f"{round(value):,}".replace(",", mark) if mark else whole


def respelled(text: str, language: str) -> Iterator[str]:
    """Yield a text with one number in another spelling: "6" as "six", "%" as a word."""
    said = _SAID[language]
    for number in numbers(text, language):
        head, tail = text[: number.start], text[number.end :]
        if number.said.isdigit() and number.value in said and not tail.lstrip().startswith("%"):
            word = said[int(number.value)]
            yield head + (word.capitalize() if not head else word) + tail
        elif not number.said[0].isdigit() and head:
            yield head + str(round(number.value)) + tail
        elif "%" in tail[:2]:
            after = tail.lstrip(" \u202f\u00a0")
            if after.startswith("%"):
                yield f"{head}{number.said} {_PERCENT[language]}{after[1:]}"
        elif number.value >= 1000 and not number.is_year and not number.said.isdigit():
            yield head + re.sub(r"\D", "", number.said) + tail
