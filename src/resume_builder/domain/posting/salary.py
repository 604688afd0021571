"""Pay as a posting states it: amounts, currency and period."""

import re
from typing import NamedTuple

from resume_builder.domain.posting.model import Period, Salary

_CODES = (
    "USD|EUR|GBP|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RON|INR|JPY|CNY|SGD|HKD"
    "|KES|ZAR|NGN|BRL|MXN|AED|SAR|ILS|TRY|PHP|IDR|MYR|THB|VND|UAH|LKR|PKR|BDT|CLP"
    "|COP|ARS|PEN"
)
_SIGNS = {
    "$": "USD",
    "us$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "¥": "JPY",
    "₩": "KRW",
    "zł": "PLN",
    "r$": "BRL",
    "ca$": "CAD",
    "c$": "CAD",
    "cad$": "CAD",
    "a$": "AUD",
    "au$": "AUD",
    "nz$": "NZD",
    "s$": "SGD",
    "hk$": "HKD",
    "euro": "EUR",
    "euros": "EUR",
    "eur": "EUR",
    "kč": "CZK",
    "fr.": "CHF",
    "sfr.": "CHF",
    "rs.": "INR",
    "ksh": "KES",
    "dollars": "USD",
    "pounds": "GBP",
    "₺": "TRY",
    "₱": "PHP",
    "₪": "ILS",
}
_CURRENCY = (
    rf"(?:(?<![A-Za-z])(?:{_CODES})(?![A-Za-z])|(?:US|CA|CAD|C|AU|A|NZ|S|HK|R)?\$|€|£"
    rf"|₹|¥|₩|₺|₱|₪|zł|Kč"
    r"|(?<![A-Za-z])(?:S?Fr\.|Rs\.|Ksh|[Ee]uros?|dollars|pounds)(?![A-Za-z]))"
)
_NUMBER = (
    r"\d{1,3}(?:[.,'’ \u202f\u00a0]\d{3})+(?![\d])(?:[.,]\d{1,2}(?!\d))?"
    r"|\d{1,7}(?:[.,]\d{1,2}(?!\d))?"
)
# "{0}" stands for the side of a range.
_AMOUNT = (
    rf"(?P<pre{{0}}>{_CURRENCY})?\s?(?P<pre2{{0}}>{_CURRENCY})?\s?(?P<n{{0}}>{_NUMBER})"
    rf"(?P<k{{0}}>\s?[kK](?![A-Za-z]))?(?:\s?(?P<post{{0}}>{_CURRENCY}))?"
)


_TO = r"\s*(?:/\s?\w{1,5}\.?)?\s*(?:-|–|—|−|~|to|bis|à|a|and|et|y|und|e|tot|up to)\s*"
_RANGE = re.compile(_AMOUNT.replace("{0}", "a") + _TO + _AMOUNT.replace("{0}", "b"))
_SINGLE = re.compile(_AMOUNT.replace("{0}", "a"))
_QUICK = re.compile(_CURRENCY)
_PERIODS: tuple[tuple[Period, re.Pattern[str]], ...] = (
    (
        "hour",
        re.compile(
            r"/\s?(?:hr|h|hour|std|stunde|heure|hora|uur)\b|\b(?:per|an|each|pro|par|por"
            r"|all'|de l')\s?(?:hour|stunde|heure|hora|ora|uur)\b|\bhourly\b|\bhoraire\b"
            r"|\bstundenlohn\b|\bp/?h\b|\bthe hour\b",
            re.IGNORECASE,
        ),
    ),
    (
        "day",
        re.compile(
            r"/\s?(?:day|tag|jour|día)\b|\b(?:per|a|pro|par|por)\s(?:day|tag|jour|día|dia)\b"
            r"|\bdaily\b|\btjm\b|\btagessatz\b",
            re.IGNORECASE,
        ),
    ),
    (
        "week",
        re.compile(
            r"/\s?(?:week|wk|woche|semaine)\b|\b(?:per|a|pro|par|por)\s(?:week|woche|semaine"
            r"|semana)\b|\bweekly\b",
            re.IGNORECASE,
        ),
    ),
    (
        "month",
        re.compile(
            r"/\s?(?:month|mo|monat|mois|mes|mês|maand|mth)\b|\b(?:per|a|im|pro|par|al|por"
            r"|ao|al)\s(?:month|monat|mois|mes|mês|mese|maand)\b|\bmonthly\b|\bmonatlich\w*"
            r"|\bmensuel\w*|\bmensual\w*|\bmensili\b|\bmensal\b|\bpcm\b|\bmonatsgehalt\b",
            re.IGNORECASE,
        ),
    ),
    (
        "year",
        re.compile(
            r"/\s?(?:year|yr|jahr|an|año|annum|anno|jaar|a)\b|\b(?:per|a|im|pro|par|al|por"
            r"|ao|per)\s(?:year|annum|jahr|an|año|ano|anno|jaar)\b|\bannual\w*|\byearly\b"
            r"|\bp\.\s?a\.|\bjährlich\w*|\bjahresgehalt\b|\bannuel\w*|\banual\w*|\bannui\b"
            r"|\bpa\b|\bral\b|\bbrut annuel\b",
            re.IGNORECASE,
        ),
    ),
)
_PAY = re.compile(
    r"\b(?:salary|salaries|pay|paid|compensation|wage|wages|remuneration|base|range"
    r"|gross|rate|earn|ote|offer|band"
    r"|gehalt|vergütung|lohn|brutto|verdienst|entgelt|jahresgehalt|wir zahlen"
    r"|salaire|rémunération|brut|salario|sueldo|retribución|bruto"
    r"|salário|remuneração|retribuzione|stipendio|lorda|salaris|hourly|annual"
    r"|annually|per hour|per year|per annum|horaire)\b",
    re.IGNORECASE,
)
_NOT_PAY = re.compile(
    r"\b(?:revenue|arr|funding|raised|budget|million|billion|mio|bonus|signing"
    r"|sign-on|referral|allowance|stipend|tuition|reimburse\w*"
    r"|differential|turnover|umsatz|chiffre d|series [a-d]|valuation|match|p&l|bill"
    r"|discount|learning|desk|fee|responsibility|aum|assets|grant|fund"
    r"|worth|above|over|weekly)\b",
    re.IGNORECASE,
)
_BIG = re.compile(r"^\s?(?:m|mn|bn|mio|million|billion|millionen|millions|md|mrd)\b", re.IGNORECASE)
_UP_TO = re.compile(
    r"(?:up to|maximum[\w\s]{0,60}|bis zu|jusqu'à|hasta|fino a|tot)\s*$", re.IGNORECASE
)
_FROM = re.compile(
    r"(?:from|starting at|at least|ab|à partir de|desde|a partir de|vanaf|da)\s*$", re.IGNORECASE
)
_MAX_SCAN = 60_000


class _Found(NamedTuple):
    low: float
    high: float
    currency: str
    start: int
    end: int
    ranged: bool


def salary_of(text: str) -> Salary | None:
    """Return the pay that `text` states, None when it states none."""
    text = text[:_MAX_SCAN]
    best: tuple[float, _Found] | None = None
    found = _candidates(text)
    for one in found:
        score = _score(text, one)
        if score > 0 and (best is None or score > best[0]):
            best = (score, one)
    if best is None:
        return None
    raised = [f for f in found if _is_raise(text, best[1], f)]
    chosen = (
        best[1]._replace(high=raised[0].high, end=raised[0].end, ranged=True) if raised else best[1]
    )
    return _salary(text, chosen)


def _is_raise(text: str, base: _Found, other: _Found) -> bool:
    """Tell whether `other` is what the pay rises to: "$18/hour, rising to $19.50/hour"."""
    near = 0 < other.start - base.end < 60
    same = other.currency == base.currency and base.high < other.high <= 2 * base.high
    return not base.ranged and near and same and _period(text, other) == _period(text, base)


def _candidates(text: str) -> list[_Found]:
    found: list[_Found] = []
    reach = 0
    for sign in _QUICK.finditer(text):
        begin = max(reach, sign.start() - 34)
        for match in _RANGE.finditer(text, begin, min(len(text), sign.end() + 60)):
            one = _ranged(match)
            if one and one.end > reach:
                found.append(one)
                reach = one.end
        if sign.end() <= reach:
            continue
        for match in _SINGLE.finditer(text, begin, min(len(text), sign.end() + 18)):
            currency = _currency(match, "a")
            if currency and match.start() >= reach:
                value = _value(match["na"], match["ka"])
                found.append(
                    _Found(value, value, currency, match.start(), match.end(), ranged=False)
                )
                reach = match.end()
    return found


def _ranged(match: re.Match[str]) -> _Found | None:
    currency = _currency(match, "a") or _currency(match, "b")
    if not currency:
        return None
    thousands = match["kb"]
    low = _value(match["na"], match["ka"] or (thousands if len(match["na"]) <= 3 else None))
    high = _value(match["nb"], thousands)
    if not 0 < low <= high or high > 40 * low:
        return None
    return _Found(low, high, currency, match.start(), match.end(), ranged=True)


def _currency(match: re.Match[str], side: str) -> str:
    for name in ("pre2", "pre", "post"):
        sign = match[name + side]
        if sign:
            known = _SIGNS.get(sign.lower(), sign.upper())
            other = match["pre" + side]
            if known == "USD" and other and len(other) == 3 and other.isupper():
                return other
            return known
    return ""


def _value(number: str, thousands: str | None) -> float:
    plain = re.sub(r"[ '’\u202f\u00a0]", "", number)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", plain):
        plain = re.sub(r"[.,]", "", plain)
    elif match := re.fullmatch(r"([\d.,]*\d)[.,](\d{1,2})", plain):
        plain = re.sub(r"[.,]", "", match[1]) + "." + match[2]
    return float(re.sub(r",", "", plain)) * (1000 if thousands else 1)


def _score(text: str, found: _Found) -> float:
    before = text[max(0, found.start - 60) : found.start]
    line_before = before.rsplit("\n", 1)[-1]
    after = text[found.end : found.end + 50].split("\n", 1)[0]
    if _BIG.match(after) or found.high < 4:
        return 0
    score = 1.0 + 2.0 * found.ranged
    score += 2.0 * bool(_PAY.search(line_before) or _PAY.search(after[:30]))
    score += 1.5 * (_period(text, found) is not None)
    if _NOT_PAY.search(line_before[-40:]) or (_NOT_PAY.search(after[:16]) and "+" not in after[:4]):
        score -= 3.0
    if not found.ranged:
        score -= 1.5
        if found.high < 1000 and _period(text, found) is None:
            return 0
    if found.ranged and found.high < 1000 and _period(text, found) is None and found.low >= 100:
        score -= 2.0
    return score - found.start / 1e6


def _period(text: str, found: _Found) -> Period | None:
    after = text[found.end : found.end + 45].split("\n", 1)[0]
    inside = text[found.start : found.end]
    before = text[max(0, found.start - 45) : found.start].rsplit("\n", 1)[-1]
    for place in (inside, after, before):
        first: tuple[int, Period] | None = None
        for period, pattern in _PERIODS:
            match = pattern.search(place)
            if match and (first is None or match.start() < first[0]):
                first = (match.start(), period)
        if first:
            return first[1]
    return None


def _salary(text: str, found: _Found) -> Salary:
    period = _period(text, found) or guess_period(found.high)
    low: float | None = found.low
    high: float | None = found.high
    if not found.ranged:
        before = text[max(0, found.start - 90) : found.start]
        if _UP_TO.search(before) or "maximum" in before[-90:].lower():
            low = None
        elif _FROM.search(before):
            high = None
    return Salary(
        min=low,
        max=high,
        currency=found.currency,
        period=period,
        text=text[found.start : found.end].strip(),
    )


def guess_period(amount: float) -> Period:
    """Return the period that an amount without one most likely has."""
    if amount < 200:
        return "hour"
    if amount < 1_500:
        return "day"
    return "month" if amount < 12_000 else "year"
