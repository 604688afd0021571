"""LinkedIn's data export."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.adapters.documents import read_document
from resume_builder.domain.parsing import parse_resume
from resume_builder.domain.resume import Resume
from resume_builder.features.resumes import errors
from tests.adapters.documents.paper import archive

pytestmark = pytest.mark.reading

FILES = {
    "Profile.csv": "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,"
    "Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers\n"
    'Zoë,Almeida,,,"Mar 3, 1988",Data engineer,"Pipelines, mostly.",Software,,"Porto, Portugal",'
    '[zoe_a],"[PORTFOLIO:https://zoe.example.org,BLOG:https://b.example.org/x]",\n',
    "Positions.csv": "Company Name,Title,Description,Location,Started On,Finished On\n"
    'Maré,Lead,"Streams.\n• Cut lag by 80 %\n• Led 4",Porto,Jan 2021,\n'
    "Rio Bank,Engineer,,Lisbon,Mar 2015,Dec 2020\n",
    "Education.csv": "School Name,Start Date,End Date,Notes,Degree Name,Activities\n"
    'U. Porto,2006,2011,Grade: 17,"MSc, Informatics",Chess\n',
    "Skills.csv": "Name\nSpark\nPython\n",
    "Languages.csv": "Name,Proficiency\nPortuguese,Native or bilingual proficiency\n",
    "Certifications.csv": "Name,Url,Authority,Started On,Finished On,License Number\n"
    "CKAD,https://c.example.org,CNCF,May 2022,May 2025,LF-1\n",
    "Email Addresses.csv": "Email Address,Confirmed,Primary,Updated On\n"
    "old@example.org,Yes,No,\nzoe@example.org,Yes,Yes,\n",
    "PhoneNumbers.csv": "Extension,Number,Type\n,+351 22 555 0100,Mobile\n",
    "Volunteering.csv": "Company Name,Role,Cause,Started On,Finished On,Description\n"
    "Food bank,Driver,Poverty,2019,,\n",
    "Courses.csv": "Name,Number\nCompilers,C-7\n",
    "Connections.csv": "First Name,Last Name\nSomebody,Else\n",
}


def read(data: bytes) -> Resume:
    """The résumé in an export."""
    return parse_resume(read_document(data, "export.zip"), load_vocabulary()).resume


@pytest.mark.parametrize("folder", ["", "Basic_LinkedInDataExport/"])
def test_an_export(folder: str) -> None:
    """Every file about the person; nobody else's data; columns of no field are kept."""
    resume = read(archive({folder + name: text for name, text in FILES.items()}))
    basics = resume.basics
    assert (basics.name, basics.email, basics.phone) == (
        "Zoë Almeida",
        "zoe@example.org",
        "+351 22 555 0100",
    )
    assert basics.url == "https://zoe.example.org"
    assert [p.url for p in basics.profiles] == ["https://x.com/zoe_a", "https://b.example.org/x"]
    assert basics.location
    assert basics.location.label == "Porto, Portugal"
    lead, engineer = resume.work
    assert lead.start_date
    assert (lead.start_date.iso, lead.end_date) == ("2021-01", None)
    assert [h.text for h in lead.highlights] == ["Cut lag by 80 %", "Led 4"]
    assert engineer.end_date
    assert engineer.end_date.iso == "2020-12"
    school = resume.education[0]
    assert (school.study_type, school.area, school.score) == ("MSc", "Informatics", "17")
    assert school.extra["x-source"] == {"Activities": "Chess"}
    assert [s.name for s in resume.skills] == ["Spark", "Python"]
    assert resume.certificates[0].issuer == "CNCF"
    assert resume.volunteer[0].organization == "Food bank"
    assert resume.sections[0].title == "Courses"
    assert "Somebody" not in resume.model_dump_json()
    assert "old@example.org" in resume.model_dump_json()


def test_files_may_be_missing() -> None:
    """One file is enough; one without rows is empty."""
    assert read(archive({"Positions.csv": FILES["Positions.csv"]})).work[0].name == "Maré"
    with pytest.raises(errors.FileEmpty):
        read(archive({"Profile.csv": "First Name,Last Name\n"}))


def test_limits() -> None:
    """Rows and sizes are bounded."""
    with pytest.raises(errors.ReadError):
        read(archive({"Profile.csv": "First Name\n" + "x\n" * 6000}))
    with pytest.raises(errors.UnpacksTooLarge):
        read(archive({"Profile.csv": "First Name\n" + " " * 60_000_000}))


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(sorted(FILES)),
        st.text(alphabet='Name,Title"\n \x00é;', max_size=60) | st.binary(max_size=40),
        min_size=1,
    ),
    st.integers(0, 300),
)
def test_any_rows(files: dict[str, str | bytes], cut: int) -> None:
    """Whatever the files hold, and wherever the archive is cut, there is a clear answer."""
    whole = archive({"Profile.csv": "First Name\nAda\n", **files})
    for data in (whole, whole[:-cut]):
        with contextlib.suppress(errors.ReadError):
            read(data)
