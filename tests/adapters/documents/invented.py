"""Invented résumés as people write them, the same for the same seed, in eight languages."""

import random
from dataclasses import dataclass

from resume_builder.domain import resume as r


@dataclass(frozen=True)
class Pool:
    """Words of one language; texts are parted by bars."""

    code: str
    names: str
    titles: str
    employers: str
    towns: str
    degrees: str
    areas: str
    schools: str
    statements: str
    summaries: str
    groups: str
    skills: str
    levels: str
    certificates: str
    issuers: str
    awards: str
    projects: str
    papers: str
    journals: str
    spoken: str
    fluency: str
    pastimes: str
    clubs: str
    helpers: str
    courses: str


EN = Pool(
    "en",
    "Odile Marchbank|Tobias Quarrie|Ngozi Achebe-Lund|Henrik Vasquez",
    "Staff Nurse|Senior Software Engineer|Project Manager|Line Cook|Sales Associate"
    "|Warehouse Supervisor|Data Analyst|Electrician|Assistant Professor|Product Designer",
    "Brightwater Hospital|Quarrie & Sons Ltd|Northern Freight Inc.|Ospina Foods"
    "|City of Ravensholt|Lumenfield Energy|Harbor Light School|Vantage Robotics GmbH",
    "Leeds|Austin, TX|Duluth, Minnesota|Toronto, ON|Bristol, UK|Remote",
    "Bachelor of Science|BA|Master of Science|Associate Degree|Diploma|PhD",
    "Nursing|Computer Science|Business Administration|Electrical Engineering|History",
    "University of Ravensholt|Lakeshore Community College|Harbor Technical Institute",
    "Led a team of seven and cut the time to discharge by a third within one year"
    "|Rebuilt the ordering system, which now serves 40,000 users a day without an outage"
    "|Trained 18 new colleagues; all passed their first audit"
    "|Negotiated contracts worth $2.4 million with suppliers in four countries"
    "|Kept the ledger"
    "|Wrote the safety handbook that the other three plants adopted in 2019, and gave the course"
    " that goes with it to 120 people on all shifts, including the night crew",
    "Careful engineer with ten years of practice in plants and hospitals, known for plain words."
    "|Nurse who likes hard shifts. Calm with families, exact with medication, quick to learn.",
    "Programming|Clinical|Tools|Methods|Office",
    "Python|SQL|C++|Excel|wound care|triage|Git|AutoCAD|welding|bookkeeping|Docker|CI/CD|SAP",
    "expert|advanced|basic",
    "Registered Nurse|ACLS|Forklift License|AWS Solutions Architect|PMP|First Aid at Work",
    "American Heart Association|Amazon Web Services|Project Management Institute|St John",
    "Employee of the Year|Best Paper Award|Dean’s List|Innovation Prize",
    "Tide Tables|Ward Planner|Open Ledger|Street Lights Map",
    "On the Wear of Bearings in Wet Mills|Shift Length and Error in Medical Wards",
    "Journal of Mill Engineering|Nursing Letters",
    "English|Spanish|French|German",
    "Native|Fluent|C1|Professional working proficiency",
    "Rowing|Chess|Choir singing|Beekeeping",
    "Red Cross|Ravensholt Food Bank|Youth Orchestra",
    "Volunteer|Team Leader|Treasurer",
    "Anatomy|Statistics|Thermodynamics|Databases",
)
DE = Pool(
    "de",
    "Annika Breitfeld|Jörg Müßighausen|Lale Demirci",
    "Projektleiterin|Softwareentwickler|Pflegefachfrau|Elektroniker|Einkäuferin|Bauleiter",
    "Elbwerk Technik GmbH|Klinikum Nordhafen|Sonnleitner & Partner|Stadt Ravenstein"
    "|Bremer Papier AG",
    "Dresden|Hamburg|Wien|Zürich|München",
    "Bachelor of Engineering|Diplom|Master of Science|Ausbildung",
    "Maschinenbau|Informatik|Betriebswirtschaft|Pflegewissenschaft",
    "Technische Universität Dresden|Hochschule Bremen|Berufsschule Altona",
    "Leitung eines Teams von neun Personen und Senkung der Ausschussquote um ein Drittel"
    "|Einführung eines neuen Warenwirtschaftssystems an vier Standorten mit 300 Beschäftigten"
    "|Schulung von 18 neuen Kolleginnen und Kollegen"
    "|Verhandlung von Rahmenverträgen über 2,4 Millionen Euro",
    "Ingenieurin mit zwölf Jahren Erfahrung in der Leitung von Werken, genau und verbindlich.",
    "Programmierung|Werkzeuge|Methoden|Fachkenntnisse",
    "Python|SQL|AutoCAD|Excel|Löten|Buchhaltung|Docker|SAP|Wundversorgung|Kanban",
    "sehr gut|Grundkenntnisse|fortgeschritten",
    "Staplerschein|Scrum Master|Sachkundenachweis Hebezeuge|Ausbildereignung",
    "IHK Bremen|TÜV Nord|Scrum Alliance",
    "Mitarbeiterin des Jahres|Innovationspreis|Förderpreis Technik",
    "Fahrplanauskunft|Lagerkarte|Dienstplaner",
    "Über den Verschleiß von Lagern in Mühlen",
    "Zeitschrift für Mühlenbau",
    "Deutsch|Englisch|Türkisch|Polnisch",
    "Muttersprache|C1|B2|fließend",
    "Rudern|Schach|Imkerei",
    "Deutsches Rotes Kreuz|Tafel Bremen|Freiwillige Feuerwehr",
    "Ehrenamtliche Helferin|Gruppenleiter|Kassenwartin",
    "Statistik|Werkstoffkunde|Datenbanken",
)
FR = Pool(
    "fr",
    "Maëlle Lefèvre|Baptiste Courtade|Noémie Garçon",
    "Responsable logistique|Développeur web|Infirmière|Comptable|Chef de projet",
    "Entrepôts de la Loire SA|Clinique des Tilleuls|Groupe Verrier|Ateliers Mercœur SARL",
    "Nantes|Lyon|Bordeaux|Paris|Lille",
    "Licence|Master|BTS|Diplôme d’État",
    "Logistique|Informatique|Soins infirmiers|Comptabilité",
    "Université de Nantes|Institut de formation de Lyon|Lycée Livet",
    "Pilotage d’un entrepôt de 40 000 m² et de soixante personnes réparties en trois équipes"
    "|Réduction des délais de livraison d’un tiers en un an"
    "|Formation de dix-huit nouveaux collègues à la sécurité"
    "|Négociation de contrats pour 2,4 millions d’euros",
    "Responsable logistique habituée aux grands entrepôts, attentive à la sécurité et aux délais.",
    "Programmation|Outils|Méthodes|Bureautique",
    "Python|SQL|Excel|SAP EWM|Lean|Docker|Sage|triage|soudure",
    "avancé|notions|confirmé",
    "CACES 3|Sauveteur secouriste du travail|Prince2",
    "INRS|AFNOR|Croix-Rouge française",
    "Prix de l’innovation|Prix du meilleur mémoire",
    "Carte des quais|Plan de garde",
    "De l’usure des paliers dans les moulins",
    "Revue des moulins",
    "Français|Anglais|Espagnol",
    "Langue maternelle|B2|courant",
    "Aviron|Échecs|Chorale",
    "Croix-Rouge|Banque alimentaire de Nantes",
    "Bénévole|Trésorière",
    "Statistiques|Anatomie|Bases de données",
)
ES = Pool(
    "es",
    "Íñigo Peñalver|María José Núñez|Rocío Ibáñez",
    "Jefe de proyecto|Desarrolladora web|Enfermera|Contable|Encargado de almacén",
    "Aceites del Sur S.A.|Hospital San Telmo|Talleres Ibáñez S.L.|Grupo Marea",
    "Sevilla|Madrid|Valencia|Bilbao",
    "Grado|Máster|Licenciatura|Ciclo Formativo de Grado Superior",
    "Ingeniería Informática|Enfermería|Administración y Finanzas",
    "Universidad de Sevilla|Universidad Politécnica de Valencia|Instituto Nervión",
    "Dirección de un equipo de nueve personas y reducción de los costes en un tercio"
    "|Puesta en marcha del nuevo sistema de pedidos en cuatro almacenes"
    "|Formación de 18 nuevos compañeros"
    "|Negociación de contratos por valor de 2,4 millones de euros",
    "Ingeniera con diez años de experiencia en plantas y hospitales, cuidadosa y cercana.",
    "Programación|Herramientas|Métodos|Ofimática",
    "Python|SQL|Excel|SAP|Lean|Docker|soldadura|triaje|contabilidad",
    "avanzado|básico|experto",
    "Carné de carretillero|Primeros auxilios|Scrum Master",
    "Cruz Roja Española|AENOR|Scrum Alliance",
    "Premio a la innovación|Premio fin de carrera",
    "Mapa de mareas|Turnos abiertos",
    "Sobre el desgaste de los cojinetes en los molinos",
    "Revista de Molinos",
    "Español|Inglés|Portugués",
    "Nativo|B2|C1",
    "Remo|Ajedrez|Coro",
    "Cruz Roja|Banco de Alimentos de Sevilla",
    "Voluntario|Tesorera",
    "Estadística|Anatomía|Bases de datos",
)
ZH = Pool(
    "zh",
    "赵明轩|欧阳晓雯|林建国",
    "高级软件工程师|项目经理|护士|会计|产品经理",
    "深圳远航电子有限公司|东莞恒创科技有限公司|杭州西溪医院|北京蓝湖信息技术有限公司",
    "深圳|杭州|北京|上海",
    "本科|硕士|学士",
    "电子信息工程|计算机科学与技术|护理学",
    "华南理工大学|浙江大学|北京航空航天大学",
    "负责车载网关固件的设计和维护，支持十二种车型，累计装车超过一百万台"
    "|带领九人团队完成平台迁移，故障率下降三分之一"
    "|建立自动化测试流程，覆盖率由百分之四十提高到百分之八十五"
    "|培训十八名新同事",
    "八年开发经验，熟悉汽车电子和低功耗设备，注重代码质量和测试。",
    "编程语言|工具|方法",
    "Python|SQL|C++|Docker|Linux|Git|FreeRTOS|项目管理",
    "精通|熟练|了解",
    "项目管理专业人士|护士执业证书|系统架构设计师",
    "人力资源和社会保障部|卫生健康委员会",
    "年度优秀员工|技术创新奖",
    "潮汐地图|排班助手",
    "磨坊轴承磨损研究",
    "机械工程学报",
    "中文|英语|日语",
    "母语|流利|良好",
    "划船|国际象棋|合唱",
    "红十字会|蓝天救援队",
    "志愿者|组长",
    "统计学|数据库|数字电路",
)
PT = Pool(
    "pt",
    "Leonor Vasques|Davi Azevedo Prado|Conceição Figueira",
    "Gerente de projetos|Desenvolvedora web|Enfermeira|Contabilista|Técnico de manutenção",
    "Azeites do Alentejo S.A.|Hospital São Telmo|Oficinas Figueira Lda.|Grupo Maré",
    "Lisboa|Porto|São Paulo|Recife",
    "Licenciatura|Mestrado|Bacharelado|Curso Técnico",
    "Engenharia Informática|Enfermagem|Gestão de Empresas",
    "Universidade do Alentejo|Instituto Politécnico do Sado|Escola Secundária da Boavista",
    "Coordenação de uma equipa de nove pessoas e redução dos custos em um terço"
    "|Implantação do novo sistema de encomendas em quatro armazéns com 300 utilizadores"
    "|Formação de 18 novos colegas"
    "|Negociação de contratos no valor de 2,4 milhões de euros",
    "Engenheira com dez anos de experiência em fábricas e hospitais, cuidadosa e próxima.",
    "Programação|Ferramentas|Métodos|Escritório",
    "Python|SQL|Excel|SAP|Lean|Docker|soldadura|triagem|contabilidade",
    "avançado|básico|especialista",
    "Carta de empilhador|Primeiros socorros|Scrum Master",
    "Cruz Vermelha Portuguesa|Ordem dos Engenheiros|Scrum Alliance",
    "Prémio de inovação|Prémio de melhor tese",
    "Mapa das marés|Turnos abertos",
    "Sobre o desgaste dos rolamentos nos moinhos",
    "Revista dos Moinhos",
    "Português|Inglês|Espanhol",
    "Língua materna|B2|C1",
    "Remo|Xadrez|Canto coral",
    "Cruz Vermelha|Banco Alimentar do Sado",
    "Voluntário|Tesoureira",
    "Estatística|Anatomia|Bases de dados",
)
IT = Pool(
    "it",
    "Ginevra Bellandi|Tommaso Ricciarelli|Nicolò Dell'Orto",
    "Responsabile di progetto|Sviluppatrice web|Infermiera|Contabile|Magazziniere",
    "Oleifici del Garda S.p.A.|Ospedale San Telmo|Officine Bellandi S.r.l.|Gruppo Marea",
    "Torino|Milano|Bologna|Napoli",
    "Laurea triennale|Laurea magistrale|Dottorato|Diploma",
    "Ingegneria informatica|Infermieristica|Economia aziendale",
    "Università degli Studi del Garda|Politecnico delle Alpi|Istituto Tecnico Nervi",
    "Guida di una squadra di nove persone e riduzione dei costi di un terzo"
    "|Avvio del nuovo sistema degli ordini in quattro magazzini con 300 utenti"
    "|Formazione di 18 nuovi colleghi"
    "|Trattativa di contratti per 2,4 milioni di euro",
    "Ingegnera con dieci anni di esperienza in stabilimenti e ospedali, precisa e concreta.",
    "Programmazione|Strumenti|Metodi|Ufficio",
    "Python|SQL|Excel|SAP|Lean|Docker|saldatura|triage|contabilità",
    "avanzato|base|esperto",
    "Patentino del muletto|Primo soccorso|Scrum Master",
    "Croce Rossa Italiana|Accredia|Scrum Alliance",
    "Premio innovazione|Premio di laurea",
    "Mappa delle maree|Turni aperti",
    "Sull’usura dei cuscinetti nei mulini",
    "Rivista dei mulini",
    "Italiano|Inglese|Tedesco",
    "Madrelingua|B2|C1",
    "Canottaggio|Scacchi|Coro",
    "Croce Rossa|Banco Alimentare di Torino",
    "Volontario|Tesoriera",
    "Statistica|Anatomia|Basi di dati",
)
NL = Pool(
    "nl",
    "Femke van der Meulen|Joris ten Hoopen|Sanne de Wit",
    "Projectleider|Softwareontwikkelaar|Verpleegkundige|Boekhouder|Magazijnmedewerker",
    "Waterwerk Techniek B.V.|Noorderziekenhuis|Van der Meulen & Zonen|Gemeente Ravenstein",
    "Utrecht|Rotterdam|Groningen|Antwerpen",
    "Bachelor|Master|Propedeuse|MBO-diploma",
    "Informatica|Verpleegkunde|Bedrijfskunde",
    "Hogeschool Eemsdelta|Universiteit van de Wadden|Regionaal Opleidingscentrum Vecht",
    "Leiding over een team van negen mensen en een derde minder uitval"
    "|Invoering van een nieuw bestelsysteem op vier locaties met 300 gebruikers"
    "|Inwerken van 18 nieuwe collega’s"
    "|Onderhandelen over contracten van 2,4 miljoen euro",
    "Ingenieur met tien jaar ervaring in fabrieken en ziekenhuizen, nauwkeurig en helder.",
    "Programmeren|Gereedschap|Methoden|Kantoor",
    "Python|SQL|Excel|SAP|Lean|Docker|lassen|triage|boekhouden",
    "gevorderd|basis|expert",
    "Heftruckcertificaat|EHBO|Scrum Master",
    "Rode Kruis|VCA Nederland|Scrum Alliance",
    "Innovatieprijs|Scriptieprijs",
    "Getijdenkaart|Roosterplanner",
    "Over slijtage van lagers in molens",
    "Molentijdschrift",
    "Nederlands|Engels|Duits",
    "Moedertaal|B2|C1",
    "Roeien|Schaken|Zingen",
    "Het Rode Kruis|Voedselbank Utrecht",
    "Vrijwilliger|Penningmeester",
    "Statistiek|Anatomie|Databases",
)
POOLS = (EN, DE, FR, ES, PT, IT, NL, ZH)


class Inventor:
    """Makes résumés of one language."""

    def __init__(self, seed: int, pool: Pool) -> None:
        self._random = random.Random(f"{seed} {pool.code}")
        self._pool = pool

    def resume(self) -> r.Resume:
        """Return a résumé with every section filled."""
        p = self._pool
        jobs, projects, schools = self._random.randint(2, 4), 2, self._random.randint(1, 2)
        employers, titles = self._some(p.employers, jobs), self._some(p.titles, jobs)
        return r.Resume(
            language=p.code,
            basics=r.Basics(
                name=self._one(p.names),
                label=titles[0],
                email="someone@example.com",
                phone="+44 113 496 0182",
                url="https://someone.example/",
                summary=self._one(p.summaries),
                location=r.Location(text=self._one(p.towns)),
                profiles=(r.Profile(network="GitHub", url="https://github.com/someone-here"),),
            ),
            work=tuple(
                r.Work(
                    id=f"w{n}", name=employers[n - 1], position=titles[n - 1],
                    location=self._maybe(p.towns), **self._period(n),
                    summary=self._maybe(p.summaries),
                    highlights=self._statements(f"w{n}"),
                )
                for n in range(1, jobs + 1)
            ),
            volunteer=(
                r.Volunteer(
                    id="v1", organization=self._one(p.clubs), position=self._one(p.helpers),
                    **self._period(4), highlights=self._statements("v1"),
                ),
            ),
            education=tuple(
                r.Education(
                    id=f"e{n}", institution=school, study_type=self._one(p.degrees),
                    area=self._one(p.areas), **self._period(n + 4),
                    score=self._random.choice(("1.3", "3.8", "")),
                    courses=tuple(self._some(p.courses, self._random.choice((0, 2, 3)))),
                )
                for n, school in enumerate(self._some(p.schools, schools), 1)
            ),
            projects=tuple(
                r.Project(
                    id=f"p{n}", name=name, url=f"https://github.com/someone-here/thing-{n}",
                    keywords=tuple(self._some(p.skills, self._random.choice((0, 3)))),
                    highlights=self._statements(f"p{n}")[:2],
                )
                for n, name in enumerate(self._some(p.projects, projects), 1)
            ),
            **self._lists(),
        )  # fmt: skip

    def _lists(self) -> dict[str, tuple[r.Entry, ...]]:
        p = self._pool
        skills = self._some(p.skills, 8)
        groups = self._some(p.groups, 3)
        fluency = self._some(p.fluency, 2)
        return {
            "skills": (
                r.Skill(id="s1", name=groups[0], keywords=tuple(skills[:4])),
                r.Skill(
                    id="s2", name=groups[1], level=self._one(p.levels), keywords=tuple(skills[4:6])
                ),
                r.Skill(id="s3", name=groups[2], keywords=tuple(skills[6:])),
            ),
            "languages": tuple(
                r.Language(id=f"l{n}", language=name, fluency=fluency[n - 1])
                for n, name in enumerate(self._some(p.spoken, 2), 1)
            ),
            "certificates": tuple(
                r.Certificate(
                    id=f"c{n}", name=name, issuer=self._maybe(p.issuers), date=self._year()
                )
                for n, name in enumerate(self._some(p.certificates, 3), 1)
            ),
            "awards": (
                r.Award(
                    id="a1", title=self._one(p.awards), awarder=self._one(p.issuers),
                    date=r.PartialDate(year=2019), summary=self._maybe(p.statements),
                ),
            ),
            "publications": (
                r.Publication(
                    id="b1", name=self._one(p.papers), publisher=self._one(p.journals),
                    release_date=r.PartialDate(year=2020, month=3),
                ),
            ),
            "interests": tuple(
                r.Interest(id=f"i{n}", name=name)
                for n, name in enumerate(self._some(p.pastimes, 2), 1)
            ),
            "references": (
                r.Reference(id="r1", name=self._one(p.names), reference=self._one(p.statements)),
            ),
        }  # fmt: skip

    def _one(self, texts: str) -> str:
        return self._random.choice(texts.split("|"))

    def _some(self, texts: str, count: int) -> list[str]:
        every = texts.split("|")
        return self._random.sample(every, min(count, len(every)))

    def _maybe(self, texts: str) -> str:
        return self._one(texts) if self._random.random() < 0.6 else ""

    def _year(self) -> r.PartialDate | None:
        year = self._random.randint(2010, 2024)
        return r.PartialDate(year=year) if self._random.random() < 0.6 else None

    def _period(self, number: int) -> dict[str, r.PartialDate | None]:
        """Dates of the entry `number`, counted from now back; the first goes on."""
        year = 2026 - 3 * number
        end = r.PartialDate(year=year + 3, month=self._random.randint(1, 12))
        return {
            "start_date": r.PartialDate(year=year, month=self._random.randint(1, 12)),
            "end_date": r.PartialDate(present=True) if number == 1 else end,
        }

    def _statements(self, entry: str) -> tuple[r.Highlight, ...]:
        texts = self._some(self._pool.statements, self._random.randint(2, 4))
        return tuple(r.Highlight(id=f"{entry}h{n}", text=t) for n, t in enumerate(texts, 1))
