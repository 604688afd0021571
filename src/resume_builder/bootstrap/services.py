"""What the site offers, over any stores."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from resume_builder.adapters.catalogue.prices import PackagedPrices
from resume_builder.adapters.data.breached import is_breached
from resume_builder.adapters.data.briefs import load_brief
from resume_builder.adapters.data.posting_words import load_posting_words
from resume_builder.adapters.data.vocabulary import load_vocabulary
from resume_builder.adapters.memory.erasing import MemoryTombstones
from resume_builder.adapters.system import new_id, now
from resume_builder.bootstrap.keeping import Exported, account_files, make_shelves
from resume_builder.bootstrap.people import People, PeopleStores
from resume_builder.bootstrap.post import Mailing, PostOffice, make_post
from resume_builder.bootstrap.safe import Safe
from resume_builder.bootstrap.tools import Tools
from resume_builder.bridges import (
    AccountMail,
    AccountShares,
    DocumentDesk,
    DocumentPress,
    LetterSubjects,
    SharedShelf,
    TailoringSubjects,
)
from resume_builder.domain.plans import PLANS, Plan, Plans
from resume_builder.domain.values import Value
from resume_builder.features.accounts.invitations import Invitations
from resume_builder.features.accounts.service import Accounts
from resume_builder.features.allowances.ports import Counters
from resume_builder.features.allowances.service import Allowances
from resume_builder.features.auth.service import Auth
from resume_builder.features.catalogue.ports import CatalogueStore
from resume_builder.features.catalogue.service import Catalogues
from resume_builder.features.catalogue.spend import MonthSpend, Spend
from resume_builder.features.checking.service import Checks
from resume_builder.features.documents.service import (
    Documents,
    PinnedDocument,
)
from resume_builder.features.keeping.erasure import Erasure
from resume_builder.features.keeping.export import Export
from resume_builder.features.keeping.ports import Erasing
from resume_builder.features.keeping.takeover import Takeover
from resume_builder.features.keeping.trash import Trash
from resume_builder.features.keeping.versions import Versions
from resume_builder.features.letters.record import LetterRecord
from resume_builder.features.letters.service import Letters
from resume_builder.features.letters.writing import LetterWriting
from resume_builder.features.mail.forgetting import Forgetting
from resume_builder.features.mail.ports import MailStore
from resume_builder.features.postings.reading import PostingReading
from resume_builder.features.postings.service import (
    PostingRecord,
    Postings,
)
from resume_builder.features.prompting.service import Prompting, SavedInstructions
from resume_builder.features.rendering.service import Rendering
from resume_builder.features.resumes.known import Known
from resume_builder.features.resumes.reading import ResumeQuoting
from resume_builder.features.resumes.service import ResumeRecord, Resumes
from resume_builder.features.sessions.handshakes import Handshakes
from resume_builder.features.sessions.limits import RecordLimits
from resume_builder.features.sessions.ports import HandshakeStore, SessionStore
from resume_builder.features.sessions.service import Sessions
from resume_builder.features.sharing.links import Links, Share
from resume_builder.features.sharing.ports import SHARES, ShareStore
from resume_builder.features.sharing.visits import Visits
from resume_builder.features.tailoring.attempts import Attempt
from resume_builder.features.tailoring.papers import Papers
from resume_builder.features.tailoring.service import TailoringRecord, Tailorings
from resume_builder.features.tailoring.writing import Writing
from resume_builder.features.work.service import Kind, Work
from resume_builder.ports import Lookup, Records, Vault

R = TypeVar("R", bound=Value)
# Every download is kept: files may fill this share of the room, the rest is for work that goes on.
_FOR_DOCUMENTS = 0.6
# Every kind of work; those that others name come first.
_MODELS: Mapping[str, type[Value]] = MappingProxyType(
    {
        "resumes": ResumeRecord,
        "postings": PostingRecord,
        "tailorings": TailoringRecord,
        "attempts": Attempt,
        "letters": LetterRecord,
        "documents": PinnedDocument,
        SHARES: Share,
        "spend": MonthSpend,
        "instructions": SavedInstructions,
    }
)
# An attempt goes with its tailoring, a link is taken back for good, and nobody deletes what was
# spent.
_NO_TRASH = frozenset({"attempts", "spend", "instructions", SHARES})
# What "Save my work" writes down, and whether a file may lack it: bytes that come back from a
# person's file would be no proof of what was set here, so documents stay out.
_SAVED = (
    ("resumes", False),
    ("postings", False),
    ("tailorings", False),
    ("attempts", True),
    ("letters", True),
    ("spend", True),
)


@dataclass(frozen=True, slots=True)
class Services:
    """Everything the site offers."""

    sessions: Sessions
    handshakes: Handshakes
    resumes: Resumes
    known: Known
    postings: Postings
    posting_reading: PostingReading
    resume_quoting: ResumeQuoting
    tailorings: Tailorings
    writing: Writing
    letters: Letters
    letter_writing: LetterWriting
    papers: Papers
    documents: Documents
    links: Links
    visits: Visits
    work: Work
    trash: Trash
    versions: Versions[ResumeRecord]
    takeover: Takeover
    export: Export
    erasure: Erasure
    rendering: Rendering
    checks: Checks
    allowances: Allowances
    catalogues: Catalogues
    spend: Spend
    prompting: Prompting
    vault: Vault
    lookup: Lookup
    auth: Auth
    accounts: Accounts
    invitations: Invitations
    post: PostOffice
    # Raises StoreUnavailable naming the store that does not answer.
    check_stores: Callable[[], None]
    close: Callable[[], None]


class Stores(Protocol):
    """The stores behind the services, whichever servers or memory they are made of."""

    @property
    def sessions(self) -> SessionStore:
        """Sessions."""
        ...

    @property
    def handshakes(self) -> HandshakeStore:
        """Tokens and first answers."""
        ...

    @property
    def counters(self) -> Counters:
        """How often counted actions were done."""
        ...

    @property
    def catalogue(self) -> CatalogueStore:
        """Models and their prices."""
        ...

    @property
    def shares(self) -> ShareStore:
        """What links show."""
        ...

    @property
    def people(self) -> PeopleStores:
        """What is kept of people who sign in."""
        ...

    @property
    def mails(self) -> MailStore:
        """Mail on its way."""
        ...

    @property
    def erasing(self) -> Erasing:
        """What removes accounts."""
        ...

    def records(self, kind: str, model: type[Any], limits: RecordLimits) -> Records[Any]:
        """Return the store of one kind of guest work."""
        ...

    def check(self) -> None:
        """Raise StoreUnavailable when a store does not answer."""
        ...

    def close(self) -> None:
        """Close every connection."""
        ...


def assemble(
    made: Tools,
    stores: Stores,
    keep: timedelta | None,
    safe: Safe,
    *,
    people: People,
    close: Callable[[], None],
    plans: Plans = PLANS,
) -> Services:
    """Return the services over any stores; guest work lives `keep` from its last use.

    Their mail, and the memory of who was erased, stay in this process.
    """
    plain = {name: _records(stores, plans["guest"], name, model) for name, model in _MODELS.items()}
    shelves = make_shelves(
        stores.records,
        plain,
        {name: model for name, model in _MODELS.items() if name not in _NO_TRASH},
        now,
    )
    resumes, postings = shelves.kinds["resumes"], shelves.kinds["postings"]
    tailorings, attempts = shelves.kinds["tailorings"], shelves.kinds["attempts"]
    letters = shelves.kinds["letters"]
    work = Work({name: Kind(_MODELS[name], plain[name], later=late) for name, late in _SAVED}, now)

    kept = Resumes(made.read_resume, made.read_photo, resumes, now, new_id)
    known = Known(resumes, now)
    subjects = TailoringSubjects(known, postings)
    rulings = made.rulings()
    tailored = Tailorings(made.tailor, subjects, tailorings, attempts, rulings, now, new_id)
    letter_subjects = LetterSubjects(tailored)
    kept_letters = Letters(made.letters, letter_subjects, letters, now, new_id)

    documents = Documents(
        DocumentPress(made.rendering, made.read_resume),
        DocumentDesk(tailored, kept_letters, made.rendering),
        shelves.kinds["documents"],
        now,
    )
    links = Links(
        SharedShelf(documents),
        plain[SHARES],
        stores.shares,
        safe.vault,
        safe.lookup,
        people.link_hasher,
        is_breached,
        now,
        new_id,
    )
    catalogues = Catalogues(stores.catalogue, PackagedPrices(), now)
    spend = Spend(shelves.kinds["spend"], catalogues, now, new_id)
    prompting = Prompting(shelves.kinds["instructions"])
    exported = Exported(
        shelves, tailored, kept_letters, documents, links, made.rendering, work, spend, prompting
    )

    def close_all() -> None:
        stores.close()
        close()

    return Services(
        sessions=Sessions(stores.sessions, now, new_id, keep),
        handshakes=Handshakes(stores.handshakes, now, new_id),
        resumes=kept,
        known=known,
        postings=Postings(made.read_posting, made.read_page, postings, now, new_id),
        resume_quoting=ResumeQuoting(
            resumes,
            load_vocabulary,
            load_posting_words,
            load_brief,
            now,
            new_id,
        ),
        posting_reading=PostingReading(
            postings,
            made.lexicon,
            load_posting_words,
            load_brief,
            now,
            new_id,
        ),
        tailorings=tailored,
        writing=Writing(subjects, tailorings, attempts, rulings, load_brief, now, new_id),
        letters=kept_letters,
        letter_writing=LetterWriting(
            made.letters, letter_subjects, letters, load_brief, now, new_id
        ),
        papers=Papers(tailored, attempts, made.papers),
        documents=documents,
        links=links,
        visits=Visits(
            stores.shares,
            safe.vault,
            safe.lookup,
            people.link_hasher,
            stores.people.tries,
            now,
        ),
        work=work,
        trash=shelves.trash,
        versions=shelves.versions,
        takeover=shelves.takeover,
        export=exported.export(now, partial(account_files, people.accounts)),
        erasure=Erasure(
            stores.erasing,
            MemoryTombstones(),
            people.auth.directory,
            AccountMail(people.auth.directory, Forgetting(stores.mails, safe.vault)),
            AccountShares(links),
            safe.vault,
            now,
        ),
        rendering=made.rendering,
        checks=made.checks,
        allowances=Allowances(stores.counters, plans, now),
        catalogues=catalogues,
        spend=spend,
        prompting=prompting,
        vault=safe.vault,
        lookup=safe.lookup,
        auth=people.auth,
        accounts=people.accounts,
        invitations=people.invitations,
        post=make_post(stores.mails, safe.vault, Mailing.in_memory()),
        check_stores=stores.check,
        close=close_all,
    )


def _records(stores: Stores, guest: Plan, kind: str, model: type[R]) -> Records[Any]:
    share = _FOR_DOCUMENTS if kind == "documents" else 1
    total = round(guest.kept_bytes * share)
    return stores.records(kind, model, RecordLimits(guest.kept_counts[kind], total))
