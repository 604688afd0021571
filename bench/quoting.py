"""Reading by quotes: how much of a right reading comes through, and what a document costs.

A scripted model quotes what the rules read, by our own labels where these know better. What it says
is right, so the score is the most that quoting can reach; below the rules' own, quoting would lose
something on the way.
"""

import json
from collections.abc import Iterator
from typing import Any

from bench.reading import scorer_of
from bench.report import Report, shared_bench
from resume_builder.adapters.data.briefs import load_brief
from resume_builder.adapters.data.posting_words import load_posting_words
from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.adapters.documents import read_document
from resume_builder.domain import resume as r
from resume_builder.domain.fields import fields_of_entry
from resume_builder.domain.json_resume import to_json_resume
from resume_builder.domain.parsing import parse_resume
from resume_builder.domain.parsing.quoted import (
    VERSION,
    QuotedResume,
    read_quoted,
    write_resume_brief,
)
from resume_builder.domain.parsing.quoted_kinds import (
    BEGINS,
    OF_ENTRY,
    SECTION_OF,
    Begins,
    field_for,
)
from resume_builder.domain.parsing.quoting import lines_to_machines
from resume_builder.domain.quotes import Quotes
from resume_builder.domain.tailoring.size import input_tokens, output_tokens
from resume_builder.domain.tokens import estimate_tokens

Quote = tuple[str, str]
_OF_PERSON = {"name": "name", "label": "headline", "email": "email", "phone": "phone"}
_DATES = ("startDate", "endDate", "date", "releaseDate")


def run(report: Report) -> None:
    """Score the rules' reading of the shared corpus, and the same said again in quotes."""
    corpus = shared_bench("parse")
    if corpus is None:
        report.note("The shared corpus of résumés is absent: nothing was scored.")
        return
    scorer = scorer_of(corpus)
    whole: dict[str, dict[str, Any]] = {"rules": {}, "quotes": {}}
    said = told = lines = hidden = told_size = real_size = read_size = 0
    for path in sorted((corpus / "labels").glob("*.json")):
        file = next((corpus / "files").glob(f"{path.stem}.*"))
        document = read_document(file.read_bytes(), file.name)
        rules = parse_resume(document, load_vocabulary())
        label = scorer.load(str(path))
        quotes = [*_person(rules, label, document.text), *_entries(rules, document.text)]
        answer = json.dumps({"quotes": [{"kind": k, "quote": q} for k, q in quotes]})
        found = read_quoted(answer, document.text, rules, load_vocabulary(), load_posting_words())
        whole["rules"][path.stem] = _score(scorer, label, rules)
        whole["quotes"][path.stem] = _score(scorer, label, found.reading)
        said, told = said + len(quotes), told + _refused(found)
        lines += sum(bool(line.strip()) for line in document.text.split("\n"))
        hidden += len(lines_to_machines(document.text, load_posting_words()))
        brief = write_resume_brief(
            document.text, load_posting_words(), load_brief("resume", VERSION)
        )
        read_size += input_tokens(brief)
        told_size, real_size = told_size + output_tokens(brief), real_size + estimate_tokens(answer)
    summary = {name: scorer.summarise(scores) for name, scores in whole.items()}
    best = summary["rules"]["overall"]
    report.figure("overall, the rules", best)
    report.figure("overall, right quotes", summary["quotes"]["overall"], bar=best)
    for field in scorer.FIELDS:
        rules_score, score = (summary[name][field] for name in ("rules", "quotes"))
        if score is not None and score != rules_score:
            report.figure(f"{field}, right quotes", score, rival=f"rules: {rules_score:.3f}")
    report.figure("right quotes that were refused", told / max(1, said), bar=0.01, better="lower")
    report.figure("lines held for text to machines", hidden / max(1, lines), better="lower")
    count = max(1, len(whole["rules"]))
    report.figure("tokens read, a document", read_size / count, better="lower")
    report.figure("tokens written, as told before", told_size / count, better="lower")
    report.figure("tokens written, in truth", real_size / count, better="lower")


def _score(scorer: Any, label: Any, reading: r.ResumeReading | None) -> Any:
    data = dict(to_json_resume(reading.resume)) if reading else {}
    return scorer.score_document(label, data)


def _refused(found: QuotedResume) -> int:
    return sum(f.code in {"reading.not_in_text", "reading.no_place"} for f in found.findings)


def _person(rules: r.ResumeReading, label: Any, text: str) -> Iterator[Quote]:
    """Yield who the person is: as the label says where that stands in the document."""
    basics, stands = rules.resume.basics, Quotes(text)
    for name, kind in _OF_PERSON.items():
        known = str(label.get(name) or "")
        value = known if known and stands.find(known) else getattr(basics, name)
        if value and stands.find(value):
            yield kind, value
    if basics.location and stands.find(basics.location.label):
        yield "address", basics.location.label
    for paragraph in basics.summary.split("\n"):
        if stands.find(paragraph):
            yield "summary", paragraph


def _entries(rules: r.ResumeReading, text: str) -> Iterator[Quote]:
    """Yield the entries in the order of the document, each begun by its name."""
    found: list[tuple[int, list[Quote]]] = []
    for kind in BEGINS:
        section = SECTION_OF[kind]
        entries: list[r.Entry] = [*getattr(rules.resume, section)] if kind != "other" else []
        found += [
            (entry.span.start if entry.span else 0, [*_of(kind, entry, rules, text)])
            for entry in entries
        ]
    for own in rules.resume.sections:
        for entry in own.entries:
            start = entry.span or (entry.highlights[0].span if entry.highlights else None)
            said = [("section", own.title), *_of("other", entry, rules, text)]
            found.append((start.start if start else 0, said))
    for _, quotes in sorted(found, key=lambda one: one[0]):
        yield from quotes


def _of(kind: Begins, entry: r.Entry, rules: r.ResumeReading, text: str) -> Iterator[Quote]:
    kinds = {field_for(kind, other): other for other in reversed(OF_ENTRY)}
    names = {info.alias or name: name for name, info in type(entry).model_fields.items()}
    yield kind, str(getattr(entry, field_for(kind, kind), ""))
    dates = [s for n in _DATES if (s := rules.sources.get(f"{entry.id}.{n}"))]
    if dates:
        yield "dates", text[min(s.start for s in dates) : max(s.end for s in dates)]
    for field in fields_of_entry(entry):
        name = names.get(field.name, "highlights" if "." not in field.path else "")
        if field.span and name == "highlights":
            yield "line", text[field.span.start : field.span.end]
        elif name and name != field_for(kind, kind) and name in kinds and field.date is None:
            for whole in field.texts:
                yield from ((kinds[name], piece) for piece in whole.split("\n"))
