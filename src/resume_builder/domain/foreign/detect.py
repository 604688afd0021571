"""Tells whose file a parsed object is."""

from collections.abc import Mapping

from resume_builder.domain.foreign.candidate import from_candidate, is_candidate
from resume_builder.domain.foreign.europass import from_europass, is_europass
from resume_builder.domain.foreign.reactive import from_reactive, is_reactive
from resume_builder.domain.foreign.rendercv import from_rendercv, is_rendercv
from resume_builder.domain.foreign.values import Json


def converted(data: Mapping[str, object]) -> Json | None:
    """Return the JSON Resume object of another program's file, None when none is known by it."""
    if is_reactive(data):
        return from_reactive(data)
    if is_rendercv(data):
        return from_rendercv(data)
    if is_europass(data):
        return from_europass(data)
    if is_candidate(data):
        return from_candidate(data)
    return None
