"""What a posting asks: sections, bullets, prose, importance, spans."""

import pytest

from tests.domain.posting.helpers import asked, read

pytestmark = pytest.mark.postings

ENGLISH = """Harbour Pilot Trainer
Lumen Quay Ltd – Bergen, Norway

About us
We train pilots for eleven ports.

What you will do
- Run simulator sessions
- Write session reports

What you bring
- 4+ years of pilotage
- Master mariner certificate
- Fluent English

Nice to have
- Norwegian
- Python, for our simulator scripts

We offer
Six weeks of holiday and a boat.

How to apply
Send your resume to crew@lumenquay.example.
"""


def test_sections_by_headings() -> None:
    """Headings decide what is a duty, a demand, a wish or an instruction."""
    posting = read(ENGLISH)
    assert asked(posting) == [
        "4+ years of pilotage",
        "Master mariner certificate",
        "Fluent English",
    ]
    assert asked(posting, "nice") == ["Norwegian", "Python, for our simulator scripts"]
    assert [d.text for d in posting.duties] == ["Run simulator sessions", "Write session reports"]
    assert any("crew@lumenquay.example" in i.text for i in posting.instructions)
    assert not any(f.code == "posting.low_confidence" for f in posting.findings)


@pytest.mark.parametrize(
    ("must", "nice"),
    [
        ("Ihr Profil", "Von Vorteil"),
        ("Was du mitbringst:", "Schön, aber kein Muss:"),
        ("Profil recherché", "Les plus"),
        ("Requisitos", "Se valorará"),
        ("Requisitos obrigatórios", "Diferenciais"),
        ("Requisiti", "Titolo preferenziale"),
        ("Functie-eisen", "Een pre"),
        ("QUALIFICATIONS", "BONUS POINTS"),
        ("## Requirements", "## Preferred qualifications"),
        ("**Who you are**", "**Even better if**"),
    ],
)
def test_headings_of_seven_languages(must: str, nice: str) -> None:
    """Demands and wishes are told apart in every language that is read."""
    posting = read(
        f"Titel\nX AS\n\n{must}\n- Kubernetes\n- Terraform\n\n{nice}\n- Kafka\n- Redis\n"
    )
    assert asked(posting) == ["Kubernetes", "Terraform"]
    assert asked(posting, "nice") == ["Kafka", "Redis"]


@pytest.mark.parametrize(
    "bullet",
    [
        "Kafka is a plus",
        "Kafka experience preferred",
        "Kenntnisse in Kafka von Vorteil",
        "La connaissance de Kafka serait un plus",
        "Kafka deseable",
        "Conhecimentos em Kafka será um diferencial",
        "Kafka è gradita",
        "Kafka is een pre",
    ],
)
def test_wording_makes_a_wish(bullet: str) -> None:
    """A bullet that says it is a wish is one, whatever its heading."""
    posting = read(f"Engineer\n\nRequirements\n- Python\n- {bullet}\n- Terraform\n")
    assert asked(posting, "nice") == [bullet]


def test_wishes_in_brackets_do_not_weaken_a_demand() -> None:
    """ "(5 preferred)" is a detail; a longer wish in brackets is a requirement of its own."""
    posting = read(
        "Nurse\n\nRequirements\n- 3 years (5 preferred) in an ICU\n"
        "- strong Go (some Python helps, most tools are written in it)\n- BLS\n"
    )
    assert "3 years (5 preferred) in an ICU" in asked(posting)
    assert "strong Go" in asked(posting)
    assert asked(posting, "nice") == ["some Python helps, most tools are written in it"]


def test_prose_without_bullets() -> None:
    """A paragraph that begins by asking asks on; one that wishes is a list of wishes."""
    posting = read(
        "Data Engineer\n\nWe are a bank with 300 people in two countries.\n\n"
        "You should bring at least six years in data engineering. Solid SQL and data modelling. "
        "We expect deep Scala; Python for orchestration is a given.\n\n"
        "It would be lovely, not essential, if you also had payments knowledge, Snowflake or "
        "Iceberg, Kubernetes operators, or some open-source work.\n\n"
        "Interviews take place on Mondays."
    )
    assert "at least six years in data engineering" in asked(posting)
    assert "Solid SQL and data modelling" in asked(posting)
    assert "deep Scala" in asked(posting)
    assert "Kubernetes operators" in asked(posting, "nice")
    assert not any("Monday" in r.text for r in posting.requirements)


def test_what_is_not_needed_is_no_requirement() -> None:
    """A denial asks nothing."""
    posting = read(
        "Researcher\n\nRequirements\n- Excellent English; Dutch isn't needed in the lab\n- qPCR\n"
        "- A degree is not required\n"
    )
    assert asked(posting) == ["Excellent English", "qPCR"]


def test_two_askings_in_one_bullet() -> None:
    """A degree and years beside it are two requirements."""
    posting = read(
        "Scientist\n\nRequirements\n- PhD in biology, plus two or more years of lab experience\n"
    )
    assert asked(posting) == ["PhD in biology", "two or more years of lab experience"]


def test_every_requirement_quotes_its_span() -> None:
    """The text of a requirement stands in the posting, where its span says."""
    posting = read(ENGLISH)
    for item in (*posting.requirements, *posting.duties, *posting.instructions):
        assert item.text == posting.text[item.span.start : item.span.end]


def test_kinds() -> None:
    """Each requirement says what sort of thing it asks."""
    posting = read(
        "Engineer\n\nRequirements\n- 5 years of experience with Python\n- Bachelor's degree\n"
        "- Driver's license\n- Fluent German\n- Right to work in the UK\n- Kubernetes\n- Teamwork\n"
    )
    kinds = [r.kind for r in posting.requirements]
    assert kinds == [
        "experience", "degree", "licence", "language", "authorisation", "skill", "soft",
    ]  # fmt: skip
    assert posting.requirements[0].years == 5
    assert posting.requirements[5].skills == ("Kubernetes",)


def test_lost_line_breaks_are_found() -> None:
    """Text whose line breaks were lost in a copy is still told apart."""
    text = (
        "Coder\n\nJob description\nReverse code bills to determine accuracy of every single claim. "
        "QUALIFICATIONS:High School diploma, or equivalentCurrent licence in good standing and "
        "activeTwo years of coding experienceAbility to learn quickly and to work with others"
    )
    posting = read(text)
    assert "High School diploma, or equivalent" in asked(posting)
    assert "Two years of coding experience" in asked(posting)


def test_low_confidence_is_said() -> None:
    """A text that asks hardly anything says so instead of pretending."""
    posting = read("We sell shoes. Come and visit us on a sunny day, our shop is near the lake.")
    assert any(f.code == "posting.low_confidence" for f in posting.findings)


def test_more_than_can_be_followed_is_said() -> None:
    """Requirements beyond the most that are followed are not left out in silence."""
    asks = "\n".join(f"- {n}+ years with crane number {n}" for n in range(1, 200))
    posting = read(f"Crane Driver\n\nRequirements\n{asks}")
    assert any(f.code == "posting.many" for f in posting.findings)
    assert len(posting.requirements) == 120


def test_skills_as_written() -> None:
    """Skills are named as the posting writes them, soft skills left out."""
    posting = read(ENGLISH)
    assert "Python" in posting.skills_preferred
    assert "English" in posting.skills_required


def test_names_that_no_lexicon_knows() -> None:
    """A capitalised name within a sentence, and what stands after "experience with", count."""
    posting = read(
        "Clerk\n\nRequirements\n- Experience in Quorvane and ledger tracing\n- Teamwork\n- SQL\n"
    )
    assert "Quorvane" in posting.skills_required
    assert "ledger tracing" in posting.skills_required


def test_a_sentence_that_asks_in_turn() -> None:
    """Prose that lists years, skills and a degree gives one requirement each."""
    posting = read(
        "Role: Modeller\n\nWe are seeking a Modeller with 3+ years of experience in forecasting, "
        "strong Python and SQL skills, and a Master's degree in Statistics. Experience with dbt is "
        "preferred."
    )
    assert asked(posting) == [
        "3+ years of experience in forecasting",
        "strong Python and SQL skills",
        "a Master's degree in Statistics",
    ]
    assert asked(posting, "nice") == ["Experience with dbt"]


def test_lines_without_marks_under_a_heading() -> None:
    """Text pasted from a board has no bullets: each line is one requirement."""
    posting = read(
        "Orbit Pumps logo\nShare\nPump Engineer\nOslo, Norway\n\nMinimum Qualifications\n"
        "5+ years of pump design\nKnowledge of API 610\n\nPreferred Qualifications\nRust\n\n"
        "Benefits found in job post\nPension\n"
    )
    assert (posting.title, posting.company) == ("Pump Engineer", "Orbit Pumps")
    assert asked(posting) == ["5+ years of pump design", "Knowledge of API 610"]
    assert asked(posting, "nice") == ["Rust"]


def test_a_list_ends_where_a_paragraph_begins() -> None:
    """What is told below a list of demands asks nothing."""
    posting = read(
        "Clerk\n\nRequirements\n- Excel\n- Patience\n- English\n\n"
        "A week here is quiet. Our office has plants and a kettle.\n"
    )
    assert asked(posting) == ["Excel", "Patience", "English"]


def test_a_title_alone_asks_nothing() -> None:
    """Two words are no requirement."""
    assert read("Hello there").requirements == ()


def test_one_skill_by_two_names_is_named_once() -> None:
    """An acronym in brackets after the words that it stands for says nothing more."""
    posting = read(
        "Engineer\n\nRequirements\n- Failure Mode and Effects Analysis (FMEA)\n- Welding\n"
    )
    assert "Failure Mode and Effects Analysis" in posting.skills_required
    assert "FMEA" not in posting.skills_required


def test_a_word_that_only_opens_a_line_is_no_name() -> None:
    """Its capital is that of the line; a word that says how is no skill either."""
    posting = read(
        "Engineer\n\nRequirements\n- Follow our rules\n- Specialized experience in Pipedrive\n"
    )
    assert not {"Follow", "Specialized"} & set(posting.skills_required)
    assert "Pipedrive" in posting.skills_required
