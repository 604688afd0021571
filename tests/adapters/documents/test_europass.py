"""Europass files: the SkillsPassport as XML and JSON, and the Candidate."""

import contextlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.adapters.documents import read_document
from resume_builder.domain.json_resume import to_json_resume
from resume_builder.domain.parsing import parse_resume
from resume_builder.domain.resume import Resume
from resume_builder.features.resumes import errors

pytestmark = pytest.mark.reading


def read(data: str | bytes, name: str) -> Resume:
    """The résumé in a file."""
    source = data.encode() if isinstance(data, str) else data
    return parse_resume(read_document(source, name), load_vocabulary()).resume


XML = """<?xml version="1.0" encoding="UTF-8"?>
<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass" locale="en">
 <DocumentInfo><DocumentType>ECV</DocumentType></DocumentInfo>
 <LearnerInfo>
  <Identification>
   <PersonName><FirstName>Marta</FirstName><Surname>Kos</Surname></PersonName>
   <ContactInfo>
    <Address><Contact><AddressLine>Trg 1</AddressLine><PostalCode>1000</PostalCode>
     <Municipality>Ljubljana</Municipality><Country><Code>SI</Code><Label>Slovenia</Label></Country>
    </Contact></Address>
    <Email><Contact>marta@example.org</Contact></Email>
    <TelephoneList><Telephone><Contact>+386 1 555 01 00</Contact></Telephone></TelephoneList>
    <WebsiteList><Website><Contact>https://kos.example.org</Contact></Website></WebsiteList>
   </ContactInfo>
   <Demographics><Birthdate year="1990" month="--02" day="---03"/></Demographics>
   <Photo><MimeType>image/png</MimeType><Data>PICTURE</Data></Photo>
  </Identification>
  <Headline><Type><Code>preferred_job</Code></Type><Description><Label>Chemist</Label></Description>
  </Headline>
  <WorkExperienceList><WorkExperience>
   <Period><From year="2015" month="--04"/><Current>true</Current></Period>
   <Position><Code>21130</Code><Label>Chemist</Label></Position>
   <Activities>&lt;p&gt;Water.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Ran 3 labs&lt;/li&gt;&lt;/ul&gt;
   </Activities>
   <Employer><Name>Voda d.d.</Name><ContactInfo><Address><Contact><Municipality>Kranj</Municipality>
    </Contact></Address></ContactInfo><Sector><Label>Utilities</Label></Sector></Employer>
  </WorkExperience><WorkExperience>
   <Period><From year="2012"/><To year="2015" month="--03"/></Period>
   <Position><Label>Assistant</Label></Position>
   <Activities><p>Cleaned &amp; weighed</p><ul><li>Glass</li></ul></Activities>
   <Employer><Name>Inst</Name></Employer>
  </WorkExperience></WorkExperienceList>
  <EducationList><Education><Period><To year="2012"/></Period><Title>MSc</Title>
   <Organisation><Name>Univerza</Name></Organisation><Level><Label>EQF 7</Label></Level>
   <Field><Label>Chemistry</Label></Field></Education></EducationList>
  <Skills><Linguistic>
   <MotherTongueList><MotherTongue><Description><Label>Slovenian</Label></Description></MotherTongue>
   </MotherTongueList><ForeignLanguageList><ForeignLanguage>
    <Description><Code>en</Code><Label>English</Label></Description><ProficiencyLevel>
    <Listening>C1</Listening><Reading>C1</Reading><Writing>B2</Writing></ProficiencyLevel>
   </ForeignLanguage></ForeignLanguageList></Linguistic>
   <Computer><Description>&lt;ul&gt;&lt;li&gt;R&lt;/li&gt;&lt;li&gt;LIMS&lt;/li&gt;&lt;/ul&gt;
   </Description></Computer>
   <Driving><Description><Licence>B</Licence></Description></Driving></Skills>
  <AchievementList><Achievement><Title><Label>Memberships</Label></Title>
   <Description>Chemical society</Description></Achievement></AchievementList>
 </LearnerInfo>
</SkillsPassport>""".replace("PICTURE", "iVBO" * 5000)


def check(resume: Resume) -> None:
    """What the XML and the JSON of one person say."""
    assert (resume.basics.name, resume.basics.label) == ("Marta Kos", "Chemist")
    assert resume.basics.location
    assert (resume.basics.location.city, resume.basics.location.country_code) == ("Ljubljana", "SI")
    assert resume.basics.phone == "+386 1 555 01 00"
    first = resume.work[0]
    assert (first.name, first.position, first.location) == ("Voda d.d.", "Chemist", "Kranj")
    assert first.start_date
    assert first.end_date
    assert (first.start_date.iso, first.end_date.present) == ("2015-04", True)
    assert (first.summary, first.highlights[0].text) == ("Water.", "Ran 3 labs")
    assert resume.education[0].area == "Chemistry"
    tongues = [(x.language, x.fluency) for x in resume.languages]
    assert tongues == [
        ("Slovenian", "Mother tongue"),
        ("English", "C1 listening, C1 reading, B2 writing"),
    ]
    assert resume.skills[0].keywords == ("R", "LIMS")
    assert resume.sections[0].title == "Memberships"
    kept = json.dumps(to_json_resume(resume))
    assert all(word in kept for word in ("Utilities", "EQF 7", "1990", "Driving licence"))
    assert "iVBO" not in kept


def test_skills_passport_xml() -> None:
    """Lists, attributes, HTML in and as text; no name is needed to know the file."""
    check(read(XML, "europass.xml"))
    resume = read(XML, "cv")
    assert resume.work[1].summary == "Cleaned & weighed"
    assert resume.work[1].highlights[0].text == "Glass"
    assert resume.work[1].end_date
    assert resume.work[1].end_date.iso == "2015-03"


def test_skills_passport_json() -> None:
    """The same keys as an object; a picture inside does not make the file too long."""
    where = {"Municipality": "Ljubljana", "Country": {"Code": "SI", "Label": "Slovenia"}}
    works = {
        "Period": {"From": {"Year": 2015, "Month": 4}, "Current": True},
        "Position": {"Label": "Chemist"},
        "Activities": "<p>Water.</p><ul><li>Ran 3 labs</li></ul>",
        "Employer": {
            "Name": "Voda d.d.",
            "ContactInfo": {"Address": {"Contact": {"Municipality": "Kranj"}}},
            "Sector": {"Label": "Utilities"},
        },
    }
    foreign = {
        "Description": {"Label": "English"},
        "ProficiencyLevel": {"Listening": "C1", "Reading": "C1", "Writing": "B2"},
    }
    info = {
        "Identification": {
            "PersonName": {"FirstName": "Marta", "Surname": "Kos"},
            "ContactInfo": {
                "Address": {"Contact": where},
                "Email": {"Contact": "marta@example.org"},
                "Telephone": [{"Contact": "+386 1 555 01 00"}],
            },
            "Demographics": {"Birthdate": {"Year": "1990"}},
            "Photo": {"MimeType": "image/png", "Data": "iVBO" * 200_000},
        },
        "Headline": {"Type": {"Code": "job"}, "Description": {"Label": "Chemist"}},
        "WorkExperience": [works],
        "Education": [
            {"Title": "MSc", "Field": {"Label": "Chemistry"}, "Level": {"Label": "EQF 7"}}
        ],
        "Skills": {
            "Linguistic": {
                "MotherTongue": [{"Description": {"Label": "Slovenian"}}],
                "ForeignLanguage": [foreign],
            },
            "Computer": {"Description": "<ul><li>R</li><li>LIMS</li></ul>"},
            "Driving": {"Description": ["B"]},
        },
        "Achievement": [{"Title": {"Label": "Memberships"}, "Description": "Chemical society"}],
    }
    check(read(json.dumps({"SkillsPassport": {"LearnerInfo": info}}), "europass.json"))


NAMES = (
    'xmlns="http://www.europass.eu/1.0" xmlns:hr="http://www.hr-xml.org/3" '
    'xmlns:eures="http://www.europass_eures.eu/1.0" '
    'xmlns:oa="http://www.openapplications.org/oagis/9"'
)


def when(value: str) -> str:
    """A date of the schema."""
    return f"<hr:FormattedDateTime>{value}</hr:FormattedDateTime>"


CANDIDATE = f"""<Candidate {NAMES}>
 <CandidateSupplier><PersonContact><PersonName><oa:GivenName>Not</oa:GivenName></PersonName>
 </PersonContact></CandidateSupplier>
 <CandidatePerson>
  <PersonName><oa:GivenName>Iker</oa:GivenName><hr:FamilyName>Etxe</hr:FamilyName></PersonName>
  <Communication><ChannelCode>Telephone</ChannelCode><CountryDialing>34</CountryDialing>
   <oa:DialNumber>555010000</oa:DialNumber></Communication>
  <Communication><ChannelCode>Email</ChannelCode><oa:URI>iker@example.org</oa:URI></Communication>
  <Communication><ChannelCode>Web</ChannelCode><oa:URI>https://e.example.org</oa:URI></Communication>
  <Communication><Address><oa:CityName>Bilbao</oa:CityName><CountryCode>es</CountryCode></Address>
  </Communication>
  <NationalityCode>es</NationalityCode>
  <PrimaryLanguageCode name="NORMAL">eus</PrimaryLanguageCode>
 </CandidatePerson>
 <CandidateProfile languageCode="en">
  <hr:ExecutiveSummary>&lt;p&gt;Welds &amp;amp; plans.&lt;/p&gt;</hr:ExecutiveSummary>
  <EmploymentHistory><EmployerHistory><hr:OrganizationName>Ría SA</hr:OrganizationName>
   <OrganizationContact><Communication><Address><oa:CityName>Getxo</oa:CityName></Address>
   </Communication></OrganizationContact><hr:IndustryCode>C</hr:IndustryCode>
   <PositionHistory><PositionTitle typeCode="FREETEXT">Welder</PositionTitle>
    <eures:EmploymentPeriod><eures:StartDate>{when("2018-05-01")}</eures:StartDate>
     <hr:CurrentIndicator>true</hr:CurrentIndicator></eures:EmploymentPeriod>
    <oa:Description>&lt;ul&gt;&lt;li&gt;Built 9 hulls&lt;/li&gt;&lt;/ul&gt;</oa:Description>
   </PositionHistory>
   <PositionHistory><PositionTitle>Trainee</PositionTitle><eures:EmploymentPeriod>
    <eures:StartDate>{when("2017")}</eures:StartDate><eures:EndDate>{when("2018-04")}
    </eures:EndDate></eures:EmploymentPeriod></PositionHistory>
  </EmployerHistory></EmploymentHistory>
  <EducationHistory><EducationOrganizationAttendance>
   <hr:OrganizationName>Tknika</hr:OrganizationName><EducationLevelCode>5</EducationLevelCode>
   <AttendancePeriod><EndDate>{when("2016")}</EndDate></AttendancePeriod>
   <EducationDegree><hr:DegreeName>Technician</hr:DegreeName>
    <FinalGrade><hr:ScoreText>9</hr:ScoreText></FinalGrade></EducationDegree>
  </EducationOrganizationAttendance></EducationHistory>
  <Certifications><Certification><hr:CertificationName>ISO 9606</hr:CertificationName>
   <IssuingAuthority><Name>TÜV</Name></IssuingAuthority>
   <hr:FirstIssuedDate>{when("2019-02")}</hr:FirstIssuedDate></Certification></Certifications>
  <PersonQualifications>
   <PersonCompetency><CompetencyID>eng</CompetencyID><hr:TaxonomyID>language</hr:TaxonomyID>
    <eures:CompetencyDimension>
     <hr:CompetencyDimensionTypeCode>CEF-Understanding-Reading</hr:CompetencyDimensionTypeCode>
     <eures:Score><hr:ScoreText>B2</hr:ScoreText></eures:Score></eures:CompetencyDimension>
   </PersonCompetency>
   <PersonCompetency><CompetencyID>Welding</CompetencyID><hr:TaxonomyID>other</hr:TaxonomyID>
   </PersonCompetency></PersonQualifications>
  <DigitalSkills><DigitalSkillsGroup><Title>Office</Title><DigitalSkill>Excel</DigitalSkill>
   <DigitalSkill>CAD</DigitalSkill></DigitalSkillsGroup></DigitalSkills>
  <Projects><Project><Title>Boat</Title><Description>A boat.</Description></Project></Projects>
  <HobbiesAndInterests><HobbyOrInterest><Title>Rowing</Title></HobbyOrInterest></HobbiesAndInterests>
  <Others><Title>Honours</Title><Other><Title>Best weld</Title></Other></Others>
 </CandidateProfile></Candidate>"""


def test_candidate() -> None:
    """Positions under an employer, coded languages, titled sections; the supplier is nobody."""
    resume = read(CANDIDATE, "cv.xml")
    assert (resume.basics.name, resume.basics.email) == ("Iker Etxe", "iker@example.org")
    assert (resume.basics.phone, resume.basics.url) == ("+34 555010000", "https://e.example.org")
    assert resume.basics.summary == "Welds & plans."
    welder, trainee = resume.work
    assert (welder.name, welder.position, welder.location) == ("Ría SA", "Welder", "Getxo")
    assert welder.end_date
    assert welder.end_date.present
    assert welder.highlights[0].text == "Built 9 hulls"
    assert trainee.end_date
    assert trainee.end_date.iso == "2018-04"
    assert (resume.education[0].study_type, resume.education[0].score) == ("Technician", "9")
    assert (resume.certificates[0].name, resume.certificates[0].issuer) == ("ISO 9606", "TÜV")
    assert [(x.language, x.fluency) for x in resume.languages] == [
        ("Basque", "Mother tongue"),
        ("English", "B2"),
    ]
    assert [(s.name, s.keywords) for s in resume.skills] == [
        ("Office", ("Excel", "CAD")),
        ("Welding", ()),
    ]
    assert resume.projects[0].summary == "A boat."
    assert resume.interests[0].name == "Rowing"
    assert (resume.sections[0].title, resume.sections[0].entries[0].name) == (
        "Honours",
        "Best weld",
    )
    assert "NationalityCode" in json.dumps(to_json_resume(resume))


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("<feed><entry/></feed>", errors.FileUnsupported),
        ("<SkillsPassport>", errors.FileCorrupt),
        ("<SkillsPassport><LearnerInfo/></SkillsPassport>", errors.FileEmpty),
        ("<SkillsPassport>" + "<a>" * 3000, errors.FileCorrupt),
        (
            '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
            "<SkillsPassport><LearnerInfo><Headline>&b;</Headline></LearnerInfo></SkillsPassport>",
            errors.FileEmpty,
        ),
        (
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
            "<SkillsPassport><LearnerInfo><Headline>&a;</Headline></LearnerInfo></SkillsPassport>",
            errors.FileEmpty,
        ),
    ],
)
def test_hostile_xml(source: str, error: type[errors.ReadError]) -> None:
    """Other kinds, cuts, depth and entities end in a clear answer; no entity is resolved."""
    with pytest.raises(error):
        read(source, "cv.xml")


WORDS = ["SkillsPassport", "LearnerInfo", "Identification", "WorkExperienceList", "Employer", "p",
         "WorkExperience", "Period", "From", "Skills", "Linguistic", "Candidate", "Title", "Code",
         "CandidatePerson", "CandidateProfile", "EmploymentHistory", "Others", "Label"]  # fmt: skip
TREES = st.recursive(
    st.text(alphabet="ab1 <&", max_size=5).map(lambda t: t.replace("&", "").replace("<", "")),
    lambda inner: st.builds(
        lambda tag, parts: f'<{tag} year="1">{"".join(parts)}</{tag}>',
        st.sampled_from(WORDS),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@settings(max_examples=200, deadline=None)
@given(TREES, TREES)
def test_any_tree(one: str, other: str) -> None:
    """Whatever stands where, there is a résumé or a clear answer."""
    for source in (
        f"<SkillsPassport><LearnerInfo>{one}{other}</LearnerInfo></SkillsPassport>",
        f"<Candidate><CandidatePerson>{one}</CandidatePerson><CandidateProfile>{other}"
        "</CandidateProfile></Candidate>",
    ):
        with contextlib.suppress(errors.ReadError):
            read(source, "cv.xml")
