"""The photo of a DOCX: it floats at the end of the page's head, and the text flows beside it."""

import io
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm

from resume_builder.domain.photo import PHOTO_HEIGHT, PHOTO_WIDTH
from resume_builder.features.rendering.sheet import Photo

_WIDTH_MM = 25
_APART = Mm(4)
# ECMA-376 part 1, 20.4.2.3. What python-docx makes stands in the line: its children are moved here.
_FLOATING = (
    '<wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    f' distT="0" distB="{_APART}" distL="{_APART}" distR="{_APART}" simplePos="0"'
    ' relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0">'
    '<wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="margin"><wp:align>{side}</wp:align></wp:positionH>'
    '<wp:positionV relativeFrom="margin"><wp:align>top</wp:align></wp:positionV>'
    "</wp:anchor>"
)
_WRAP = (
    '<wp:wrapSquare xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessing'
    'Drawing" wrapText="bothSides"/>'
)


def floating(part: Any, photo: Photo, side: str) -> Any:
    """Return the drawing of a photo at the "left" or "right" margin, for a run of the part."""
    width = Mm(_WIDTH_MM)
    height = Mm(_WIDTH_MM * PHOTO_HEIGHT / PHOTO_WIDTH)
    inline = part.new_pic_inline(io.BytesIO(photo.jpeg), width, height)
    inline.docPr.set("descr", photo.alt)
    anchor: Any = parse_xml(_FLOATING.format(side=side))
    anchor.extend(list(inline))
    # After its extent, before its properties.
    anchor.find(qn("wp:extent")).addnext(parse_xml(_WRAP))
    return anchor
