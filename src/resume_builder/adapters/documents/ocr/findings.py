"""What a person is told about pages that are pictures."""

from collections.abc import Iterator, Sequence

from resume_builder.domain.values import Finding

SCANNED, UNREAD = "reading.scanned", "reading.scan_unread"


def scan_findings(scanned: Sequence[int], unread: Sequence[int]) -> Iterator[Finding]:
    """One finding for the pages that were read in their pictures, one for those that were not."""
    for code, pages in ((SCANNED, scanned), (UNREAD, unread)):
        if pages:
            yield Finding(code=code, text=_ranges(pages), where=f"page {pages[0]}")


def _ranges(pages: Sequence[int]) -> str:
    """Return page numbers in words as few as can be: "1–3, 5"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
