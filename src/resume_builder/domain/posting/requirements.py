"""Requirements: the shortest passages that ask something of the person, each with its span."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from resume_builder.domain.posting.guard import is_planted
from resume_builder.domain.posting.model import Importance, RequirementKind
from resume_builder.domain.posting.sections import Part
from resume_builder.domain.posting.sentences import Span, cut, sentences, split_at
from resume_builder.domain.posting.terms import degree_in
from resume_builder.domain.posting.words import Hit, PostingWords, Word, words_of

# A list has at least so many parts; fewer are one thing said with commas.
_LIST_PARTS = 3
_MIN_NICE_BRACKET = 5
_BRACKET = re.compile(r"\(([^()]{3,200})\)")
# Words that tie a part to the one before it.
_TIED = frozenset(
    "davon denn because weil da which that who including incl inklusive dont of"
    " where with mostly mainly z insbesondere"
    " vor gern gerne or oder ou o und and sowie not spoken both such e eg like wie as so but to"
    " which where whether preferably ideally especially in on at for from within".split()
)
_OPENERS = frozenset("and und sowie or oder et y e plus also as well ebenso auch so is".split())
_JOINED_ASK = re.compile(
    r",\s+ebenso\s+(?=\w)|,?\s+(?:and|und|et|y|plus)\s+(?=(?:you(?:['’]ve| can| have"
    r"| know| are| should| will)|with (?=[A-Z])|(?:clear|fluent|excellent|good|very"
    r" good)"
    r" (?:written |spoken )?(?:english|german|french|spanish|dutch)|(?:ein|einen) führerschein"
    r"|(?:gutes|gute|sehr gute|fließendes) (?:deutsch|englisch)|(?:kennen|kennst"
    r"|beherrschen|vous))\b)",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(
    r"\b(?:english|german|french|spanish|dutch|italian|portuguese|deutsch|englisch"
    r"|französisch|anglais|allemand|inglés)\b",
    re.IGNORECASE,
)
_PLUS = re.compile(r",\s+plus\s+(?=\w+ (?:or more )?(?:years|months|jahre))", re.IGNORECASE)
_DASH = re.compile(r"\s[–—-]\s|,\s")
_SO = re.compile(r",\s+(?:so you|so that you|falls|weshalb|damit)\b.*$", re.IGNORECASE | re.DOTALL)
_WHY = re.compile(
    r"^(?:and |und )?(?:because|since|da|weil|as)\b[^:,;]{3,80}[:,]\s*", re.IGNORECASE
)


class Asked(NamedTuple):
    """A passage that asks something, and how strongly."""

    span: Span
    importance: Importance


def asked_in(part: Part, words: PostingWords) -> Iterator[Asked]:
    """Yield what a part of a "must" or "nice" section asks."""
    base: Importance = "nice" if part.section == "nice" else "must"
    whole = Span(part.text, part.start)
    if part.bullet:
        yield from _bullet(whole, base, words)
        return
    semicolons = split_at(whole, ";；")
    if len(semicolons) >= _LIST_PARTS:
        for item in semicolons:
            yield from _clause(item, base, words, listed=False)
        return
    for index, sentence in enumerate(sentences(part.text, part.start)):
        listed = base == "nice" or (part.run_in and index == 0)
        yield from _clauses(sentence, base, words, listed=listed)


def asked_in_prose(part: Part, words: PostingWords) -> Iterator[Asked]:
    """Yield what text outside those sections asks.

    A paragraph that begins by asking asks on; elsewhere a sentence must ask by itself.
    """
    asking: Importance | None = None
    # A bullet says what it says; only what follows it may ask.
    for sentence in sentences(part.text, part.start)[1 if part.bullet else 0 :]:
        found = words_of(sentence.text)
        if not found or _is_other_talk(found, words):
            continue
        asks = _asks(found, words)
        asks = _asks(found, words)
        if _opens(found, words, "nice"):
            asking = "nice"
        elif asks and _opens(found, words, "lead") and not _seeks(found):
            asking = "must"
        if asking:
            yield from _clauses(sentence, asking, words, listed=asking == "nice")
        elif asks and (not _seeks(found) or _SEEKS & {w.key for w in found[2:]}):
            asked = list(_clauses(sentence, "must", words, listed=False))
            for item in asked:
                if len(asked) != _TWO or _asks(words_of(item.span.text), words):
                    yield item


def _asks(found: list[Word], words: PostingWords) -> bool:
    """Tell whether a sentence asks: by how it begins, by what it names, or by how it ends."""
    first = 1 if found[0].key in _OPENERS else 0
    if len(found) > first and words.groups["open"].at(found, first):
        return True
    if words.has("ask", found):
        return True
    tail = [hit for hit in _cues(found, words) if hit.after == len(found)]
    return any(hit.first == 0 or found[hit.first - 1].key != "as" for hit in tail)


# Of two halves of a sentence one may only tell; three or more are a list of askings.
_TWO = 2
# "We are looking for our first manager" tells; "for someone with … who …" asks.
_SEEKS = frozenset("with who mit der die avec qui que con con chi met".split())
_SEEKING = frozenset(
    "looking seek seeking suchen cherchons recherchons buscamos procuramos cerchiamo zoeken".split()
)


def _seeks(found: list[Word]) -> bool:
    return any(word.key in _SEEKING for word in found[:5])


def _opens(found: list[Word], words: PostingWords, group: str) -> bool:
    """Tell whether a phrase of `group` begins the sentence; a single word must be its first."""
    hits = [words.groups[group].at(found, i) for i in range(min(3, len(found)))]
    return any(hit and (hit.first == 0 or hit.after - hit.first > 1) for hit in hits)


def _is_other_talk(found: list[Word], words: PostingWords) -> bool:
    return any(words.has(group, found) for group in ("apply", "legal", "benefit"))


def _bullet(span: Span, base: Importance, words: PostingWords) -> Iterator[Asked]:
    """Yield what a bullet asks: it is one requirement unless it clearly asks two things."""
    first, *others = sentences(span.text, span.start) or [span]
    if others and all(len(words_of(s.text)) > 2 for s in others):
        yield from _items(first, base, words)
        for other in others:
            found = words_of(other.text)
            if words.has("ask", found) or words.has("nice", found) or words.has("must", found):
                yield from _items(other, base, words)
        return
    yield from _items(span, base, words)


def _items(span: Span, base: Importance, words: PostingWords) -> Iterator[Asked]:
    parts = _by_importance(span, base, words)
    for part, importance in parts:
        yield from _bracketed(part, importance, words)


def _by_importance(
    span: Span, base: Importance, words: PostingWords
) -> list[tuple[Span, Importance]]:
    """Split at semicolons where the parts differ in weight or one of them asks nothing."""
    parts = split_at(span, ";；")
    graded: list[tuple[Span, Importance]] = [
        (p, importance_of(words_of(p.text), base, p.text, words)) for p in parts
    ]
    if len(parts) > 1:
        kept = [g for g in graded if not words.has("denial", words_of(g[0].text))]
        if len({i for _, i in kept}) > 1 or len(kept) < len(graded):
            return kept
    elif words.has("denial", words_of(span.text)):
        return []
    return [(span, importance_of(words_of(span.text), base, span.text, words))]


def _bracketed(span: Span, importance: Importance, words: PostingWords) -> Iterator[Asked]:
    """Take a wish in brackets out of a demand: "strong Go (some Python helps, …)"."""
    found = _BRACKET.search(span.text)
    if importance == "must" and found and len(words_of(found[1])) >= _MIN_NICE_BRACKET:
        inner = words_of(found[1])
        if words.has("nice", inner):
            yield Asked(cut(span, 0, found.start()), "must")
            yield Asked(cut(span, found.start(1), found.end(1)), "nice")
            return
    joined = _PLUS.search(span.text) or _JOINED_ASK.search(span.text)
    if (
        joined
        and _LANGUAGE.search(span.text, 0, joined.start())
        and _LANGUAGE.search(joined[0] + span.text[joined.end() :])
    ):
        joined = None
    if joined and joined.start() > 8 and len(words_of(span.text[joined.end() :])) > 0:
        yield Asked(cut(span, 0, joined.start()), importance)
        yield Asked(cut(span, joined.end(), len(span.text)), importance)
        return
    yield Asked(span, importance)


def _clauses(
    sentence: Span, base: Importance, words: PostingWords, *, listed: bool
) -> Iterator[Asked]:
    for clause in split_at(sentence, ";；"):
        if words.has("denial", words_of(clause.text)):
            for part in _dashed(clause):
                found = words_of(part.text)
                if words.has("ask", found) and not words.has("denial", found):
                    yield Asked(part, base)
            continue
        yield from _clause(clause, base, words, listed=listed)


def _dashed(span: Span) -> list[Span]:
    """Return the parts of `span` between dashes that stand alone."""
    parts: list[Span] = []
    begin = 0
    for dash in _DASH.finditer(span.text):
        parts.append(cut(span, begin, dash.start()))
        begin = dash.end()
    return [*parts, cut(span, begin, len(span.text))]


def _clause(
    clause: Span, base: Importance, words: PostingWords, *, listed: bool
) -> Iterator[Asked]:
    """Yield what a clause asks, without the words around it."""
    importance = importance_of(words_of(clause.text), base, clause.text, words)
    if not listed and importance == "must":
        several = [cut(clause, begin, end) for begin, end in _joined_asks(clause.text)]
        if len(several) > 1:
            for part in several:
                yield from _clause(part, base, words, listed=False)
            return
    core = _core(clause, words)
    if not core.text:
        return
    parts = _list_parts(core, words) if listed or importance == "nice" else [core]
    for part in parts:
        for asked in _bracketed(part, importance, words):
            span = _core(asked.span, words) if len(parts) > 1 else asked.span
            if span.text:
                yield Asked(span, asked.importance)


_NEXT_ASK = re.compile(
    r",\s+(?:and\s+)?(?=(?:strong|solid|excellent|good|great|proven|deep"
    r"|demonstrated|an?|experience|knowledge|ability"
    r"|fluency|familiarity|proficiency|expertise|hands-on)\s)",
    re.IGNORECASE,
)


def _joined_asks(text: str) -> list[tuple[int, int]]:
    """Return the ranges of what one sentence asks in turn: "… years of X, strong Y, and a Z"."""
    begin = 0
    sought = _SOUGHT.match(text)
    if sought:
        begin = sought.end()
    cuts = [(m.start(), m.end()) for m in _NEXT_ASK.finditer(text, begin)]
    if len(cuts) < _FEW_CUTS:
        return [(begin, len(text))]
    starts = [begin, *(end for _, end in cuts)]
    return list(zip(starts, [*(start for start, _ in cuts), len(text)], strict=True))


# One comma may set off an aside; two make a list.
_FEW_CUTS = 2
_SOUGHT = re.compile(
    r"^[^.]{0,60}\b(?:seeking|looking for|hiring|need)\b[^.]{2,60}?\s(?:with|who has|who have)\s+",
    re.IGNORECASE,
)


def importance_of(
    found: list[Word], base: Importance, text: str, words: PostingWords
) -> Importance:
    """Return how strongly `text` asks. Wishes in brackets weigh nothing."""
    outside = [w for w in found if _outside_brackets(text, w.start)]
    nice = [h for h in words.find("nice", outside) if not _is_aside(outside, h, text)]
    if nice:
        return "nice"
    if base == "nice" and any(_is_strict(outside, h) for h in words.find("must", outside)):
        return "must"
    return base


def _is_strict(found: list[Word], hit: Hit) -> bool:
    keys = {w.key for w in found[hit.first : hit.after]}
    return bool(keys & {"required", "mandatory", "zwingend", "obligatoire", "imprescindible"})


def _is_aside(found: list[Word], hit: Hit, text: str) -> bool:
    """Tell whether a wish is only about a detail: "…, ideally in Berlin", "davon gern …"."""
    begin = found[hit.first].start
    detail = found[hit.first].key in ("ideally", "preferably", "idealerweise", "idéalement")
    return detail and text[:begin].rstrip()[-1:] == "," and begin > 12


def _outside_brackets(text: str, index: int) -> bool:
    return text.count("(", 0, index) <= text.count(")", 0, index)


def _core(clause: Span, words: PostingWords) -> Span:
    """Cut what only frames the asking: "Because we're a bank:", "You should bring", "is a plus"."""
    why = _WHY.match(clause.text)
    if why and why.end() < len(clause.text) - 3:
        clause = cut(clause, why.end(), len(clause.text))
    so = _SO.search(clause.text)
    if so and so.start() > 10:
        clause = cut(clause, 0, so.start())
    found = words_of(clause.text)
    begin, end = 0, len(found)
    while begin < end:
        hit = words.groups["lead"].at(found, begin) or _cue_at(found, begin, words)
        if hit is not None and hit.after < end:
            begin = hit.after
        elif found[begin].key in _OPENERS and begin + 1 < end and _is_small(clause, found[begin]):
            begin += 1
        else:
            break
    tail = next((h for h in _cues(found, words) if h.after == end and h.first > begin), None)
    if tail is not None and tail.first - begin >= 1:
        end = tail.first
    if begin >= end:
        return clause
    stop = found[end].start if end < len(found) else len(clause.text)
    return cut(clause, found[begin].start if begin else 0, stop)


def _is_small(clause: Span, word: Word) -> bool:
    """Tell whether a joining word is written small; "E/M coding" begins with no "e"."""
    return len(word.key) > 1 or clause.text[word.start].islower()


def _cue_at(found: list[Word], index: int, words: PostingWords) -> Hit | None:
    hit = words.groups["nice"].at(found, index)
    return hit if hit is not None and hit.after - hit.first > 1 else None


def _cues(found: list[Word], words: PostingWords) -> list[Hit]:
    hits = words.find("nice", found) + words.find("must", found)
    return [hit for hit in hits if hit.after - hit.first > 1 or hit.first > 0]


def _list_parts(clause: Span, words: PostingWords) -> list[Span]:
    """Split a list at its commas; a part that hangs on the one before stays with it."""
    raw = split_at(clause, ",，、")
    if len(raw) < 2:
        return [clause]
    parts: list[Span] = []
    for part in raw:
        found = words_of(part.text)
        tied = not found or (
            found[0].key in _TIED
            and not (
                part is raw[-1]
                and found[0].key in ("or", "and", "oder", "und", "sowie", "ou", "et", "y")
            )
        )
        if parts and tied:
            parts[-1] = Span(_join(clause, parts[-1], part), parts[-1].start)
        else:
            parts.append(part)
    parts = [p for part in parts for p in _last_and(part, len(parts))]
    del words
    return parts if len(parts) >= _LIST_PARTS else [clause]


def _join(clause: Span, left: Span, right: Span) -> str:
    return clause.text[left.start - clause.start : right.end - clause.start]


_LAST = re.compile(r"\s+(?:and|und|sowie|et|y|e)\s+(?=\S)", re.IGNORECASE)


def _last_and(part: Span, count: int) -> list[Span]:
    """Split the last item of a list at its "and" when both sides stand alone."""
    found = [m for m in _LAST.finditer(part.text) if "sowie" in m[0]]
    if count < _LIST_PARTS or not found:
        return [part]
    last = found[-1]
    return [cut(part, 0, last.start()), cut(part, last.end(), len(part.text))]


def kind_of(
    text: str, skill_kinds: frozenset[str], years: float | None, words: PostingWords
) -> RequirementKind:
    """Return what sort of thing is asked."""
    found = words_of(text)
    named = words.labels("kind", found)
    signs: tuple[tuple[RequirementKind, bool], ...] = (
        ("authorisation", "authorisation" in named),
        ("experience", years is not None),
        ("degree", degree_in(text, words) is not None),
        ("licence", "licence" in named or bool(skill_kinds & {"certificate", "licence"})),
        ("language", "spoken_language" in skill_kinds),
        ("skill", bool(skill_kinds - {"soft"})),
        ("experience", "experience" in named),
        ("soft", "soft" in named or bool(skill_kinds)),
    )
    for kind, told in signs:
        if told:
            return kind
    return "other"


def is_usable(text: str, words: PostingWords) -> bool:
    """Tell whether a passage may become a requirement at all."""
    found = words_of(text)
    return bool(found) and len(text) <= 600 and not is_planted(text, words)
