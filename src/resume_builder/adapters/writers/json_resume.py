"""JSON Resume: the file format that other tools read too."""

import json

from resume_builder.domain.json_resume import to_json_resume
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.model import RenderOptions


def write_json(resume: Resume, options: RenderOptions) -> bytes:
    """Return the résumé as an indented JSON Resume file in UTF-8."""
    del options
    text = json.dumps(to_json_resume(resume), ensure_ascii=False, indent=2) + "\n"
    # Keys that came with the person's file are kept as they are, lone surrogates included, which
    # UTF-8 cannot carry.
    return text.encode("utf-8", "replace")
