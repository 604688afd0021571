"""Résumés as natives of eight languages write them: as text, web page, Word file, and print."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.adapters.documents import read_document
from resume_builder.domain.parsing import parse_resume
from resume_builder.domain.resume import Education, PartialDate, Resume, Volunteer, Work
from resume_builder.domain.vocabulary import phrase
from tests.adapters.documents.layouts import Sample, as_word, printed, samples
from tests.browsers import Launch

pytestmark = pytest.mark.reading

SAMPLES = samples()
# Web pages are printed in each layout by turns, so that each language has two of them.
PRINTS = [
    (sample, sample.layouts[number % len(sample.layouts)])
    for number, sample in enumerate(s for s in SAMPLES if s.path.suffix != ".txt")
]
# Of all facts of a form, and of one résumé; below that a layout or a language is not understood.
LEAST, LEAST_OF_ONE = 0.95, 0.75


@pytest.fixture(scope="module")
def sheet(launch: Launch) -> Iterator[Page]:
    """A page to print from."""
    browser = launch()
    yield browser.new_page()
    browser.close()


def read(data: bytes, name: str) -> Resume:
    return parse_resume(read_document(data, name), load_vocabulary()).resume


def _date(date: PartialDate | None) -> str:
    if date is None:
        return ""
    return "present" if date.present else date.iso


def _says(text: str, wanted: str) -> bool:
    """Tell whether a field holds what the label says, a town or a bracket more at most."""
    have, want = phrase(text), phrase(wanted)
    return want in have and len(have) <= len(want) + 30


def _job(entry: Work | Volunteer) -> tuple[str, str, str, str]:
    name = entry.name if isinstance(entry, Work) else entry.organization
    return name, entry.position, _date(entry.start_date), _date(entry.end_date)


def _school(entry: Education) -> tuple[str, str, str, str]:
    degree = f"{entry.study_type} {entry.area}"
    both = f"{degree} {entry.area} {entry.study_type}" if entry.area else degree
    return entry.institution, both, _date(entry.start_date), _date(entry.end_date)


def _lacking(wanted: list[list[str]], found: list[tuple[str, str, str, str]]) -> list[str]:
    """The facts of each wanted entry that its most alike entry in `found` lacks."""
    lacking: list[str] = []
    for row in wanted:
        texts = [str(x) for x in row[:4]]
        options = [
            [
                *(w for w, f in zip(texts[:2], entry[:2], strict=True) if w and not _has(f, w)),
                *(w for w, f in zip(texts[2:], entry[2:], strict=True) if w and f[: len(w)] != w),
            ]
            for entry in found
        ]
        lacking += min(options, key=len, default=[w for w in texts if w])
    return lacking


def _has(found: str, wanted: str) -> bool:
    """Tell whether every word of `wanted` stands in `found`, or the text does."""
    return _says(found, wanted) or set(phrase(wanted).split()) - {"in", "en", "em"} <= set(
        phrase(found).split()
    )


def missed(sample: Sample, resume: Resume) -> tuple[list[str], int]:
    """What the label says and the résumé lacks, and how many facts the label has."""
    label, basics = sample.label, resume.basics
    names = [label["name"], *label.get("name_alt", [])]
    place = basics.location.text if basics.location else ""
    urls = " ".join(p.url for p in (*basics.profiles, basics))
    skills = phrase(" ; ".join(t for s in resume.skills for t in (s.name, *s.keywords)))
    listed = [s.strip() for s in re.split(r"[,]", label["skills"]) if s.strip()]
    keys = label["sections"].split()
    jobs = [j for j in label["work"] if len(j) < 6]
    checks = [
        (label["name"], any(phrase(basics.name) == phrase(n) for n in names)),
        (label["email"], basics.email == label["email"]),
        (label["phone"], re.sub(r"\D", "", basics.phone) == re.sub(r"\D", "", label["phone"])),
        (
            label["location"],
            phrase(label["location"].split(",")[0].split(" (")[0]) in phrase(place),
        ),
        *((url, url.removeprefix("www.") in urls) for url in label.get("urls", [])),
        *((skill, phrase(skill) in skills) for skill in listed),
        *((k, bool(basics.summary if k == "summary" else getattr(resume, k))) for k in keys),
    ]
    lacking = [fact for fact, held in checks if not held]
    lacking += _lacking(jobs, [_job(x) for x in (*resume.work, *resume.volunteer)])
    lacking += _lacking(label["education"], [_school(x) for x in resume.education])
    entries = (text for row in (*jobs, *label["education"]) for text in row[:4] if text)
    return lacking, len(checks) + len(list(entries))


def assert_understood(readings: list[tuple[Sample, Resume]]) -> None:
    """Nearly all facts came out, in each résumé most, and how to reach the person always."""
    lost, count = {}, 0
    for sample, resume in readings:
        lacking, facts = missed(sample, resume)
        count += facts
        if lacking:
            lost[sample.name] = lacking
        assert len(lacking) <= (1 - LEAST_OF_ONE) * facts, (sample.name, lacking)
        assert sample.label["email"] not in lacking
    assert sum(map(len, lost.values())) <= (1 - LEAST) * count, lost


def _as_it_is(sample: Sample) -> Resume:
    return read(sample.path.read_bytes(), sample.path.name)


def _as_word(sample: Sample) -> Resume:
    return read(as_word(sample), "cv.docx")


@pytest.mark.parametrize("form", [_as_it_is, _as_word])
@pytest.mark.parametrize("language", sorted({s.path.parent.name for s in SAMPLES}))
def test_files_are_understood(language: str, form: Callable[[Sample], Resume]) -> None:
    """Five résumés of a language, as they are and as Word files."""
    mine = [s for s in SAMPLES if s.path.parent.name == language]
    assert len(mine) >= 5
    assert_understood([(sample, form(sample)) for sample in mine])


def test_prints_are_understood(sheet: Page) -> None:
    """The same printed by a browser: one column, a sidebar, dates at the left and at the right."""
    assert_understood([(s, read(printed(s, lay, sheet), "cv.pdf")) for s, lay in PRINTS])
