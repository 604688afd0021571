"""The empty DOCX that résumés and letters start from: styles, page; one a paper and font."""

import io
from functools import cache
from typing import Any, cast

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from resume_builder.adapters.docx.elements import element

_EAST_ASIAN = "SimSun"
_PAPER = {"us-letter": (Mm(215.9), Mm(279.4)), "a4": (Mm(210), Mm(297))}
_MARGIN = (Mm(16), Mm(19))  # top and bottom, sides
_UNUSED = ("/thumbnail", "/stylesWithEffects", "/customXml")
_BLACK = RGBColor(0, 0, 0)
_BUILT_IN = {
    # name: size, bold, space before, space after, kept with the next paragraph
    "Normal": (10.5, False, 0, 1.5, False),
    "Title": (23, True, 0, 0, True),
    "Subtitle": (11.5, False, 1, 1, True),
    "Heading 1": (11.5, True, 11, 4, True),
    "Heading 2": (10.5, True, 7, 0, True),
    "List Bullet": (10.5, False, 0, 1.5, False),
}


@cache
def template(paper: str, font: str) -> bytes:
    """Return the empty document for "a4" or "us-letter", set in a font family."""
    document = docx.Document()
    for name, (size, bold, before, after, keep) in _BUILT_IN.items():
        style = cast(ParagraphStyle, document.styles[name])
        _set(style, size, font, bold=bold)
        layout = style.paragraph_format
        layout.space_before, layout.space_after = Pt(before), Pt(after)
        layout.keep_with_next = keep
        layout.widow_control = True
        layout.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
        layout.line_spacing = 1.12 if name in ("Normal", "List Bullet") else 1.0
    _own_styles(document)
    _rule_below(cast(ParagraphStyle, document.styles["Heading 1"]))
    bullet = cast(ParagraphStyle, document.styles["List Bullet"]).paragraph_format
    bullet.left_indent, bullet.first_line_indent = Pt(11), Pt(-11)
    bullet.keep_together = True
    _page(document, paper)
    _modern(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# The letter's parts, most of them styles that Word has itself: space before and after, in points.
_LETTER = {
    "Date": (12, 12),
    "Inside Address": (12, 12),
    "Subject Line": (8, 8),
    "Salutation": (8, 6),
    "Body Text": (0, 8),
    "Closing": (10, 34),
    "Signature": (0, 0),
}
_LETTER_SIDE = Mm(25)


@cache
def letter_template(paper: str, font: str) -> bytes:
    """Return the empty letter for "a4" or "us-letter", set in a font family."""
    document = docx.Document(io.BytesIO(template(paper, font)))
    known = {style.name for style in document.styles}
    for name, (before, after) in _LETTER.items():
        made = document.styles[name] if name in known else _added(document, name)
        style = cast(ParagraphStyle, made)
        style.base_style = document.styles["Normal"]
        layout = style.paragraph_format
        layout.space_before, layout.space_after = Pt(before), Pt(after)
        layout.line_spacing = 1.2
        layout.keep_together = name == "Inside Address"
        layout.keep_with_next = name in ("Subject Line", "Salutation", "Closing")
    cast(ParagraphStyle, document.styles["Subject Line"]).font.bold = True
    section = document.sections[0]
    section.left_margin = section.right_margin = _LETTER_SIDE
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _added(document: Any, name: str) -> Any:
    built_in = name not in ("Inside Address", "Subject Line")
    return document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=built_in)


def _own_styles(document: Any) -> None:
    """Styles that Word has no name for: the line under an entry's title, and rows."""
    where = cast(ParagraphStyle, document.styles.add_style("Entry Line", WD_STYLE_TYPE.PARAGRAPH))
    where.base_style = document.styles["Normal"]
    where.paragraph_format.keep_with_next = True
    where.paragraph_format.space_after = Pt(1.5)
    row = cast(ParagraphStyle, document.styles.add_style("Entry Row", WD_STYLE_TYPE.PARAGRAPH))
    row.base_style = document.styles["Normal"]
    row.paragraph_format.left_indent, row.paragraph_format.first_line_indent = Pt(11), Pt(-11)
    row.paragraph_format.keep_together = True
    emphasis = document.styles["Emphasis"]
    emphasis.font.italic = True
    emphasis.font.color.rgb = _BLACK


def _set(style: ParagraphStyle, size: float, font: str, *, bold: bool) -> None:
    style.font.name = font
    style.font.size = Pt(size)
    style.font.bold, style.font.italic = bold, False
    style.font.color.rgb = _BLACK
    properties = cast(Any, style.element).get_or_add_rPr()
    fonts = properties.rFonts
    # The template's headings take their fonts from a colour theme, which wins over a named font.
    for name in [key for key in fonts.attrib if key.lower().endswith("theme")]:
        del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(script), font)
    fonts.set(qn("w:eastAsia"), _EAST_ASIAN)
    for tag in ("w:spacing", "w:kern", "w:szCs"):
        for child in properties.findall(qn(tag)):
            properties.remove(child)
    # What runs from right to left has sizes and weights of its own.
    properties.find(qn("w:sz")).addnext(element("w:szCs", val=str(round(size * 2))))
    for child in properties.findall(qn("w:bCs")):
        properties.remove(child)
    if bold:
        properties.find(qn("w:b")).addnext(element("w:bCs"))
    borders = cast(Any, style.element).get_or_add_pPr()
    for child in [*borders.findall(qn("w:pBdr")), *borders.findall(qn("w:contextualSpacing"))]:
        borders.remove(child)


def _rule_below(style: ParagraphStyle) -> None:
    """A hairline under the section heads."""
    rule = element("w:pBdr")
    rule.append(element("w:bottom", val="single", sz="5", space="2", color="000000"))
    cast(Any, style.element).get_or_add_pPr().insert_element_before(
        rule,
        "w:shd",
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:spacing",
        "w:ind",
        "w:jc",
        "w:outlineLvl",
    )


def _page(document: Any, paper: str) -> None:
    section = document.sections[0]
    width, height = _PAPER[paper]
    section.page_width, section.page_height = Emu(width), Emu(height)
    section.top_margin = section.bottom_margin = _MARGIN[0]
    section.left_margin = section.right_margin = _MARGIN[1]
    section.header_distance = section.footer_distance = Mm(8)


def _modern(document: Any) -> None:
    """Take out what a résumé never uses, which is most of the template's bytes.

    That is its own picture, copies of styles for Word 2007, custom XML, some hundred table styles,
    and the mode that Word keeps for old files.
    """
    for owner in (document.part.package, document.part):
        for key in [k for k, r in owner.rels.items() if r.reltype.endswith(_UNUSED)]:
            del owner.rels[key]
    styles = document.styles.element
    for style in list(styles.iter(qn("w:style"))):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:default")) is None:
            styles.remove(style)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
