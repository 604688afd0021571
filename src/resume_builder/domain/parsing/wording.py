"""What the words of a field say against it: signs that a text is no name, title or school."""

from collections.abc import Iterator

from resume_builder.domain.parsing.contact import EMAIL, URL, phones
from resume_builder.domain.parsing.sections import heading_key
from resume_builder.domain.parsing.signals import (
    degree_score,
    is_prose,
    org_score,
    place_score,
    school_score,
    title_score,
)
from resume_builder.domain.periods import find_periods
from resume_builder.domain.vocabulary import CJK, Vocabulary, fold, phrase, words

# Accents that stand alone, and the sign for a letter that could not be read.
_STRAY = frozenset("´`ˆ˜¨¸˚�")
# A name of more words than this is a sentence.
_MOST_WORDS = 9
_MOST_SIGNS_CJK = 24
_SEAMS = (", ", " - ", " – ", " — ", " | ", " · ", " at ", "，")


def oddities(text: str, v: Vocabulary) -> Iterator[str]:
    """Yield what speaks against `text` being a name of anything."""
    letters = sum(c.isalpha() for c in text)
    if is_prose(text) or len(text.split()) > _MOST_WORDS:
        yield "sentence"
    if CJK.search(text) and len(text) > _MOST_SIGNS_CJK:
        yield "sentence"
    address = bool(EMAIL.search(text) or URL.search(text) or phones(text))
    if (
        not address
        and text[:1].islower()
        and not any(c.isupper() for c in text.split(maxsplit=1)[0])
    ):
        yield "begins_small"
    if text[-1] in ",-&(/:;" or fold(text.rsplit(maxsplit=1)[-1]) in v.connectors:
        yield "breaks_off"
    if text.count("(") != text.count(")"):
        yield "breaks_off"
    if letters < 0.6 * len(text.replace(" ", "")) or letters < (1 if CJK.search(text) else 2):
        yield "few_letters"
    if any(c in _STRAY for c in text):
        yield "stray_signs"
    if find_periods(text, v.dates) or _only_time_words(text, v):
        yield "dated"
    if address:
        yield "contact"
    yield from _labels(text, v)


def _labels(text: str, v: Vocabulary) -> Iterator[str]:
    named = phrase(text)
    if heading_key(text, v)[1] == 2:
        yield "heading"
    first = named.split()[0] if named else ""
    labels = v.name_labels, v.contact_labels, v.body_labels, v.field_labels
    if first in v.name_labels or any(named in known for known in labels):
        yield "label"


def _only_time_words(text: str, v: Vocabulary) -> bool:
    """Tell whether every word is a month, a number or "today"."""
    dates = v.dates
    timely = dates.months, dates.present, dates.joiners, dates.seasons
    return all(word.isdigit() or any(word in known for known in timely) for word in words(text))


def of_job(position: str, company: str, v: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield ("position" or "company" or "both", what speaks against it) of a job's two names."""
    title, title_org = title_score(position, v), org_score(position, v)
    org, org_title = org_score(company, v), title_score(company, v)
    if position and company:
        if title_org - title >= 0.7 or org_title - org >= 0.7:
            yield "both", "swapped"
        elif title == 0 and org == 0:
            yield "both", "untold"
        elif title == 0 or (org == 0 and org_title > 0):
            yield "both", "half_told"
    if position and _holds_both(position, v):
        yield "position", "mixed"
    if company and _holds_both(company, v):
        yield "company", "mixed"
    if position and place_score(position, v) >= 1 and title < 0.7:
        yield "both", "place"
    if company and place_score(company, v) >= 1 and org < 0.8:
        yield "both", "place"
    if position and fold(position) == fold(company):
        yield "both", "same"


def _holds_both(text: str, v: Vocabulary) -> bool:
    """Tell whether a text names a title in one part and an employer or a place in another."""
    for seam in _SEAMS:
        pieces = text.split(seam)
        titled = [title_score(p, v) >= 0.7 for p in pieces]
        if len(pieces) > 1 and any(titled):
            others = [p for p, is_title in zip(pieces, titled, strict=True) if not is_title]
            if any(org_score(p, v) >= 0.8 or place_score(p, v) >= 1.3 for p in others):
                return True
    return False


def of_school(degree: str, school: str, v: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield ("degree" or "school" or "both", what speaks against it) of a course of study."""
    is_school, is_degree = school_score(school, v), degree_score(degree, v)
    if school and is_school < 1:
        yield "school", "no_school_word" if org_score(school, v) < 0.5 else "only_org_word"
    if degree and is_degree < 0.8:
        yield "degree", "no_degree_word"
    if school and degree_score(school, v) >= 1:
        yield "both", "mixed"
    if degree and school_score(degree, v) >= 1 and is_degree < 1:
        yield "both", "swapped"
    if school and place_score(school, v) >= 1 and is_school < 1:
        yield "school", "place"


def of_person(name: str, v: Vocabulary) -> Iterator[str]:
    """Yield what speaks against a person's name."""
    tokens = name.split()
    if len(tokens) == 1 and not CJK.search(name):
        yield "one_word"
    if len(tokens) > 4:
        yield "many_words"
    if title_score(name, v) >= 0.7 or org_score(name, v) >= 0.8 or degree_score(name, v) >= 1:
        yield "title"
    if any(t[0].islower() and len(t) > 3 for t in tokens):
        yield "small_word"
    if heading_key(tokens[0], v)[1] == 2:
        yield "heading"
