"""The skill lexicon: its data, and finding names safely in running text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.domain.skills import MARK_KINDS, build_lexicon, fold, parse_lexicon
from resume_builder.domain.spellings import alike

pytestmark = pytest.mark.postings

LEXICON = load_lexicon()
KINDS = {
    "tool", "language", "method", "domain", "certificate", "licence", "soft", "degree-field",
    "spoken_language", "filler", *MARK_KINDS,
}  # fmt: skip
# Words of everyday English that are names too: they count only in their own spelling.
EVERYDAY = (
    "go excel word puppet swift ruby rust dart flask slack notion teams zoom epic prism maya "
    "sketch segment nomad vault opera sage clio relativity greenhouse gusto tally lean safe"
)


def names(text: str) -> list[str]:
    """The canonical names found in `text`, in order."""
    return [m.name for m in LEXICON.find(text)]


def test_data_is_large_and_of_known_kinds() -> None:
    """Twenty professions need more than a thousand skills and four thousand spellings."""
    assert len(LEXICON.skills) >= 1300
    assert sum(1 + len(s.aliases) for s in LEXICON.skills.values()) >= 4000
    assert {s.kind for s in LEXICON.skills.values()} <= KINDS


def test_no_spelling_means_two_things() -> None:
    """An ambiguous acronym is left out, not guessed."""
    assert LEXICON.clashes() == []


def test_relations_are_sound() -> None:
    """Neighbours are mutual, never the thing itself, and never what it shows."""
    for name, skill in LEXICON.skills.items():
        assert name not in skill.neighbours
        assert name not in LEXICON.broader(name)
        for other in skill.neighbours:
            assert name in LEXICON.neighbours(other)
            assert other not in LEXICON.broader(name), f"{name} both shows and is near {other}"


def test_short_spellings_keep_their_case() -> None:
    """Two Latin letters or fewer are a name only as written: "R", "Go", never "r" or "go"."""
    for skill in LEXICON.skills.values():
        if skill.kind in {"filler", *MARK_KINDS}:
            continue
        if f"={skill.name}" not in skill.aliases:
            spellings = [skill.name, *skill.aliases]
        else:
            spellings = list(skill.aliases)
        short = [s for s in spellings if s.isascii() and s.isalpha() and len(s) <= 2]
        allowed = {"PV", "BI", "UX", "HR", "RH", "AI", "QA", "PR", "OR", "ER", "FP", "CT", "VÖ"}
        assert [s for s in short if s not in allowed] == [], skill.name


@pytest.mark.parametrize("word", EVERYDAY.split())
def test_everyday_words_are_no_skills(word: str) -> None:
    """A plain word in the middle of a sentence names no product."""
    assert names(f"we {word} things") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("C, C++ and C#", ["C", "C++", "C#"]),
        ("C++", ["C++"]),
        ("Go, R, .NET, Node.js", ["Go", "R", ".NET", "Node.js"]),
        ("ASP.NET Core", ["ASP.NET"]),
        ("K8s", ["Kubernetes"]),
        ("Kubernetes", ["Kubernetes"]),
        ("four Go services", ["Go"]),
        ("Go to the office", []),
        ("Ready? Go for it", []),
        ("Vitamin C and a Class C license", []),
        ("hepatitis C", []),
        ("Specialty Certification BB, C, H or M", []),
        ("entornos C loud", []),
        ("We use C for firmware", ["C", "embedded systems"]),
        ("C, R, SQL", ["C", "R", "SQL"]),
        ("John R. Smith", []),
        ("R/Python", ["R", "Python"]),
        ("a good rest", []),
        ("REST APIs", ["REST"]),
        ("safe driving", ["driving"]),
        ("front end, frontend, front-end", ["front-end development"] * 3),
        ("使用Python开发", ["Python"]),
        ("CI/CD", ["CI/CD"]),
        ("EXCEL", ["Excel"]),
        ("Schweißer", ["welding"]),
        ("gestión de proyectos", ["project management"]),
        ("project\nmanagement", ["project management"]),
        ("Amazon Web Services (AWS)", ["AWS", "AWS"]),
    ],
)
def test_find(text: str, found: list[str]) -> None:
    """Names are found whole, in any language, and only where they stand for the skill."""
    assert names(text) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SystmOne", "EMIS"),
        ("GC-MS", "HPLC"),
        ("LexisNexis", "Westlaw"),
        ("MariaDB", "MySQL"),
        ("Snakemake", "Nextflow"),
        ("RHCSA", "RHCE"),
        ("Steuerberater", "CPA"),
    ],
)
def test_products_of_one_kind_are_near_and_not_the_same(one: str, other: str) -> None:
    """Who knows the one cannot claim the other; the lexicon says only that it is near."""
    assert LEXICON.canonical(one) == one
    assert other in LEXICON.neighbours(one)


@pytest.mark.parametrize(
    ("part", "whole"), [("EC2", "AWS"), ("GitHub", "Git"), ("NMR", "spectroscopy")]
)
def test_a_part_shows_the_whole_and_not_the_other_way(part: str, whole: str) -> None:
    """Whoever ran EC2 worked on AWS; whoever lists AWS may never have seen EC2."""
    assert whole in LEXICON.broader(part)
    assert LEXICON.canonical(whole) == whole


def test_rabbitmq_is_near_kafka_and_is_not_it() -> None:
    """A neighbour is something else."""
    assert "RabbitMQ" in LEXICON.neighbours("Kafka")
    assert names("RabbitMQ") == ["RabbitMQ"]
    assert "Python" in LEXICON.broader("FastAPI")


def test_canonical() -> None:
    """A whole name or alias has a canonical name; a sentence has none."""
    assert LEXICON.canonical("k8s") == "Kubernetes"
    assert LEXICON.canonical("Kubernetes") == "Kubernetes"
    assert LEXICON.canonical("Kubernetes and more") is None
    assert LEXICON.kind("Kubernetes") == "tool"
    assert LEXICON.kind("nothing") == ""


def test_marks_are_no_skills() -> None:
    """Degrees and joining words are found by `marks` alone."""
    text = "Bachelor's degree or equivalent, right to work"
    assert {LEXICON.kind(m.name) for m in LEXICON.marks(text)} == {
        "degree", "joiner", "authorisation",
    }  # fmt: skip
    assert not {LEXICON.kind(m.name) for m in LEXICON.find(text)} & MARK_KINDS
    assert LEXICON.ladder("degree")[0] == "secondary school"
    assert LEXICON.ladder("level")[-1] == "level C2"


WORDS = st.sampled_from(
    ["C", "C++", "C#", "Go", "R", ".NET", "Node.js", "K8s", "SQL", "a", "and", "of", "(", ")", ","]
    + [
        ".",
        "/",
        "-",
        "'",
        "\n",
        "  ",
        "Python",
        "project",
        "management",
        "é",
        "开发",
        "ﬁ",
        "ß",
        "+",
    ]
)


@settings(deadline=None)
@given(st.lists(WORDS | st.text(max_size=4), max_size=30), st.sampled_from(["", " "]))
def test_mentions_are_exact_ordered_and_apart(parts: list[str], glue: str) -> None:
    """Spans lie inside the text, in order, without overlap, and hold a spelling of the name."""
    text = glue.join(parts)
    last = 0
    for mention in LEXICON.find(text):
        assert last <= mention.start < mention.end <= len(text)
        last = mention.end
        spelled = text[mention.start : mention.end]
        assert spelled == spelled.strip()
        assert mention.name in LEXICON.skills


@given(st.text(alphabet="C+#-. ", max_size=12))
def test_c_is_never_found_inside_c_plus_plus(text: str) -> None:
    """Whatever stands around it, C is found only where no sign continues it."""
    for mention in LEXICON.find(text):
        if mention.name == "C":
            assert text[mention.end : mention.end + 1] not in {"+", "#"}


@given(st.text(max_size=20))
def test_fold_settles(word: str) -> None:
    """Folding never raises, and case does not survive it."""
    assert fold(word) == fold(word).lower()


def test_contradicting_data_is_refused() -> None:
    """A name given twice, an unknown relation and a line before a kind are errors."""
    with pytest.raises(ValueError, match="named twice"):
        build_lexicon(parse_lexicon(["[tool]", "A | b |", "A | c |"]))
    with pytest.raises(ValueError, match="which is none"):
        build_lexicon(parse_lexicon(["[tool]", "A | b | ^Z"]))
    with pytest.raises(ValueError, match="no skills"):
        build_lexicon(parse_lexicon(["[tool]", "A | b |", "~ A, Z"]))
    with pytest.raises(ValueError, match="before"):
        build_lexicon(parse_lexicon(["A | b |"]))
    twice = build_lexicon(parse_lexicon(["[tool]", "A | x |", "B | x |"]))
    assert twice.clashes() == ["one spelling means both A and B"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Power BI", "PowerBI", True),
        ("wound care", "Wound-Care", True),
        ("Excel", "Microsoft Excel", True),
        ("Postgres", "PostgreSQL", True),
        ("Vue", "Vue.js", True),
        ("K8s", "Kubernetes", True),
        ("GTM", "Google Tag Manager", True),
        ("C", "C++", False),
        ("C#", "C++", False),
        ("Java", "JavaScript", False),
        ("SQL", "T-SQL", False),
        ("SAP", "SAP HANA", False),
        ("HPLC", "GC-MS", False),
        ("K8s", "Kibanas", False),
        ("", "Python", False),
    ],
)
def test_spellings_that_are_alike(one: str, other: str, same: bool) -> None:
    """By their letters alone, either way round."""
    assert alike(one, other) is same
    assert alike(other, one) is same


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    """A model's words are any words."""
    assert alike(one, other) is alike(other, one)
