"""`/letters`: letters of a tailoring, sentence by sentence, and the files that leave."""

from datetime import datetime
from typing import Annotated, Literal, get_args

from flask import Response
from pydantic import Field

from resume_builder.domain.letters.model import (
    Form,
    Kind,
    Length,
    Origin,
    SentenceRuling,
    SentenceVerdict,
    Tone,
)
from resume_builder.domain.tailoring.ledger import Says
from resume_builder.domain.tailoring.verdict import Question, Reason
from resume_builder.domain.values import Finding, RecordId
from resume_builder.features.letters.record import HeadField
from resume_builder.features.letters.service import Letter, LetterChange, OwnSentence, Said
from resume_builder.web.api import Answer, Body, File, Slice
from resume_builder.web.context import services, session
from resume_builder.web.preview import PageAnswer
from resume_builder.web.replies import (
    SVG,
    as_file,
    as_json,
    as_page,
    as_record,
    file_in,
    given_version,
    no_content,
)
from resume_builder.web.tailorings import TailoringPath
from resume_builder.web.writing import BriefAnswer, ReplyAnswer, ReplyBody, WishesBody

api = Slice(
    "letters", "Cover letters and short messages, every sentence with its sources.", "tailor"
)

_PAGE = File(SVG, "The page.")
_Format = Literal["pdf", "docx", "txt", "html", "md", "svg", "png"]
_DOCUMENT = file_in(get_args(_Format), "The file, to keep.")
_LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
_SentenceId = Annotated[str, Field(pattern=r"^[0-9a-f]{18}$")]
_HeadText = Annotated[str, Field(max_length=500)]
_HEAD = get_args(HeadField)
_Words = Annotated[str, Field(max_length=2_000)]


class LetterPath(Body):
    """Names one letter."""

    letter_id: RecordId


class LetterPagePath(LetterPath):
    """Names one page of it, by the SHA-256 of its image."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class LetterDocumentQuery(Body):
    """Which kind of file; a message has no page, so no PDF.

    `svg` and `png` are pictures of one page, which `page` counts from 1.
    """

    format: _Format = "pdf"
    page: Annotated[int, Field(ge=1, le=20)] = 1


class CreateLetterBody(Body):
    """What sort of letter. Without a language it is the posting's, if letters can be in it."""

    kind: Kind = "letter"
    tone: Tone = "plain"
    length: Length = "medium"
    language: _LanguageCode | None = None


class SentenceBody(Body):
    """A change of one sentence; what is absent stays.

    `text` of null brings back what was proposed, an empty one takes an own sentence away; `kept`
    false leaves the sentence out, null takes that choice back.
    """

    id: _SentenceId
    text: _Words | None = None
    kept: bool | None = None


class SentenceAnswerBody(Body):
    """What the person says to the question of a sentence. "yes" makes what it claims a fact."""

    sentence: _SentenceId
    says: Says


class OwnSentenceBody(Body):
    """A sentence that the person adds at the end of a paragraph, from 1.

    With an `id` of the client's own choice it is added once, however often it is sent: the newest
    text stands, and an empty one takes it away.
    """

    id: _SentenceId | None = None
    paragraph: Annotated[int, Field(ge=1, le=20)]
    text: _Words


class EditLetterBody(Body):
    """What the person changes; what is absent stays. Answers count before everything else.

    Naming a tone, length or language composes the letter anew; the person's own words stay.
    Recipient (one line each), subject, greeting and closing of null are ours again.
    """

    tone: Tone | None = None
    length: Length | None = None
    language: _LanguageCode | None = None
    recipient: _HeadText | None = None
    subject: _HeadText | None = None
    greeting: _HeadText | None = None
    closing: _HeadText | None = None
    sentences: Annotated[list[SentenceBody], Field(max_length=200)] | None = None
    answers: Annotated[list[SentenceAnswerBody], Field(max_length=100)] | None = None
    add: Annotated[list[OwnSentenceBody], Field(max_length=50)] | None = None

    def change(self) -> LetterChange:
        """Return it as the service takes it."""
        changed = self.sentences or []
        return LetterChange(
            tone=self.tone,
            length=self.length,
            language=self.language,
            head={name: getattr(self, name) for name in _HEAD if name in self.model_fields_set},
            texts={s.id: s.text for s in changed if "text" in s.model_fields_set},
            kept={s.id: s.kept for s in changed if "kept" in s.model_fields_set},
            answers=tuple(Said(sentence=a.sentence, says=a.says) for a in self.answers or ()),
            add=tuple(
                OwnSentence(id=o.id, paragraph=o.paragraph, text=o.text) for o in self.add or ()
            ),
        )


class LetterSummary(Answer):
    """A letter in a list."""

    id: str
    version: int
    kind: Kind
    tone: Tone
    length: Length
    language: str
    created_at: datetime


class LettersAnswer(Answer):
    """The letters of a tailoring, newest first, and the languages that letters can be in."""

    letters: list[LetterSummary]
    languages: list[str]


class SourceAnswer(Answer):
    """A fact that a sentence cites."""

    id: str
    text: str


class SentenceAnswer(Answer):
    """One sentence as it stands, with its verdict.

    `proposed` is what stood there before the person wrote over it, "" for one they added. Only what
    is "supported" or "own" is printed, unless `kept` is false.
    """

    id: str
    paragraph: int
    text: str
    proposed: str
    sources: list[SourceAnswer]
    serves: list[str]
    origin: Origin
    verdict: SentenceVerdict
    reasons: list[Reason]
    question: Question | None
    kept: bool


class LetterAnswer(Answer):
    """A letter with its sentences and its page; `text` is all of it, to copy.

    `recipient` is one line each. A message has no pages. `words` counts what is printed between
    greeting and closing. `file_name` is the PDF's, a message's that of its text.
    """

    id: str
    version: int
    created_at: datetime
    tailoring_id: str
    kind: Kind
    tone: Tone
    length: Length
    language: str
    languages: list[str]
    recipient: str
    date: str
    subject: str
    greeting: str
    closing: str
    signature: str
    sentences: list[SentenceAnswer]
    findings: list[Finding]
    pages: list[PageAnswer]
    text: str
    file_name: str
    words: int


@api.operation("GET", "/tailorings/<tailoring_id>/letters", answer=LettersAnswer)
def list_letters(path: TailoringPath) -> Response:
    """Return the letters of a tailoring."""
    letters, owner = services().letters, session().owner
    # Another's tailoring is not there, as everywhere else.
    services().tailorings.records.get(owner, path.tailoring_id)
    return as_json(
        LettersAnswer(
            letters=[
                LetterSummary(
                    id=r.id,
                    version=r.version,
                    kind=r.form.kind,
                    tone=r.form.tone,
                    length=r.form.length,
                    language=r.form.language,
                    created_at=r.created_at,
                )
                for r in letters.list(owner, path.tailoring_id)
            ],
            languages=list(letters.maker.languages.known()),
        )
    )


@api.operation(
    "POST", "/tailorings/<tailoring_id>/letters", answer=LetterAnswer, status=201, cost=5
)
def create_letter(path: TailoringPath, body: CreateLetterBody) -> Response:
    """Compose a letter from the tailored résumé, with no model. Every sentence is verified."""
    form = Form(kind=body.kind, tone=body.tone, length=body.length)
    letter = services().letters.add(
        session().owner, path.tailoring_id, form, language=body.language
    )
    return as_record(_answer(letter), 201)


@api.operation("GET", "/letters/<letter_id>", answer=LetterAnswer)
def get_letter(path: LetterPath) -> Response:
    """Return one letter, each sentence judged by the facts as they are now."""
    return as_record(_answer(services().letters.get(session().owner, path.letter_id)))


@api.operation("PATCH", "/letters/<letter_id>", answer=LetterAnswer, cost=2)
def edit_letter(path: LetterPath, body: EditLetterBody) -> Response:
    """Apply the person's change; `If-Match` names the version."""
    letter = services().letters.edit(
        session().owner, path.letter_id, given_version(), body.change()
    )
    return as_record(_answer(letter))


@api.operation("DELETE", "/letters/<letter_id>", answer=None, status=204)
def delete_letter(path: LetterPath) -> Response:
    """Erase one letter; its tailoring stays."""
    services().letters.delete(session().owner, path.letter_id)
    return no_content()


@api.operation("GET", "/letters/<letter_id>/pages/<sha256>.svg", answer=_PAGE)
def get_letter_page(path: LetterPagePath) -> Response:
    """Return the image of one page. Its address changes with its content."""
    letter = services().letters.get(session().owner, path.letter_id)
    pages = services().rendering.letter_pages(letter.verified, letter.options)
    return as_page(pages, path.sha256)


@api.operation("GET", "/letters/<letter_id>/document", answer=_DOCUMENT)
def get_letter_document(path: LetterPath, query: LetterDocumentQuery) -> Response:
    """Return the letter as a file named `<Name> - <Cover letter> - <Title> - <Company>`."""
    rendering = services().rendering
    letter = services().letters.get(session().owner, path.letter_id)
    data = rendering.letter(letter.verified, letter.options, query.format, page=query.page)
    posting = letter.subject.posting
    name = rendering.letter_file_name(letter.verified, posting.title, posting.company, query.format)
    return as_file(data, name, rendering.content_type(query.format))


@api.operation("POST", "/letters/<letter_id>/brief", answer=BriefAnswer, status=201)
def start_letter_attempt(path: LetterPath, body: WishesBody) -> Response:
    """Begin an attempt with a model. An earlier attempt of this letter ends.

    The letter takes the tone, length and language wished for here once an answer holds.
    """
    owner, writing, wishes = session().owner, services().letter_writing, body.wishes()
    if body.preview:
        brief, entries = writing.brief(owner, path.letter_id, wishes)
        return as_json(BriefAnswer.of(brief, entries), 201)
    begun = writing.start(owner, path.letter_id, wishes)
    return as_json(BriefAnswer.of(begun.brief, begun.entries, begun.attempt), 201)


@api.operation("POST", "/letters/<letter_id>/reply", answer=ReplyAnswer, cost=5)
def close_letter_attempt(path: LetterPath, body: ReplyBody) -> Response:
    """Take the model's whole answer and judge every sentence; the letter then holds them."""
    closing = services().letter_writing.close(
        session().owner, path.letter_id, body.attempt, body.text, body.model
    )
    return as_json(
        ReplyAnswer(again=closing.again, findings=list(closing.findings), repair=closing.repair)
    )


def _answer(letter: Letter) -> LetterAnswer:
    record, head, rendering = letter.record, letter.head, services().rendering
    posting, verified = letter.subject.posting, letter.verified
    notes = rendering.letter_findings(verified, letter.options)
    return LetterAnswer(
        id=record.id,
        version=record.version,
        created_at=record.created_at,
        tailoring_id=record.tailoring_id,
        kind=record.form.kind,
        tone=record.form.tone,
        length=record.form.length,
        language=record.form.language,
        languages=list(services().letters.maker.languages.known()),
        recipient="\n".join(head.recipient),
        date=head.date,
        subject=head.subject,
        greeting=head.greeting,
        closing=head.closing,
        signature=head.signature,
        sentences=[_sentence(letter, ruling) for ruling in letter.verdict.rulings],
        findings=[*letter.findings, *notes],
        pages=[
            PageAnswer(number=p.number, width=p.width, height=p.height, sha256=p.sha256)
            for p in rendering.letter_pages(verified, letter.options)
        ],
        text=rendering.letter(verified, letter.options, "txt").decode(),
        file_name=rendering.letter_file_name(
            verified, posting.title, posting.company, "pdf" if verified.kind == "letter" else "txt"
        ),
        words=letter.words,
    )


def _sentence(letter: Letter, ruling: SentenceRuling) -> SentenceAnswer:
    sentence, facts = ruling.sentence, letter.subject.court.facts.by_id
    return SentenceAnswer(
        id=sentence.id,
        paragraph=sentence.paragraph,
        text=ruling.text,
        proposed=letter.proposed_text(sentence.id),
        sources=[SourceAnswer(id=s, text=facts[s].text) for s in sentence.sources if s in facts],
        serves=list(sentence.serves),
        origin=sentence.origin,
        verdict=ruling.verdict,
        reasons=list(ruling.reasons),
        question=ruling.question,
        kept=sentence.id not in letter.record.left_out,
    )
