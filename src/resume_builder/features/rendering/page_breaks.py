"""Where a person wants a new page to begin."""

from collections.abc import Sequence
from dataclasses import replace

from resume_builder.features.rendering.sheet import SheetSection


def with_page_breaks(
    sections: Sequence[tuple[str, SheetSection]], names: Sequence[str]
) -> tuple[SheetSection, ...]:
    """Return sections, each given with its name, that know where a page begins.

    `names` are names of sections and ids of entries. A break before the first entry of a section
    stands before its title; what comes first on the page, or runs on in a paragraph, has none.
    """
    wanted = frozenset(names)
    if not wanted:
        return tuple(section for _, section in sections)
    return tuple(
        _broken(section, wanted, named=number > 0 and name in wanted, first=number == 0)
        for number, (name, section) in enumerate(sections)
    )


def _broken(
    section: SheetSection, wanted: frozenset[str], *, named: bool, first: bool
) -> SheetSection:
    head, *others = section.entries
    entries = (
        head,
        *(replace(e, on_new_page=section.form != "words" and e.id in wanted) for e in others),
    )
    leads = not first and head.id in wanted
    return replace(section, entries=entries, on_new_page=named or leads)
