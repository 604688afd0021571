"""JSON Resume: the file format that other tools read too."""

import json
from typing import cast

from resume_builder.domain.json_resume import to_json_resume
from resume_builder.domain.photo import without_photo
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.features.rendering.sheet import is_forbidden

# What the format calls addresses: other programs make links and pictures of them.
_ADDRESSES = frozenset(["url", "image", "canonical", "$schema"])
_PICTURES = ("data:image/jpeg;base64,", "data:image/png;base64,")


def write_json(resume: Resume, options: RenderOptions) -> bytes:
    """Return the résumé as an indented JSON Resume file in UTF-8.

    An address that would run a script or open a file where it is followed is left out, and so is a
    photo that is not to be shown.
    """
    shown = resume if options.photo else without_photo(resume)
    document = _without_forbidden(to_json_resume(shown))
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    # Keys that came with the person's file are kept as they are, lone surrogates included, which
    # UTF-8 cannot carry.
    return text.encode("utf-8", "replace")


def _without_forbidden(value: object) -> object:
    if isinstance(value, list):
        return [_without_forbidden(item) for item in cast(list[object], value)]
    if not isinstance(value, dict):
        return value
    return {
        key: _without_forbidden(item)
        for key, item in cast(dict[str, object], value).items()
        if not (key in _ADDRESSES and isinstance(item, str) and _is_bad(item))
    }


def _is_bad(address: str) -> bool:
    return is_forbidden(address) and not address.startswith(_PICTURES)
