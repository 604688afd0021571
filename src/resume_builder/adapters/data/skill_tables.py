"""Reads an operator's own copies of the tables of ESCO (CSV) and O*NET (tab-separated text)."""

import csv
from collections.abc import Iterable
from pathlib import Path

from resume_builder.domain.errors import DomainError
from resume_builder.domain.skill_tables import SkillTables
from resume_builder.domain.skills import Skill

# ESCO keeps a skill's descriptions in one cell.
_LONGEST_CELL = 1_000_000


class TableUnknown(DomainError):
    """A file is no table of ESCO or O*NET that skills can be read from. params: name."""

    code = "skills.table_unknown"


def read_skill_tables(paths: Iterable[Path]) -> list[Skill]:
    """Return the skills that the tables add up to. Raises TableUnknown, OSError."""
    csv.field_size_limit(_LONGEST_CELL)
    tables = SkillTables()
    for path in paths:
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                header = file.readline()
                file.seek(0)
                reader = csv.DictReader(file, delimiter="\t" if "\t" in header else ",", restval="")
                known = tables.add(reader.fieldnames or (), reader)
        except (UnicodeDecodeError, csv.Error) as error:
            raise TableUnknown(name=path.name) from error
        if not known:
            raise TableUnknown(name=path.name)
    return list(tables.skills())
