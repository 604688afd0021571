"""Markdown files."""

import pytest

from resume_builder.adapters.documents import read_document

pytestmark = pytest.mark.reading

SOURCE = b"""---
title: "Data Analyst"
layout: job
---
Acme, *Berlin*

## What you do ##

* Build **dashboards** with [Superset](https://superset.example)
  that people read
    - nightly
1. Mentor

Skills
------
| Tool | Years |
|---|---|
| SQL | 5 |

```
# no heading
```
"""


def test_marks_become_layout() -> None:
    """Headings, lists with their levels, tables and links are lines with their marks gone."""
    document = read_document(SOURCE, "posting.md")
    found = [(one.text.strip(), one.heading, one.bullet, one.indent) for one in document.lines]
    assert found == [
        ("Data Analyst", 1, False, 0),
        ("Acme, Berlin", 0, False, 0),
        ("What you do", 2, False, 0),
        ("Build dashboards with Superset", 0, True, 0),
        ("that people read", 0, False, 0),
        ("nightly", 0, True, 1),
        ("Mentor", 0, True, 0),
        ("Skills", 2, False, 0),
        ("Tool   Years", 0, False, 0),
        ("SQL   5", 0, False, 0),
        ("# no heading", 0, False, 0),
    ]
    (link,) = document.links
    assert (document.text[link.start : link.end], link.url) == (
        "Superset",
        "https://superset.example",
    )
    assert document.lines[9].cells == ("SQL", "5")
