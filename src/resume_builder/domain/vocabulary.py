"""The words by which a résumé is read, in eight languages: headings, months, titles, places.

A `Vocabulary` is a value made by `build_vocabulary` from plain word lists (`data/vocabulary/`),
so that the parser itself knows no word of any language.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

Data = Mapping[str, object]
_WORD = re.compile(r"[^\W_]+(?:['’.&+#-]+[^\W_]+)*[+#]*")
_NOT_WORD = re.compile(r"[^\w'’+#-]+|_+")
# Traditional letters and the simplified ones beside them, for the words that résumés are made of.
_TRADITIONAL = (
    "經歷學專長證書語獎項榮譽個簡評價關於聯絡資訊電話郵應職務業師員總監顧問設計開發軟體護醫藥廚銷"
    "會財國際貿銀機構團隊負責興愛習實義種臺灣廣東門縣區號樓碩為現離畢時間歲備註術驗獲論譯雙漢粵韓蘭"
    "勢優點傳訓練課領導組織參與報記運輸倉儲貨車駕駛執級認補數據庫網頁視覺藝創辦處層產廠製質檢測維氣"
    "環節約動態寫讀聽說講異較強誠樂觀壓協調溝戶場標題選儀億萬黨屬鎮鄉島陽寧濟慶蘇錫廈頭龍齡黃葉圖書"
    "館稱類優別於無見規則備績進編輯節劃導優語獲東農漁紡織紙鋼鐵礦燈塗裝縫飾飲銜暫續終臨從歸屆屬學歷"
)
_SIMPLIFIED = (
    "经历学专长证书语奖项荣誉个简评价关于联络资讯电话邮应职务业师员总监顾问设计开发软体护医药厨销"
    "会财国际贸银机构团队负责兴爱习实义种台湾广东门县区号楼硕为现离毕时间岁备注术验获论译双汉粤韩兰"
    "势优点传训练课领导组织参与报记运输仓储货车驾驶执级认补数据库网页视觉艺创办处层产厂制质检测维气"
    "环节约动态写读听说讲异较强诚乐观压协调沟户场标题选仪亿万党属镇乡岛阳宁济庆苏锡厦头龙龄黄叶图书"
    "馆称类优别于无见规则备绩进编辑节划导优语获东农渔纺织纸钢铁矿灯涂装缝饰饮衔暂续终临从归届属学历"
)
_ONE_SCRIPT = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return `text` as words are compared: compatibility forms, no case, single blanks.

    Chinese is compared in simplified letters.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return " ".join(simplified(text).split())


def simplified(text: str) -> str:
    """Return `text` with simplified letters for traditional ones, each in its place."""
    return text.translate(_ONE_SCRIPT)


@lru_cache(maxsize=8192)
def phrase(text: str) -> str:
    """Return `text` folded, with signs other than those inside words as blanks, "&" as "and"."""
    return " ".join(_NOT_WORD.sub(" ", fold(text).replace("&", " and ")).split())


def words(text: str) -> list[str]:
    """Return the folded words of `text`; dots and hyphens inside a word belong to it."""
    return _WORD.findall(fold(text))


@dataclass(frozen=True, slots=True, eq=False)
class DateWords:
    """Words of dates. `months` maps a folded name to 1..12."""

    months: Mapping[str, int]
    seasons: frozenset[str]
    present: frozenset[str]
    since: frozenset[str]
    openers: frozenset[str]
    until: frozenset[str]
    joiners: frozenset[str]
    placeholder: frozenset[str]
    duration: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class PlaceWords:
    """Names of places, folded. `states` and `countries` map a name or abbreviation to its code."""

    states: Mapping[str, str]
    regions: frozenset[str]
    countries: Mapping[str, str]
    codes: frozenset[str]
    cities: frozenset[str]
    remote: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Folded word lists, compared by identity. Suffixes are tuples for `str.endswith`."""

    headings: Mapping[str, str]
    heading_endings: tuple[tuple[str, str], ...]
    dates: DateWords
    places: PlaceWords
    titles: frozenset[str]
    title_suffixes: tuple[str, ...]
    title_modifiers: frozenset[str]
    at_words: tuple[str, ...]
    employment: frozenset[str]
    legal_forms: frozenset[str]
    org_words: frozenset[str]
    org_suffixes: tuple[str, ...]
    school_words: frozenset[str]
    school_suffixes: tuple[str, ...]
    degree_words: frozenset[str]
    degree_abbreviations: frozenset[str]
    degree_suffixes: tuple[str, ...]
    area_words: tuple[str, ...]
    score_labels: frozenset[str]
    course_labels: frozenset[str]
    spoken: frozenset[str]
    fluency: frozenset[str]
    skill_levels: frozenset[str]
    credentials: frozenset[str]
    name_labels: frozenset[str]
    document_words: frozenset[str]
    contact_labels: frozenset[str]
    contact_tokens: frozenset[str]
    address_labels: frozenset[str]
    personal_labels: frozenset[str]
    body_labels: frozenset[str]
    tool_labels: frozenset[str]
    compounds: frozenset[str]
    loose_headings: frozenset[str]
    qualifiers: frozenset[str]
    connectors: frozenset[str]
    field_labels: Mapping[str, str]


def build_vocabulary(data: Mapping[str, Data]) -> Vocabulary:
    """Return the vocabulary in the files of data/vocabulary/, by file name without its ending."""
    jobs, orgs, degrees, people = (data[k] for k in ("jobs", "organizations", "degrees", "people"))
    return Vocabulary(
        headings={
            phrase(text): section
            for section, by_language in data["headings"].items()
            for text in _strings(by_language, "|")
        },
        heading_endings=tuple(
            (ending, section)
            for section, endings in cast(Data, data["reading"]["heading_endings"]).items()
            for ending in _strings(endings, None)
        ),
        dates=_dates(data["dates"]),
        places=_places(data["places"]),
        titles=_set(jobs["title_words"]),
        title_suffixes=tuple(_set(jobs["title_suffixes"])),
        title_modifiers=_set(jobs["title_modifiers"]),
        at_words=tuple(sorted(_set(jobs["at"], "|"), key=len, reverse=True)),
        employment=_set(jobs["employment"], "|"),
        legal_forms=_set(orgs["legal_forms"]),
        org_words=_set(orgs["org_words"]),
        org_suffixes=tuple(_set(orgs["org_suffixes"])),
        school_words=_set(orgs["school_words"]),
        school_suffixes=tuple(_set(orgs["school_suffixes"])),
        degree_words=_set(degrees["degree_words"]),
        # Case decides whether "ME", "MA" or "BE" is a degree, so these are not folded.
        degree_abbreviations=frozenset(_strings(degrees["degree_abbreviations"], None)),
        degree_suffixes=tuple(_set(degrees["degree_suffixes"])),
        area_words=tuple(sorted(_set(degrees["area_words"], "|"), key=len, reverse=True)),
        score_labels=_set(degrees["score_labels"], "|"),
        course_labels=_set(degrees["course_labels"], "|"),
        compounds=_set(data["reading"]["compounds"]),
        connectors=_set(data["reading"]["connectors"]),
        qualifiers=_set(data["reading"]["qualifiers"]),
        field_labels={
            phrase(text): kind
            for kind, texts in cast(Data, data["reading"]["field_labels"]).items()
            for text in _strings(texts, "|")
        },
        loose_headings=_set(data["reading"]["loose_headings"]),
        contact_tokens=frozenset(
            word
            for text in _strings(people["contact_labels"], "|")
            for word in phrase(text).split()
        ),
        spoken=_set(cast(str, people["languages"]).replace("|", " ")),
        fluency=_set(people["fluency"], "|"),
        skill_levels=_set(people["fluency"], "|") | _set(people["skill_levels"], "|"),
        credentials=_set(people["credentials"]),
        **{
            key: frozenset(phrase(text) for text in _strings(people[key], "|"))
            for key in (
                "name_labels", "document_words", "contact_labels", "address_labels",
                "personal_labels", "body_labels", "tool_labels",
            )
        },
    )  # fmt: skip


def _dates(data: Data) -> DateWords:
    months = cast(Mapping[str, str], data["months"])
    return DateWords(
        months={fold(name): int(n) for n, names in months.items() for name in names.split()},
        seasons=_set(data["seasons"]),
        **{
            key: _set(data[key], "|") for key in ("present", "since", "openers", "until", "joiners")
        },
        placeholder=_set(data["placeholder"]),
        duration=_set(data["duration"]),
    )


def _places(data: Data) -> PlaceWords:
    states: dict[str, str] = {}
    for pair in _strings(data["us_states"], "|"):
        code, _, name = pair.partition(" ")
        states[fold(code)] = states[fold(name)] = code
    regions: set[str] = set()
    for pair in _strings(data["regions"], "|"):
        code, _, name = pair.partition(" ")
        regions |= {fold(code), fold(name)} if code.isupper() and name else {fold(pair)}
    countries = cast(Mapping[str, str], data["countries"])
    return PlaceWords(
        states=states,
        regions=frozenset(regions),
        countries={
            fold(name): code for code, names in countries.items() for name in names.split(" | ")
        },
        codes=frozenset(countries),
        cities=_set(data["cities"], "|"),
        remote=_set(data["remote"], "|"),
    )


def _strings(value: object, separator: str | None) -> Iterable[str]:
    """Yield the texts in a separated string, or in a mapping of languages to such strings."""
    if isinstance(value, Mapping):
        for part in cast(Mapping[str, object], value).values():
            yield from _strings(part, separator)
    else:
        yield from (text.strip() for text in str(value).split(separator))


def _set(value: object, separator: str | None = None) -> frozenset[str]:
    return frozenset(fold(text) for text in _strings(value, separator) if text)
