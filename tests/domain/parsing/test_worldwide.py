"""People, places, numbers and dates as the world writes them."""

import pytest

from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.domain.document import document_of
from resume_builder.domain.parsing import parse_resume
from resume_builder.domain.parsing.contact import phones
from resume_builder.domain.parsing.places import location_of
from resume_builder.domain.parsing.sections import heading_key
from resume_builder.domain.periods import find_periods
from resume_builder.domain.resume import Basics

pytestmark = pytest.mark.reading
V = load_vocabulary()


def basics(*lines: str) -> Basics:
    """What is read from the lines above the first section."""
    text = "\n".join(
        (*lines, "someone@example.com", "", "Experience", "", "Cook, Acme Ltd", "2019")
    )
    return parse_resume(document_of(text), V).resume.basics


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Annelies van der Zwaag", "Annelies van der Zwaag"),
        ("Jean DUPONT-KERVELLA", "Jean DUPONT-KERVELLA"),
        ("Josefina dos Santos Albuquerque", "Josefina dos Santos Albuquerque"),
        ("Nerea Goikoetxea de la Fuente", "Nerea Goikoetxea de la Fuente"),
        ("Dipl.-Ing. Henning Osterwald", "Henning Osterwald"),
        ("Dott.ssa Benedetta Scarpellini, PhD", "Benedetta Scarpellini"),
        ("Siobhan O'Rafferty, RN (Adult)", "Siobhan O'Rafferty"),
        ("Nombre y apellidos: María del Carmen Ruiz Ortega", "María del Carmen Ruiz Ortega"),
        ("姓名：欧阳雪梅", "欧阳雪梅"),
    ],
)
def test_names(line: str, name: str) -> None:
    assert basics(line).name == name


@pytest.mark.parametrize(
    "line", ["الرياض، المملكة العربية السعودية", "36 anos", "9711 NV Groningen"]
)
def test_what_is_no_headline(line: str) -> None:
    """A place in letters whose words nobody listed, an age, and a town are not what one is."""
    assert basics("Youssef el Amrani", line).label == ""


@pytest.mark.parametrize(
    ("text", "city", "region", "postal"),
    [
        ("Via Garibaldi 27, 37121 Verona (VR)", "Verona", "VR", "37121"),
        ("Kanaalstraat 9-II, 3531 CC Utrecht", "Utrecht", "", "3531 CC"),
        ("14 Dunmore Terrace, Derry BT48 6PQ", "Derry", "", "BT48 6PQ"),
        ("Grote Steenweg 128, 2600 Berchem (Antwerpen), België", "Berchem", "Antwerpen", "2600"),
        ("Rua das Acácias, 240 - São Paulo/SP - CEP 04101-000", "São Paulo", "SP", "04101-000"),
        ("Praceta da Liberdade, 2830-350 Barreiro", "Barreiro", "", "2830-350"),
        ("1003 Lausanne, Suisse", "Lausanne", "", "1003"),
    ],
)  # fmt: skip
def test_addresses(text: str, city: str, region: str, postal: str) -> None:
    found = location_of(text, V)
    assert (found.city, found.region, found.postal_code) == (city, region, postal)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("976 55 01 32 · 611 55 02 47", ["976 55 01 32", "611 55 02 47"]),
        ("Villeurbanne (69) – 07.55.23.41.66", ["07.55.23.41.66"]),
        ("Telefon: 0341 / 55 61 902", ["0341 / 55 61 902"]),
        ("2016.07 - 2019.02", []),
        ("+55 (81) 9 5555-0177", ["+55 (81) 9 5555-0177"]),
    ],
)
def test_phones(text: str, numbers: list[str]) -> None:
    assert phones(text) == numbers


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("民國105年8月至今", "2016-08"),
        ("2016年8月 － 現在", "2016-08"),
        ("setembro de 2018 – até à data", "2018-09"),
        ("2019 – tot op heden", "2019"),
        ("depuis le 1er mars 2019", "2019-03-01"),
        ("dal 2012", "2012"),
    ],
)
def test_dates_that_go_on(text: str, start: str) -> None:
    (period,) = find_periods(text, V.dates)
    assert period.start is not None
    assert period.end is not None
    assert (period.start.iso, period.end.present) == (start, True)


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("Formação Académica e Profissional", "education"),
        ("Maschinenkenntnisse", "skills"),
        ("Experiencia en hostelería", "work"),
        ("工作經歷", "work"),
        ("IT-kennis", "skills"),
        ("Habilitações literárias", "education"),
        ("Conoscenze linguistiche", "languages"),
    ],
)
def test_section_names(title: str, section: str) -> None:
    assert heading_key(title, V)[0] == section
