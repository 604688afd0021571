"""Forms and headings beside their text: labels and values, names beside small print, footers."""

import pytest

from resume_builder.domain.resume import Resume
from tests.adapters.documents.test_pdf_tables import jobs, resume, table

pytestmark = pytest.mark.reading


def test_name_beside_small_print() -> None:
    """Large letters on a line with an address in small print are the name all the same."""
    read = resume("""
#set page(margin: 2cm)
#grid(columns: (1fr, auto), align: (left + bottom, right + bottom),
  text(30pt)[Rosa Lindqvist],
  text(9pt)[5 Mill Lane \\ Leeds LS1 4AP \\ 0113 496 0123 \\ rosa.lq\\@example.org])
#text(15pt)[Accountant]
= Education
Hull College
""")
    assert read.basics.name == "Rosa Lindqvist"
    assert read.basics.email == "rosa.lq@example.org"


def test_headings_left_of_their_sections() -> None:
    """Headings in a column of their own each head the text beside them."""
    read = resume(
        table("3cm").replace("align(right, left)", "align(right, text(14pt, left))")
        + """
#v(8pt)
#row[Experience][Welder, Orbital Pipes Ltd, Leeds #h(1fr) 2019 – 2022
  - Welded pipes for two refineries in the north
  - Trained four apprentices on the orbital machine]
#v(12pt)
#row[Education][Certificate in Welding, Hull College #h(1fr) 2014 – 2016]
#v(12pt)
#row[Skills][Methods: TIG, MIG, plasma cutting]
#v(12pt)
#row[Languages][Swedish: native \\ English: fluent]
"""
    )
    assert jobs(read) == [("Orbital Pipes Ltd", "Welder", "2019", "2022", 2)]
    assert [school.institution for school in read.education] == ["Hull College"]
    assert [skill.keywords for skill in read.skills] == [("TIG", "MIG", "plasma cutting")]
    assert [spoken.language for spoken in read.languages] == ["Swedish", "English"]


FORM = (
    ("Dates", "March 2019 – present"),
    ("Occupation or position held", "Site manager"),
    ("Main activities and responsibilities", "Plans and runs the sites of the county"),
    ("Name and address of employer", "Harbour Works Ltd, Hull"),
    ("Dates", "May 2012 – February 2019"),
    ("Occupation or position held", "Surveyor"),
    ("Main activities and responsibilities", "Measured roads and the levels of bridges"),
    ("Name and address of employer", "Orbital Pipes Ltd, Leeds"),
    ("Dates", "2009 – 2012"),
    ("Occupation or position held", "Assistant"),
    ("Name and address of employer", "Dock Company, Hull"),
)


@pytest.fixture(name="form", params=["right", "start"])
def _form(request: pytest.FixtureRequest) -> Resume:
    """A form whose labels are set at the right or at the left of their column."""
    rows = "".join(f"#row[{label}][{value}]\n" for label, value in FORM)
    return resume(table("4.2cm", str(request.param)) + "= Work experience\n" + rows)


def test_form_of_labels_and_values(form: Resume) -> None:
    """Each label tells what the value is, though the label runs over two lines."""
    assert [job[:4] for job in jobs(form)] == [
        ("Harbour Works Ltd", "Site manager", "2019-03", ""),
        ("Orbital Pipes Ltd", "Surveyor", "2012-05", "2019-02"),
        ("Dock Company", "Assistant", "2009", "2012"),
    ]
    assert "Main activities" not in form.model_dump_json()


def test_dates_that_run_up() -> None:
    """The end of a job stands above its start in the column of dates."""
    read = resume(
        table("2.6cm")
        + """
= Experience
#row[Present \\ March 2016][*Head Baker*, Hearthside Mills Ltd, Leeds
  - Runs a crew of nine
  - Writes the weekly plan]
#row[February 2016 \\ May 2011][*Baker*, Corner Oven Ltd, Hull
  - Baked rye and wheat]
"""
    )
    assert [job[2:] for job in jobs(read)] == [("2016-03", "", 2), ("2011-05", "2016-02", 1)]


def test_address_in_the_footer() -> None:
    """Street and town above e-mail and number at the foot of the page are the place."""
    read = resume("""
#set page(margin: 2cm)
#set text(size: 10pt)
#text(24pt)[Rosa Lindqvist]
= Experience
*Welder*, Orbital Pipes Ltd #h(1fr) 2019 – 2022
- Welded pipes
#place(bottom + center)[Mill Lane 5 – 48147 Münster \\ 0251 555 0134 • rosa\\@example.org]
""")
    assert read.basics.location is not None
    assert read.basics.location.city == "Münster"
    assert read.basics.email == "rosa@example.org"


def test_towns_nobody_listed() -> None:
    """A town behind its postal code, one in the right cell, and one of several words."""
    read = resume("""
#set page(margin: 2cm)
#set text(size: 10pt)
#text(24pt)[Rosa Lindqvist]

Oude Delft 88, 2611 CD Oudewater | rosa\\@example.org | +31 6 5555 0128
= Experience
#grid(columns: (3cm, 1fr, auto), [2019 – 2022], [Head Nurse, Elmwood Hospital], [Longueville])
- Ran the ward
#grid(columns: (3cm, 1fr, auto), [2012 – 2013], [Nurse, Pine & Fir], [Zell am See])
- Moved beds
#grid(columns: (3cm, 1fr), [2014 – 2018], [Nurse \\ Birch Clinic, Bruck an der Mur])
- Cared for patients
""")
    assert read.basics.location is not None
    assert read.basics.location.city == "Oudewater"
    assert read.basics.phone == "+31 6 5555 0128"
    assert [(job.name, job.location) for job in read.work] == [
        ("Elmwood Hospital", "Longueville"),
        ("Pine & Fir", "Zell am See"),
        ("Birch Clinic", "Bruck an der Mur"),
    ]
