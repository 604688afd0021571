"""What accounts keep, over any stores: history, trash, takeover, export."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from resume_builder.domain.errors import RecordNotFound
from resume_builder.domain.tailoring.accept import own_words
from resume_builder.domain.tailoring.model import RenderOptions
from resume_builder.domain.values import Value
from resume_builder.features.accounts.service import Accounts
from resume_builder.features.catalogue.spend import Spend, dollars
from resume_builder.features.documents.service import Documents
from resume_builder.features.keeping.export import Export, ExportFile, as_csv, as_json
from resume_builder.features.keeping.takeover import Takeover
from resume_builder.features.keeping.trash import Bin, Trash, Trashed, TrashKind, WithTrash
from resume_builder.features.keeping.versions import History, OldVersion, Versions, WithHistory
from resume_builder.features.letters.service import Letters
from resume_builder.features.postings.service import PostingRecord
from resume_builder.features.prompting.service import Prompting
from resume_builder.features.rendering.service import Rendering
from resume_builder.features.resumes.service import ResumeRecord, light, with_photo_of
from resume_builder.features.sessions.limits import RecordLimits
from resume_builder.features.sharing.links import Links
from resume_builder.features.tailoring.service import Tailorings
from resume_builder.features.work.service import Work
from resume_builder.ports import Clock, Owner, Records

# Setting a page takes about 50 ms; a person waits for the export.
_MOST_PDFS = 100
# Only accounts have them; a guest is given none, whatever the number.
_LIMITS = RecordLimits(count=1)


@dataclass(frozen=True, slots=True)
class Shelves:
    """The records of each kind as services take them, and those beneath."""

    kinds: Mapping[str, Records[Any]]
    plain: Mapping[str, Records[Any]]
    trash: Trash
    versions: Versions[ResumeRecord]
    takeover: Takeover


def make_shelves(
    make: Callable[[str, type[Any], RecordLimits], Records[Any]],
    plain: Mapping[str, Records[Any]],
    models: Mapping[str, type[Value]],
    now: Clock,
) -> Shelves:
    """Return the kinds of work with trash and history; `make` gives the store of a kind."""
    history = History(make("versions", OldVersion, _LIMITS), now, light)

    def forget(owner: Owner, trashed: Trashed) -> None:
        if trashed.kind == "resumes":
            history.forget(owner, trashed.record_id)

    waste = Bin(make("trash", Trashed, _LIMITS), now, forget)
    kinds: dict[str, Records[Any]] = {
        name: WithTrash(records, name, waste) if name in models else records
        for name, records in plain.items()
    }
    resumes = WithHistory(kinds["resumes"], history)
    kinds["resumes"] = resumes
    back = {name: TrashKind(model, plain[name]) for name, model in models.items()}
    return Shelves(
        kinds=kinds,
        plain=plain,
        trash=Trash(waste, back),
        versions=Versions(resumes, ResumeRecord, history, with_photo_of),
        takeover=Takeover(plain),
    )


def account_files(accounts: Accounts, owner: Owner) -> Iterable[ExportFile]:
    """Yield what is kept of an account itself: profile, consent, log. Nothing of a guest."""
    if owner.account_id is None:
        return
    account, profile = accounts.get(owner.account_id)
    yield as_json(
        "account.json",
        {
            "id": account.id,
            **profile.model_dump(),
            "role": account.role,
            "created_at": account.created_at.isoformat(),
            "consent": account.consent.model_dump(mode="json"),
        },
    )
    rows: list[tuple[object, ...]] = []
    before: str | None = None
    while page := accounts.audit.page(owner.account_id, before):
        rows += [(event.at.isoformat(), event.kind, event.device, event.about) for event in page]
        before = page[-1].id
    yield as_csv("audit.csv", ("at", "kind", "device", "about"), rows)


@dataclass(frozen=True, slots=True)
class Exported:
    """The parts of an export that are work."""

    shelves: Shelves
    tailorings: Tailorings
    letters: Letters
    documents: Documents
    links: Links
    rendering: Rendering
    work: Work
    spend: Spend
    prompting: Prompting

    def export(self, now: Clock, *more: Callable[[Owner], Iterable[ExportFile]]) -> Export:
        """Return the export of these parts and `more`."""
        ours = (
            self._resumes,
            self._postings,
            self._tailorings,
            self._letters,
            self._documents,
            self._links,
            self._spend,
            self._instructions,
            self._whole,
        )
        return Export((*more, *ours), now)

    def _resumes(self, owner: Owner) -> Iterable[ExportFile]:
        records: Records[ResumeRecord] = self.shelves.kinds["resumes"]
        for record in records.list(owner):
            verified, options = own_words(record.reading.resume), RenderOptions(photo=True)
            for fmt in ("json", "pdf"):
                name = self.rendering.file_name(verified.resume, "", "", fmt)
                data = self.rendering.render(verified, options, fmt)
                yield ExportFile(f"resumes/{name}", data)

    def _postings(self, owner: Owner) -> Iterable[ExportFile]:
        records: Records[PostingRecord] = self.shelves.kinds["postings"]
        head = ("id", "kept at", "title", "company", "places", "link", "text")
        yield as_csv(
            "postings.csv",
            head,
            (
                (
                    *(record.id, record.created_at.isoformat(), record.posting.title),
                    *(record.posting.company, "; ".join(record.posting.locations)),
                    *(record.url, record.posting.text),
                )
                for record in records.list(owner)
            ),
        )

    def _tailorings(self, owner: Owner) -> Iterable[ExportFile]:
        titles: dict[str, PostingRecord] = {
            record.id: record for record in self.shelves.kinds["postings"].list(owner)
        }
        records = self.tailorings.records.list(owner)
        rows: list[tuple[object, ...]] = []
        for record in records:
            posting = titles.get(record.posting_id)
            named = (posting.posting.title, posting.posting.company) if posting else ("", "")
            begun = (record.id, record.created_at.isoformat())
            rows.append((*begun, record.resume_id, record.posting_id, *named, record.options.theme))
        head = ("id", "made at", "resume", "posting", "title", "company", "theme")
        yield as_csv("tailorings.csv", head, rows)
        for record in records[:_MOST_PDFS]:
            if record.posting_id in titles:
                yield from self._tailored(owner, record.id)

    def _tailored(self, owner: Owner, tailoring_id: str) -> Iterable[ExportFile]:
        try:
            made = self.tailorings.get(owner, tailoring_id)
        except RecordNotFound:
            # Its résumé is deleted; the tailoring itself is in the file of all work.
            return
        posting = made.posting
        for fmt in ("pdf", "docx"):
            name = self.rendering.file_name(
                made.verified.resume, posting.title, posting.company, fmt
            )
            yield ExportFile(
                f"tailorings/{name}", self.rendering.render(made.verified, made.options, fmt)
            )

    def _letters(self, owner: Owner) -> Iterable[ExportFile]:
        for record in self.letters.records.list(owner):
            try:
                letter = self.letters.get(owner, record.id)
            except RecordNotFound:
                continue
            posting = letter.subject.posting
            name = self.rendering.letter_file_name(
                letter.verified, posting.title, posting.company, "txt"
            )
            data = self.rendering.letter(letter.verified, letter.options, "txt")
            yield ExportFile(f"letters/{name}", data)

    def _documents(self, owner: Owner) -> Iterable[ExportFile]:
        for kept in self.documents.records.list(owner):
            _, data = self.documents.data(owner, kept.id)
            yield ExportFile(f"documents/{kept.created_at:%Y-%m-%d} {kept.name}", data)

    def _links(self, owner: Owner) -> Iterable[ExportFile]:
        head = ("document", "file", "for", "made at", "ends at", "password", "views")
        yield as_csv(
            "links.csv",
            head,
            (
                (
                    *(one.share.document_id, one.share.name, one.share.label),
                    *(one.share.created_at.isoformat(), one.share.ends_at.isoformat()),
                    *("yes" if one.share.protected else "no", one.views),
                )
                for one in self.links.listed(owner)
            ),
        )

    def _spend(self, owner: Owner) -> Iterable[ExportFile]:
        head = ("month", "vendor", "model", "runs", "tokens read", "tokens written", "USD")
        yield as_csv(
            "spend.csv",
            head,
            (
                (
                    *(month, row.vendor, row.model, row.runs),
                    *(row.input_tokens, row.output_tokens, f"{dollars(row.cost):.6f}"),
                )
                for month, rows in self.spend.months(owner)
                for row in rows
            ),
        )

    def _instructions(self, owner: Owner) -> Iterable[ExportFile]:
        if text := self.prompting.instructions(owner):
            yield ExportFile("instructions.txt", f"{text}\n".encode())

    def _whole(self, owner: Owner) -> Iterable[ExportFile]:
        yield as_json("work.json", self.work.save(owner))
        trashed = self.shelves.trash.list(owner)
        yield as_json("trash.json", [kept.model_dump(mode="json") for kept in trashed])
        old = [
            version.model_dump(mode="json")
            for record in self.shelves.kinds["resumes"].list(owner)
            for version in self.shelves.versions.list(owner, record.id)
        ]
        yield as_json("versions.json", old)
