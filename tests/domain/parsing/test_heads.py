"""The lines at the head of a résumé and of its entries, told apart by grammar and place."""

from dataclasses import replace

import pytest

from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.domain.document import Document, Line, document_of
from resume_builder.domain.parsing import parse_resume
from resume_builder.domain.resume import Resume

pytestmark = pytest.mark.reading


def read(text: str) -> Resume:
    """Read a typed text."""
    return parse_resume(document_of(text), load_vocabulary()).resume


def laid_out(*lines: Line) -> Resume:
    """Read lines that stand on a page; offsets and heights are filled in."""
    placed: list[Line] = []
    start = 0
    for number, line in enumerate(lines):
        top = 14.0 * number
        placed.append(replace(line, start=start, top=top, bottom=top + line.size))
        start += len(line.text) + 1
    text = "\n".join(line.text for line in lines)
    document = Document(text, tuple(placed), "application/pdf")
    return parse_resume(document, load_vocabulary()).resume


def row(
    text: str,
    *,
    size: float = 10.0,
    gap: float = 0.4,
    x0: float = 50.0,
    heading: int = 0,
    bold: bool = False,
    bullet: bool = False,
    tabs: tuple[int, ...] = (),
) -> Line:
    """A line of a page whose text reaches as far as it is long."""
    x1 = x0 + 5 * len(text)
    line = Line(text, 0, x0=x0, x1=x1, size=size, gap=gap, tabs=tabs)
    return replace(line, heading=heading, bold=bold, bullet=bullet)


def test_the_name_in_a_table_of_labels() -> None:
    """A cell that says "Nom" names the cell beside it, and "Adresse" the place."""
    resume = read(
        "Curriculum vitae\n\nNom\tOdile Marchand-Sy\nAdresse\tQuimper, Bretagne\n"
        "E-mail\todile@example.fr\n"
    )
    assert resume.basics.name == "Odile Marchand-Sy"
    assert resume.basics.location is not None
    assert resume.basics.location.city == "Quimper"


def test_name_and_title_on_one_line() -> None:
    """What follows the name behind a comma is the headline."""
    resume = read(
        "Rufus Tindall, Forklift Driver\nrufus@example.com\n\nSUMMARY\nCareful and early."
    )
    assert (resume.basics.name, resume.basics.label) == ("Rufus Tindall", "Forklift Driver")


def test_a_name_on_two_lines() -> None:
    """Large letters that fill the column break a name; the other half is the line beside."""
    resume = laid_out(
        row("Ottoline Mary", size=26),
        row("Fairweather", size=26),
        row("fairweather@example.com", gap=1.5),
        row("+44 7700 900111"),
        row("EXPERIENCE", size=13, gap=1.5, bold=True),
        row("Baker, Crumb Ltd, 2019 – 2021"),
    )
    assert resume.basics.name == "Ottoline Mary Fairweather"


@pytest.mark.parametrize(
    "line", ["Tralee, Munster (IE)", "Ottery Ford, IA US", "Namsos, Trøndelag"]
)
def test_a_town_that_no_list_knows(line: str) -> None:
    """Beside e-mail and phone, a name with its region or country is the place."""
    resume = read(f"Una Quist\n{line}\nuna@example.org\n+47 900 55 111\n\nSKILLS\nNets, ropes")
    assert resume.basics.location is not None
    assert resume.basics.location.text == line


def test_a_page_number_beside_the_name_is_no_entry() -> None:
    """A footer with the name and the number of the page belongs to the paper."""
    text = "Una Quist\nuna@example.org\n\nVOLUNTEERING\nSteward, Harbour Fair, 2019\n\n"
    resume = read(text + "Una Quist - Page 1 of 1")
    assert [v.organization for v in resume.volunteer] == ["Harbour Fair"]


@pytest.mark.parametrize("ends", ["Ltd", "S.A."])
def test_a_town_behind_title_and_employer(ends: str) -> None:
    """A dash parts an unknown town from the pair before it."""
    resume = read(
        f"Una Quist\nuna@example.org\n\nEXPERIENCE\nClerk, Mossgate {ends} – Ellenby\t2019 – 2021\n"
        "- Kept the books\n"
    )
    work = resume.work[0]
    assert (work.name, work.position, work.location) == (f"Mossgate {ends}", "Clerk", "Ellenby")


def test_a_degree_at_a_school() -> None:
    """The word "at" parts degree and school; "University of Texas at Austin" stays whole."""
    resume = read(
        "Una Quist\n\nEDUCATION\nMSc Ecology at University of Tromsø\t2011 – 2013\n\n"
        "University of Texas at Austin\t2007 – 2010\nBSc Biology\n"
    )
    schools = [(e.institution, e.study_type) for e in resume.education]
    assert schools == [
        ("University of Tromsø", "MSc Ecology"),
        ("University of Texas at Austin", "BSc Biology"),
    ]


def test_headings_of_entries_above_dates_with_towns() -> None:
    """A larger line above each date names the entry, and does not divide the section."""
    resume = laid_out(
        row("Una Quist", size=18, heading=1),
        row("Experience", size=16, gap=1.0, heading=2),
        row("Welder, Mossgate Ltd", size=13, gap=1.0, heading=3),
        row("Mai 2014 – heute – Ellenby"),
        row("Joined pipes", bullet=True),
        row("Fitter, Corran Yard GmbH", size=13, gap=1.0, heading=3),
        row("Sep 2008 – Apr 2014 – Ellenby"),
        row("Mended pumps", bullet=True),
    )
    assert [(w.name, w.position) for w in resume.work] == [
        ("Mossgate Ltd", "Welder"),
        ("Corran Yard GmbH", "Fitter"),
    ]


def test_ranges_that_lines_broke() -> None:
    """A range goes on after a dash, and after a month, on the next line."""
    resume = laid_out(
        row("Una Quist", size=18),
        row("EXPERIENCE", gap=1.5, bold=True),
        row("Warden", gap=1.0, bold=True),
        row("Ellenby Hospital | Jun 2012 –", gap=1.0),
        row("Mar 2017"),
        row("Kept the gate", bullet=True, gap=1.0),
        row("Porter", gap=1.0, bold=True),
        row("Corran Care Center | May", gap=1.0),
        row("2009 – May 2012"),
    )
    dates = [(w.start_date, w.end_date) for w in resume.work]
    assert [(a and a.iso, b and b.iso) for a, b in dates] == [
        ("2012-06", "2017-03"),
        ("2009-05", "2012-05"),
    ]


def test_a_date_beside_the_first_statement() -> None:
    """A column of dates may begin a line below the head: the date is not the statement's."""
    first = "Moved the booking desk"
    resume = laid_out(
        row("Una Quist", size=18),
        row("EXPERIENCE", gap=1.5, bold=True),
        row("Mossgate Ltd, Clerk", gap=1.0),
        row(f"{first} Mar 2020 – present", bullet=True, x0=60, tabs=(len(first) + 1,)),
        row("Kept the books", bullet=True, x0=60),
    )
    work = resume.work[0]
    assert work.start_date is not None
    assert work.start_date.iso == "2020-03"
    assert [h.text for h in work.highlights] == [first, "Kept the books"]


def test_statements_that_run_on_below_their_marker() -> None:
    """Without a hanging indent the text goes on at the margin; paragraphs stand further apart."""
    resume = laid_out(
        row("Una Quist", size=18),
        row("EXPERIENCE", gap=1.5, bold=True),
        row("Clerk, Mossgate Ltd, 2019 – 2021", gap=1.4),
        row("Planned the posts of the whole", bullet=True, x0=86, gap=1.4),
        row("Harbour and of the fair beside it", x0=50),
        row("Counted the boats", bullet=True, x0=86, gap=1.4),
    )
    assert [h.text for h in resume.work[0].highlights] == [
        "Planned the posts of the whole Harbour and of the fair beside it",
        "Counted the boats",
    ]


def test_a_head_that_a_narrow_column_broke() -> None:
    """What had no room goes on in the next line, set alike and closer; years stand stacked."""
    resume = laid_out(
        row("Una Quist", size=18),
        row("EDUCATION", gap=1.5, bold=True),
        row("2008", gap=1.2),
        row("2012", gap=0.0),
        row("Corran River Community", bold=True, gap=0.8),
        row("College", bold=True, gap=0.0),
        row("Certificate in Welding", gap=0.8),
        row("SKILLS", gap=1.5, bold=True),
        row("Pipes, plates, lighthouses", gap=0.8),
        row("Reading of drawings, sums", gap=0.2),
    )
    (school,) = resume.education
    assert school.institution == "Corran River Community College"
    assert (school.start_date, school.end_date) != (None, None)
    assert school.start_date is not None
    assert (school.start_date.iso, school.end_date and school.end_date.iso) == ("2008", "2012")


@pytest.mark.parametrize(
    ("listed", "key"), [("Go, Python, SQL", "skills"), ("Irish, French", "languages")]
)
def test_languages_among_skills(listed: str, key: str) -> None:
    """Further in than the heading, the word heads a group of skills, or lists spoken ones."""
    resume = laid_out(
        row("Una Quist", size=18),
        row("SKILLS", gap=1.5, bold=True),
        row("LANGUAGES", gap=1.2, bold=True, x0=80),
        row(listed, gap=0.8, x0=80),
    )
    assert bool(resume.skills) == (key == "skills")
    assert bool(resume.languages) == (key == "languages")


def test_a_town_as_in_the_entries_beside() -> None:
    """Where one entry tells the town behind title and employer, the others are read alike."""
    resume = read(
        "Una Quist\nuna@example.org\n\nEXPERIENCE\n"
        "Clerk, Mossgate Ltd – Ellenby\t2019 – 2021\n- Kept the books\n\n"
        "Wheelkeeper, Pell & Rook – Corran\t2015 – 2019\n- Turned the stones\n"
    )
    assert [(w.name, w.position, w.location) for w in resume.work] == [
        ("Mossgate Ltd", "Clerk", "Ellenby"),
        ("Pell & Rook", "Wheelkeeper", "Corran"),
    ]


def test_a_course_behind_the_school() -> None:
    """More words than a town has are what was learned at the school named first."""
    resume = read(
        "Una Quist\n\nEDUCATION\nUniversity of Corran, Milling Practice Course\t2014 – 2015\n"
    )
    (school,) = resume.education
    assert school.institution == "University of Corran"
    assert "Milling Practice Course" in f"{school.study_type} {school.area}"


def test_a_column_goes_on_overleaf_after_the_sidebar() -> None:
    """A sidebar at the right is read before the next page, where the left column goes on."""
    left = [
        row("Una Quist", size=18),
        row("EXPERIENCE", size=13, gap=1.5, bold=True),
        row("Clerk, Mossgate Ltd, 2019 – 2021", gap=1.0),
        row("Kept the books", bullet=True, x0=60),
    ]
    right = [
        row("CERTIFICATES", size=13, bold=True, x0=320),
        row("Forklift licence, 2014", gap=1.0, x0=320),
    ]
    over = [row("Porter, Corran Yard Ltd, 2015 – 2019"), row("Kept the gate", bullet=True, x0=60)]
    lines = [replace(line, block=0) for line in left] + [replace(line, block=1) for line in right]
    resume = laid_out(*lines, *(replace(line, block=2, page=1) for line in over))
    assert [w.name for w in resume.work] == ["Mossgate Ltd", "Corran Yard Ltd"]
    assert [c.name for c in resume.certificates] == ["Forklift licence"]


def test_dates_that_differ_in_figures_are_no_footers() -> None:
    """Lines at the edges of two pages that are alike but for figures, and all figures."""
    first = [
        row("Una Quist", size=18),
        row("EXPERIENCE", size=13, gap=1.5, bold=True),
        row("Mossgate Ltd", gap=1.0),
        row("Clerk", gap=0.2),
        row("2019-09-01 - 2021-08-31", gap=0.2),
    ]
    second = [
        row("Kept the books of the mill by the river.", gap=0.4),
        row("Corran Yard Ltd", gap=1.0),
        row("Porter", gap=0.2),
        row("2015-07-01 - 2017-08-31", gap=0.2),
    ]
    resume = laid_out(*first, *(replace(line, page=1, block=1) for line in second))
    assert [(w.name, w.start_date and w.start_date.iso) for w in resume.work] == [
        ("Mossgate Ltd", "2019-09-01"),
        ("Corran Yard Ltd", "2015-07-01"),
    ]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Blue Heron Ltd · Grimshaw · May 2019 to June 2021", "Grimshaw"),
        ("Blue Heron Ltd · Full-time · May 2019 to June 2021", ""),
    ],
)
def test_a_town_nobody_listed_behind_the_employer(line: str, place: str) -> None:
    """It stands on the line below the title; how one is employed is no town."""
    (job,) = read(f"Ada Byron\nada@example.com\n\nEXPERIENCE\nOffice Clerk\n{line}\n- Filed\n").work
    assert (job.position, job.name, job.location) == ("Office Clerk", "Blue Heron Ltd", place)
