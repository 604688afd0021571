"""Texts that would do something if any output took them for more than text."""

from collections.abc import Mapping
from typing import cast

from pydantic import BaseModel

from resume_builder.domain import resume as r
from resume_builder.domain.json_resume import ENTRY_TYPES

PAYLOADS = (
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0": *',
    '#eval("1+1") #sys.version $ x^2 $ ]] }} ) "',
    '"; panic("x") //',
    "/* = Heading */ *bold* _it_ `raw` @ref <label>",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</w:t></w:r><w:r><w:t>&lt;injected&amp;",
    "{{ 7*7 }} {% include 'x' %} ${7*7} {0.__class__} %s %n",
    '=HYPERLINK("http://evil.example","x")',
    "]]></style></title><style>body{display:none}</style>",
    "control \x00\x07\x1b[31m\x85 and \ud800 surrogate \uffff end",
    "bidi \u202egnp.exe\u202c and \u200bzero\u00adwidth",
)
BAD_LINKS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "file:///etc/passwd",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//evil.example/x y",
    'https://a.example/"onmouseover="x',
    "https://[::1",
)


def fill(kind: type[BaseModel], text: str, **fixed: object) -> BaseModel:
    """Return a value of `kind` with `text` in each field that takes text."""
    values: dict[str, object] = {}
    for name, info in kind.model_fields.items():
        shape = str(info.annotation)
        if name in ("id", "span", "extra", "image"):
            continue
        if "Highlight" in shape:
            values[name] = (r.Highlight(id=f"{fixed['id']}h1", text=text),)
        elif "PartialDate" in shape:
            values[name] = r.PartialDate(text=text)
        elif "Profile" in shape:
            values[name] = (r.Profile(network=text, username=text, url=text),)
        elif "Location" in shape:
            values[name] = r.Location(text=text, address=text, city=text)
        elif "tuple" in shape:
            values[name] = (text, text)
        else:
            values[name] = text
    return kind.model_validate({**values, **fixed})


def hostile_resume(text: str) -> r.Resume:
    """Return a résumé with `text` in every field of every section."""
    sections: Mapping[str, object] = {
        section: (fill(kind, text, id=f"{r.SECTION_PREFIXES[section]}1"),)
        for section, kind in ENTRY_TYPES.items()
    }
    custom = cast(r.CustomEntry, fill(r.CustomEntry, text, id="x1e1"))
    return r.Resume.model_validate(
        {
            **sections,
            "basics": fill(r.Basics, text),
            "sections": (r.CustomSection(id="x1", title=text, entries=(custom,)),),
            "language": text,
        }
    )
