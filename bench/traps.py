"""Trap postings: they ask for what the person lacks, and tell models to claim it.

A model that obeys them answers through the API; whatever may be accepted is accepted, and every
kind of file is searched for what the person never said. Then a model that rewords honestly answers,
and what leaves is compared with the master résumé, fact by fact.

A file of `trap_postings/` names a person of the mutation bench, the words that they lack and the
lines that are true of them; below "---" stands the posting.
"""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.mutation_cases.people import Person, read_people
from bench.report import Report
from resume_builder.adapters.data.lexicon import load_lexicon
from resume_builder.adapters.data.truth_words import load_truth_words
from resume_builder.adapters.documents import read_document
from resume_builder.adapters.system import now
from resume_builder.bootstrap import tools
from resume_builder.domain.json_resume import from_json_resume, to_json_resume
from resume_builder.domain.matching import match
from resume_builder.domain.tailoring.verify.evidence import HARD_KINDS
from resume_builder.domain.tailoring.verify.numbers import find_quantities
from resume_builder.domain.tailoring.verify.stems import plain
from resume_builder.domain.tailoring.verify.words import Language
from resume_builder.web.app import create_app
from resume_builder.web.site import Site
from tests.models.scripted import edit, obeying, replaying
from tests.web.browser import Visitor, code_of
from tests.web.conftest import make_services

FOLDER = Path(__file__).parent / "trap_postings"
FORMATS = ("pdf", "docx", "html", "txt", "json")
# Parts of a résumé that no edit may touch.
UNTOUCHED = ("education", "certificates", "languages", "volunteer", "projects", "awards")
_ENTRY = ("name", "position", "startDate", "endDate", "location")
# Shorter lines of a posting are headings.
_WISH_WORDS = 3

Json = dict[str, Any]


@dataclass(frozen=True)
class Trap:
    """A posting, whom it is set for, words that they lack, and its lines that they do not."""

    name: str
    person: Person
    lacks: tuple[str, ...]
    true: tuple[str, ...]
    posting: str


def read_traps() -> list[Trap]:
    """Return every trap. Raises ValueError for one that the person could claim."""
    people = {person.key: person for person in read_people()}
    return [_trap(path, people) for path in sorted(FOLDER.glob("*.txt"))]


def _trap(path: Path, people: dict[str, Person]) -> Trap:
    head, _, posting = path.read_text(encoding="utf-8").partition("\n---\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    person = people[fields["resume"]]
    lacks, true = (
        tuple(term.strip() for term in fields[key].split(";")) for key in ("lacks", "true")
    )
    own = json.dumps(to_json_resume(person.resume), ensure_ascii=False)
    for term in lacks:
        if not stands(term, posting) or stands(term, own):
            raise ValueError(f"{path.name}: {term} must be in the posting and not in the résumé")
    return Trap(path.stem, person, lacks, true, posting)


def stands(term: str, text: str) -> bool:
    """Tell whether a term stands in a text, from the beginning of a word, whatever the case."""
    words = r"\s+".join(re.escape(w) for w in term.split())
    return re.search(rf"(?<!\w){words}", text, re.IGNORECASE) is not None


@dataclass
class Count:
    """What was counted over all traps."""

    claims: list[str] = field(default_factory=list)
    wishes: list[str] = field(default_factory=list)
    proposals: int = 0
    refused: int = 0
    asked: int = 0
    accepted: int = 0
    forced: int = 0
    reworded: int = 0
    lost_facts: list[str] = field(default_factory=list)
    facts: int = 0
    own_lines: int = 0
    changed_lines: int = 0
    parts: int = 0
    changed_parts: int = 0
    above: int = 0


def run(report: Report) -> None:
    """Set every trap, and print what came through and what was kept."""
    traps = read_traps()
    count = Count()
    for trap in traps:
        desk = Desk(trap)
        desk.obey(count)
        desk.reword(count)
    report.figure("trap postings", len(traps), bar=20)
    report.figure("professions", len({t.person.key for t in traps}))
    report.figure("languages", len({t.person.language for t in traps}), bar=5)
    report.figure("edits of the obeying model", count.proposals)
    report.figure("refused", count.refused)
    report.figure("asked about", count.asked)
    report.figure("accepted against a refusal or an open question", count.forced, bar=0,
                  better="lower")  # fmt: skip
    report.figure(
        f"lacking things found in {len(traps) * len(FORMATS)} files", len(count.claims), bar=0,
        better="lower", rival="Resume-Matcher adds skills from the posting by design",
    )  # fmt: skip
    report.figure("untrue lines of the posting found in the files", len(count.wishes), bar=0,
                  better="lower")  # fmt: skip
    report.figure("honest rewordings on the page", count.reworded)
    report.figure(
        "facts kept in them: numbers and names", 1 - len(count.lost_facts) / max(1, count.facts),
        bar=1,
    )  # fmt: skip
    same = 1 - count.changed_lines / max(1, count.own_lines)
    report.figure(f"other lines as they were, of {count.own_lines}", same, bar=1)
    untouched = 1 - count.changed_parts / max(1, count.parts)
    report.figure(f"untouched parts byte-identical, of {count.parts}", untouched, bar=1)
    report.figure("files that cover more than the truth does", count.above, bar=0, better="lower")
    for told in (count.claims, count.wishes, count.lost_facts):
        if told:
            report.note("\n".join(f"- {line}" for line in told))


class Desk:
    """One person's tailoring for one trap, at the API."""

    def __init__(self, trap: Trap) -> None:
        self.trap = trap
        self.visitor = Visitor(create_app(make_services(now), Site(requests_per_minute=1_000_000)))
        self.visitor.open()
        data = json.dumps(to_json_resume(trap.person.resume), ensure_ascii=False).encode()
        resume = self.visitor.upload("/resumes", "import_resume", data, "resume.json").get_json()
        posting = self.visitor.add_posting(trap.posting)
        self.id: str = self.visitor.add_tailoring(resume["id"], posting["id"])["id"]

    def obey(self, count: Count) -> None:
        """Let a model obey the posting, accept what can be, and look for it in every file."""
        brief = self._post("brief", "start_attempt", {}).get_json()
        self._answer(brief["attempt"], obeying(self.trap.posting)(brief))
        proposals = [p for p in self._get()["proposals"] if p["edit"]["text"]]
        count.proposals += len(proposals)
        count.refused += sum(p["verdict"] == "unsupported" for p in proposals)
        count.asked += sum(p["verdict"] == "ask" for p in proposals)
        count.forced += sum(
            code_of(self._decide([p])) != "tailoring.not_supported"
            for p in proposals
            if p["verdict"] != "supported"
        )
        accepted = [p for p in proposals if p["verdict"] == "supported"]
        self._decide(accepted)
        for format_, text in self._files():
            where = f"{self.trap.name}.{format_}"
            count.claims += [f"{where}: {t}" for t in self.trap.lacks if stands(t, text)]
            count.wishes += [f"{where}: {w}" for w in self._wishes() if stands(w, text)]
        self._compare(count)

    def reword(self, count: Count) -> None:
        """Let a model reword every line honestly, accept what can be, and compare."""
        lines = [h for _, h in self.trap.person.resume.highlights()]
        told = [line for job in self.trap.person.jobs for line in job.lines]
        edits = [
            edit("rewrite", h.id, line.honest[n % len(line.honest)].text, [h.id])
            for n, (h, line) in enumerate(zip(lines, told, strict=True))
        ]
        brief = self._post("brief", "start_attempt", {}).get_json()
        self._answer(brief["attempt"], replaying(edits))
        proposals = self._get()["proposals"]
        accepted = [p for p in proposals if p["verdict"] == "supported"]
        count.accepted += len(accepted)
        self._decide(accepted)
        self._compare(count)

    def _compare(self, count: Count) -> None:
        """Compare the file that leaves with the master résumé."""
        proposals = self._get()
        on = {i for i, accepted in proposals["decisions"].items() if accepted}
        edits = [p["edit"] for p in proposals["proposals"] if p["id"] in on]
        new = {e["target"]: e["text"] for e in edits if e["op"] == "rewrite"}
        own = {h.id: h.text for _, h in self.trap.person.resume.highlights()}
        made, master = self._json(), to_json_resume(self.trap.person.resume)
        for line_id, text in _lines(made):
            if line_id in new:
                count.reworded += 1
                self._keep_facts(own[line_id], text, count)
            else:
                count.own_lines += 1
                count.changed_lines += text != own[line_id]
        for part in UNTOUCHED:
            count.parts += 1
            count.changed_parts += _bytes(made.get(part)) != _bytes(master.get(part))
        for job, before in zip(made["work"], master["work"], strict=True):
            count.parts += 1
            same = all(_bytes(job.get(k)) == _bytes(before.get(k)) for k in _ENTRY)
            count.changed_parts += not same
        self._cover(made, count)

    def _keep_facts(self, before: str, after: str, count: Count) -> None:
        """Count the numbers and the names of a line that its rewording lost."""
        language = load_truth_words().languages[self.trap.person.language]
        wanted = _facts(before, language)
        # "Every two months" is bimonthly.
        rates = {language.value("rates", plain(word)) for word in after.split()}
        kept = _facts(after, language)
        lost = {f for f, rate in wanted.items() if f not in kept and rate not in rates}
        count.facts += len(wanted)
        count.lost_facts += [f"{fact}: {before} > {after}" for fact in lost]

    def _cover(self, made: Json, count: Count) -> None:
        """Count a file whose coverage is above what the whole master résumé covers."""
        posting = tools().read_posting(self.trap.posting.encode(), "posting.txt")
        today, lexicon = now().date(), load_lexicon()
        ceiling = match(self.trap.person.resume, posting, lexicon, today).ceiling
        count.above += match(from_json_resume(made), posting, lexicon, today).covered > ceiling

    def _wishes(self) -> Iterator[str]:
        lines = (line.strip(" -*•\t") for line in self.trap.posting.splitlines())
        return (w for w in lines if len(w.split()) >= _WISH_WORDS and w not in self.trap.true)

    def _files(self) -> Iterator[tuple[str, str]]:
        for format_ in FORMATS:
            path = f"/tailorings/{self.id}/document"
            data = self.visitor.get(path, format=format_).data
            yield format_, _text_of(data, format_)

    def _json(self) -> Json:
        return self.visitor.get(f"/tailorings/{self.id}/document", format="json").get_json()

    def _get(self) -> Json:
        return self.visitor.get(f"/tailorings/{self.id}").get_json()

    def _post(self, what: str, operation: str, body: Json) -> Any:
        return self.visitor.send("POST", f"/tailorings/{self.id}/{what}", operation, json=body)

    def _answer(self, attempt: str, text: str) -> None:
        answer = self._post("reply", "close_attempt", {"attempt": attempt, "text": text})
        assert answer.status_code == 200, answer.text

    def _decide(self, proposals: list[Json]) -> Any:
        return self.visitor.send(
            "PATCH",
            f"/tailorings/{self.id}",
            "edit_tailoring",
            headers={"If-Match": f'"{self._get()["version"]}"'},
            json={"decisions": {p["id"]: True for p in proposals}},
        )


def _facts(text: str, language: Language) -> dict[object, object]:
    """The amounts of a line, however they are spelled, and its tools, languages and papers.

    Each amount has its seconds where it is one of a time.
    """
    lexicon = load_lexicon()
    named = {m.name for m in lexicon.find(text) if lexicon.kind(m.name) in HARD_KINDS}
    # "One" and "a" count the same.
    found = [q for q in find_quantities(text, language) if q.value != 1]
    amounts = {q.value: q.value * (language.value("units", q.unit) or 0) for q in found}
    return dict.fromkeys(named, "") | amounts


def _lines(resume: Json) -> Iterator[tuple[str, str]]:
    """The lines of a JSON Resume with their ids."""
    for job in resume["work"]:
        yield from ((h["id"], h["text"]) for h in job.get("x-highlights", ()))


def _bytes(part: object) -> bytes:
    return json.dumps(part, ensure_ascii=False, sort_keys=True).encode()


def _text_of(data: bytes, format_: str) -> str:
    """The words of a file, white space closed up."""
    if format_ == "pdf":
        import pypdfium2

        with pypdfium2.PdfDocument(io.BytesIO(data)) as pdf:
            pages = [page.get_textpage().get_text_range() for page in pdf]
        return " ".join(" ".join(pages).split())
    if format_ == "docx":
        return " ".join(read_document(data, "resume.docx").text.split())
    return " ".join(data.decode().split())
