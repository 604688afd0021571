"""Reading back: what four extractors, a screen reader, two readers of DOCX, and ours make of it."""

import io
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache

import docx
import lxml.html
import mammoth

from bench.report import Report
from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.adapters.documents import read_document
from resume_builder.adapters.docx import DocxWriter
from resume_builder.adapters.typst import TypstEngine, more_fonts
from resume_builder.adapters.typst.theme import load_themes
from resume_builder.adapters.writers import make_writers
from resume_builder.domain.parsing import parse_resume
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.compose import compose
from tests.adapters.documents.invented import POOLS, Inventor
from tests.adapters.documents.test_read_back import missed
from tests.adapters.typst.read_back import EXTRACTORS, columns, in_order, recall, unmarked, words
from tests.adapters.typst.tagged import tagged_text
from tests.features.rendering.generated import MORE_TONGUES, TONGUES, Maker, Tongue

RESUMES = 30
_WORDS = load_page_words()
# The scripts whose letters PDFs hold as they are drawn; Korean is drawn as it is read.
_DRAWN = tuple(tongue for tongue in MORE_TONGUES if tongue.code != "ko")
_READERS = ("pypdfium2", "pypdf", "pdfminer.six", "pdftotext")
Scores = dict[str, dict[str, list[float]]]


def run(report: Report) -> None:
    """Write every theme's pages and the other files, and read them by everything there is."""
    absent = [name for name in _READERS if name not in EXTRACTORS]
    for name in absent:
        report.note(f"{name} is not installed (Debian: poppler-utils): left out.")
    resumes = 300 if report.soak else RESUMES
    codes = " ".join(tongue.code for tongue in TONGUES)
    report.note(f"{resumes} invented résumés ({codes}) in each of: {', '.join(load_themes())}.")
    with ProcessPoolExecutor(2) as pool:
        _pages(report, dict(zip(load_themes(), pool.map(_read_theme, _each(resumes)), strict=True)))
        _files(report, resumes)
        _drawn(report, list(pool.map(_read_drawn, _DRAWN)))
        _ours(report, dict(pool.map(_ours_of, [*load_themes(), "docx"])))


def _each(resumes: int) -> list[tuple[str, int]]:
    return [(theme, resumes) for theme in load_themes()]


@cache
def _engine() -> TypstEngine:
    return TypstEngine(_WORDS, more_fonts())


def _maker(seed: int) -> Resume:
    return Maker(1000 + seed, TONGUES[seed % len(TONGUES)]).resume(jobs=3 + seed % 5)


def _options(theme: str, seed: int) -> RenderOptions:
    paper = "a4" if seed % 2 else "us-letter"
    return RenderOptions.model_validate({"theme": theme, "paper": paper})


# Pages: Latin, Greek, Cyrillic and Chinese.


def _read_theme(asked: tuple[str, int]) -> Scores:
    """Return by extractor: recall, order, and order within each column, of each résumé."""
    theme, resumes = asked
    found: Scores = defaultdict(lambda: defaultdict(list))
    for seed in range(resumes):
        options = _options(theme, seed)
        sheet = compose(_maker(seed), _WORDS, _engine().chosen(options))
        pdf = _engine().pdf(_maker(seed), options)
        apart = columns(sheet, load_themes()[theme].settings)
        meant = [word for column in apart for word in column]
        for name, extract in {**EXTRACTORS, "tagged": tagged_text}.items():
            read = words(unmarked(extract(pdf)))
            found[name]["recall"].append(recall(meant, read))
            found[name]["order"].append(in_order(meant, read))
            found[name]["columns"].append(min(in_order(column, read) for column in apart))
    return {name: dict(kinds) for name, kinds in found.items()}


def _aside(theme: str) -> Sequence[str]:
    """Return the kinds of sections that stand in a theme's narrow column."""
    return load_themes()[theme].settings.aside


def _pages(report: Report, scores: dict[str, Scores]) -> None:
    """Report the lowest figure of all résumés: of all themes in one column, and of each other."""
    aside = {theme: _aside(theme) for theme in scores}
    one = [theme for theme in scores if not aside[theme]]
    for name in (*EXTRACTORS, "tagged"):
        label = "tagged text" if name == "tagged" else name
        for kind in ("recall", "order"):
            lowest = min(min(scores[theme][name][kind]) for theme in one)
            report.figure(f"PDF in one column, {label}: lowest word {kind}", lowest, bar=1.0)
    for theme in [theme for theme in scores if aside[theme]]:
        for name in (*EXTRACTORS, "tagged"):
            label = "tagged text" if name == "tagged" else name
            read = scores[theme][name]
            head = f"PDF in two columns ({theme}), {label}"
            report.figure(f"{head}: lowest word recall", min(read["recall"]), bar=0.995)
            report.figure(f"{head}: lowest order within a column", min(read["columns"]), bar=1.0)
            report.figure(f"{head}: mean order of all", _mean(read["order"]))
    report.note(_table(scores))


def _table(scores: dict[str, Scores]) -> str:
    """Return the lowest recall / order of each theme as a table."""
    names = [*EXTRACTORS, "tagged"]
    rows = ["| theme | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for theme, read in scores.items():
        cells = (f"{min(read[n]['recall']):.3f} / {min(read[n]['order']):.3f}" for n in names)
        rows.append(f"| {theme} | " + " | ".join(cells) + " |")
    return "Lowest word recall / order by theme:\n\n" + "\n".join(rows)


# Files without pages.


def by_python_docx(data: bytes) -> str:
    """What python-docx reads."""
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def by_mammoth(data: bytes) -> str:
    """What mammoth reads: another maker's reader."""
    return str(mammoth.extract_raw_text(io.BytesIO(data)).value)


def by_lxml(page: bytes) -> str:
    """What an HTML page says, a block a line, without its head."""
    body = lxml.html.document_fromstring(page.decode()).find("body")
    assert body is not None
    for element in body.iter():
        if element.tag not in ("a", "em", "strong", "span"):
            element.tail = f"\n{element.tail or ''}"
    return str(body.text_content())


_FILES: tuple[tuple[str, str, Callable[[bytes], str]], ...] = (
    ("docx", "python-docx", by_python_docx),
    ("docx", "mammoth", by_mammoth),
    ("html", "lxml", by_lxml),
)


def _files(report: Report, resumes: int) -> None:
    """Read DOCX and HTML of every language, those that PDFs hold badly included."""
    many = [_maker(seed) for seed in range(resumes)]
    many += [Maker(seed, tongue).resume(3) for tongue in MORE_TONGUES for seed in range(5)]
    write = {"docx": DocxWriter(_WORDS), "html": make_writers(_WORDS)["html"]}
    for kind, name, read_by in _FILES:
        recalls, orders = [], []
        for resume in many:
            meant = words(unmarked(compose(resume, _WORDS).texts()))
            read = words(unmarked(read_by(write[kind](resume, RenderOptions()))))
            recalls.append(recall(meant, read))
            orders.append(in_order(meant, read))
        head = f"{kind.upper()} in {len(TONGUES) + len(MORE_TONGUES)} languages, {name}"
        report.figure(f"{head}: lowest word recall", min(recalls), bar=1.0)
        report.figure(f"{head}: lowest word order", min(orders), bar=1.0)


# Scripts that no PDF holds in reading order.


def _read_drawn(tongue: Tongue) -> tuple[str, dict[str, tuple[float, float]]]:
    """Return by extractor the mean word recall and order of five résumés."""
    resumes = [Maker(seed, tongue).resume(2) for seed in range(5)]
    meant = [words(unmarked(compose(resume, _WORDS).texts())) for resume in resumes]
    pdfs = [_engine().pdf(resume, RenderOptions()) for resume in resumes]
    found = {}
    for name, extract in {**EXTRACTORS, "tagged": tagged_text}.items():
        read = [words(unmarked(extract(pdf))) for pdf in pdfs]
        pairs = list(zip(meant, read, strict=True))
        found[name] = (_mean([recall(*p) for p in pairs]), _mean([in_order(*p) for p in pairs]))
    return tongue.code, found


def _drawn(report: Report, languages: list[tuple[str, dict[str, tuple[float, float]]]]) -> None:
    for code, found in languages:
        for name, (recalled, order) in found.items():
            bar = 1.0 if name == "tagged" else None
            label = "tagged text" if name == "tagged" else name
            report.figure(f"{code}, PDF, {label}: mean word recall", recalled, bar=bar)
            report.figure(f"{code}, PDF, {label}: mean word order", order, bar=bar)


# Our own reader.


def _ours_of(target: str) -> tuple[str, float]:
    """Return the share of fields that our reader gives back of a theme's PDFs, or of DOCX."""
    lost = count = 0
    for seed in range(6):
        for pool in POOLS:
            resume = Inventor(seed, pool).resume()
            if target == "docx":
                name, data = "cv.docx", DocxWriter(_WORDS)(resume, RenderOptions())
            else:
                name, data = (
                    "cv.pdf",
                    _engine().pdf(resume, _with_months(target, seed), strict=False),
                )
            read = parse_resume(read_document(data, name), load_vocabulary()).resume
            lacking, number = missed(resume, read)
            lost, count = lost + len(lacking), count + number
    return target, 1 - lost / count


def _with_months(theme: str, seed: int) -> RenderOptions:
    """Return options by which every theme prints all of a date: of a year alone none is read."""
    return _options(theme, seed).model_copy(update={"dates": "long"})


def _ours(report: Report, shares: dict[str, float]) -> None:
    codes = " ".join(pool.code for pool in POOLS)
    report.note(f"Our own reader: {6 * len(POOLS)} other invented résumés ({codes}).")
    for target, share in shares.items():
        head = "DOCX" if target == "docx" else f"PDF of {target}"
        report.figure(f"{head}: fields that our own reader gives back", share, bar=0.98)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
