"""The words that a page adds to a résumé's own: section titles and dates, by language."""

import string

from pydantic import BaseModel, ConfigDict

from resume_builder.domain.resume import PartialDate
from resume_builder.domain.tailoring.model import DateForm
from resume_builder.features.rendering.sheet import one_line

_DEFAULT = "en"


class LanguageWords(BaseModel):
    """The words of one language.

    `month_year`, `month_number_year` and `span` are formats with named places; `common` are the
    small words that tell this language from the others. `dates` is how dates are written.
    """

    model_config = ConfigDict(frozen=True)

    sections: dict[str, str]
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    month_year: str
    month_number_year: str
    span: str
    present: str
    courses: str
    grade: str
    keywords: str
    resume: str
    letter: str
    common: tuple[str, ...]
    dates: DateForm = "long"

    def date(self, date: PartialDate | None) -> str:
        """Return a date by month or year, the person's own words where it could not be read."""
        if date is None:
            return ""
        if date.present:
            return self.present
        if date.year is None:
            return one_line(date.text)
        if date.month is None or self.dates == "year":
            return str(date.year)
        if self.dates == "number":
            number = f"{date.month:02}"
            return _fill(self.month_number_year, month=number, year=str(date.year))
        months = self.months_short if self.dates == "short" else self.months
        return _fill(self.month_year, month=months[date.month - 1], year=str(date.year))

    def period(self, start: PartialDate | None, end: PartialDate | None, current: bool) -> str:
        """Return "June 2021 to present" in this language; one date where only one is known."""
        first = self.date(start)
        last = self.present if current else self.date(end)
        if first and last and first != last:
            return _fill(self.span, start=first, end=last)
        return first or last


class PageWords(BaseModel):
    """The words of every language that has some, by primary subtag ("en", "de")."""

    model_config = ConfigDict(frozen=True)

    languages: dict[str, LanguageWords]

    def of(self, tag: str) -> LanguageWords:
        """Return the words for a BCP 47 tag; English where the language has none."""
        return self.languages.get(primary(tag)) or self.languages[_DEFAULT]


def primary(tag: str) -> str:
    """Return the primary subtag of a BCP 47 tag in lower case ("pt" of "pt-BR")."""
    return tag.replace("_", "-").partition("-")[0].lower()


def _fill(template: str, **words: str) -> str:
    """Fill the named places of `template`: the words themselves are never read as a format."""
    return string.Formatter().vformat(template, (), words)
