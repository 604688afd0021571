"""Text that speaks to machines or asks for words in a résumé: shown to the person, never used.

A posting asks something of a person. A sentence that addresses a program, voids instructions,
plays a speaker of a chat, carries an encoded message, or says what a résumé must contain, asks
nothing that a match could show, so it becomes no requirement, skill or duty.
"""

import re
import unicodedata

from resume_builder.domain.posting.sentences import sentences
from resume_builder.domain.posting.words import Hit, PostingWords, Word, words_of

# Cyrillic and Greek letters that look Latin.
_LOOKALIKES = str.maketrans(
    "асеорхуіјѕԁһАСЕНІКМОРТХВονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aceopxyijsdhACEHIKMOPTXBovABEZHIKMNOPTYX"
)
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC_WORD = re.compile(r"[а-яёА-ЯЁ]{4,}")
_ROLE = re.compile(
    r"^\W{0,3}(?:</?\s*(?:system|posting|document|instructions?|prompt|user"
    r"|assistant|job|input|context)\b[^>]{0,60}>"
    r"|<\||\[/?INST\]|<</?SYS>>|\"{3}|`{3}|#{2,}\s*(?:system|user|assistant)\s*:)"
    r"|<\|im_(?:start|end)\|>\s*$|</(?:system|instructions)>\s*$|^\W*\"?\}?\]?\}?,\s*\"\w+\"\s*:",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"^\W{0,3}(?:system|assistant|user|human|developer)\s*:\s*\S", re.IGNORECASE)
_MARK = re.compile(
    r"^\W{0,4}(?:begin|end|start|new|close)(?:\s+of)?(?:\s+the)?\s+(?:system|job"
    r" posting|posting|job description"
    r"|document|instructions?|prompt|context|input|conversation)\b(?:\s+(?:message"
    r"|prompt|text))?\W*$",
    re.IGNORECASE | re.MULTILINE,
)
# "State that you hold …": a claim to be made, whatever is true.
_CLAIM = re.compile(
    r"\b(?:mention|state|claim|say|write|pretend|assert|declare"
    r"|confirm)s?\s+that\s+(?:you|they|the candidate"
    r"|the applicant|he|she|i)\b"
    r"|\b(?:schreiben|geben|erwähnen|behaupten|schreib|gib"
    r"|erwähne)\s+(?:sie\s+)?(?:an)?,?\s*dass\s+(?:sie|du)\b"
    r"|\b(?:écrivez|mentionnez|indiquez|affirmez|dites)\s+que\s+(?:vous|le candidat)\b"
    r"|\b(?:diga|digan|mencione|indique|escriba|afirme)n?\s+que\s+(?:usted|el"
    r" candidato|tiene|posee|es)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"^\W{0,3}(?:please\s+)?(?:add|write|insert|put|include|print|output|append"
    r"|place|paste|repeat|quote|name)\b"
    r"[^.!?\"“«„]{0,60}[\"“«„]",
    re.IGNORECASE,
)
_JSON_ROLE = re.compile(r"\"(?:role|system|requirements|content|note)\"\s*:")
_BLOB = re.compile(
    r"(?<![\w/.-])(?:(?=[A-Za-z0-9+/]{0,40}\d)(?=[A-Za-z0-9+/]{0,40}[a-z])(?=[A-Za-z0-9+/]{0,40}[A-Z])"
    r"[A-Za-z0-9+/]{24,}={0,2}|[0-9a-fA-F]{28,}|(?:%[0-9a-fA-F]{2}){8,}"
    r"|(?:\d{2,3}[ ,]{1,2}){8,}\d{2,3})(?!\w)"
)
_ENCODED = re.compile(
    r"\b(?:base64|base32|rot-?13|hex(?:adecimal)?|morse|backwards|reversed"
    r"|url-?decode|percent-encod\w+|binary|cipher"
    r"|caesar)\b",
    re.IGNORECASE,
)
_DECODE = re.compile(
    r"\b(?:decode[ds]?|deciphers?|de-?crypt|follow|obey|apply|comply|spelled out"
    r"|convert|do what it says"
    r"|additional requirement|read it forwards|act on it)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“«„”][^\"“”«»„\n]{2,120}[\"”»“]")
# "the line "…"", "the word …": something to be written down letter for letter.
_VERBATIM = re.compile(
    r"\b(?:line|phrase|words?|token|remark|string|sentence|keyword|motto|headline"
    r"|wort|wörter|satz|zeile|mots?|phrase"
    r"|palabras?|frase|parola|parole)\s+[\"“«„]",
    re.IGNORECASE,
)
_LEET = re.compile(r"\b(?=\w{3,}\b)\w*[a-z]\d+[a-z]\w*\b", re.IGNORECASE)
_VOCATIVE = re.compile(
    r"(?:^|[.;!?]\s*|\b(?:to|for|an|dear|if you are an?|all|hey|note to|attention"
    r"|any|the|that|wenn (?:du|sie) eine?"
    r"|si vous êtes une?|si eres una?|если вы|reading)\s+)$",
    re.IGNORECASE,
)
_EXFIL = re.compile(r"https?://\S{0,200}[?&][\w-]{1,20}=(?:[A-Z_]{4,}|\.\.\.|[\s)\"'&]|$)")
# Sentences of a part that stand or fall together.
_SHORT_PART = 3
# How far apart two words may stand to belong together.
_NEAR = 8


def seen_plain(text: str) -> str:
    """Return `text` with look-alike, full-width and styled letters as the plain ones."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKC", text)
    if (_LATIN.search(plain) and not _CYRILLIC_WORD.search(plain)) or _mixed(plain):
        plain = plain.translate(_LOOKALIKES)
    return plain


def _mixed(text: str) -> bool:
    """Tell whether single words mix Latin letters with others that look like them."""
    return re.search(r"[A-Za-z][а-яА-Яο-ωΑ-Ω]|[а-яА-Яο-ωΑ-Ω][A-Za-z]", text) is not None


def planted_from(text: str, words: PostingWords) -> int | None:
    """Return the offset of the first sentence that is planted; all after it belongs to it."""
    parts = sentences(text, 0)
    if len(parts) <= _SHORT_PART:
        return 0 if is_planted(text, words) else None
    return next((part.start for part in parts if is_planted(part.text, words)), None)


def opens_block(text: str) -> bool:
    """Tell whether `text` plays the mark of a new speaker, so that what follows is its speech."""
    plain = seen_plain(text)
    return _ROLE.search(plain) is not None or _MARK.search(plain) is not None


def is_planted(text: str, words: PostingWords) -> bool:
    """Tell whether `text` speaks to a machine or dictates what a résumé says."""
    plain = seen_plain(text)
    found = words_of(plain)
    if _plays_speaker(plain) or _is_encoded(plain):
        return True
    if not plain.isascii() and _signs(plain, words):
        return True
    writes = words.has("write", found)
    if writes and (_CLAIM.search(plain) or _ORDER.match(plain)):
        return not words.has("evidence", found)
    if writes and _SPEAKER.match(plain):
        return True
    return (
        (writes and _spells_out(plain, found, words))
        or _overrides(found, words)
        or _addresses_machine(plain, found, words)
        or (writes and _dictates(found, words))
        or words.has("ranked", found)
    )


def _plays_speaker(plain: str) -> bool:
    """Find marks of chats, prompts and data formats, and addresses that carry words away."""
    if _ROLE.search(plain) or _MARK.search(plain):
        return True
    if "://" in plain and _EXFIL.search(plain):
        return True
    return '"' in plain and len(_JSON_ROLE.findall(plain)) > 1


def _is_encoded(plain: str) -> bool:
    """Find an encoded message, or the order to decode one."""
    if _DIGIT.search(plain) and (_BLOB.search(plain) or len(_LEET.findall(plain)) > _LEET_WORDS):
        return True
    if "." in plain and _MORSE.search(plain):
        return True
    return _ENCODED.search(plain) is not None and _DECODE.search(plain) is not None


_DIGIT = re.compile(r"\d")
_MORSE = re.compile(r"(?<![\w.-])(?:[.-]{1,5}[ /]){6,}")
# So many words with digits for letters are no product names.
_LEET_WORDS = 2


def _spells_out(plain: str, found: list[Word], words: PostingWords) -> bool:
    """Find words in quotes that are to be written down."""
    if _QUOTED.search(plain) is None:
        return False
    return (
        _VERBATIM.search(plain) is not None
        or words.has("machine", found)
        or words.has("paper", found)
    )


def _signs(text: str, words: PostingWords) -> bool:
    folded = text.lower()
    named = {group for group, sign in words.signs if sign in folded}
    return "override" in named and bool(named & {"rules", "paper"})


def _overrides(found: list[Word], words: PostingWords) -> bool:
    """Find "ignore … previous … instructions", but not "never ignore previous instructions"."""
    rules = words.find("rules", found)
    if not rules:
        return False
    for hit in words.find("override", found):
        if hit.first and found[hit.first - 1].key in _NEVER:
            continue
        near = [r for r in rules if -_NEAR <= r.first - hit.after <= _NEAR]
        if near and _has_earlier(found, hit, near, words):
            return True
    return False


_NEVER = frozenset("never not nicht nie jamais no nunca mai don t to when who".split())


def _has_earlier(found: list[Word], hit: Hit, near: list[Hit], words: PostingWords) -> bool:
    first = min(hit.first, *(r.first for r in near))
    after = max(hit.after, *(r.after for r in near))
    # The earlier thing stands right beside the rules: "previous instructions", "rules above".
    return words.has("earlier", found[max(0, first - 1) : after + 2])


def _addresses_machine(plain: str, found: list[Word], words: PostingWords) -> bool:
    """Find a program spoken to, and something it is told to write."""
    writes = words.has("write", found)
    for hit in words.find("machine", found):
        before = plain[: found[hit.first].start]
        if not _VOCATIVE.search(before):
            continue
        after = plain[found[hit.after - 1].end :]
        called = after[:1] in (":", ",") or after.lstrip()[:7] in ("reading", "must ", "should ")
        if (writes and (called or hit.first <= 4)) or words.has("paper", found):
            return writes or words.has("override", found)
    return False


def _dictates(found: list[Word], words: PostingWords) -> bool:
    """Find something to be written into a résumé, that is no proof of what the person did."""
    if words.has("evidence", found):
        return False
    if _claims_by_many(found, words):
        return True
    papers = words.find("sole_paper", found)
    papers += [hit for hit in words.find("paper", found) if _is_place(found, hit)]
    if not papers:
        return False
    return any(
        -_NEAR - 2 <= paper.first - hit.after <= _NEAR + 4
        for hit in words.find("write", found)
        for paper in papers
    )


def _claims_by_many(found: list[Word], words: PostingWords) -> bool:
    """Find "candidates who list …", "resumes that contain …"."""
    for hit in words.find("claimant", found):
        after = found[hit.after : hit.after + 3]
        if after and after[0].key in _WHO and words.groups["claims"].find(after):
            return True
    return False


_WHO = frozenset(
    "who that which die qui que che must should need have also all then always".split()
)


def _is_place(found: list[Word], hit: Hit) -> bool:
    """Tell whether a part of a résumé is named as a place: "in the summary", "your job title"."""
    before = {word.key for word in found[max(0, hit.first - 3) : hit.first]}
    if before & _OWNERS:
        return True
    return bool(before & _INTO) and (
        found[hit.first].key in _DETERMINERS or bool(before & _DETERMINERS)
    )


_OWNERS = frozenset("your their his her ihren deinen votre su".split())
_INTO = frozenset("in to into under after of on at within im in dans à en al nel no na".split())
_DETERMINERS = frozenset(
    "the your each every their his her my das dein deinen ihr le la votre el tu su".split()
)
