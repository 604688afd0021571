"""Sample résumés in eight languages as the files people send: text, web page, printed page, Word.

A sample is one source (`.txt`, `.md` or `.html`) with its label (`.json`) beside it. Web pages are
printed in several layouts by style sheets of our own; Markdown and text are printed as they are.
"""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordFile
from lxml import html as lxml_html
from playwright.sync_api import Page

FOLDER = Path(__file__).parents[2] / "samples" / "languages"
_PAGE = """
@page { size: A4; margin: 16mm }
body { font: 10pt/1.35 "Noto Sans", "Noto Sans CJK SC", sans-serif; margin: 0 }
h1 { font-size: 20pt; margin: 0 } h2 { font-size: 13pt; margin: 10pt 0 4pt }
h3 { font-size: 10.5pt }
h3, p, ul, pre { margin: 2pt 0 } td { vertical-align: top; padding-right: 10pt }
pre { font: 9pt/1.3 "Noto Sans Mono", "Noto Sans Mono CJK SC", monospace; white-space: pre-wrap }
"""
STYLES = {
    "plain": "",
    "sidebar": """
        body { display: grid; grid-template-columns: 32% 1fr; column-gap: 8mm }
        header { grid-column: 1 / 3 } aside { grid-column: 1 } main { grid-column: 2 }""",
    "left": """
        article { display: grid; grid-template-columns: 38mm 1fr }
        article > * { grid-column: 2 } article > time { grid-column: 1; grid-row: 1 }
        td:first-child { width: 38mm }
        h2 { border-bottom: 1px solid; text-transform: uppercase }""",
    "right": """
        body { font-family: "Noto Serif", "Noto Serif CJK SC", serif } header { text-align: center }
        article { display: grid; grid-template-columns: 1fr auto }
        article > * { grid-column: 1 / 3 } article > h3 { grid-column: 1; grid-row: 1 }
        article > time { grid-column: 2; grid-row: 1; font-style: italic }""",
}


@dataclass(frozen=True)
class Sample:
    """One source and what it says."""

    path: Path

    @property
    def name(self) -> str:
        return f"{self.path.parent.name}_{self.path.stem}"

    @property
    def label(self) -> dict[str, Any]:
        return json.loads(self.path.with_suffix(".json").read_text(encoding="utf-8"))

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def layouts(self) -> tuple[str, ...]:
        return tuple(STYLES) if self.path.suffix == ".html" else ("plain",)


def samples() -> list[Sample]:
    """Every sample, by language and name."""
    paths = (p for p in sorted(FOLDER.glob("*/*")) if p.suffix != ".json")
    return [Sample(path) for path in paths]


def _body(sample: Sample) -> str:
    if sample.path.suffix == ".html":
        return sample.text
    if sample.path.suffix == ".md":
        return "".join(_blocks(sample.text))
    return f"<pre>{_escaped(sample.text)}</pre>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _inline(text: str) -> str:
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", _escaped(text))
    return re.sub(r"\*(.+?)\*", r"<i>\1</i>", text)


def _blocks(markdown: str) -> Iterator[str]:
    """The few forms of Markdown that the samples use, as HTML."""
    for block in re.split(r"\n\s*\n|(?<=\n)(?=#)|(?<=[^|\n])\n(?=- )|(?m:^(#.*)\n)", markdown):
        lines = [line for line in (block or "").splitlines() if line.strip()]
        if not lines:
            continue
        if mark := re.match(r"(#+) (.*)", lines[0]):
            level = len(mark[1])
            yield f"<h{level}>{_inline(mark[2])}</h{level}>"
        elif lines[0].startswith("|"):
            rows = ([c.strip() for c in x.strip("|").split("|")] for x in lines if "---" not in x)
            cells = ("".join(f"<td>{_inline(c)}</td>" for c in row) for row in rows)
            yield f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
        elif lines[0].startswith("- "):
            yield f"<ul>{''.join(f'<li>{_inline(x[2:])}</li>' for x in lines)}</ul>"
        else:
            yield f"<p>{'<br>'.join(map(_inline, lines))}</p>"


def page(sample: Sample, layout: str) -> str:
    """The sample as a whole web page in a layout."""
    body = _body(sample)
    if layout == "sidebar":
        tree = lxml_html.fragment_fromstring(body, create_parent="body")
        main, aside = (tree.makeelement(tag, {}) for tag in ("main", "aside"))
        for section in tree.findall("section"):
            (aside if section.get("class") == "side" else main).append(section)
        tree.extend([aside, main])
        body = "".join(lxml_html.tostring(part, encoding="unicode") for part in tree)
    style = f"<style>{_PAGE}{STYLES[layout]}</style>"
    return f'<!doctype html><meta charset="utf-8"><title>CV</title>{style}{body}'


def printed(sample: Sample, layout: str, sheet: Page) -> bytes:
    """The sample as a PDF that a browser printed."""
    sheet.set_content(page(sample, layout))
    return sheet.pdf(prefer_css_page_size=True)


def as_word(sample: Sample) -> bytes:
    """The sample as a Word file: headings, table rows, and lists in Word's own styles."""
    made = docx.Document()
    source = _body(sample)
    if sample.path.suffix == ".txt":
        for line in sample.text.splitlines():
            made.add_paragraph(line)
    else:
        for node in lxml_html.fragment_fromstring(source, create_parent="body"):
            _add(made, node)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _add(made: WordFile, node: Any) -> None:
    if node.tag in ("header", "section", "article"):
        for part in node:
            _add(made, part)
    elif node.tag in ("h1", "h2", "h3"):
        made.add_heading(node.text_content(), level=int(node.tag[1]) - 1)
    elif node.tag == "ul":
        for item in node:
            made.add_paragraph(item.text_content(), style="List Bullet")
    elif node.tag == "table":
        _add_table(made, node)
    else:
        made.add_paragraph("\n".join(_lines(node)))


def _add_table(made: WordFile, node: Any) -> None:
    rows = [list(row) for row in node.iter("tr")]
    table = made.add_table(rows=len(rows), cols=max(map(len, rows)))
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            table.cell(number, column).text = "\n".join(_lines(cell))


def _lines(node: Any) -> list[str]:
    for line_break in node.iter("br", "li"):
        line_break.text = "\n" + ("• " if line_break.tag == "li" else "") + (line_break.text or "")
    return [line.strip() for line in node.text_content().splitlines() if line.strip()]
