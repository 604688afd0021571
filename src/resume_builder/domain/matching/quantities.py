"""How much is asked, and how much a line shows: people led, and money answered for."""

import re
from collections.abc import Iterable

# A line that shows this share of what is asked is close enough to be the same size.
_CLOSE = 0.8
_MONEY = re.compile(
    r"(?:(?:[$£€¥]|\b(?:USD|EUR|GBP|CHF|KES|CAD|AUD)\b)\s?(\d[\d.,' ]{0,15}\d|\d)"
    r"|\b(\d[\d.,' ]{0,15}\d|\d)\s?(?=(?:[kKmM]|[Mm]io\.?|million\w*|Million\w*|[Mm]illones)?\s?"
    r"(?:[$£€¥]|\b(?:USD|EUR|GBP|CHF|euros?|dollars?|Euro|pounds)\b)))"
    r"\s?(k\b|K\b|m\b|M\b|bn\b|[Mm]io\b|million|Million|mill|thousand)?"
)
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mio": 1e6, "million": 1e6, "mill": 1e6, "bn": 1e9}
_TEAM = re.compile(
    r"\b(?:teams?|brigades?|équipes?|equipos?|groups?|staff|squadra|ploeg|departments?)"
    r"\s(?:of|von|mit|de|d'|di|van|with)\s(?:at least |over |more than |mindestens |au moins )?"
    r"(\w+)|\b(\w+)\+?\s(?:direct reports|people|employees|staff members|Mitarbeiter\w*|Leute\w*"
    r"|personnes|collaborateurs|personas|empleados|persone|medewerkers)\b",
    re.IGNORECASE,
)
_COUNT_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve|"
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf|"
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze|"
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce"
)
_WORDS = {
    word: number
    for language in _COUNT_WORDS.split("|")
    for number, word in enumerate(language.split())
}
_NUMBER = re.compile(r"\b\w+\b")
# Larger whole numbers in a line are years, amounts or tickets, and hardly heads.
_MOST_PEOPLE = 1500


def enough(asked: str, lines: Iterable[str]) -> bool:
    """Tell whether `lines` show the size that `asked` names, or leave it open.

    Only people led and amounts of money are compared: "a team of ten", "a budget above £5m". A
    line without a figure of that sort says nothing against it.
    """
    shown = tuple(lines)
    money = _money(asked)
    if money and not _reaches(max(money), (a for line in shown for a in _money(line))):
        return False
    heads = [n for found in _TEAM.finditer(asked) if (n := _count(found[1] or found[2] or ""))]
    return not heads or _reaches(max(heads), (n for line in shown for n in _counts(line)))


def _reaches(wanted: float, figures: Iterable[float]) -> bool:
    best = max(figures, default=None)
    return best is None or best >= _CLOSE * wanted


def _money(text: str) -> list[float]:
    amounts: list[float] = []
    for found in _MONEY.finditer(text):
        digits = (found[1] or found[2]).replace(" ", "").replace("'", "")
        scale = _SCALES.get((found[3] or "").lower().rstrip("."), 1.0)
        amounts.append(_amount(digits) * scale)
    return amounts


def _amount(digits: str) -> float:
    """Read "12.4", "900,000" and "620.000": a mark before three digits parts thousands."""
    whole = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", digits)
    return float(whole.replace(",", ".")) if whole.count(".") + whole.count(",") <= 1 else 0.0


def _counts(line: str) -> list[float]:
    found = (_count(m[0]) for m in _NUMBER.finditer(line))
    return [n for n in found if 2 <= n <= _MOST_PEOPLE]


def _count(word: str) -> float:
    if word.isascii() and word.isdigit():
        return float(word)
    return float(_WORDS.get(word.lower(), 0))
