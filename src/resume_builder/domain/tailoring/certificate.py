"""The truth certificate: what a tailored résumé was made from, and why each word of it stands.

It names every change by the person's own words beside it, and the files by their SHA-256. Words
that were proposed and did not get onto the page are not repeated: their SHA-256 is.
docs/certificate.md describes the JSON.
"""

import json
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Literal

from pydantic import Field

from resume_builder.domain.errors import DomainError
from resume_builder.domain.json_resume import to_json_resume
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.dossier import Asked, Dossier, Source, path_as_written
from resume_builder.domain.tailoring.edits import Op
from resume_builder.domain.tailoring.ledger import Says
from resume_builder.domain.tailoring.model import Reason as PlanReason
from resume_builder.domain.tailoring.verdict import Ruling, VerdictName
from resume_builder.domain.values import Text, Value

# Raised when the JSON changes its shape or a hash its meaning.
FORMAT = 1
Decision = Literal["accepted", "rejected", "open"]
Origin = Literal["rules", "model"]
# Whose words a line has: the résumé's as they stand there, an accepted edit's, the person's typing.
Words = Literal["resume", "reworded", "typed"]


class Unaccounted(DomainError):
    """Words would leave that no file, typing or accepted edit explains. params: path."""

    code = "certificate.unaccounted"


class CertifiedFile(Value):
    """A file as it was exported: its format, its SHA-256 in hex, its size in bytes."""

    format: str
    sha256: str
    size: int


class Fingerprints(Value):
    """SHA-256 in hex of the texts behind the files.

    `master` and `tailored` are of the JSON Resume document as canonical JSON (see `canonical`);
    `posting` is of the posting's text as read, in UTF-8.
    """

    master: str
    posting: str
    tailored: str


class Makers(Value):
    """Which versions made it: the product's, the verifier's, the brief's (None without a model)."""

    product: str
    verifier: int
    brief: int | None = None


class Change(Value):
    """One proposed edit, what it rests on, what was ruled and decided.

    `before` are the person's own words; `after` the words that leave at this place, "" where the
    line was left out. `printed` says that the edit's words are among them. `model` is what the
    client calls the model that proposed it, `on` the day on which it was accepted. `proposal` is
    the SHA-256 of the edit's own words, `reasons` the message codes of a refusal or question.
    """

    id: str
    op: Op
    path: str
    entry: Text = ""
    origin: Origin
    model: Text = ""
    before: Text
    after: Text
    sources: tuple[Source, ...] = ()
    serves: tuple[Asked, ...] = ()
    verdict: VerdictName
    reasons: tuple[str, ...] = ()
    decision: Decision
    on: date | None = None
    printed: bool
    proposal: str


class OwnWords(Value):
    """Words that the person typed for this posting, over `before` of the master résumé."""

    path: str
    entry: Text = ""
    before: Text
    text: Text
    printed: bool


class Answered(Value):
    """A question of the verifier and what the person said.

    `params` fill the message `code`; only a "yes" has them and the words that it made a fact.
    """

    code: str
    params: dict[str, Text] = Field(default_factory=dict)
    says: Says
    text: Text = ""
    on: date


class LeftOut(Value):
    """A line of the résumé that is not on the page, and why."""

    id: str
    entry: Text = ""
    text: Text
    reason: PlanReason


class Line(Value):
    """A field or line that leaves, whose words it has, and the line of the file it begins."""

    path: str
    entry: Text = ""
    text: Text
    words: Words
    line: int | None = None


class Account(Value):
    """How many fields and lines leave, by whose words they are."""

    total: int
    as_in_resume: int
    reworded: int
    typed: int


class Certificate(Value):
    """The certificate. `id` is the SHA-256 of all the rest as canonical JSON."""

    format: int = FORMAT
    id: str = ""
    made_on: date
    name: Text
    title: Text
    company: Text
    fingerprints: Fingerprints
    files: tuple[CertifiedFile, ...]
    makers: Makers
    account: Account
    lines: tuple[Line, ...]
    changes: tuple[Change, ...] = ()
    typed: tuple[OwnWords, ...] = ()
    answers: tuple[Answered, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def intact(self) -> bool:
        """Tell whether nothing was changed in it since it was made."""
        return self.id == _id(self)

    def names(self, data: bytes) -> str:
        """Return what a file is by this certificate, "" for a file it does not name.

        That is the format of an export, "master" or "posting". A JSON Resume file is known by
        what it says, however it is indented.
        """
        known = {file.sha256: file.format for file in self.files}
        known |= {self.fingerprints.posting: "posting"}
        if found := known.get(sha256(data).hexdigest()):
            return found
        said = {self.fingerprints.master: "master", self.fingerprints.tailored: "json"}
        try:
            return said.get(sha256(canonical(json.loads(data))).hexdigest(), "")
        except (ValueError, RecursionError):
            return ""


def certify(
    dossier: Dossier, files: Mapping[str, bytes], made_on: date, product: str
) -> Certificate:
    """Return the certificate of a tailoring whose exports are `files`, by format.

    `product` is this program's version. Raises Unaccounted for words that nothing explains: such
    a document gets no certificate.
    """
    lines = tuple(_lines(dossier))
    certificate = Certificate(
        made_on=made_on,
        name=dossier.verified.resume.basics.name,
        title=dossier.posting.title,
        company=dossier.posting.company,
        fingerprints=Fingerprints(
            master=fingerprint(dossier.master),
            posting=sha256(dossier.posting.text.encode()).hexdigest(),
            tailored=fingerprint(dossier.verified.resume),
        ),
        files=tuple(
            CertifiedFile(format=name, sha256=sha256(data).hexdigest(), size=len(data))
            for name, data in files.items()
        ),
        makers=Makers(
            product=product,
            verifier=dossier.verified.verifier,
            brief=dossier.model.brief if dossier.model else None,
        ),
        account=_account(lines),
        lines=lines,
        changes=tuple(_change(ruling, dossier) for ruling in dossier.verdict.rulings),
        typed=tuple(_typed(dossier)),
        answers=tuple(_answers(dossier)),
        left_out=tuple(_left_out(dossier)),
    )
    return certificate.model_copy(update={"id": _id(certificate)})


def fingerprint(resume: Resume) -> str:
    """Return the SHA-256 of a résumé's JSON Resume document, in hex."""
    return sha256(canonical(to_json_resume(resume))).hexdigest()


def canonical(value: object) -> bytes:
    """Return `value` as JSON in UTF-8: keys sorted by code point, no blanks, nothing escaped.

    Half characters, which UTF-8 cannot carry, become "?".
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def _id(certificate: Certificate) -> str:
    content = certificate.model_dump(mode="json", by_alias=True, exclude={"id"})
    return sha256(canonical(content)).hexdigest()


def _lines(dossier: Dossier) -> Iterator[Line]:
    edited = {dossier.path_of(ruling.edit) for ruling in dossier.accepted()}
    for path, text in dossier.printed.items():
        words = _whose(path, text, edited, dossier)
        source = dossier.sources([path]) if words == "resume" else ()
        yield Line(
            path=path,
            entry=dossier.entry_of(path),
            text=text,
            words=words,
            line=source[0].line if source else None,
        )


def _whose(path: str, text: str, edited: Container[str], dossier: Dossier) -> Words:
    if text == dossier.master_words.get(path):
        return "resume"
    if path in edited:
        return "reworded"
    if path in dossier.typed_paths:
        return "typed"
    if text == dossier.before.get(path) and dossier.partly_retired(path):
        return "resume"
    raise Unaccounted(path=path)


def _account(lines: Sequence[Line]) -> Account:
    counted = Counter(line.words for line in lines)
    return Account(
        total=len(lines),
        as_in_resume=counted["resume"],
        reworded=counted["reworded"],
        typed=counted["typed"],
    )


def _change(ruling: Ruling, dossier: Dossier) -> Change:
    edit = ruling.edit
    path = dossier.path_of(edit)
    decided = dossier.decisions.get(ruling.id)
    accepted = dossier.acceptances.get(ruling.id)
    newest = dossier.model if dossier.model and ruling.id in dossier.model.edits else None
    by_model = not accepted.offered if accepted else newest is not None
    return Change(
        id=ruling.id,
        op=edit.op,
        path=path,
        entry=dossier.entry_of(path),
        origin="model" if by_model else "rules",
        model=accepted.model if accepted else newest.name if newest else "",
        before=dossier.before.get(path, ""),
        after=dossier.printed.get(path, ""),
        sources=dossier.sources(edit.sources),
        serves=dossier.asked(edit.serves),
        verdict=ruling.verdict,
        reasons=tuple(r.code for r in ruling.reasons),
        decision="open" if decided is None else "accepted" if decided else "rejected",
        on=accepted.at.date() if accepted and decided else None,
        printed=bool(decided) and ruling.verdict == "supported" and path in dossier.printed,
        proposal=sha256(edit.text.encode()).hexdigest(),
    )


def _typed(dossier: Dossier) -> Iterator[OwnWords]:
    for edit in dossier.typed:
        path = path_as_written(edit.path)
        yield OwnWords(
            path=path,
            entry=dossier.entry_of(path),
            before=dossier.master_words.get(path, ""),
            text=edit.text,
            printed=path in dossier.printed and dossier.printed[path] == dossier.before.get(path),
        )


def _answers(dossier: Dossier) -> Iterator[Answered]:
    """A sentence is repeated where the answer made it a fact, a question where it was a yes."""
    borne_out = {fact.text for fact in dossier.facts.every if fact.state == "confirmed"}
    for answer in dossier.facts.ledger.answers:
        yes = answer.says == "yes"
        yield Answered(
            code=answer.code,
            params=answer.params if yes else {},
            says=answer.says,
            text=answer.text if yes and answer.text in borne_out else "",
            on=answer.on,
        )


def _left_out(dossier: Dossier) -> Iterator[LeftOut]:
    for choice in dossier.plan.choices:
        if not choice.kept and choice.highlight_id in dossier.before:
            yield LeftOut(
                id=choice.highlight_id,
                entry=dossier.entry_of(choice.highlight_id),
                text=dossier.before[choice.highlight_id],
                reason=choice.reason,
            )
