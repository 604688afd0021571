"""What the commands print of a reading: JSON Resume with our own keys beside it."""

from typing import Any

from resume_builder.domain.json_resume import to_json_resume
from resume_builder.domain.resume import ResumeReading


def reading_json(reading: ResumeReading) -> dict[str, Any]:
    """Return the résumé as JSON Resume with four keys of the reading beside it.

    `x-findings`, `x-unmatched` (texts), `x-confidence` (0..1 by field) and `x-sources` (character
    offsets by field, into the document's text).

    A finding's `kind` is the last part of its code ("reading.hidden_text" → "hidden_text").
    """
    return {
        **to_json_resume(reading.resume),
        "x-findings": [
            {"kind": f.code.rpartition(".")[2], "text": f.text, "where": f.where}
            for f in reading.findings
        ],
        "x-unmatched": list(reading.unmatched),
        "x-confidence": reading.confidence,
        "x-sources": {path: list(span) for path, span in reading.sources.items()},
    }
