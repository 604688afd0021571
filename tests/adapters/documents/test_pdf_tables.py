"""Tables of a page: dates left of entries, labels of a form, accents apart from their letters."""

import pytest

from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.adapters.documents import read_document
from resume_builder.adapters.documents.pdf.letters import text_of
from resume_builder.domain.parsing import parse_resume
from resume_builder.domain.resume import Resume
from tests.adapters.documents.paper import line, pdf, typeset

pytestmark = pytest.mark.reading

TABLE = """
#set page(margin: 2cm)
#set text(size: 10pt)
#text(24pt)[Rosa Lindqvist] \\ rosa\\@example.org
#let row(left, body) = grid(columns: (WIDTH, 1fr), gutter: 12pt, align(ALIGN, left), body)
"""


def table(width: str = "2.6cm", align: str = "right") -> str:
    """The start of a Typst page whose rows have a narrow left cell."""
    return TABLE.replace("WIDTH", width).replace("ALIGN", align)


def resume(source: str) -> Resume:
    """The résumé on a page that Typst sets."""
    return parse_resume(read_document(typeset(source), "cv.pdf"), load_vocabulary()).resume


def jobs(read: Resume) -> list[tuple[str, str, str, str, int]]:
    """Employer, title, start, end and count of statements of each job."""
    return [
        (
            job.name,
            job.position,
            job.start_date.iso if job.start_date else "",
            job.end_date.iso if job.end_date else "",
            len(job.highlights),
        )
        for job in read.work
    ]


@pytest.mark.parametrize(("x", "y"), [(107.8, 700), (107.8, 702.4)], ids=["level", "raised"])
def test_accent_of_its_own_joins_its_letter(x: float, y: float) -> None:
    """An accent drawn apart from its word goes on the letter below it."""
    data = pdf(line(100, 700, "Sao Paulo is the place of work") + line(x, y, "˜"))
    assert read_document(data, "cv.pdf").text.split() == "São Paulo is the place of work".split()


def test_unmapped_signs_of_tex() -> None:
    """Fonts of pictures name no characters: dashes and bullets are known by their places."""
    box = (0.0, 0.0, 5.0, 9.0)
    assert text_of([0x15], [box], math=False) == "–"
    assert text_of([0x31, 0x15, 0x32], [box] * 3, math=False) == "1–2"
    assert text_of([0x88], [box], math=False) == "•"


def test_dates_over_three_lines_stay_beside_their_entry() -> None:
    """A narrow column of dates beside lists is no column to be read for itself."""
    read = resume(
        table("2cm")
        + """
= Experience
#row[September \\ 2017 – \\ present][*Head Baker*, Hearthside Mills, Leeds
  - Runs a crew of nine on two ovens
  - Writes the weekly plan
  - Trains apprentices]
#row[September \\ 2011 – \\ August 2017][*Baker*, Corner Oven Ltd, Hull
  - Baked rye and wheat
  - Kept the starter alive
  - Opened the shop at four]
#row[2009 – 2011][*Shop Assistant*, Milltown Stores, Hull
  - Sold bread]
"""
    )
    assert [job[2:] for job in jobs(read)] == [
        ("2017-09", "", 3),
        ("2011-09", "2017-08", 3),
        ("2009", "2011", 1),
    ]
    assert [job[1] for job in jobs(read)] == ["Head Baker", "Baker", "Shop Assistant"]


def test_employer_runs_over_beside_its_date() -> None:
    """The second line of "title, employer" is the end of it, and no statement."""
    read = resume(
        table()
        + """
= Experience
#row[03/2019 – 05/2022][#box(width: 7.4cm)[Warehouse Manager, Northern Freight
  Forwarding Company Ltd, Leeds]
  - Led a shift of thirty people in the largest of the halls]
#row[02/2014 – 02/2019][#box(width: 7.4cm)[Clerk, Harbour Office, Hull]
  - Kept the books of the harbour and of its three piers]
"""
    )
    assert jobs(read)[0][:2] == ("Northern Freight Forwarding Company Ltd", "Warehouse Manager")
    assert jobs(read)[1][:2] == ("Harbour Office", "Clerk")


def test_marks_between_dates_and_entries() -> None:
    """A bullet before the text of a row is no part of the name beside the date."""
    read = resume(
        table()
        + """
= Experience
#row[2019 – 2022][• *Welder*, Orbital Pipes Ltd, Leeds]
#row[2014 – 2018][• *Fitter*, Harbour Works Ltd, Hull]
#row[2012 – 2013][• *Apprentice*, Dock Company, Hull]
"""
    )
    assert [job[:2] for job in jobs(read)] == [
        ("Orbital Pipes Ltd", "Welder"),
        ("Harbour Works Ltd", "Fitter"),
        ("Dock Company", "Apprentice"),
    ]


def test_titles_and_employers_above_their_dates() -> None:
    """Two lines above each date belong to it, though it opens its line beside a town."""
    read = resume(
        table()
        + """
= Experience
#text(12pt)[Senior Engineer] \\ *Polder Works* \\ #text(9pt)[2018 – 2022 #h(2cm) Appingedam]
- Built dikes
#text(12pt)[Engineer] \\ *Dune Society* \\ #text(9pt)[2014 – 2018 #h(2cm) Winsum]
- Planted grass
"""
    )
    assert jobs(read) == [
        ("Polder Works", "Senior Engineer", "2018", "2022", 1),
        ("Dune Society", "Engineer", "2014", "2018", 1),
    ]


def test_long_name_breaks_at_its_hyphen() -> None:
    """A name too wide for its box goes on in the next line."""
    source = table().replace("Rosa Lindqvist", "Rosa \\ Lindqvist- \\ Okafor")
    assert resume(source + "= Education\nHull College").basics.name == "Rosa Lindqvist-Okafor"


def test_name_in_a_form() -> None:
    """The label tells the name, and which of its parts is first."""
    source = table("4cm", "start").replace("Rosa Lindqvist", "Curriculum Vitae")
    rows = "".join(
        f"#row[{label}][{said}]\n"
        for label, said in (
            ("Name", "Rosa Lindqvist"),
            ("Address", "5 Mill Lane, Leeds"),
            ("Telephone", "0113 496 0123"),
        )
    )
    assert resume(source + rows + "= Education\nHull College").basics.name == "Rosa Lindqvist"
    rows = rows.replace("[Name][Rosa Lindqvist]", "[Surname / First name][Lindqvist, Rosa]")
    assert resume(source + rows + "= Education\nHull College").basics.name == "Rosa Lindqvist"


def test_degree_listed_below_its_school() -> None:
    """Where the head names a school alone, the first statement may be the degree."""
    read = resume(
        table()
        + """
= Education
*Hull College* #h(1fr) 2007 – 2011
- Bachelor of Arts in History
- Rowed for the college
"""
    )
    school = read.education[0]
    assert (school.institution, school.study_type, school.area) == (
        "Hull College",
        "Bachelor of Arts",
        "History",
    )
    assert [h.text for h in school.highlights] == ["Rowed for the college"]
