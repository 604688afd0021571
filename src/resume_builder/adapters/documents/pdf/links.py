"""Links find the words under their boxes."""

from collections.abc import Sequence

from resume_builder.adapters.documents.drafts import Draft
from resume_builder.adapters.documents.pdf.glyphs import Word
from resume_builder.adapters.documents.pdf.objects import Box


def attach_link(made: Sequence[tuple[Draft, list[Word]]], url: str, box: Box) -> None:
    """Give a link to the words under its box; a link over an icon goes to the line beside it."""
    nearest: Draft | None = None
    for draft, words in made:
        if draft.bottom < box[1] or draft.top > box[3]:
            continue
        if min(draft.bottom, box[3]) - max(draft.top, box[1]) < 0.4 * (draft.bottom - draft.top):
            continue
        under = [w for w in words if min(w.x1, box[2]) - max(w.x0, box[0]) > 0.4 * (w.x1 - w.x0)]
        if under:
            start = _find(draft, words, under[0])
            end = _find(draft, words, under[-1]) + len(under[-1].text)
            if 0 <= start < end <= len(draft.text):
                draft.links.append((url, start, end))
                return
        nearest = nearest or draft
    if nearest is not None:
        nearest.links.append((url, 0, 0))


def _find(draft: Draft, words: Sequence[Word], wanted: Word) -> int:
    """Return the offset of a word in its line's text."""
    place = 0
    for word in words:
        found = draft.text.find(word.text, place)
        if word is wanted:
            return found
        place = max(found, place)
    return -1
