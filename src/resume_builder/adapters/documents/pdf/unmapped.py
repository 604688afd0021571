"""Letters that a file shows but does not name: their font maps them to no character."""

from resume_builder.adapters.documents.pdf.pdfium import Characters

_UNNAMED = frozenset((0, 0xFFFD))
# Icons stand alone in their text object; letters have company there.
_COMPANY = 2


def unnamed_letters(characters: Characters, unseen: frozenset[int]) -> int:
    """Count the drawn signs without a character that stand among others in their text object.

    `unseen` holds the text objects that nobody sees.
    """
    # Most pages have none, and need no look at each letter.
    if _UNNAMED.isdisjoint(characters.codes):
        return 0
    company: dict[int, int] = {}
    unnamed: dict[int, int] = {}
    for code, box, owner in zip(characters.codes, characters.boxes, characters.owners, strict=True):
        if not owner or owner in unseen or box[2] <= box[0] or chr(code).isspace():
            continue
        company[owner] = company.get(owner, 0) + 1
        if code in _UNNAMED:
            unnamed[owner] = unnamed.get(owner, 0) + 1
    return sum(count for owner, count in unnamed.items() if company[owner] >= _COMPANY)
