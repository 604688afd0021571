"""Skills that a requirement names: those of the lexicon, and names that no lexicon knows."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from resume_builder.domain.posting.sentences import Span
from resume_builder.domain.posting.words import PostingWords, words_of
from resume_builder.domain.skills import Lexicon, Mention
from resume_builder.domain.spellings import fold

# Kinds whose names always mean the thing itself.
_NAMES = frozenset(["tool", "language", "certificate", "spoken_language", "licence"])
# Kinds that say how a person is, what was done or studied.
_NO_SKILLS = frozenset(
    ["soft", "action", "degree-field", "degree", "level", "filler", "joiner", ""]
)
_SPLIT = re.compile(
    r"[,;:()\[\]…•]|\s[-–—]\s|\.\s|(?-i:(?<=\w)/(?=[A-ZÀ-Þ][a-z]))|\s[&+]\s"
    r"|\b(?:and/or|et/ou|y/o|e/ou)\b"
    r"|\s(?:and|or|und|oder|sowie|bzw\.?|et|ou|y|o|e|en|of|with|in|for|using|from|to"
    r"|as|at|on|through|such as|like|including|mit|im|für|aus"
    r"|bei|zur|zum|von|dans|avec|pour|sur|con|para|com|em|para|per|met|voor|plus"
    r"|within|across|over|during|when|than|that|which|is|are|be|via|by|into)\s",
    re.IGNORECASE,
)
_OF = re.compile(r"\s(?:of|de|du|des|del|da|do|der|di|d')\s?", re.IGNORECASE)
# A name: an inner capital, a digit beside letters, all capitals, or a sign that belongs to names.
_CODED = re.compile(
    r"^(?:[A-ZÀ-Þ]{2,6}s?|[a-z]+[A-Z]\w*|[A-Z][a-z]+[A-Z]\w*"
    r"|\w*[A-Za-z]\w*[-+#.]?\d[\w.]*|[A-Z][A-Z/&+.-]+[A-Z]|\w+[#+]+)$"
)
# "Classes B, C and D" name no programming language.
_LETTER = re.compile(r"(?<![\w+#])[A-Z](?![\w+#])")
_CAPITAL = re.compile(r"^[A-ZÀ-Þ][\w.+#'’-]*$")
_NUMBER = re.compile(r"^\d+\+?$")
_NOT_NAMES = frozenset(
    "i us usa uk eu it pc hr cv am pm et pt est pst cet ceo cto cfo coo ok a1 a2 b1"
    " b2 c1 c2 llc inc ltd gmbh plc id no ii iii iv"
    " monday tuesday wednesday thursday friday saturday sunday january february"
    " march april may june july august september october november december"
    " note nb other others otros otras autres andere or and not all must ms bs ba"
    " ma phd md bsc msc beng meng".split()
)
_BARRED = frozenset(
    "you your our we us their they them who whom whose this these those my me i he"
    " she him her his its it all any every each"
    " vous nous votre vos notre nos ihr ihre ihnen wir uns unser unsere du dich dir"
    " deine dein sie tu te tus su sus keine keinen kein no not".split()
)
_MAX_WORDS = 4
# A passage of so many words names things; a longer one tells about them.
_SHORT = 6
_LONG = 28
_TELLING = 16
_LIST = 4


class Source(NamedTuple):
    """What names are looked up in, and `own`, the words of the company's name.

    `plain` are the words that the posting also writes small: no names. `names` allows capitalised
    words to be taken for names; German writes all nouns so.
    """

    lexicon: Lexicon
    words: PostingWords
    own: frozenset[str]
    plain: frozenset[str]
    names: bool
    # What the lexicon found in passages that were looked at before, by their text.
    known: Mapping[str, tuple[Mention, ...]] = MappingProxyType({})


class _Chunk(NamedTuple):
    text: str
    start: int
    wanted: bool
    example: bool
    closed: bool = False


def skills_in(span: Span, source: Source) -> Iterator[str]:
    """Yield the skills that a passage names, as it writes them."""
    text, lexicon = span.text, source.lexicon
    known = source.known.get(text)
    named = [(m, lexicon.kind(m.name)) for m in (lexicon.find(text) if known is None else known)]
    mentions = [m for m, kind in named if kind not in _NO_SKILLS]
    soft = [m for m, kind in named if kind == "soft"]
    size = len(words_of(text))
    used: list[tuple[int, int]] = []
    said: set[str] = set()
    for mention in mentions:
        # "Failure Mode and Effects Analysis (FMEA)" is one skill by two names.
        again = mention.name in said and text[mention.start - 1 : mention.start] == "("
        said.add(mention.name)
        if again:
            used.append((mention.start, mention.end))
            continue
        shown = text[mention.start : mention.end]
        lettered = len(shown) == 1 and len(_LETTER.findall(text)) > 2
        if lettered or source.words.has("legal", words_of(shown)):
            continue
        if lexicon.kind(mention.name) in _NAMES or _is_spelled_out(mention, text):
            used.append((mention.start, mention.end))
            yield text[mention.start : mention.end]
    chunks = _spread([c for c in _chunks(text, source.words) if not _touches(c, soft)])
    listed = _listed(chunks)
    phrases: list[tuple[int, int, bool]] = []
    for index, chunk in enumerate(chunks):
        phrase = _phrase(chunk, source)
        if phrase is None:
            continue
        begin = chunk.start + chunk.text.find(phrase)
        end = begin + len(phrase)
        held = any(m.start < end and begin < m.end for m in mentions)
        sure = held or index in listed or chunk.closed
        wanted = chunk.wanted and (size <= _LONG or held) and not _is_loose(phrase, held=sure)
        short = size <= _SHORT or (index == 0 and size <= 2 * _SHORT)
        if wanted or (held and (chunk.example or short)):
            phrases.append((begin, end, wanted))
    runs = [(begin, end, False) for begin, end in _name_runs(text, source)]
    ranked = [*(p for p in phrases if p[2]), *runs, *(p for p in phrases if not p[2])]
    for begin, end, _ in ranked:
        if not any(a < end and begin < b for a, b in used):
            used.append((begin, end))
            yield text[begin:end]


def _touches(chunk: _Chunk, mentions: list[Mention]) -> bool:
    end = chunk.start + len(chunk.text)
    return any(m.start < end and chunk.start < m.end for m in mentions)


def _spread(chunks: list[_Chunk]) -> list[_Chunk]:
    """Let "experience" at the end of a list reach the items before it: "A, B and C experience"."""
    spread = list(chunks)
    reach = False
    for index in range(len(chunks) - 1, -1, -1):
        chunk = chunks[index]
        short = len(chunk.text.split()) <= _MAX_WORDS
        if reach and short and not chunk.wanted:
            spread[index] = chunk._replace(wanted=True)
        reach = short and (reach or chunk.closed)
    return spread


def _listed(chunks: list[_Chunk]) -> set[int]:
    """Return which chunks stand in a list of four or more wanted things."""
    found: set[int] = set()
    run: list[int] = []
    for index, chunk in enumerate([*chunks, None]):
        if chunk is not None and chunk.wanted:
            run.append(index)
            continue
        if len(run) >= _LIST:
            found.update(run)
        run = []
    return found


def _is_loose(phrase: str, *, held: bool) -> bool:
    """Tell whether a phrase is one plain word or begins with a doing: it says too little."""
    first, *others = phrase.split()
    if not others:
        return phrase.islower() and not held
    return first.endswith("ing") and first.islower() and len(others) > 1


def _name_runs(text: str, source: Source) -> Iterator[tuple[int, int]]:
    """Yield where names stand: words with capitals within a sentence, codes, brands."""
    size = len(words_of(text))
    run: list[re.Match[str]] = []
    for token in [*_TOKEN.finditer(text), None]:
        joins = token is not None and (not run or text[run[-1].end() : token.start()] == " ")
        if token is not None and _looks_named(token, source, size):
            if joins:
                run.append(token)
                continue
            yield from _named(run, text, source)
            run = [token]
        else:
            yield from _named(run, text, source)
            run = []


def _looks_named(token: re.Match[str], source: Source, size: int) -> bool:
    word = token[0]
    if _NUMBER.match(word) or word[0].isdigit():
        return False
    if _CODED.match(word):
        return True
    if not (_CAPITAL.match(word) and source.names and size <= _TELLING):
        return False
    return fold(word) not in source.lexicon.fillers or word.lower() in _PAPERS


def _named(run: list[re.Match[str]], text: str, source: Source) -> Iterator[tuple[int, int]]:
    """Yield the range of a run of capitalised words when it is a name of something asked."""
    while run and _ends_name(run[-1][0].lower(), source):
        run = run[:-1]
    while run and run[0][0].lower() in _NOT_NAMES:
        run = run[1:]
    if not run or len(run) > _MAX_WORDS + 1:
        return
    begin, end = run[0].start(), run[-1].end()
    after = _TOKEN.match(text, end + 1)
    if after and after[0].lower() in _PAPERS:
        end = after.end()
    shown = words_of(text[begin:end])
    opens = begin < 2 or text[:begin].rstrip()[-1:] in tuple(".!?:•-–—/")
    plain = len(run) == 1 and not _CODED.match(run[0][0])
    if plain and opens and len(words_of(text)) > 1:
        return
    if any(word.key in source.own for word in shown) or _is_degree(text, begin, end, source):
        return
    if all(word.key in source.plain for word in shown) and not any(_CODED.match(t[0]) for t in run):
        return
    if not source.words.has("legal", shown) and not _places(text[begin:end], source):
        yield begin, end


def _is_degree(text: str, begin: int, end: int, source: Source) -> bool:
    return source.words.has("degree", words_of(text[max(0, begin - 14) : end]))


def _ends_name(word: str, source: Source) -> bool:
    """Tell whether a name ends before `word`: "SQL Experience", but "Pro Tools"."""
    return word not in _PAPERS and (word in _NOT_NAMES or fold(word) in source.lexicon.fillers)


def _places(text: str, source: Source) -> bool:
    found = words_of(text)
    hits = source.words.places.find(found)
    return bool(hits) and hits[0].first == 0 and hits[-1].after == len(found)


_TOKEN = re.compile(r"[^\s,;:()\[\]…•\"“”„!?]*[^\s,;:()\[\]…•\"“”„!?.]")
_PAPERS = frozenset("license licence certification certificate registration diploma record".split())


def _is_spelled_out(mention: Mention, text: str) -> bool:
    """Tell whether a method is named in so many words, and not by one loose word."""
    shown = words_of(text[mention.start : mention.end])
    return len(shown) > 1 or text[mention.start : mention.end].isupper()


def _chunks(text: str, words: PostingWords) -> Iterator[_Chunk]:
    """Yield the pieces between separators, with what stands before and after them.

    Those after "experience with" and before "experience" are wanted, those after "such as" are
    examples.
    """
    begin, listing, showing = 0, False, False
    for start, after, mark in _cuts(text, words):
        chunk = text[begin:start]
        if start > begin and chunk.strip():
            lead = len(chunk) - len(chunk.lstrip())
            told = words_of(chunk)
            if any(word.key in _BARRED for word in told) or len(told) > _MAX_WORDS + 2:
                listing = False
            closed = _ends_asking(chunk, words)
            wanted = closed or (listing and not showing)
            yield _Chunk(chunk.strip(), begin + lead, wanted, showing, closed)
        listing = mark == "object" or (listing and mark != "stop")
        showing = mark == "example" or (showing and mark == "")
        begin = max(begin, after)


def _cuts(text: str, words: PostingWords) -> list[tuple[int, int, str]]:
    """Return where a text is cut: (start, end, "object", "example", "stop" or "")."""
    found = words_of(text)
    cuts = [
        (found[hit.first].start, found[hit.after - 1].end, group)
        for group in ("object", "example")
        for hit in words.find(group, found)
    ]
    for cut in _SPLIT.finditer(text):
        stop = cut[0].startswith((";", ".", ":"))
        cuts.append((cut.start(), cut.end(), "stop" if stop else ""))
    return [*sorted(cuts), (len(text), len(text), "")]


def _ends_asking(chunk: str, words: PostingWords) -> bool:
    found = words_of(chunk)
    if found and found[0].key in _ABILITY:
        return False
    return any(h.after == len(found) and h.first > 0 for h in words.find("object_end", found))


_ABILITY = frozenset(
    "ability able capable learn develop fähigkeit capacité capacidad effective".split()
)


def _phrase(chunk: _Chunk, source: Source) -> str | None:
    """Return the chunk without the words that only ask, None when nothing is left or too much."""
    found = words_of(chunk.text)
    begin, end = 0, len(found)
    while begin < end and _is_filler(found[begin].key, source):
        begin += 1
    while end > begin and _is_filler(found[end - 1].key, source):
        if found[end - 1].key in _PAPERS and end - begin > 1:
            break
        end -= 1
    if chunk.text.endswith("-"):
        return None
    doing = found[begin].key if begin + 1 < end else ""
    if doing.endswith("ing") and not source.lexicon.find(doing) and chunk.wanted:
        begin += 1
    if not 0 < end - begin <= _MAX_WORDS or any(w.key in _BARRED for w in found[begin:end]):
        return None
    phrase = chunk.text[found[begin].start : found[end - 1].end]
    tail = chunk.text[found[end - 1].end : found[end - 1].end + 2]
    phrase += tail if tail == "++" else tail[:1] if tail[:1] in ("#", "+") else ""
    if begin == 0 and found[0].start == 1 and chunk.text[0] == ".":
        phrase = "." + phrase
    if source.words.has("degree", words_of(phrase)) or any(len(w.key) > 24 for w in found):
        return None
    if len(phrase) < 2 or phrase.replace(" ", "").isdigit() or "@" in phrase or "http" in phrase:
        return None
    return phrase


def _is_filler(key: str, source: Source) -> bool:
    return (
        fold(key) in source.lexicon.fillers
        or key in source.words.numbers
        or key.isdigit()
        or key in _WEAK
    )


_WEAK = frozenset(
    "modern new etc software tools tool systems system technologies technology"
    " frameworks framework languages platform platforms"
    " environment environments languages language programming basic advanced fluent"
    " native excellent professional current valid"
    " proven significant extensive reasonable decent hands sound broad wide latest"
    " specialized specialised special cross-functional multidisciplinary interdisciplinary"
    " various other least preferably ideally plus preferred"
    " bonus desirable required degree best practices practice concepts principles"
    " techniques methodologies methods levels level"
    " fundamentals basics computer similar equivalent comparable related relevant"
    " recent minimum years year prior previous demonstrable"
    " multiple focus results tech space note several z b ex back end front bzw main"
    " general further more passion breadth genuine overall different complex"
    " development desarrollo desenvolvimento entwicklung développement integration"
    " integração information"
    " solide gute sehr fundierte sicherer idealerweise bonne bonnes excellente"
    " sólida sólidos buen nivel avançado avanzado fließend folgenden spezifischen"
    " gängigen gängiger gängige verschiedenen modernen".split()
)
