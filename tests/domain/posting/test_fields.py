"""Title, company, places, pay, terms and language."""

import pytest

from resume_builder.adapters.data.posting_words import load_posting_words
from resume_builder.domain.posting.salary import salary_of
from resume_builder.domain.posting.terms import degree_in, employment_of, remote_of, years_in
from tests.domain.posting.helpers import read

pytestmark = pytest.mark.postings


@pytest.mark.parametrize(
    ("text", "low", "high", "currency", "period"),
    [
        ("Pay: $39.40 – $58.10 per hour", 39.4, 58.1, "USD", "hour"),
        ("£68,000–£80,000", 68000, 80000, "GBP", "year"),
        ("Base £105k to £125k", 105000, 125000, "GBP", "year"),
        ("54.000 bis 66.000 Euro im Jahr", 54000, 66000, "EUR", "year"),
        ("3 100 à 3 500 € brut/mois", 3100, 3500, "EUR", "month"),
        ("Salaire : entre 40 000 et 45 000 €", 40000, 45000, "EUR", "year"),
        ("Gross KES 185,000 – 230,000 per month", 185000, 230000, "KES", "month"),
        ("11,07 Euros à 13,00 Euros de l'heure", 11.07, 13, "EUR", "hour"),
        ("Salary CHF 95'000 - 110'000", 95000, 110000, "CHF", "year"),
        ("Salary: 450-550 EUR pro Tag", 450, 550, "EUR", "day"),
        ("USD $74,000~$80,000", 74000, 80000, "USD", "year"),
        ("$9.50/hour, rising to $10.25/hour after ninety days", 9.5, 10.25, "USD", "hour"),
        ("The maximum salary is $191,900", None, 191900, "USD", "year"),
    ],
)
def test_pay(text: str, low: float | None, high: float, currency: str, period: str) -> None:
    """Pay is read in the ways in which it is written."""
    salary = salary_of(text)
    assert salary is not None
    assert (salary.min, salary.max) == (low, high)
    assert (salary.currency, salary.period) == (currency, period)
    assert salary.text in text


@pytest.mark.parametrize(
    "text",
    [
        "We raised $40 million in funding",
        "roughly $4.5M ARR",
        "£1,000 learning budget",
        "a book of 55 customers",
        "from 2019 to 2024",
        "no salary is stated here",
    ],
)
def test_money_that_is_no_pay(text: str) -> None:
    """Revenue, budgets and years are no pay."""
    assert salary_of(text) is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("5+ years building services", 5),
        ("at least six (6) years of HR", 6),
        ("eight or more years in HR", 8),
        ("3-5 years of experience", 3),
        ("mindestens fünf Jahre Praxis", 5),
        ("au moins cinq ans d'expérience", 5),
        ("al menos 3 años de experiencia", 3),
        ("a minimum of 18 months of monitoring", 1),
        ("obtained within 12 months", None),
        ("at least 18 years old", None),
        ("three violations in the last 3 years", None),
        ("no number here", None),
    ],
)
def test_years(text: str, years: float | None) -> None:
    """Years asked are read as digits and as words; an age or a time span is none."""
    assert years_in(text, load_posting_words(), sure=True) == years


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        ("Bachelor's or Master's degree", "bachelor"),
        ("High school diploma or GED", "high_school"),
        ("abgeschlossene Ausbildung als Elektroniker", "vocational"),
        ("Hochschulstudium der Informatik", "bachelor"),
        ("un CAP cuisine", "vocational"),
        ("PhD in biology", "doctorate"),
        ("Scrum Master", None),
        ("simple but effective", None),
    ],
)
def test_degree(text: str, degree: str | None) -> None:
    """The lowest degree that is accepted is what counts."""
    assert degree_in(text, load_posting_words()) == degree


@pytest.mark.parametrize(
    ("text", "remote"),
    [
        ("fully remote", True),
        ("hybrid, two days a week in the office", "hybrid"),
        ("3 jours de télétravail", "hybrid"),
        ("teletrabajo", True),
        ("this is not a remote role", False),
        ("an office in Leeds", None),
    ],
)
def test_remote(text: str, remote: object) -> None:
    """Remote, hybrid, on site, or nothing said."""
    assert remote_of([text], load_posting_words()) == remote


def test_employment() -> None:
    """Employment types come in the order of schema.org."""
    words = load_posting_words()
    assert employment_of(["Teilzeit oder Vollzeit, befristet"], words)[:2] == (
        "full_time",
        "part_time",
    )
    assert employment_of(["nothing"], words) == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We are looking for you and your ideas for our team", "en"),
        ("Wir suchen dich und deine Ideen für unser Team", "de"),
        ("Nous recherchons une personne pour notre équipe dans la ville", "fr"),
        ("Buscamos una persona para nuestro equipo en la ciudad", "es"),
        ("Procuramos uma pessoa para a nossa equipa com experiência", "pt"),
        ("Cerchiamo una persona per il nostro gruppo con esperienza nel settore", "it"),
        ("Wij zoeken een collega voor ons team en jij bent de beste", "nl"),
        ("我们正在寻找一位工程师", "zh"),
        ("", ""),
    ],
)
def test_language(text: str, language: str) -> None:
    """The language is told by its commonest words, or its script."""
    assert read(text).language == language


@pytest.mark.parametrize(
    ("head", "title", "company", "locations"),
    [
        (
            "Welder (m/f/d)\nTorvik Yard AS – Bergen, Norway",
            "Welder (m/f/d)",
            "Torvik Yard AS",
            ("Bergen, Norway",),
        ),
        (
            "# [Baker](https://jobs.example/1)\n### Crumb & Sons\n#### `🌎 Remote,Ghent, Belgium`",
            "Baker",
            "Crumb & Sons",
            ("Ghent, Belgium",),
        ),
        (
            "Title: Clerk\nCompany: Holm Paper\nLocation: 12 Mill Lane, Leeds",
            "Clerk",
            "Holm Paper",
            ("12 Mill Lane, Leeds",),
        ),
        (
            "---\ntitle: Pilot\ncompany: Sky Loft\nlocation: Oslo\n---\n\nWe fly.",
            "Pilot",
            "Sky Loft",
            (),
        ),
        ("Support Lead @ Paperbark\n\nhi! we're Paperbark.", "Support Lead", "Paperbark", ()),
    ],
)
def test_head(head: str, title: str, company: str, locations: tuple[str, ...]) -> None:
    """Title, company and places stand in the first lines in many ways."""
    posting = read(f"{head}\n\nRequirements\n- Patience\n- English\n- A van\n")
    assert (posting.title, posting.company) == (title, company)
    assert posting.locations[: len(locations)] == locations


def test_company_that_speaks_of_itself() -> None:
    """Where no line names the company, its own first sentence does."""
    posting = read(
        "Road Planner\n\nAbout us\nOstwick Maps is a small firm that draws roads. We are nine.\n\n"
        "Requirements\n- QGIS\n"
    )
    assert posting.company == "Ostwick Maps"
