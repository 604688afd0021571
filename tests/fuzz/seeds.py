"""The first inputs of each target: invented people in every format, made by our own code."""

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

import pypdf

from resume_builder.adapters.data.page_words import load_page_words
from resume_builder.adapters.documents import read_document, wire
from resume_builder.adapters.docx import DocxWriter
from resume_builder.adapters.writers import make_writers
from resume_builder.domain.document import document_of
from resume_builder.domain.json_resume import to_json_resume
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.resumes import errors
from tests.adapters.documents import test_europass, test_foreign, test_html, test_rtf
from tests.adapters.documents.invented import POOLS, Inventor
from tests.adapters.documents.paper import archive, docx, line, paragraph, pdf, typeset
from tests.adapters.documents.test_attached import PAGE, XML, with_file
from tests.adapters.documents.test_linkedin import FILES
from tests.adapters.documents.test_odt import odt, p
from tests.adapters.documents.test_pdf_hidden import CLEAR, HIDDEN, IMAGE, LAYER, NAME
from tests.domain.parsing.test_samples import FOLDER, SAMPLES
from tests.fuzz.shapes import bytes_of_document, members_of, objects_of
from tests.samples import POSTING_HTML, POSTING_NURSE, POSTING_TEXT, RESUME_HTML, RESUME_JSON

Seeds = Iterable[bytes]
_LINES_A_SEED = 16
_PASSPORT = {
    "SkillsPassport": {
        "LearnerInfo": {
            "Identification": {
                "PersonName": {"FirstName": "Marta", "Surname": "Kos"},
                "ContactInfo": {"Email": {"Contact": "marta@example.org"}},
                "Demographics": {"Birthdate": {"Year": 1990}},
            },
            "WorkExperience": [
                {
                    "Period": {"From": {"Year": 2015, "Month": 4}, "Current": True},
                    "Position": {"Label": "Chemist"},
                    "Activities": "<p>Water.</p><ul><li>Ran 3 labs</li></ul>",
                    "Employer": {"Name": "Voda d.d."},
                }
            ],
            "Skills": {"Linguistic": {"MotherTongue": [{"Description": {"Label": "Slovenian"}}]}},
        }
    }
}


def _people() -> list[Resume]:
    return [Inventor(seed, pool).resume() for seed, pool in enumerate(POOLS)]


def _samples() -> Iterator[str]:
    for name in SAMPLES:
        yield (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def _pages() -> Iterator[bytes]:
    resources = "/XObject << /I 10 0 R >> /ExtGState << /G 11 0 R >> /Properties << /L 12 0 R >>"
    link = (
        "/Annots [<< /Type /Annot /Subtype /Link /Rect [40 690 200 710] "
        "/A << /S /URI /URI (https://a.example) >> >> "
        "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (A note) >>]"
    )
    for content in HIDDEN.values():
        page = NAME + content + f"/OC /L BDC {line(50, 300, 'In a layer')} EMC\n"
        yield pdf(page, extra=(IMAGE, CLEAR, LAYER), resources=resources, annots=link)
    rows = [line(50, 700 - 14 * n, f"Row {n} of the left") for n in range(12)]
    rows += [line(320, 700 - 14 * n, f"2019 - 202{n % 10}", font="B") for n in range(12)]
    yield pdf("".join(rows), "".join(rows))
    turned = "BT /F 9 Tf 0 1 -1 0 30 200 Tm (Turned) Tj ET\n"
    yield pdf(turned + line(60, 700, "- a bullet that is bro-") + line(60, 688, "ken in two"))
    yield with_file(PAGE, XML.encode())


def _encrypted() -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(PAGE))
    writer.encrypt("", "owner", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _pdf_bytes() -> Iterator[bytes]:
    yield from _pages()
    yield _encrypted()
    yield typeset("= Ada\n- one\n- two\n#table(columns: 2)[a][b]")


def _word() -> Iterator[bytes]:
    writer = DocxWriter(load_page_words())
    for resume in _people():
        yield writer(resume, RenderOptions())
    yield docx(paragraph("Ada Byron") + paragraph("hidden", run="<w:vanish/>"))


def _office() -> Iterator[bytes]:
    yield odt(
        p("Ada", "H")
        + "<text:list><text:list-item>" + p("one") + "</text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell>" + p("cell", "N")
        + "</table:table-cell></table:table-row></table:table>"
        '<draw:frame><draw:text-box>' + p("boxed") + "</draw:text-box></draw:frame>"
        '<text:p><text:a xlink:href="https://a.example"><text:span text:style-name="W">a'
        "</text:span></text:a><text:tab/><text:s text:c=\"3\"/><text:line-break/>b</text:p>"
    )  # fmt: skip


def _rtf() -> Iterator[bytes]:
    bodies = (
        r"\pard Ada\par{\b Lead}\tab 2019\par{\listtext\'b7\tab}one\par",
        r"\trowd\cellx3000\cellx6000 a\cell b\cell\row{\field{\*\fldinst HYPERLINK "
        r'"https://a.example"}{\fldrslt link}}\par{\header Head\par}{\footnote foot}',
        r"{\v secret}{\cf1 white}\u8226?\'e9{\shp{\*\shpinst{\shptxt boxed\par}}}\s1 Title\par",
    )
    for body in bodies:
        yield (test_rtf.HEAD + body + "}").encode("latin-1")


def _html() -> Iterator[bytes]:
    yield RESUME_HTML.read_bytes()
    yield POSTING_HTML.read_bytes()
    for hidden in (*test_html.HIDING, *test_html.SHOWN):
        yield test_html.page(hidden).encode()
    writer = make_writers(load_page_words())["html"]
    yield from (writer(resume, RenderOptions()) for resume in _people()[:2])


def _markdown() -> Iterator[bytes]:
    yield (
        b"# Ada Byron\n\n[site](https://a.example) | **Lead** | _x_\n\n## Experience\n\n"
        b"- one\n  - two\n1. three\n\n> quote\n\n```\ncode\n```\n\n| a | b |\n|---|---|\n|c|d|\n"
        b"\n<!-- hidden -->\n\nTitle\n=====\n\n![alt](p.png) `code` <br> &amp; \\* ~~x~~\n"
    )
    yield from (text.encode() for text in _samples())


def _text() -> Iterator[bytes]:
    yield from (text.encode() for text in _samples())
    yield from ("José\r\n\fZürich\tx".encode(code) for code in ("utf-16", "utf-16-be", "cp1252"))


def _json() -> Iterator[bytes]:
    yield RESUME_JSON.read_bytes()
    for value in (test_foreign.V5, test_foreign.V4, _PASSPORT):
        yield json.dumps(value, ensure_ascii=False).encode()
    yield from (json.dumps(to_json_resume(resume)).encode() for resume in _people())


def _yaml() -> Iterator[bytes]:
    yield test_foreign.RENDERCV.encode()
    yield test_foreign.GERMAN.encode()
    yield b"basics:\n  name: &a Ada\n  label: *a\nwork:\n  - {name: B, startDate: 2020-01}\n"


def _xml() -> Iterator[bytes]:
    yield test_europass.XML.encode()
    yield test_europass.CANDIDATE.encode()


def _sniffed() -> Iterator[bytes]:
    makers: dict[str, Callable[[], Seeds]] = {
        "cv.pdf": _pages, "cv.docx": _word, "cv.odt": _office, "cv.rtf": _rtf, "cv.html": _html,
        "cv.md": _markdown, "cv.txt": _text, "cv.json": _json, "cv.yaml": _yaml, "cv.xml": _xml,
    }  # fmt: skip
    for name, make in makers.items():
        yield name.encode() + b"\n" + next(iter(make()))
    yield b"export.zip\n" + archive(dict(FILES))


def _answers() -> Iterator[bytes]:
    for data, name in ((PAGE, "cv.pdf"), (next(_rtf()), "cv.rtf"), (next(_json()), "cv.json")):
        yield wire.answer_of(read_document(data, name))
    yield wire.answer_of_error(errors.TextTooLong(length=9, limit=3))


def _documents() -> Iterator[bytes]:
    """Documents in pieces of a few lines: short inputs are tried more often."""
    read = [read_document(page, "cv.pdf") for page in _pages()]
    read += [read_document(file, "cv.docx") for file in _word()]
    read += [document_of(text) for text in _samples()]
    for document in read:
        lines = bytes_of_document(document).split(b"\n")
        for start in range(0, len(lines), _LINES_A_SEED):
            yield b"\n".join(lines[start : start + _LINES_A_SEED])


def _postings() -> Iterator[bytes]:
    for path in (POSTING_HTML, POSTING_NURSE, POSTING_TEXT):
        yield path.read_bytes()


SEEDS: Mapping[str, Callable[[], Seeds]] = MappingProxyType(
    {
        "pdf": lambda: map(objects_of, _pages()),
        "pdf_bytes": _pdf_bytes,
        "docx": lambda: map(members_of, _word()),
        "docx_bytes": _word,
        "odt": lambda: map(members_of, _office()),
        "rtf": _rtf,
        "html": _html,
        "markdown": _markdown,
        "text": _text,
        "json": _json,
        "yaml": _yaml,
        "xml": _xml,
        "linkedin": lambda: iter([members_of(archive(dict(FILES)))]),
        "sniffer": _sniffed,
        "wire": _answers,
        "resume": _documents,
        "posting": _postings,
    }
)
