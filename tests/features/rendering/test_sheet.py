"""What stands on the page: words by language, dates, links, order, nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.domain import resume as r
from resume_builder.domain.dates import read_iso_date
from resume_builder.domain.tailoring.model import DateForm, RenderOptions
from resume_builder.features.rendering.compose import compose
from resume_builder.features.rendering.sheet import safe_href, web_link
from tests.features.rendering.generated import MORE_TONGUES, TONGUES, Maker, Tongue
from tests.features.rendering.hostile import BAD_LINKS

pytestmark = pytest.mark.rendering
WORDS = load_page_words()


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "June 2021 to present"),
        ("", "June 2021 to present"),
        ("xx", "June 2021 to present"),
        ("de-AT", "Juni 2021 bis heute"),
        ("fr", "juin 2021 – aujourd’hui"),
        ("pt_BR", "junho 2021 – atual"),
        ("zh", "2021年6月 – 至今"),
    ],
)
def test_periods(tag: str, text: str) -> None:
    """Dates are written as the résumé's language writes them."""
    start = read_iso_date("2021-06-15")
    assert WORDS.of(tag).period(start, None, current=True) == text


@pytest.mark.parametrize(
    ("tag", "form", "text"),
    [
        ("en", "short", "Jun 2021 to present"),
        ("en", "number", "06/2021 to present"),
        ("en", "year", "2021 to present"),
        ("de", "short", "Juni 2021 bis heute"),
        ("de", "number", "06.2021 bis heute"),
        ("fr", "short", "juin 2021 – aujourd’hui"),
        ("nl", "number", "06-2021 – heden"),
        ("zh", "number", "2021.06 – 至今"),
    ],
)
def test_dates_in_another_form(tag: str, form: DateForm, text: str) -> None:
    """Months are shortened, numbered or left out as the language does it."""
    work = r.Work(id="w1", position="x", start_date=read_iso_date("2021-06-15"))
    sheet = compose(r.Resume(language=tag, work=(work,)), WORDS, RenderOptions(dates=form))
    assert sheet.sections[0].entries[0].dates == text


def test_sections_in_an_order_of_ones_own() -> None:
    """Those named come first, custom ones by id; unknown names are passed over; titles change."""
    resume = Maker(1, TONGUES[0]).resume()
    usual = compose(resume, WORDS)
    options = RenderOptions(
        sections=("skills", "x1", "nope", "work"), titles={"skills": " Tools\n", "work": ""}
    )
    sheet = compose(resume, WORDS, options)
    assert [s.kind for s in sheet.sections[:4]] == ["skills", "custom", "work", "summary"]
    assert sheet.sections[0].title == "Tools"
    assert sheet.sections[2].title == "Experience"
    assert sorted(s.kind for s in sheet.sections) == sorted(s.kind for s in usual.sections)


def test_dates_that_could_not_be_read_stay() -> None:
    """The person's own words are kept; one date is no period; equal dates are one."""
    own = WORDS.of("en")
    assert own.period(r.PartialDate(text="Summer  2019"), None, current=False) == "Summer 2019"
    year = r.PartialDate(year=2019)
    assert own.period(year, year, current=False) == "2019"
    assert own.period(None, year, current=False) == "2019"
    assert own.period(None, None, current=False) == ""
    assert own.date(r.PartialDate(text="{0.__class__} {month}")) == "{0.__class__} {month}"


def test_every_language_is_whole() -> None:
    """Each language names each section and twelve months."""
    english = WORDS.languages["en"]
    assert len(WORDS.languages) > 25
    for own in WORDS.languages.values():
        assert own.sections.keys() == english.sections.keys()
        assert len(own.months) == len(own.months_short) == 12
        assert all(own.sections.values())


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda t: t.code)
def test_nothing_is_lost(tongue: Tongue) -> None:
    """Every text of every section stands on the sheet."""
    resume = Maker(7, tongue).resume()
    text = compose(resume, WORDS).texts()
    for entry, highlight in resume.highlights():
        assert highlight.text in text, entry.id
    for job in resume.work:
        assert job.name in text
        assert job.position in text
    shown = [resume.sections[0].title, resume.references[0].reference, resume.awards[0].summary]
    shown += [k for s in resume.skills for k in s.keywords]
    shown += [w for i in resume.interests for w in (i.name, *i.keywords)]
    assert all(word in text for word in shown)


def test_links() -> None:
    """Addresses print without their scheme and lead where they say."""
    shown = web_link("https://brandvold.example/")
    assert shown is not None
    assert (shown.text, shown.href) == ("brandvold.example", "https://brandvold.example/")
    assert safe_href("github.com/x") == "https://github.com/x"
    assert safe_href("localhost") == ""


@pytest.mark.parametrize("address", BAD_LINKS)
def test_bad_links_lead_nowhere(address: str) -> None:
    """The text stays, the link goes."""
    shown = web_link(address)
    assert shown is not None
    assert shown.href == ""
    assert shown.text


@given(st.text())
def test_only_four_schemes(address: str) -> None:
    """Whatever is given, a link is http, https, mailto or tel."""
    href = safe_href(address)
    assert not href or href.lower().startswith(("http:", "https:", "mailto:", "tel:"))


def test_students_lead_with_their_studies() -> None:
    """Without a job, education stands before projects."""
    resume = r.Resume(
        education=(r.Education(id="e1", institution="School"),),
        projects=(r.Project(id="p1", name="Kite"),),
    )
    assert [s.kind for s in compose(resume, WORDS).sections] == ["education", "projects"]


@pytest.mark.parametrize("tongue", [*TONGUES, *MORE_TONGUES], ids=lambda t: t.code)
def test_the_language_is_guessed_where_it_is_not_said(tongue: Tongue) -> None:
    """Where there are words for a language, its small words tell it; else heads are English."""
    resume = Maker(11, tongue).resume().model_copy(update={"language": ""})
    guessed = compose(resume, WORDS).language
    assert guessed == tongue.code if tongue.code in WORDS.languages else guessed in ("", "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("決済システムの開発を10年担当しました。", "ja"),
        ("负责支付系统的开发。", "zh"),
        ("میں نے ٹیم کی قیادت کی", "ur"),
        ("संघाचे नेतृत्व केले आणि खर्च कमी केला, गुणवत्ता वाढवली, मुलांना शाळेत मदत केली", "mr"),
        ("Built things in 東京", ""),
        ("Руководил командой и снизил расходы на треть, работал с клиентами из Европы", "ru"),
        ("Керував командою та знизив витрати на третину, працював з клієнтами від Європи", "uk"),
    ],
)
def test_a_script_tells_its_language(text: str, language: str) -> None:
    """Where most letters are of it; small words tell those that share a script."""
    assert compose(r.Resume(basics=r.Basics(summary=text)), WORDS).language == language


def test_a_language_that_is_said_is_kept() -> None:
    """What is no tag says nothing."""
    basics = r.Basics(summary="Built the house and ran the site for the team")
    said = compose(r.Resume(basics=basics, language="de-CH"), WORDS)
    assert said.language == "de-CH"
    assert said.sections[0].title == "Profil"
    assert compose(r.Resume(basics=basics, language="<x>"), WORDS).language == "en"


def test_sentences_do_not_shout() -> None:
    """Names stand out in a row; a bibliography is set plain."""
    named = (r.Certificate(id="c1", name="CKA", issuer="CNCF"), r.Certificate(id="c2", name="PMP"))
    plain = (r.Publication(id="b1", name="A. Author. " + "A title of many words " * 6),)
    sections = compose(r.Resume(certificates=named, publications=plain), WORDS).sections
    assert [s.titles_stand_out for s in sections] == [True, False]
