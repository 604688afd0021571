"""What German, French, Spanish and Portuguese need beyond English."""

import pytest

from resume_builder.domain.tailoring.verify import Claim, EntryFacts, Verifier

pytestmark = pytest.mark.truth

ENTRY = EntryFacts("Orrin", "", "2018-01", "2021-12")


def verdict(verifier: Verifier, source: str, rewrite: str) -> str:
    """The verdict on a rewrite of one line."""
    return verifier.judge(Claim(rewrite=rewrite, sources=(source,), entry=ENTRY)).verdict


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        # Compounds, their parts and their synonyms.
        ("Lohnabrechnung für neun Betriebe", "Gehaltsabrechnungen für neun Betriebe erstellt"),
        ("Begleitung der Gäste zum Zug", "Gästebegleitung zum Zug"),
        ("Lager im Dreischichtbetrieb geführt", "Führung des Lagers in drei Schichten"),
        ("Reparatur der Pumpen, vier Kollegen im Team", "Pumpen repariert im vierköpfigen Team"),
        # Nouns of verbs, and verbs of nouns.
        ("Kunden vom Bahnhof abgeholt", "Abholung von Kunden vom Bahnhof"),
        ("Relance des clients en retard", "Je relançais les clients en retard"),
        ("Clasificación de las piezas", "Clasifiqué las piezas"),
        ("Arquivo das cartas dos clientes", "Arquivei as cartas dos clientes"),
        # A limit in another form.
        ("Vorbereitung der Bilanz für den Prüfer", "Bilanz für den Prüfer vorbereitet"),
        ("Essai d'un nouveau four", "Nouveau four essayé"),
        # Amounts as the country writes them.
        ("Ladezeit von 900 ms auf 300 ms gesenkt", "Ladezeit von 0,9 s auf 0,3 s gesenkt"),
        ("Budget annuel de 12 000 €", "Budget de 12 k€ par an"),
        ("D'astreinte un jour sur trois", "D'astreinte 1 jour sur 3"),
        (
            "Montaje de mesas en bodas de hasta 90 invitados",
            "Montaje de mesas en bodas de un máximo de 90 invitados",
        ),
        ("Contei as caixas do armazém, 500 por noite", "Contei quinhentas caixas por noite"),
        ("Nachtdienst, zwei Jahre lang", "Nachtdienst über zwei Jahre"),
        ("Betreuung von 450 Haushalten", "Betreuung von vierhundertfünfzig Haushalten"),
        ("Chantiers de 0,8 à 2 M€", "Chantiers de 800 000 € à 2 millions d'euros"),
        ("Informes semestrales para la junta", "Informes para la junta cada seis meses"),
        ("Reposición de bebidas por la noche", "Reponía bebidas por la noche"),
        ("Straßenlampen auf LED umgerüstet", "Umrüstung der Straßenlampen auf LED"),
        (
            "Participe au groupe de travail du quartier",
            "Prend part au groupe de travail du quartier",
        ),
        ("Participei da comissão como suplente", "Como suplente, participei da comissão"),
        ("Cuidado de 120 árboles de la finca", "Cuidado de ciento veinte árboles de la finca"),
        ("Apoio a 230 sócios do clube", "Apoio a duzentos e trinta sócios do clube"),
        ("Aviso con el móvil de la tienda", "Aviso por medio del móvil de la tienda"),
        ("Taller de memoria los jueves", "Imparto un taller de memoria cada jueves"),
        ("Elternabend zweimal im Jahr", "Zweimal jährlich Elternabend"),
    ],
)
def test_faithful(verifier: Verifier, source: str, rewrite: str) -> None:
    """A rewording in the manner of its language passes."""
    assert verdict(verifier, source, rewrite) == "supported"


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        # Titles inside compounds, and English ones.
        ("Wartung von neun Pressen", "Instandhaltungsleiter für neun Pressen"),
        ("Pflege von neun Bewohnern", "Stationsleitung, Pflege von neun Bewohnern"),
        (
            "Revisión de código en un equipo de seis",
            "Tech lead de un equipo de seis, revisión de código",
        ),
        # Alone, where others took part.
        ("Umzug des Archivs, zusammen mit einer Kollegin", "Umzug des Archivs im Alleingang"),
        ("Refonte du catalogue avec deux collègues", "Refonte du catalogue menée seule"),
        ("Traslado del archivo con una compañera", "Traslado del archivo en solitario"),
        ("Mudança do arquivo com uma colega", "Mudança do arquivo feita sozinha"),
        # "With the 90 guests" is no company.
        ("Feier mit einem Kollegen organisiert, 90 Gäste", "Feier mit 90 Gästen organisiert"),
        # A course is not the work.
        ("Schulung für Kranführer besucht", "Kranführer im Einsatz"),
        # One is not several.
        ("Peinture d'un mur dans une école", "Peinture de murs dans plusieurs écoles"),
        ("Montaje de luces en un colegio", "Montaje de luces en varios colegios"),
        # Praise before a thing of the sources.
        ("Pflege der Beete", "Herausragende Pflege der Beete"),
        ("Entretien des massifs", "Jardinier hors pair : entretien des massifs"),
        # A name that no dictionary has; the prefix that says "with others".
        ("Protokolle der Kühlräume geführt", "Protokolle der Kühlräume in Gastronovi geführt"),
        ("Bei der Einführung der Kasse mitgeholfen", "Kasse eingeführt"),
        ("Lager mitaufgebaut und betreut", "Lager betreut und organisiert"),
        # What came to nothing, what was only learnt, and what is told of the posting's.
        ("Un voyage à Turin a été annulé", "Organisation d'un voyage à Turin"),
        ("Curso de autómatas de 40 horas", "Programación de autómatas"),
        ("Entretien de 15 machines", "Entretien des machines de plusieurs sites"),
        ("Jeux pour des enfants de 6 à 10 ans", "Six ans de jeux pour des enfants"),
        # Others' deeds, others' callings, and how often.
        ("Suivi du chantier, choix final par le conducteur", "Suivi du chantier et choix final"),
        ("Kredite vorbereitet, Entscheidung in der Zentrale", "Über Kredite entschieden"),
        ("Presupuestos explicados, aprobados por el doctor", "Presupuestos explicados y aprobados"),
        ("Borradores del informe, que revisa el gestor", "Borradores e informe revisados"),
        ("Pläne nach Vorgabe der Architektin gezeichnet", "Als Architektin Pläne gezeichnet"),
        ("Die Pausen der Schicht meist gehalten", "Die Pausen der Schicht stets gehalten"),
        ("Folien vorbereitet, die der Art Director hält", "Folien gehalten"),
        # One week is not each, 14 of 19 are not 19, and several are more than one.
        ("Obrador a mi cargo los lunes", "Obrador a mi cargo toda la semana"),
        (
            "Preparación al examen, 14 aprobados de 19 en 2023",
            "Preparación al examen, 19 de 19 en 2023",
        ),
        ("Reclamaciones de clientes, resueltas por mi jefe", "Resolución de reclamaciones"),
        ("Dossier de subvention, réponse attendue", "Obtention d'une subvention"),
        # A clause hung on.
        (
            "Documentação de soluções na base",
            "Documentação de soluções na base, agilizando a equipe",
        ),
        ("Clases de pilates para grupos de seis", "Clases de pilates que aceleran la recuperación"),
        # Amounts.
        ("Schicht mit 9 Leuten", "Schicht im zwölfköpfigen Team mit 9 Leuten"),
        ("Trabalho no forno desde 2020", "Trabalho no forno desde 2018"),
        ("Borradores de las facturas", "Facturas de los clientes"),
    ],
)
def test_fabricated(verifier: Verifier, source: str, rewrite: str) -> None:
    """A larger claim is refused."""
    assert verdict(verifier, source, rewrite) == "unsupported"


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        ("Lecture de plans au garage", "Conception de plans au garage"),
        ("Lectura de planos del taller", "Diseño de planos del taller"),
        ("Leitura de plantas da oficina", "Criação de plantas da oficina"),
        ("Pflege der Webseite", "Programmierung der Webseite"),
    ],
)
def test_making_in_the_place_of_another_deed(verifier: Verifier, source: str, rewrite: str) -> None:
    """Reading or keeping something is not making it: the person is asked at least."""
    assert verdict(verifier, source, rewrite) != "supported"


def test_letters_of_a_long_word_are_no_name(verifier: Verifier) -> None:
    """ "PV" may stand for "Photovoltaik": a question, no refusal."""
    source, rewrite = "Montage von Photovoltaikanlagen im Ort", "PV-Anlagen im Ort montiert"
    assert verdict(verifier, source, rewrite) != "unsupported"


UNKNOWN = [
    # Italian, Dutch, Polish, Swedish, Chinese, Russian.
    ("Gestione della cassa e apertura del negozio", "Direzione della cassa e del negozio"),
    ("Beheer van de kassa met een collega", "Beheer van de kassa"),
    ("Prowadzenie kasy i pomoc w dostawach części", "Kierowanie dostawami części i kasą"),
    ("Skötte kassan på lördagar och öppnade affären", "Ledde affären på lördagar"),
    ("负责门店收银和库存管理", "担任门店经理"),
    ("Помогал вести склад и кассу", "Руководил складом и кассой"),
]


@pytest.mark.parametrize(("source", "rewrite"), UNKNOWN)
def test_a_language_without_words_is_asked_about(
    verifier: Verifier, source: str, rewrite: str
) -> None:
    """A change of words never passes in silence, and the person is told why."""
    judgement = verifier.judge(Claim(rewrite=rewrite, sources=(source,), entry=ENTRY))
    assert "truth.tongue" in {r.code for r in judgement.results}


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        (
            "Gestione della cassa e apertura del negozio",
            "Apertura del negozio; gestione della cassa",
        ),
        ("Beheer van de kassa met een collega", "Met een collega: beheer van de kassa"),
        ("负责门店收银和库存管理", "负责门店收银和库存管理。"),
    ],
)
def test_what_changes_nothing_passes_in_any_language(
    verifier: Verifier, source: str, rewrite: str
) -> None:
    """Order and punctuation."""
    assert verdict(verifier, source, rewrite) == "supported"


def test_a_number_of_nowhere_is_refused_in_any_language(verifier: Verifier) -> None:
    """Figures need no words."""
    source, rewrite = "Gestione della cassa del negozio", "Gestione della cassa di 12 negozi"
    assert verdict(verifier, source, rewrite) == "unsupported"
