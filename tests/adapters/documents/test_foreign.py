"""Exports of other programs become résumés, with nothing lost."""

import contextlib
import json
from typing import Any

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


def read(data: bytes | str, name: str) -> Resume:
    """The résumé in a file."""
    source = data.encode() if isinstance(data, str) else data
    return parse_resume(read_document(source, name), load_vocabulary()).resume


def strings(value: object) -> set[str]:
    """Every string in a value."""
    if isinstance(value, dict):
        return {s for item in value.values() for s in strings(item)}
    if isinstance(value, list):
        return {s for item in value for s in strings(item)}
    return {value} if isinstance(value, str) else set()


def item(**fields: Any) -> dict[str, Any]:
    """An item of version 5."""
    return {"id": "0", "hidden": False, **fields}


def section(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A section of version 5."""
    return {"title": "", "columns": 1, "hidden": False, "items": [*items], **more}


V5 = {
    "picture": {"hidden": False, "url": "https://example.org/me.png", "size": 64},
    "basics": {
        "name": "Nadia Orlov",
        "headline": "Site reliability engineer",
        "email": "nadia@example.org",
        "phone": "+49 30 5550100",
        "location": "Berlin",
        "website": {"url": "https://nadia.example.org", "label": ""},
        "customFields": [
            {"id": "1", "icon": "", "text": "EU citizen", "link": ""},
            {"id": "2", "icon": "", "text": "Blog", "link": "https://blog.example.org"},
        ],
    },
    "summary": {"title": "", "hidden": False, "content": "<p>Keeps <b>large</b> sites up.</p>"},
    "sections": {
        "profiles": section(
            item(network="GitHub", username="norlov", website={"url": "https://github.com/norlov"})
        ),
        "experience": section(
            item(
                company="Vantor",
                position="",
                location="Berlin",
                period="",
                website={"url": "https://vantor.example.org", "label": "vantor"},
                description="<p>Payments.</p>",
                roles=[
                    {
                        "id": "a",
                        "position": "Lead",
                        "period": "März 2022 - heute",
                        "description": "<ul><li><p>Led 6 people</p></li><li>Cut 30 %</li></ul>",
                    },
                    {"id": "b", "position": "Engineer", "period": "2019 - 2022"},
                ],
            ),
            item(hidden=True, company="Secret GmbH", position="Clerk", period="2010"),
        ),
        "education": section(
            item(school="TU Nord", degree="MSc", area="Physics", grade="1,3", period="2013 – 2018")
        ),
        "skills": section(item(name="Go", proficiency="Expert", level=5, keywords=["gRPC"])),
        "certifications": section(item(title="CKA", issuer="CNCF", date="May 2021")),
        "languages": section(item(language="German", fluency="C2", level=5)),
    },
    "customSections": [
        section(item(content="<p>On request</p>"), title="Notice", type="summary"),
        section(
            item(company="Self", position="Consultant", period="2018"),
            title="Freelance",
            type="experience",
        ),
    ],
    "metadata": {"template": "onyx"},
}


def test_reactive_resume_5() -> None:
    """Roles under one employer, dates in words, custom sections; what is hidden stays hidden."""
    resume = read(json.dumps(V5), "export.json")
    lead, engineer, own = resume.work
    assert (lead.name, lead.position, engineer.position) == ("Vantor", "Lead", "Engineer")
    assert lead.start_date
    assert (lead.start_date.iso, lead.end_date and lead.end_date.present) == ("2022-03", True)
    assert [h.text for h in lead.highlights] == ["Led 6 people", "Cut 30 %"]
    assert lead.summary == "Payments."
    assert own.extra["x-section"] == "Freelance"
    assert resume.education[0].study_type == "MSc"
    assert resume.education[0].end_date
    assert resume.education[0].end_date.iso == "2018"
    assert resume.certificates[0].date
    assert resume.certificates[0].date.iso == "2021-05"
    assert resume.basics.summary == "Keeps large sites up."
    assert {p.url for p in resume.basics.profiles} >= {"https://blog.example.org"}
    assert resume.sections[0].title == "Notice"
    out = to_json_resume(resume)
    assert "Secret GmbH" in json.dumps(out["x-hidden"])
    assert "Secret GmbH" not in json.dumps(out["work"])
    assert {"EU citizen", "onyx", "vantor", "Expert"} <= strings(out)


V4 = {
    "basics": {
        "name": "Ilse Brandt",
        "headline": "Nurse",
        "email": "ilse@example.org",
        "phone": "555 0100",
        "location": "Graz",
        "url": {"label": "", "href": "https://ilse.example.org"},
        "customFields": [{"id": "1", "icon": "", "name": "Permit", "value": "B"}],
        "picture": {"url": "", "size": 64},
    },
    "sections": {
        "summary": {"id": "summary", "visible": True, "content": "<p>Ten years on wards.</p>"},
        "experience": {
            "id": "experience",
            "visible": True,
            "items": [
                {
                    "id": "1",
                    "visible": True,
                    "company": "Klinikum West",
                    "position": "Ward nurse",
                    "location": "Graz",
                    "date": "01/2015 - 12/2020",
                    "summary": "<p>Night shifts.</p><ul><li>Trained 4</li></ul>",
                    "url": {"label": "", "href": ""},
                },
            ],
        },
        "projects": {
            "items": [
                {"name": "Rota", "description": "Shift plan", "date": "2019", "keywords": ["Excel"]}
            ]
        },
        "references": {"items": [{"name": "Dr. Ott", "description": "Head", "summary": "Good."}]},
        "custom": {
            "x1": {"name": "Hobby", "visible": True, "items": [{"name": "Choir", "date": "2012"}]}
        },
    },
    "metadata": {"notes": "salary 50k"},
}


@pytest.mark.parametrize("wrap", [False, True])
def test_reactive_resume_4(wrap: bool) -> None:
    """The older names; bare, or inside of the record that a backup keeps."""
    resume = read(json.dumps({"title": "cv", "data": V4} if wrap else V4), "export.json")
    work = resume.work[0]
    assert (work.name, work.position, work.location) == ("Klinikum West", "Ward nurse", "Graz")
    assert work.start_date
    assert work.end_date
    assert (work.start_date.iso, work.end_date.iso) == ("2015-01", "2020-12")
    assert (work.summary, work.highlights[0].text) == ("Night shifts.", "Trained 4")
    assert resume.projects[0].summary == "Shift plan"
    assert resume.projects[0].keywords == ("Excel",)
    assert resume.references[0].reference == "Head\nGood."
    assert resume.sections[0].entries[0].name == "Choir"
    assert resume.basics.url == "https://ilse.example.org"
    assert {"salary 50k", "Permit"} <= strings(to_json_resume(resume))


RENDERCV = """
cv:
  name: Noor Haddad
  headline: Embedded developer
  location: Lyon, France
  email: noor@example.org
  phone: +33 1 55 50 01 00
  website: https://noor.example.org
  social_networks:
    - network: GitHub
      username: noorh
  pronouns: she/her
  sections:
    about:
      - Builds **quiet** firmware. See [the log](https://noor.example.org/log).
    experience:
      - company: Lumen Labs
        position: Firmware lead
        location: Lyon
        start_date: 2021-04
        end_date: present
        summary: Sensors.
        highlights:
          - Cut power use by **40 %**
          - "Won": "two tenders"
        team_size: 4
      - company: Ardèche Robotics
        position: Developer
        start_date: 2017
        end_date: 2021-03
    education:
      - institution: INSA
        area: Electronics
        degree: MEng
        start_date: 2012-09
        end_date: 2017-06
        highlights: ["Thesis: buses"]
    technologies:
      - label: Languages
        details: C, Rust (no_std, embassy), Python
    languages:
      - label: French
        details: native
      - Arabic (fluent)
    programming_languages:
      - bullet: Ada
    publications:
      - title: Quiet buses
        authors: ["*N. Haddad*", J. Roux]
        journal: Sensors
        doi: 10.1000/xyz
        date: 2020-05
    selected_awards:
      - name: "[Best talk](https://conf.example.org)"
        date: 2019
    side trips:
      - name: Antarctica
        date: Fall 2014
        location: Base
design:
  theme: sb2nov
"""


def test_rendercv() -> None:
    """Typed entries, titles, Markdown, dates as written."""
    resume = read(RENDERCV, "cv.yaml")
    lead, junior = resume.work
    assert (lead.name, lead.position, lead.location) == ("Lumen Labs", "Firmware lead", "Lyon")
    assert lead.start_date
    assert lead.end_date
    assert (lead.start_date.iso, lead.end_date.present) == ("2021-04", True)
    assert [h.text for h in lead.highlights] == ["Cut power use by 40 %", "Won: two tenders"]
    assert junior.start_date
    assert junior.start_date.iso == "2017"
    assert resume.education[0].area == "Electronics"
    assert resume.skills[0].keywords == ("C", "Rust (no_std, embassy)", "Python")
    assert resume.skills[1].name == "Ada"
    assert [(x.language, x.fluency) for x in resume.languages] == [
        ("French", "native"),
        ("Arabic", "fluent"),
    ]
    assert resume.publications[0].url == "https://doi.org/10.1000/xyz"
    assert (resume.awards[0].title, resume.publications[0].summary) == (
        "Best talk",
        "N. Haddad, J. Roux",
    )
    assert resume.sections[0].title == "side trips"
    assert resume.sections[0].entries[0].end_date
    assert resume.sections[0].entries[0].end_date.text == "Fall 2014"
    summary = "Builds quiet firmware. See the log (https://noor.example.org/log)."
    assert resume.basics.summary == summary
    assert resume.basics.profiles[0].url == "https://github.com/noorh"
    assert {"she/her", "sb2nov", "4", "https://conf.example.org"} <= strings(to_json_resume(resume))


GERMAN = """
cv:
  name: Jörg Ahl
  sections:
    Kenntnisse:
      - label: Werkzeuge
        details: C, D (2, 3)
    Sprachen:
      - label: Deutsch
        details: Muttersprache
    Projekte:
      - name: Boot
        date: 2019
        highlights: [Gebaut]
    Profil:
      - Ein Satz.
    Auszeichnungen:
      - name: Preis
        date: März 2018
        summary: Für viel
    Zertifikate:
      - name: Schein
        location: Ulm
        highlights: [gut]
    Reisen:
      - Nepal
"""


def test_titles_in_another_language() -> None:
    """A title that the vocabulary knows is as good as an English one; ids stay in order."""
    resume = read(GERMAN, "cv.yaml")
    assert [(s.name, s.keywords) for s in resume.skills] == [("Werkzeuge", ("C", "D (2, 3)"))]
    assert [(x.language, x.fluency) for x in resume.languages] == [("Deutsch", "Muttersprache")]
    assert (resume.projects[0].name, resume.projects[0].highlights[0].id) == ("Boot", "p1h1")
    assert resume.basics.summary == "Ein Satz."
    assert resume.awards[0].date
    assert (resume.awards[0].date.iso, resume.awards[0].summary) == ("2018-03", "Für viel")
    assert [s.title for s in resume.sections] == ["Reisen"]
    again = read(json.dumps(to_json_resume(resume)), "resume.json")
    assert to_json_resume(again) == to_json_resume(resume)
    assert {"Ulm", "gut", "Schein"} <= strings(to_json_resume(resume))


def test_json_resume_as_yaml() -> None:
    """A JSON Resume object in YAML is one; a phone number stays as written."""
    resume = read('basics:\n  name: Ada\n  phone: 0049305550\n  email: "a@b.org"\n', "cv.yml")
    assert (resume.basics.name, resume.basics.phone) == ("Ada", "0049305550")


BOMB = "cv:\n  sections: {}\n  a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"  a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
)


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("cv: {sections: {a: [x}", errors.FileCorrupt),
        ("- a\n- b", errors.FileOtherData),
        ("steps:\n  - run: make", errors.FileUnsupported),
        ("cv: !!python/object/apply:os.system [id]\nx: 1", errors.FileUnsupported),
        ("cv:\n  sections: {}\n  name: x\n" + "  - [" * 3000, errors.FileCorrupt),
        (f"cv: {'[' * 5000}", errors.FileCorrupt),
        (BOMB, errors.FileCorrupt),
        ("cv: &a\n  sections: {b: *a}", errors.FileCorrupt),
        ("cv: " + "x" * 1_100_000, errors.TextTooLong),
    ],
)
def test_hostile_yaml(source: str, error: type[errors.ReadError]) -> None:
    """Bombs, loops, tags and nesting end in a clear answer."""
    with pytest.raises(error):
        read_document(source.encode(), "cv.yaml")


SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from([*V5, *V4["sections"], *V5["sections"], "items", "cv", "label", "data"])
            | st.text(max_size=4),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from([*V5, "cv", "data"]), SHAPES, max_size=6))
def test_any_shape(value: dict[str, object]) -> None:
    """Whatever types stand where, there is a résumé or a clear answer."""
    source = json.dumps({"basics": {}, "sections": {"x": {"items": []}}, **value})
    for name in ("cv.json", "cv.yaml"):
        with contextlib.suppress(errors.ReadError):
            read(source, name)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="cv: -[]{}&*a!|>\n\"'#,xyz", max_size=80))
def test_any_yaml(source: str) -> None:
    """Any text as YAML gives a document or a clear answer."""
    with contextlib.suppress(errors.ReadError):
        read_document(b"cv:\n  sections:\n    " + source.encode(), "cv.yaml")
