"""Certificates, awards and publications: rows with dots between their parts."""

import pytest

from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.domain.document import document_of
from resume_builder.domain.parsing import parse_resume
from resume_builder.domain.resume import Resume

pytestmark = pytest.mark.reading


def read(heading: str, *rows: str) -> Resume:
    """Read a résumé with one such section."""
    text = "\n".join(("Ada Byron", "ada@example.com", "", heading, *rows))
    return parse_resume(document_of(text), load_vocabulary()).resume


def test_a_row_of_several_certificates() -> None:
    """Dots part certificates where each may have an issuer of its own."""
    row = "Registered Nurse, Minnesota · ACLS, American Heart Association · BLS"
    found = read("CERTIFICATIONS", row).certificates
    assert [(c.name, c.issuer) for c in found] == [
        ("Registered Nurse, Minnesota", ""),
        ("ACLS", "American Heart Association"),
        ("BLS", ""),
    ]


def test_a_row_of_several_dated_certificates() -> None:
    """Each date ends a certificate."""
    found = read("CERTIFICATIONS", "ACLS · AHA · 2020 · BLS · 2021").certificates
    dates = [c.date.iso if c.date else "" for c in found]
    assert [c.name for c in found] == ["ACLS", "BLS"]
    assert dates == ["2020", "2021"]


def test_rows_of_name_issuer_and_date() -> None:
    """Dots part the fields of one certificate where a date ends the row."""
    rows = ("ACLS · Heart Society · 2020", "First Aid · St John")
    found = read("CERTIFICATIONS", *rows).certificates
    assert [(c.name, c.issuer) for c in found] == [
        ("ACLS", "Heart Society"),
        ("First Aid", "St John"),
    ]


def test_a_line_below_an_award_says_more_of_it() -> None:
    """An undated sentence under a dated row is the award's summary."""
    rows = ("Best Paper · ACM · 2019", "For the work on bearings", "Silver Oar · 2017")
    awards = read("AWARDS", *rows).awards
    assert [(a.title, a.awarder, a.summary) for a in awards] == [
        ("Best Paper", "ACM", "For the work on bearings"),
        ("Silver Oar", "", ""),
    ]


def test_a_publication_with_dots() -> None:
    """Title, publisher, date and address between dots."""
    row = "On Mills · Mill Letters · March 2020 · doi.org/10.1000/182"
    (paper,) = read("PUBLICATIONS", row).publications
    assert (paper.name, paper.publisher, paper.url) == (
        "On Mills",
        "Mill Letters",
        "doi.org/10.1000/182",
    )
    assert paper.release_date is not None
    assert paper.release_date.iso == "2020-03"
