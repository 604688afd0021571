"""An operator's copies of ESCO and O*NET become skills beside ours."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.adapters.data.lexicon import load_lexicon, write_lexicon
from resume_builder.adapters.data.skill_tables import TableUnknown, read_skill_tables
from resume_builder.domain.skill_tables import SkillTables
from resume_builder.domain.skills import Skill, build_lexicon, lexicon_lines, parse_lexicon

pytestmark = pytest.mark.postings

ESCO = "conceptType,conceptUri,skillType,preferredLabel,altLabels,hiddenLabels\n"
ENGLISH = (
    ESCO
    + 'KnowledgeSkillCompetence,u:1,knowledge,falconry,"hawking craft\nbirds of prey",\n'
    + "KnowledgeSkillCompetence,u:2,skill/competence,train hunting birds,fly a falcon,\n"
    + "KnowledgeSkillCompetence,u:3,skill/competence,cut,,\n"
    + "KnowledgeSkillCompetence,u:4,knowledge,Zorbix (computer programming),,\n"
)
GERMAN = ESCO + "KnowledgeSkillCompetence,u:1,knowledge,Falknerei,Beizjagd,\n"
BROADER = (
    "conceptType,conceptUri,broaderType,broaderUri\n"
    "KnowledgeSkillCompetence,u:2,KnowledgeSkillCompetence,u:1\n"
    "KnowledgeSkillCompetence,u:2,SkillGroup,u:99\n"
)
ONET = (
    "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\n"
    "11-1011.00\tNimbus Roster Pro\t4323\tRoster software\tN\n"
    "11-1011.00\tShiftloom Planner\t4323\tRoster software\tN\n"
    "11-1011.00\tHerd query language HQL\t4324\tQuery software\tY\n"
)


def written(folder: Path, **tables: str) -> list[Path]:
    """Write the tables into files."""
    paths: list[Path] = []
    for name, text in tables.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def test_esco_in_two_languages(tmp_path: Path) -> None:
    """One skill for each concept: labels of all languages are spellings, broader ones are kept."""
    skills = read_skill_tables(written(tmp_path, en=ENGLISH, de=GERMAN, broader=BROADER))
    lexicon = build_lexicon(skills)
    assert lexicon.canonical("Beizjagd") == "falconry"
    assert lexicon.canonical("hawking craft") == "falconry"
    assert lexicon.broader("train hunting birds") == {"falconry"}
    assert lexicon.kind("falconry") == "domain"
    assert [m.name for m in lexicon.find("Zorbix, not zorbix")] == ["Zorbix"]
    assert lexicon.canonical("cut") is None, "an everyday word would be found everywhere"


def test_onet_products_of_one_commodity_are_neighbours(tmp_path: Path) -> None:
    """Two products for one purpose are near each other and not the same; acronyms are spellings."""
    lexicon = build_lexicon(read_skill_tables(written(tmp_path, onet=ONET)))
    assert lexicon.neighbours("Nimbus Roster Pro") == {"Shiftloom Planner"}
    assert lexicon.canonical("Herd query language") == lexicon.canonical("HQL") == "HQL"


def test_ours_keep_their_meaning(tmp_path: Path) -> None:
    """A table that knows our skills by other relations adds what we lack and changes nothing."""
    table = ESCO + "x,u:1,knowledge,Kubernetes,Beizjagd,\nx,u:2,skill/competence,fly a falcon,,\n"
    target = tmp_path / "more.txt"
    count = write_lexicon(read_skill_tables(written(tmp_path, table=table)), target)
    lexicon = load_lexicon(target)
    assert count == 1
    assert lexicon.skills["Kubernetes"] == load_lexicon().skills["Kubernetes"]
    assert [m.name for m in lexicon.find("fly a falcon with K8s")] == ["fly a falcon", "Kubernetes"]
    assert len(lexicon.skills) == len(load_lexicon().skills) + 1


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b"conceptUri\tpreferredLabel\n"]
)
def test_another_table_is_refused(tmp_path: Path, content: bytes) -> None:
    """What is no such table is named, and nothing is written."""
    path = tmp_path / "other.csv"
    path.write_bytes(content)
    with pytest.raises(TableUnknown) as caught:
        read_skill_tables([path])
    assert caught.value.params == {"name": "other.csv"}


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=6))
def test_any_labels_make_a_sound_lexicon(labels: list[tuple[str, str]]) -> None:
    """Whatever the labels are, the lines read back as the same skills."""
    rows = [
        {"conceptUri": f"u:{n}", "skillType": "knowledge", "preferredLabel": a, "altLabels": b}
        for n, (a, b) in enumerate(labels)
    ]
    tables = SkillTables()
    tables.add(["conceptUri", "preferredLabel", "skillType"], rows)
    skills = list(tables.skills())
    assert list(parse_lexicon(lexicon_lines(skills))) == skills
    build_lexicon(skills)


def test_lines_keep_every_part_of_a_skill() -> None:
    """Exact names, clues, broader names and neighbours survive writing and reading."""
    skills = [
        Skill("Go", "language", ("=Go", "golang"), ("goroutine",), ("coding",), ("R",)),
        Skill("coding", "method"),
        Skill("R", "language", ("=R",), neighbours=("Go",)),
    ]
    back = {s.name: s for s in parse_lexicon(lexicon_lines(skills))}
    assert back == {s.name: s for s in skills}
