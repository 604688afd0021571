"""Letters: hand-written sentences through the court, composed letters through it again, speed."""

import json
import statistics
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from bench.report import Report, timings
from resume_builder.adapters.data.letter_words import letter_languages, load_letter_words
from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.truth_words import load_truth_words
from resume_builder.bootstrap import tools
from resume_builder.domain.json_resume import from_json_resume
from resume_builder.domain.letters.compose import compose
from resume_builder.domain.letters.court import LetterCourt
from resume_builder.domain.letters.model import Form, Sentence
from resume_builder.domain.letters.places import Places
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.ledger import Facts
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.domain.tailoring.verdict import Court
from resume_builder.domain.tailoring.verify import Verifier
from resume_builder.features.letters.ports import Subject

SENTENCES = Path(__file__).parent / "letter_sentences"
SAMPLES = Path(__file__).parent.parent / "tests" / "samples"
TODAY = date(2026, 11, 24)


def run(report: Report) -> None:
    for name in ("practice", "held_back"):
        _sentences(report, name)
    _composed(report)


def _sentences(report: Report, name: str) -> None:
    """The shared truth bench has no letters: its bars for lines are the aim here too."""
    data = json.loads((SENTENCES / f"{name}.json").read_text(encoding="utf-8"))
    courts: dict[str, LetterCourt] = {}
    counts: dict[str, Counter[str]] = {"lie": Counter(), "faithful": Counter()}
    for person, text, sources, label in data["items"]:
        if person not in courts:
            courts[person] = _court(person, data["people"])
        sentence = Sentence(id="s", text=text, sources=tuple(sources), origin="model")
        counts[label][courts[person].ruling(sentence).verdict] += 1
    lies, truths = counts["lie"], counts["faithful"]
    shown = name.replace("_", " ")
    report.figure(f"{shown}: lies caught", 1 - lies["supported"] / lies.total(), bar=0.97)
    report.figure(f"{shown}: lies blocked", lies["unsupported"] / lies.total(), bar=0.85)
    report.figure(
        f"{shown}: faithful refused",
        truths["unsupported"] / truths.total(),
        bar=0.03,
        better="lower",
    )
    report.figure(
        f"{shown}: faithful asked about", truths["ask"] / truths.total(), bar=0.15, better="lower"
    )


def _court(person: str, people: dict[str, Any]) -> LetterCourt:
    language = person.partition("-")[2][:2]
    posting = Posting(text="x", title="Team Member", company="Acme Ltd", language=language)
    return _court_of(from_json_resume(people[person]), posting, language)


def _court_of(resume: Resume, posting: Posting, language: str) -> LetterCourt:
    lexicon = load_lexicon()
    places = Places(posting, load_letter_words(language), lexicon, language)
    verifier = Verifier(load_truth_words(), lexicon)
    return LetterCourt(Court(Facts(resume), lambda: verifier, lexicon, TODAY), places)


def _composed(report: Report) -> None:
    """Every letter that the sample résumés give, in all forms: each sentence holds."""
    made = tools()
    posting = made.read_posting((SAMPLES / "posting.txt").read_bytes(), "posting.txt")
    sentences = held = cited = 0
    slowest: list[float] = []
    for path in sorted((SAMPLES / "languages").rglob("*")):
        if path.suffix not in (".txt", ".md"):
            continue
        _, reading = made.read_resume(path.read_bytes(), path.name)
        language = path.parent.name
        subject = _subject(reading.resume, posting, language)
        for form in _forms(language):
            court = made.letters.court(subject, form)
            material = made.letters.material(subject, form)
            letter = compose(form, material)
            sentences += len(letter)
            cited += sum(bool(s.sources) for s in letter)
            held += sum(court.ruling(s).verdict == "supported" for s in letter)
        form = Form(length="long", language=language)
        slowest.append(
            statistics.median(timings(lambda s=subject, f=form: made.letters.composed(s, f), 3, 1))
        )
    report.figure("composed: share of sentences that hold", held / sentences, bar=1.0)
    report.note(f"{sentences} sentences, {cited} of them with sources.")
    report.figure(
        "composing a long letter, slowest sample, ms", max(slowest), bar=150, better="lower"
    )


def _subject(resume: Resume, posting: Posting, language: str) -> Subject:
    made = tools()
    tailored = made.tailor(resume, posting, RenderOptions(), {})
    return Subject(
        resume_id="r",
        resume=tailored.verified.resume,
        coverage=tailored.coverage,
        posting=posting,
        options=RenderOptions(),
        court=_court_of(resume, posting, language).court,
    )


def _forms(language: str) -> list[Form]:
    assert language in letter_languages()
    return [
        Form(kind=kind, tone=tone, length=length, language=language)
        for kind in ("letter", "message")
        for tone in ("plain", "warm", "formal")
        for length in ("short", "medium", "long")
    ]
