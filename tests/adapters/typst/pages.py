"""What stands where on a PDF's page."""

import pypdfium2


def lowest_ink(pdf: bytes) -> float:
    """The bottom of the lowest line on page 1, in points from the page's foot."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage()
        boxes = [text.get_charbox(i, loose=True) for i in range(text.count_chars())]
    return min(box[1] for box in boxes if box[3] > box[1])
