"""Invented résumés by seed, in several languages, with every section and awkward words."""

import random
from dataclasses import dataclass

from resume_builder.domain import resume as r

_TAGS = ("C++", "C#", "CI/CD", "self-hosted", "end-to-end", "Node.js", "R&D", "24/7", "TCP/IP")
_LATIN_TAGS = ("AWS", "SQL", "ISO 9001", "SAP", *_TAGS)


@dataclass(frozen=True)
class Tongue:
    """Words of a language; `gap` stands between them."""

    code: str
    names: tuple[str, ...]
    words: str
    gap: str = " "


TONGUES = (
    Tongue(
        "en",
        ("Ada Quill", "Owen Flaherty-Mbeki", "Priscilla O’Dowd"),
        (
            "built moved led office flow affluent team of eleven and cut the costs by a third "
            "while waffles offline efficient staff wrote reports for clients difficult"
        ),
    ),
    Tongue(
        "de",
        ("Jörg Müßig", "Änne Größer"),
        (
            "leitete ein Team und senkte die Kosten für Prüfgeräte um ein Drittel Straßenbau "
            "Qualitätssicherung Auflagenüberwachung führte Schulungen durch"
        ),
    ),
    Tongue(
        "fr",
        ("Maëlle Lefèvre", "Noël Garçon"),
        (
            "a dirigé une équipe de onze personnes et réduit les coûts d’un tiers œuvre sociale "
            "déploiement contrôle à l’échelle"
        ),
    ),
    Tongue(
        "es",
        ("Íñigo Peña", "María José Núñez"),
        (
            "dirigió un equipo de once personas y redujo los costes en un tercio año señal "
            "diseño gestión de almacén"
        ),
    ),
    Tongue(
        "pl",
        ("Żaneta Wójcik", "Łukasz Gżegżółka"),
        "kierował zespołem jedenastu osób oraz obniżył koszty dla klientów na rok przez źródło",
    ),
    Tongue(
        "el",
        ("Νίκος Παπαδόπουλος",),
        "διηύθυνε ομάδα έντεκα ατόμων και μείωσε το κόστος κατά ένα τρίτο",
    ),
    Tongue(
        "ru",
        ("Роман Щукин",),
        "руководил командой из одиннадцати человек и снизил расходы на треть объём",
    ),
    Tongue(
        "zh",
        ("杨一笑", "欧阳明"),
        "负责 生产线 过程验证 团队 降低 成本 三分之一 供应商 审核 管理",
        gap="",
    ),
)

# Languages whose letters the extra package of fonts brings.
MORE_TONGUES = (
    Tongue(
        "ar",
        ("ليلى الحداد", "يوسف المنصوري"),
        (
            "قادت فريقًا من أحد عشر شخصًا وخفضت التكاليف بنسبة الثلث إدارة المشاريع تقارير شهرية "
            "العملاء الجودة التدريب"
        ),
    ),
    Tongue(
        "fa",
        ("پریسا گل‌محمدی",),
        "مدیریت پروژه گروه یازده نفر کاهش هزینه کیفیت گزارش ماهانه چاپ آموزش مشتریان",
    ),
    Tongue(
        "he",
        ("נועה לוי", "איתמר בן־דוד"),
        "ניהלה צוות של אחד עשר אנשים והפחיתה עלויות בשליש איכות הדרכה דוחות חודשיים לקוחות",
    ),
    Tongue(
        "hi",
        ("अनुराधा शर्मा",),
        "ग्यारह लोगों की टीम का नेतृत्व किया और लागत में कमी की परियोजना प्रबंधन गुणवत्ता रिपोर्ट",
    ),
    Tongue(
        "ko",
        ("김민서", "박서연"),
        "열한 명의 팀을 이끌고 비용을 줄였습니다 품질 관리 보고서 고객 교육 배포 환경 구축",
    ),
)


class Maker:
    """Makes résumés: the same for the same seed and language."""

    def __init__(self, seed: int, tongue: Tongue) -> None:
        self._pick = random.Random(f"{seed} {tongue.code}")
        self._tongue = tongue

    def resume(self, jobs: int = 4) -> r.Resume:
        """Return a résumé with every section filled."""
        pick, tongue = self._pick, self._tongue
        return r.Resume(
            language=tongue.code,
            basics=r.Basics(
                name=pick.choice(tongue.names),
                label=self.words(4),
                email="someone@example.com",
                phone="+44 113 496 0182",
                url="https://someone.example/",
                summary=self.words(30),
                location=r.Location(text=self.words(2)),
                profiles=(r.Profile(network="GitHub", url="https://github.com/someone-here"),),
            ),
            work=tuple(self._work(n) for n in range(1, jobs + 1)),
            education=(
                r.Education(
                    id="e1",
                    institution=self.words(3),
                    study_type=self.words(2),
                    area=self.words(2),
                    start_date=r.PartialDate(year=2004, month=9),
                    end_date=r.PartialDate(year=2008, month=6),
                    score="1.3",
                    courses=(self.words(2), self.words(2)),
                ),
            ),
            projects=(
                r.Project(
                    id="p1",
                    name=self.words(2),
                    summary=self.words(9),
                    url="https://github.com/someone-here/thing",
                    keywords=("C++", "Go"),
                    highlights=(r.Highlight(id="p1h1", text=self.words(14)),),
                ),
            ),
            skills=(
                r.Skill(id="s1", name=self.words(1), keywords=tuple(pick.sample(_LATIN_TAGS, 6))),
                r.Skill(
                    id="s2", name=self.words(1), level=self.words(1), keywords=("SQL", "Excel")
                ),
            ),
            languages=(
                r.Language(id="l1", language=self.words(1), fluency="C2"),
                r.Language(id="l2", language=self.words(1), fluency="B1"),
            ),
            certificates=(
                r.Certificate(
                    id="c1", name=self.words(3), issuer=self.words(2), date=r.PartialDate(year=2019)
                ),
            ),
            awards=(r.Award(id="a1", title=self.words(3), awarder="ACM", summary=self.words(8)),),
            publications=(
                r.Publication(
                    id="b1",
                    name=self.words(8),
                    publisher=self.words(2),
                    release_date=r.PartialDate(text="Spring"),
                    url="https://doi.org/10.1000/182",
                ),
            ),
            volunteer=(
                r.Volunteer(
                    id="v1",
                    organization=self.words(2),
                    position=self.words(2),
                    highlights=(r.Highlight(id="v1h1", text=self.words(12)),),
                ),
            ),
            interests=(r.Interest(id="i1", name=self.words(1), keywords=(self.words(1),)),),
            references=(r.Reference(id="r1", name=self.words(2), reference=self.words(9)),),
            sections=(
                r.CustomSection(
                    id="x1",
                    title=self.words(1),
                    entries=(r.CustomEntry(id="x1e1", name=self.words(3), summary=self.words(8)),),
                ),
            ),
        )

    def words(self, count: int) -> str:
        """Return a text of `count` words; one in six is a tag that must not be torn."""
        pick, tongue = self._pick, self._tongue
        made = [
            pick.choice(_TAGS)
            if count > 4 and pick.random() < 1 / 6
            else pick.choice(tongue.words.split())
            for _ in range(count)
        ]
        # Three letters alone in a row ("o o o") are taken for one spaced word by Poppler, and stand
        # in no résumé.
        kept = [w for i, w in enumerate(made) if len(w) > 1 or not i or len(made[i - 1]) > 1]
        if not tongue.gap:  # without spaces, two tags in a row would make one long word
            kept = [w for i, w in enumerate(kept) if not i or {w, kept[i - 1]} - set(_TAGS)]
        return tongue.gap.join(kept)

    def _work(self, number: int) -> r.Work:
        pick = self._pick
        year = 2025 - 3 * number
        return r.Work(
            id=f"w{number}",
            name=self.words(2),
            position=self.words(3),
            location=self.words(1),
            start_date=r.PartialDate(year=year, month=pick.randint(1, 12)),
            end_date=None if number == 1 else r.PartialDate(year=year + 3, month=1),
            summary=self.words(10) if pick.random() < 0.4 else "",
            highlights=tuple(
                r.Highlight(id=f"w{number}h{n}", text=self.words(pick.randint(6, 34)))
                for n in range(1, pick.randint(3, 8))
            ),
        )


def awkward(resume: r.Resume, seed: int) -> r.Resume:
    """Return a résumé with what page breaks stumble over, other things for another seed.

    Long and very short lines, jobs without any, entries that are a title alone, and sections of
    paragraphs and rows.
    """
    pick = random.Random(f"awkward {seed}")
    texts = [h.text for work in resume.work for h in work.highlights] or [resume.basics.summary]

    def work(entry: r.Work) -> r.Work:
        kind = pick.choice(("as it is", "as it is", "as it is", "long", "short", "none"))
        if kind == "none":
            return entry.model_copy(update={"highlights": ()})
        lines = tuple(
            h.model_copy(update={"text": _longer(pick, texts) if kind == "long" else h.text[:9]})
            if kind != "as it is" and pick.random() < 0.4
            else h
            for h in entry.highlights
        )
        return entry.model_copy(update={"highlights": lines})

    titles = tuple(
        r.CustomEntry(
            id=f"x2e{n}",
            name=pick.choice(texts)[:40],
            summary=_longer(pick, texts) if pick.random() < 0.3 else "",
        )
        for n in range(1, pick.randint(2, 9))
    )
    publications = tuple(
        entry.model_copy(update={"id": f"b{n}", "summary": pick.choice(texts)})
        for entry in resume.publications
        for n in range(1, pick.randint(2, 8))
    )
    return resume.model_copy(
        update={
            "work": tuple(map(work, resume.work)),
            "publications": publications,
            "sections": (
                *resume.sections,
                r.CustomSection(id="x2", title=texts[0][:20], entries=titles),
            ),
        }
    )


def _longer(pick: random.Random, texts: list[str]) -> str:
    return " ".join(pick.choice(texts) for _ in range(pick.randint(2, 4)))
