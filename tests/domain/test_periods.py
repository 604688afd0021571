"""Dates and ranges as people write them, in eight languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.domain.periods import find_periods, is_duration
from resume_builder.domain.resume import PartialDate

pytestmark = pytest.mark.reading

RANGES = [
    ("Jan 2020 - Present", "2020-01", "present"),
    ("2016-09-01 —", "2016-09-01", "present"),
    ("2017-Apr - Present", "2017-04", "present"),
    ("2012-Jun - 2017-Mar", "2012-06", "2017-03"),
    ("2019 Sept – 2020 Okt", "2019-09", "2020-10"),
    ("2010 - May 2012", "2010", "2012-05"),
    ("Sep. 2023 \u00ad Mar. 2024", "2023-09", "2024-03"),
    ("2022 年 4 月 - 现在:", "2022-04", "present"),
    ("2022 年 1 月至 2022 年 4 月", "2022-01", "2022-04"),
    ("2019年9月至今", "2019-09", "present"),
    ("2006/12-present", "2006-12", "present"),
    ("seit März 2019", "2019-03", "present"),
    ("März 2018 – heute", "2018-03", "present"),
    ("04/2017 - 08/2019", "2017-04", "2019-08"),
    ("01.04.2017 – 31.08.2019", "2017-04-01", "2019-08-31"),
    ("Depuis septembre 2020", "2020-09", "present"),
    ("de janvier 2018 à août 2020", "2018-01", "2020-08"),
    ("mars 2019 – aujourd’hui", "2019-03", "present"),
    ("Mars 2016 – à ce jour", "2016-03", "present"),
    ("enero de 2018 - actualidad", "2018-01", "present"),
    ("Desde 2015 hasta la fecha", "2015", "present"),
    ("Outubro de 2015 a Março de 2018", "2015-10", "2018-03"),
    ("gennaio 2019 – in corso", "2019-01", "present"),
    ("Da marzo 2018 a oggi", "2018-03", "present"),
    ("mrt 2018 - heden", "2018-03", "present"),
    ("2018 – 21", "2018", "2021"),
    ("March - July 2002", "2002-03", "2002-07"),
    ("Sept '19 – Dec '20", "2019-09", "2020-12"),
    ("Jan 2020 - Mar 2022 (2 years 3 months)", "2020-01", "2022-03"),
    ("From June 2014 till date", "2014-06", "present"),
    ("WS 2012 – SS 2014", "2012", "2014"),
]
SINGLE = [
    ("Summer 2022", "2022"),
    ("Grad. May 2011", "2011-05"),
    ("(Expected Graduation: May 2027)", "2027-05"),
    ("June 30th, 2021", "2021-06-30"),
    ("2007/11 CAPM", "2007-11"),
    ("été 2019", "2019"),
    ("12/31/2020", "2020-12-31"),
]


def _written(date: PartialDate | None) -> str:
    if date is None:
        return ""
    return "present" if date.present else date.iso


@pytest.mark.parametrize(("text", "start", "end"), RANGES)
def test_range(text: str, start: str, end: str) -> None:
    """Both ends are read at the precision they were written in."""
    (period,) = find_periods(text, load_vocabulary().dates)
    assert (period.ranged, _written(period.start), _written(period.end)) == (True, start, end)


@pytest.mark.parametrize(("text", "end"), SINGLE)
def test_single_date(text: str, end: str) -> None:
    """A date alone is no range, and words that introduce it belong to it."""
    (period,) = find_periods(text, load_vocabulary().dates)
    assert (period.ranged, period.start, _written(period.end)) == (False, None, end)


@pytest.mark.parametrize(
    "text", ["1,200 users in 2000+ places", "$2000 saved", "+44 20 7946 0000", "May I", "v1.2.2019"]
)
def test_no_date(text: str) -> None:
    """Amounts, phone numbers and words that are also months are no dates."""
    assert find_periods(text, load_vocabulary().dates) == ()


def test_the_written_words_are_kept() -> None:
    """`text` of each end is what stood there."""
    (period,) = find_periods("März 2018 – heute", load_vocabulary().dates)
    assert period.start is not None
    assert period.end is not None
    assert (period.start.text, period.end.text) == ("März 2018", "heute")


def test_a_template_s_placeholder_is_a_range_without_years() -> None:
    """ "año–año" opens an entry, though nothing is known of its dates."""
    (period,) = find_periods("año–año Grado", load_vocabulary().dates)
    assert period.ranged
    assert not period.known


def test_duration() -> None:
    """A length of time is no date."""
    assert is_duration("5 years 2 months", load_vocabulary().dates)
    assert not is_duration("5 engineers", load_vocabulary().dates)


@settings(deadline=None)
@given(st.text(alphabet="0123456789 -–./年月日至janmrzspetPresnt'’,()", max_size=40))
def test_any_text(text: str) -> None:
    """Periods lie in the text, in order, and never overlap."""
    at = 0
    for period in find_periods(text, load_vocabulary().dates):
        assert at <= period.begin < period.stop <= len(text)
        at = period.stop
