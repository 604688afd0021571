"""LinkedIn's data export: an archive of CSV files, of which those about the person are read."""

import csv
import io

from resume_builder.adapters.documents.archive import Archive
from resume_builder.adapters.documents.limits import MAX_ROWS
from resume_builder.adapters.documents.sniff import LINKEDIN
from resume_builder.adapters.documents.structured import document_of_resume
from resume_builder.adapters.documents.text import decode_plain
from resume_builder.domain.document import Document
from resume_builder.domain.foreign.linkedin import TABLES, Row, from_linkedin
from resume_builder.features.resumes.errors import FileCorrupt


def read_linkedin(data: bytes, name: str) -> Document:
    """Return LinkedIn's export as a Document; files it lacks are no error.

    Raises FileCorrupt, FileEmpty, FileEncrypted, UnpacksTooLarge, TextTooLong.
    """
    archive = Archive(data, name)
    tables: dict[str, list[Row]] = {}
    for member in archive.names():
        table = member.rpartition("/")[2].removesuffix(".csv").lower()
        if member.lower().endswith(".csv") and table in TABLES and table not in tables:
            tables[table] = _rows(archive.bytes_of(member) or b"", name)
    return document_of_resume(from_linkedin(tables), LINKEDIN, name)


def _rows(data: bytes, name: str) -> list[Row]:
    """Return the rows of a CSV file by the names in its first row."""
    lines = csv.reader(io.StringIO(decode_plain(data)))
    rows: list[Row] = []
    try:
        columns = [column.strip() for column in next(lines, list[str]())]
        for cells in lines:
            if len(rows) >= MAX_ROWS:
                raise FileCorrupt(name=name)
            if any(cell.strip() for cell in cells):
                rows.append({c: v.strip() for c, v in zip(columns, cells, strict=False) if c})
    except csv.Error as error:
        raise FileCorrupt(name=name) from error
    return rows
