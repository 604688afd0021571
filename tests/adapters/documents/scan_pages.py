"""Invented résumés as scans: pages that are set, painted and spoiled like paper on a scanner."""

import io
import random
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import pypdfium2
import typst
from PIL import Image, ImageFilter

# One entry a language: given names, family names, callings, towns, telephone, headings, sentences.
_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "given": "Odile|Tobias|Ngozi|Henrik|Imogen|Caleb",
        "family": "Marchbank|Quarrie|Achebe-Lund|Vasquez|O’Dell|Illingworth",
        "calling": "Staff Nurse|Senior Software Engineer|Project Manager|Line Cook",
        "town": "Leeds|Austin, TX|Bristol, UK|Duluth, Minnesota",
        "phone": "+44 113 496 0###|(512) 555-01##|+1 218-555-01##|+44 117 496 0###",
        "heads": "Experience|Education|Skills|Contact|Profile",
        "employer": "Brightwater Hospital|Northern Freight Inc.|Lumenfield Energy",
        "school": "University of Ravensholt|Lakeshore Community College",
        "degree": "Bachelor of Science, Nursing|BA History|Diploma, Electrical Engineering",
        "skill": "Python|SQL|Excel|wound care|triage|AutoCAD|bookkeeping|welding",
        "said": "Led a team of seven and cut the time to discharge by a third within one year"
        "|Rebuilt the ordering system, which now serves 40,000 users a day"
        "|Trained 18 new colleagues; all passed their first audit"
        "|Negotiated contracts worth $2.4 million with suppliers in four countries",
    },
    "de": {
        "given": "Annika|Jörg|Lale|Käthe|Björn|Ute",
        "family": "Breitfeld|Müßighausen|Demirci|Größler|Schäuffelen|Ahrens",
        "calling": "Projektleiterin|Softwareentwickler|Pflegefachfrau|Elektroniker",
        "town": "München|Köln|Lübeck|Zürich",
        "phone": "+49 89 90##0##|+49 (0)221 9977####|0451 39####|+41 44 668 18 ##",
        "heads": "Berufserfahrung|Ausbildung|Kenntnisse|Kontakt|Profil",
        "employer": "Elbwerk Technik GmbH|Klinikum Nordhafen|Sonnleitner & Partner",
        "school": "Hochschule Ravenstein|Technische Universität Nordmark",
        "degree": "Bachelor Maschinenbau|Ausbildung zur Pflegefachfrau|Diplom Betriebswirtschaft",
        "skill": "Python|SQL|Schweißen|Buchhaltung|SAP|Prüftechnik|Wundversorgung",
        "said": "Führte ein Team von sieben Fachkräften und senkte die Durchlaufzeit um ein Drittel"
        "|Prüfte über 1.200 Anlagen gemäß DIN VDE 0100 und schulte die Lehrlinge"
        "|Verhandelte Verträge über 2,4 Mio. € mit Lieferanten in vier Ländern"
        "|Übernahm die Schichtplanung für 40 Beschäftigte",
    },
    "fr": {
        "given": "Maëlle|Baptiste|Noémie|François|Zoé|Gaëtan",
        "family": "Lefèvre|Courtade|Garçon|Thévenot|Lœuillet|Brûlé",
        "calling": "Responsable logistique|Développeur web|Infirmière|Comptable",
        "town": "Lyon|Besançon|Orléans|Genève",
        "phone": "+33 6 39 98 ## ##|01 99 00 ## ##|06.39.98.##.##|+41 22 715 ## ##",
        "heads": "Expérience professionnelle|Formation|Compétences|Coordonnées|Profil",
        "employer": "Ateliers du Rhône SARL|Hôpital Sainte-Opportune|Énergies Valmont",
        "school": "Université de Ravensel|Lycée technique des Glénan",
        "degree": "Licence de gestion|Diplôme d’État d’infirmière|Master informatique",
        "skill": "Python|SQL|Comptabilité|Soudure|Gestion de stocks|Excel|Négociation",
        "said": "A dirigé une équipe de sept personnes et réduit les délais d’un tiers en un an"
        "|A mis en place le suivi qualité des réceptions, adopté par trois autres sites"
        "|A négocié des contrats de 2,4 M€ avec des fournisseurs de quatre pays"
        "|A formé 18 collègues ; tous ont réussi leur premier audit",
    },
    "es": {
        "given": "Íñigo|María José|Rocío|Álvaro|Begoña|Martín",
        "family": "Peñalver|Núñez|Ibáñez|Muñoz Lara|Ordóñez|Güell",
        "calling": "Jefe de proyecto|Desarrolladora web|Enfermera|Contable",
        "town": "Málaga|Sevilla|A Coruña|Logroño",
        "phone": "+34 612 34 ## ##|+34 951 90 ## ##|655 43 ## ##|(+34) 911 23 ## ##",
        "heads": "Experiencia laboral|Formación|Habilidades|Contacto|Perfil",
        "employer": "Hospital San Telmo|Energías del Duero S.L.|Ayuntamiento de Ravela",
        "school": "Universidad de Ravela|Instituto Técnico del Norte",
        "degree": "Grado en Enfermería|Licenciatura en Economía|Ciclo de Electrónica",
        "skill": "Python|SQL|Contabilidad|Soldadura|Atención al cliente|Excel|Logística",
        "said": "Dirigió un equipo de siete personas y redujo los plazos un tercio en un año"
        "|Implantó el control de calidad de recepción, que después adoptaron tres fábricas"
        "|Negoció contratos por 2,4 millones de euros con proveedores de cuatro países"
        "|Formó a 18 compañeros; todos aprobaron la primera auditoría",
    },
    "zh": {
        "given": "明轩|晓雯|建国|雨桐|志远|诗涵",
        "family": "赵|欧阳|林|陈|周|黄",
        "calling": "高级软件工程师|项目经理|护士|产品经理",
        "town": "上海|杭州|深圳|成都",
        "phone": "138-0013-8###|+86 139 0000 ####|13700##0###|021-5555 ####",
        "heads": "工作经历|教育背景|专业技能|联系方式|个人简介",
        "employer": "北方物流有限公司|明海医院|蓝田能源科技",
        "school": "江南理工大学|海滨师范学院",
        "degree": "计算机科学 本科|护理学 学士|工商管理 硕士",
        "skill": "Python|SQL|项目管理|数据分析|财务核算|焊接",
        "said": "带领七人团队，一年内将交付时间缩短三分之一"
        "|重建订单系统，每天为四万名用户提供服务"
        "|培训18名新同事，全部通过首次审核"
        "|与四个国家的供应商谈判，合同金额达240万元",
    },
}  # fmt: skip
_ASCII = str.maketrans("äöüßéèëçñíóáúŒœÍÁûÉ’-", "aousceecnioauOoIAuE__")
_PINYIN = "mingxuan|xiaowen|jianguo|yutong|zhiyuan|shihan"


@dataclass(frozen=True)
class Person:
    """Who a scan is of: what must be read exactly."""

    name: str
    email: str
    phone: str
    urls: tuple[str, ...]


@dataclass(frozen=True)
class Spoil:
    """How a page is spoiled: dots an inch, slope in degrees, noise (of 255), JPEG quality, light.

    `light` is how much darker the far corner is, 0 to 1; `blur` the radius in pixels at 300 dpi;
    `turn` quarter turns.
    """

    dpi: int = 200
    skew: float = 0.0
    noise: float = 4.0
    quality: int = 80
    light: float = 0.0
    blur: float = 1.0
    turn: int = 0


def invent(language: str, seed: int) -> tuple[Person, str, str]:
    """Return a person, the source of their résumé in Typst and its text, by seed."""
    rnd = random.Random(f"{language} {seed}")
    words = {key: value.split("|") for key, value in _WORDS[language].items()}
    given, family = rnd.choice(words["given"]), rnd.choice(words["family"])
    latin = rnd.choice(_PINYIN.split("|")) if language == "zh" else given
    handle = "".join(c for c in f"{latin}.{family}".translate(_ASCII).lower() if c.isascii())
    handle = handle.replace(" ", "").replace("_", "").strip(".")
    name = f"{family}{given}" if language == "zh" else f"{given} {family}"
    phone = "".join(str(rnd.randint(0, 9)) if c == "#" else c for c in rnd.choice(words["phone"]))
    email = f"{handle}{rnd.choice(('', '7', '81', '1990'))}@{rnd.choice(_HOSTS)}"
    mine = handle.replace(".", rnd.choice(("-", "")))
    urls = (f"linkedin.com/in/{mine}", f"github.com/{mine}")
    person = Person(name, email, phone, urls)
    columns = rnd.random() < 0.4
    return person, *_set(person, words, rnd, columns=columns)


_HOSTS = ("example.com", "mail.example.org", "post.example.net", "l1brary.example.com")
_FONTS = ("Source Serif 4", "Libertinus Serif", "DejaVu Sans Mono")


def _set(
    person: Person, words: dict[str, list[str]], rnd: random.Random, *, columns: bool
) -> tuple[str, str]:
    """Return the Typst source of a résumé, with a side column or without, and its text."""
    work, school, skills, contact, profile = words["heads"]
    town = rnd.choice(words["town"])
    places = [person.email, person.phone, *person.urls, town]
    end = 2024
    jobs: list[str] = []
    for employer in rnd.sample(words["employer"], 2):
        start = end - rnd.randint(2, 5)
        said = rnd.sample(words["said"], 3)
        jobs += [f"{rnd.choice(words['calling'])}\t{start} – {end}", employer]
        jobs += [f"- {text}" for text in said]
        end = start
    study = [f"{rnd.choice(words['degree'])}\t{end - 4} – {end}", rnd.choice(words["school"])]
    known = rnd.sample(words["skill"], 5)
    size = rnd.choice((9.5, 10, 10.5, 11))
    font = rnd.choice(_FONTS[:2])
    head = (
        '#set page(paper: "a4", margin: 18mm)\n'
        f'#set text(font: ("{font}", "Noto Serif SC"), size: {size}pt, hyphenate: false)\n'
        "#show heading: set text(size: 13pt)\n"
    )
    name = f"#text(size: 24pt, weight: 600)[#{_quoted(person.name)}]"
    calling = rnd.choice(words["calling"])
    main = _section(profile, [rnd.choice(words["said"])]) + _section(work, jobs)
    if columns:
        side = _section(contact, places) + _section(skills, known)
        right = f"{name}\n\n#{_quoted(calling)}\n\n{main}{_section(school, study)}"
        source = f"{head}#grid(columns: (30%, 1fr), column-gutter: 9mm, [{side}], [{right}])"
    else:
        line = " · ".join(places[:2]) + "\n\n" + " | ".join(places[2:])
        top = "\n\n".join(f"#{_quoted(part)}" for part in (calling, *line.split("\n\n")))
        body = main + _section(school, study) + _section(skills, [", ".join(known)])
        source = f"{head}#align(center)[{name}\n\n{top}]\n{body}"
    rows = [person.name, calling, *places, profile, work, *jobs, school, *study, skills, *known]
    return source, " ".join(row.removeprefix("- ").replace("\t", " ") for row in rows)


def _section(title: str, rows: list[str]) -> str:
    """Return a section in Typst: bullets after "- ", what follows a tab stands at the right."""
    made = [f"\n= #{_quoted(title)}\n"]
    for row in rows:
        left, _, right = row.removeprefix("- ").partition("\t")
        text = f"#{_quoted(left)}" + (f" #h(1fr) #{_quoted(right)}" if right else "")
        made.append(f"- {text}" if row.startswith("- ") else f"{text} \\")
    return "\n".join(made) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def typeset(source: str) -> bytes:
    """Return the PDF of a source, with the fonts of the themes beside Typst's own."""
    return typst.compile(source.encode(), font_paths=[str(files("resume_builder") / "themes")])


def painted(pdf: bytes, spoil: Spoil, seed: int) -> list[Image.Image]:
    """Return the pages of a PDF as grey pictures, spoiled."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=spoil.dpi / 72).to_pil().convert("L") for page in document]
    document.close()
    noise = np.random.default_rng(seed)
    return [_spoiled(page, spoil, noise) for page in pages]


def _spoiled(page: Image.Image, spoil: Spoil, noise: np.random.Generator) -> Image.Image:
    page = page.filter(ImageFilter.GaussianBlur(spoil.blur * spoil.dpi / 300))
    if spoil.skew:
        page = page.rotate(spoil.skew, Image.Resampling.BICUBIC, fillcolor=255)
    grey = np.asarray(page, dtype=np.float32)
    height, width = grey.shape
    shade = np.linspace(0, 1, width)[None, :] * np.linspace(0, 1, height)[:, None]
    grey = grey * (1 - spoil.light * shade) + noise.normal(0, spoil.noise, grey.shape)
    page = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
    return page.rotate(90 * spoil.turn, expand=True) if spoil.turn else page


def as_picture(page: Image.Image, kind: str, spoil: Spoil) -> bytes:
    """Return a page as a file of a kind that Pillow writes."""
    buffer = io.BytesIO()
    options = {"quality": spoil.quality} if kind in ("JPEG", "WEBP") else {}
    page.save(buffer, kind, dpi=(spoil.dpi, spoil.dpi), **options)
    return buffer.getvalue()


def as_pdf(pages: list[Image.Image], spoil: Spoil) -> bytes:
    """Return pages as a PDF of JPEG pictures, as scanners write them."""
    buffer = io.BytesIO()
    first, *rest = pages
    first.save(
        buffer, "PDF", save_all=True, append_images=rest, resolution=spoil.dpi,
        quality=spoil.quality,
    )  # fmt: skip
    return buffer.getvalue()
