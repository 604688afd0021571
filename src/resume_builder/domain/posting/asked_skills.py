"""Skills that a requirement names: those of the lexicon, and names that no lexicon knows."""

import re
from collections.abc import Iterator
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
    r"[,;:()\[\]…•]|\s[-–—]\s|\.\s|(?<=\w)/(?=[A-ZÀ-Þ][a-z])|\s[&+]\s|\b(?:and/or|et/ou|y/o|e/ou)\b"
    r"|\s(?:and|or|und|oder|sowie|bzw\.?|et|ou|y|o|e|en|of|with|in|for|using|from|to|as|at|on|through|such as|like|including|mit|im|für|aus"
    r"|bei|zur|zum|von|dans|avec|pour|sur|con|para|com|em|para|per|met|voor|plus|within|across|than|that|which|is|are|be|via|by|into)\s",
    re.IGNORECASE,
)
_OF = re.compile(r"\s(?:of|de|du|des|del|da|do|der|di|d')\s?", re.IGNORECASE)
# A name: an inner capital, a digit beside letters, all capitals, or a sign that belongs to names.
_CODED = re.compile(
    r"^(?:[A-ZÀ-Þ]{2,6}s?|[a-z]+[A-Z]\w*|[A-Z][a-z]+[A-Z]\w*|\w*[A-Za-z]\w*[-+#.]?\d[\w.]*|[A-Z][A-Z/&+.-]+[A-Z]|\w+[#+]+)$"
)
_CAPITAL = re.compile(r"^[A-ZÀ-Þ][\w.+#'’-]*$")
_NOT_NAMES = frozenset(
    "i us usa uk eu it pc hr cv am pm et pt est pst cet ceo cto cfo coo ok a1 a2 b1 b2 c1 c2 llc inc ltd gmbh plc id no ii iii iv"
    " monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december"
    " or and not all must ms bs ba ma phd md bsc msc beng meng".split()
)
_BARRED = frozenset(
    "you your our we us their they them who whom whose this these those my me i he she him her his its it all any every each"
    " vous nous votre vos notre nos ihr ihre ihnen wir uns unser unsere du dich dir deine dein sie tu te tus su sus".split()
)
_MAX_WORDS = 4
# A passage of so many words names things; a longer one tells about them.
_SHORT = 6
_LONG = 28


class Source(NamedTuple):
    """What names are looked up in, and the words of the company's own name.

    `names` allows capitalised words to be taken for names; German writes all nouns so.
    """

    lexicon: Lexicon
    words: PostingWords
    own: frozenset[str]
    names: bool


class _Chunk(NamedTuple):
    text: str
    start: int
    wanted: bool
    example: bool


def skills_in(span: Span, source: Source) -> Iterator[str]:
    """Yield the skills that a passage names, as it writes them."""
    text, lexicon = span.text, source.lexicon
    mentions = [m for m in lexicon.find(text) if lexicon.kind(m.name) not in _NO_SKILLS]
    size = len(words_of(text))
    used: list[tuple[int, int]] = []
    for mention in mentions:
        if lexicon.kind(mention.name) in _NAMES or _is_spelled_out(mention, text):
            used.append((mention.start, mention.end))
            yield text[mention.start : mention.end]
    for chunk in _chunks(text, source.words):
        phrase = _phrase(chunk, source)
        if phrase is None:
            continue
        begin = chunk.start + chunk.text.find(phrase)
        end = begin + len(phrase)
        if any(a < end and begin < b for a, b in used):
            continue
        held = size <= _SHORT and any(m.start < end and begin < m.end for m in mentions)
        wanted = chunk.wanted and size <= _LONG and not _is_loose(phrase)
        shown = chunk.example and any(m.start < end and begin < m.end for m in mentions)
        if wanted or shown or held or _is_name(phrase, begin, text, source):
            yield phrase


def _is_loose(phrase: str) -> bool:
    """Tell whether a phrase is one plain word or begins with a doing: it says too little."""
    first = phrase.split()[0]
    single = first == phrase and phrase.islower() and len(phrase) < 4
    return single or (
        first.endswith("ing") and first.islower() and " " in phrase and len(phrase.split()) > 2
    )


def _is_spelled_out(mention: Mention, text: str) -> bool:
    """Tell whether a method is named in so many words, and not by one loose word."""
    shown = words_of(text[mention.start : mention.end])
    return len(shown) > 1 or text[mention.start : mention.end].isupper()


def _chunks(text: str, words: PostingWords) -> Iterator[_Chunk]:
    """Yield the pieces between separators; those after "experience with" and before "experience"
    are wanted.
    """
    found = words_of(text)
    openings = [found[h.after - 1].end for h in words.find("object", found)]
    examples = [found[h.after - 1].end for h in words.find("example", found)]
    begin, listing, showing = 0, False, False
    for cut in [*_SPLIT.finditer(text), None]:
        end = cut.start() if cut else len(text)
        chunk = text[begin:end]
        if chunk.strip():
            lead = len(chunk) - len(chunk.lstrip())
            opened = any(begin - 1 <= at <= end for at in openings)
            showing = showing or any(begin - 1 <= at <= end for at in examples)
            told = words_of(chunk)
            listing = opened or (listing and len(told) <= _MAX_WORDS + 2)
            if any(word.key in _BARRED for word in told):
                listing = False
            wanted = (listing and not showing) or _ends_asking(chunk, words)
            yield _Chunk(chunk.strip(), begin + lead, wanted, showing)
        if cut and cut[0].startswith((";", ".", ":")):
            listing = showing = False
        begin = cut.end() if cut else end


def _ends_asking(chunk: str, words: PostingWords) -> bool:
    found = words_of(chunk)
    return any(h.after == len(found) and h.first > 0 for h in words.find("object_end", found))


def _phrase(chunk: _Chunk, source: Source) -> str | None:
    """Return the chunk without the words that only ask, None when nothing is left or too much."""
    found = words_of(chunk.text)
    begin, end = 0, len(found)
    licence = {"license", "licence", "certification", "certificate", "registration"}
    while begin < end and _is_filler(found[begin].key, source):
        begin += 1
    while end > begin and _is_filler(found[end - 1].key, source):
        if found[end - 1].key in licence and end - begin > 1:
            break
        end -= 1
    if not 0 < end - begin <= _MAX_WORDS or any(w.key in _BARRED for w in found[begin:end]):
        return None
    phrase = chunk.text[found[begin].start : found[end - 1].end]
    tail = chunk.text[found[end - 1].end : found[end - 1].end + 2]
    phrase += tail if tail in ("++",) else tail[:1] if tail[:1] in ("#", "+") else ""
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
    "modern new etc software tools tool systems system technologies technology frameworks framework languages platform platforms"
    " environment environments languages language programming basic advanced fluent native excellent professional current valid"
    " proven significant extensive reasonable decent hands sound broad wide latest various other least preferably ideally plus preferred"
    " bonus desirable required degree best practices practice concepts principles techniques methodologies methods levels level"
    " fundamentals basics computer similar equivalent comparable related relevant recent minimum years year prior previous demonstrable"
    " multiple focus results tech space note several z b ex back end front bzw main general further more passion breadth genuine overall different complex"
    " solide gute sehr fundierte sicherer idealerweise bonne bonnes excellente sólida sólidos buen nivel avançado avanzado fließend".split()
)


def _is_name(phrase: str, start: int, text: str, source: Source) -> bool:
    """Tell whether a phrase is written as a name: capitals within a sentence, codes, brands."""
    shown = [word.strip(".") for word in phrase.split()]
    if any(word.key in source.own for word in words_of(phrase)):
        return False
    if all(word.lower() in _NOT_NAMES for word in shown):
        return False
    if any(_CODED.match(word) and word.lower() not in _NOT_NAMES for word in shown):
        return True
    size = len(words_of(text))
    opens = start < 2 or text[:start].rstrip()[-1:] in (".", "!", "?", ":")
    if not source.names or size > _LONG or (opens and size > 3):
        return False
    return all(_CAPITAL.match(word) for word in shown)
