"""Pages that are pictures of text, and their text."""

from resume_builder.adapters.documents.ocr.strips import Raster, Recognizer
from resume_builder.adapters.documents.pdf.objects import IMAGE
from resume_builder.adapters.documents.pdf.pdfium import Characters, Page, shared
from resume_builder.adapters.documents.pdf.recognized import sheet_of
from resume_builder.adapters.documents.pdf.sheets import Sheet

# A page with more visible characters is no scan: a stamp or a page number has fewer.
_FEW = 60
# Share of the page that the pictures of a scan cover; some scanners write it in strips.
_COVER = 0.5
# Pixels a point: 200 dots an inch, which reads as well as 300 (docs/decisions, page on
# recognition); the longest side is bounded, since posters are no pages.
_SCALE, _LONGEST = 200 / 72, 3000.0


def is_scan(page: Page, characters: Characters, unseen: frozenset[int]) -> bool:
    """Tell whether a page is a picture with hardly any visible text."""
    visible = 0
    for code, owner in zip(characters.codes, characters.owners, strict=True):
        visible += code > 0x20 and owner != 0 and owner not in unseen
        if visible > _FEW:
            return False
    whole = 0.0, 0.0, page.width, page.height
    covered = 0.0
    for found in page.objects():
        if found.kind == IMAGE:
            x0, top, x1, bottom = shared(page.box_of(found), whole)
            covered += max(x1 - x0, 0.0) * max(bottom - top, 0.0)
    return covered >= _COVER * page.width * page.height


def recognized(page: Page, sheet: Sheet, recognizer: Recognizer) -> Sheet | None:
    """Return the text in the picture of a page, None when there is none that can be read."""
    scale = min(_SCALE, _LONGEST / max(page.width, page.height, 1.0))
    picture = page.picture((0.0, 0.0, page.width, page.height), scale)
    if not picture.data:
        return None
    raster = Raster(picture.data, picture.width, picture.height, picture.stride, scale)
    sight = recognizer(raster)
    found = sheet_of(sight, scale)
    if found is not None and not sight.turn:
        found.links = sheet.links
    return found
