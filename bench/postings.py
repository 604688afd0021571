"""Postings: what is read of them, what planted text can do, and how long reading takes."""

import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from bench.report import Report, p95, shared_bench
from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.posting_words import load_posting_words
from resume_builder.adapters.documents import read_document
from resume_builder.adapters.documents.contained import ContainedReader
from resume_builder.adapters.documents.fetched import FetchedReader
from resume_builder.adapters.fetch import WebPages
from resume_builder.domain.posting import parse_posting
from resume_builder.domain.posting.report import posting_json
from resume_builder.domain.posting.words import words_of
from resume_builder.features.postings.service import PageReader, PostingReader


def run(report: Report) -> None:
    """Measure the shared benches of postings; each is skipped with a note where it is absent."""
    for name, measure in (
        ("posting", _fields),
        ("matching", _requirements),
        ("injection", _injection),
        ("posting", _speed),
        ("posting", _fetched),
    ):
        folder = shared_bench(name)
        if folder is None:
            report.note(f"Skipped: there is no shared bench called {name}.")
        else:
            measure(report, folder)


def _read(data: bytes, name: str) -> dict[str, Any]:
    document = read_document(data, name)
    return posting_json(parse_posting(document, load_lexicon(), load_posting_words()))


def _score(*arguments: str | Path) -> dict[str, Any]:
    command = [sys.executable, *map(str, arguments), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 2) or not done.stdout:
        # The matching scorer always writes JSON and knows no such flag.
        done = subprocess.run(command[:-1], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def _predictions(source: Path, target: Path) -> None:
    for path in sorted(source.iterdir()):
        read = _read(path.read_bytes(), path.name)
        read["fields"] = {key: read[key] for key in ("title", "company", "salary", "min_years")}
        (target / f"{path.stem}.json").write_text(json.dumps(read), encoding="utf-8")


def _fields(report: Report, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as out:
        _predictions(folder / "files", Path(out))
        score = _score(folder / "score.py", folder / "labels", out)
    report.figure(
        "posting fields, mean accuracy",
        score["mean_field_accuracy"],
        bar=0.93,
        rival="naive reader 0.73; empty answer 0.32",
    )
    report.figure("posting skills, F1", score["skills"]["f1"], bar=0.80, rival="naive reader 0.54")
    report.note(", ".join(f"{name} {value:.2f}" for name, value in score["field_accuracy"].items()))


def _requirements(report: Report, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as out:
        _predictions(folder / "postings", Path(out))
        score = _score(folder / "score.py", folder / "labels", out)
    score = score.get("overall", score)
    report.figure(
        "requirements, strict F1",
        score["requirements_strict"]["f1"],
        bar=0.85,
        rival="word overlap 0.72",
    )
    report.figure(
        "requirements, importance",
        score["importance_accuracy"],
        bar=0.93,
        rival="word overlap 0.92",
    )


def _items(path: Path) -> Iterator[dict[str, Any]]:
    """Those items whose text is a posting; résumés are measured with the tailoring."""
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        if item["carrier"].startswith("posting"):
            yield item


def _result(item: dict[str, Any]) -> dict[str, Any]:
    name = "posting.html" if item["carrier"].endswith("html") else "posting.txt"
    read = _read(item["content"].encode(), name)
    return {
        "id": item["id"],
        "requirements": read["requirements"],
        "resume_text": " ".join([*read["required_skills"], *read["preferred_skills"]]),
        "surfaced_hidden": [hidden["text"] for hidden in read["hidden"]],
        "shown": [told["text"] for told in read["instructions"]],
        "duties": read["duties"],
    }


def _injection(report: Report, folder: Path) -> None:
    """Skills stand for the résumé's text here: they are what else leaves the parser."""
    with tempfile.TemporaryDirectory() as out:
        files = {name: Path(out) / f"{name}.jsonl" for name in ("attacks", "benign", "results")}
        results: list[str] = []
        for name in ("attacks", "benign"):
            items = list(_items(folder / f"{name}.jsonl"))
            files[name].write_text("\n".join(map(json.dumps, items)), encoding="utf-8")
            results += [json.dumps(_result(item)) for item in items]
        files["results"].write_text("\n".join(results), encoding="utf-8")
        benign = ("--benign", files["benign"])
        score = _score(folder / "score.py", files["attacks"], files["results"], *benign)
    attacks, kept = score["attacks"]["overall"], score["benign"]["overall"]
    report.figure("planted text that leaks", attacks["leaked"], bar=0, better="lower")
    report.figure("hidden spans surfaced", attacks["hidden_surfaced_rate"], bar=0.95)
    report.figure(
        "genuine requirements kept beside attacks", attacks["genuine_kept_lenient"], bar=0.98
    )
    report.figure("requirements kept of look-alikes", kept["kept_rate"], bar=0.98)
    report.figure("application instructions shown", kept["instruction_shown_rate"])


def _speed(report: Report, folder: Path) -> None:
    """Parsing alone, without reading the file; nothing is remembered from the run before."""
    lexicon, words = load_lexicon(), load_posting_words()
    medians: list[float] = []
    for path in sorted((folder / "files").iterdir()):
        document = read_document(path.read_bytes(), path.name)

        def parse(document: Any = document) -> None:
            words_of.cache_clear()
            parse_posting(document, lexicon, words)

        medians.append(statistics.median(_processor(parse, 5)))
    middle = statistics.median(medians)
    report.figure("one posting, processor time, median", middle, "ms", bar=10, better="lower")
    report.figure("one posting, processor time, p95", p95(medians), "ms", better="lower")


def _processor(call: Callable[[], object], runs: int) -> list[float]:
    """Milliseconds of processor time of each run: what else the machine does, does not count."""
    call()
    taken: list[float] = []
    for _ in range(runs):
        start = time.process_time()
        call()
        taken.append((time.process_time() - start) * 1000)
    return taken


def _fetched(report: Report, folder: Path) -> None:
    """From a link to a posting: a server of this machine, the child that reads, and the parser."""
    pages = {f"/{p.name}": p.read_bytes() for p in sorted((folder / "files").glob("*.html"))}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages[self.path]
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    place = f"localhost:{server.server_address[1]}"
    fetch = WebPages(frozenset({place}))
    with closing(ContainedReader(children=1)) as reader:
        brought = PostingReader(reader, load_lexicon, load_posting_words)
        read = PageReader(fetch, FetchedReader(reader), brought)
        taken = {"fetched": [], "read": []}
        for path in pages:
            for _ in range(3):
                begin = time.perf_counter()
                fetch(f"http://{place}{path}")
                taken["fetched"].append((time.perf_counter() - begin) * 1000)
                begin = time.perf_counter()
                read(f"http://{place}{path}")
                taken["read"].append((time.perf_counter() - begin) * 1000)
    server.shutdown()
    server.server_close()
    report.figure("a page fetched, median", statistics.median(taken["fetched"]), "ms")
    report.figure("from link to posting, median", statistics.median(taken["read"]), "ms")
    report.figure("from link to posting, p95", p95(taken["read"]), "ms")
