"""Title, company and places: what stands above a posting, or what it says of itself."""

import re
from collections import Counter
from collections.abc import Sequence

from resume_builder.domain.posting.sections import Part, classify
from resume_builder.domain.posting.source import Piece, Source
from resume_builder.domain.posting.words import PostingWords, words_of

_GENDER = re.compile(
    r"\((?:[mwfdhx*]\s?[/|]\s?)+[mwfdhx*]\)|\b[HF]\s?/\s?[HF]\b|\(all genders?\)", re.IGNORECASE
)
_NAVIGATION = re.compile(
    r"\blogo$|\b(?:show more|easy apply|promoted|reposted|people clicked|matches"
    r" your job|share|print"
    r"|save|sign in|log in|menu|search|cookies?|merken|teilen"
    r"|drucken|partager|imprimer|sauvegarder|apply now"
    r"|back to|all jobs|home|skip to|vor \d+ tagen|posted|offre n|actualisée|job id|ref\.)\b",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"^(?:vacancy|job|job title|position|title|stellenangebot|stelle|wir suchen"
    r"|gesucht|poste|offre d'emploi|puesto|vacante|hiring|now hiring"
    r"|vaga|offerta di lavoro|vacature|job opening|open position|role|we're hiring"
    r"|wanted)\s*[:–-]\s*",
    re.IGNORECASE,
)
_SITE = re.compile(r"\s+[|•·]\s+.*$")
_AT = re.compile(r"\s+(?:@|bei|chez)\s+(?=[A-Z0-9])|\s+at\s+(?=[A-Z][\w&]+\s*$)")
_AS_A = re.compile(
    r"\b(?:[Aa]s (?:an?|our|the)|[Aa]ls|(?:seek(?:ing|s)|looking for|hiring"
    r"|recruiting|need) (?:an?|our(?: first)?)|suchen (?:wir )?(?:einen?)?"
    r"|recherch(?:e|ons) (?:un|une)|buscamos (?:un|una))\s+((?:[A-Z][\w/&.+#-]*|of"
    r"|and|de)(?:\s+(?:[A-Z][\w/&.+#()-]*|of|and|de|für)){0,6})"
)
_SEPARATORS = re.compile(r"\s+[–—|·•-]\s+|\s*\|\s*|,\s+|\s+\(")
_DASHES = re.compile(r"\s+[–—|·•-]\s+")
_NAME = (
    r"(?:The )?[A-ZÀ-Þ0-9][\w&.'’+-]*(?:[ ](?:(?:of|and|&|de|du|der|für|the|des"
    r"|für)[ ])?(?:\([^)\n]{2,40}\)[ ]?)?[A-ZÀ-Þ&(][\w&.'’()+-]*){0,7}"
)
_VERB = (
    r"(?:is|was|has|makes|helps|builds|runs|supports|delivers|brings|provides|serves"
    r"|offers|designs|develops|creates|grows|employs"
    r"|operates|moves|cleans|ships|discovers|holds|publishes|connects|sells|manages"
    r"|seeks|recrute|recherche|est|ist|baut|entwickelt"
    r"|bietet|sucht|produziert|es|busca|ofrece|desarrolla|is an|treats|does|keeps|assesses)"
)
_SAYS_OF_ITSELF = re.compile(
    rf"(?:^|(?<=[.!?\n]\s)|(?<=\n)|(?<=[.!?]))({_NAME}),?(?:\s+(?:formerly|founded"
    rf"|based)[^,.]{{0,80}},)?\s+{_VERB}\b"
)
_AT_COMPANY = re.compile(
    rf"\b(?:[Aa]t|[Jj]oin|[Aa]bout|bei|[Cc]hez|[Ee]n rejoignant|[Aa]bout us:?|[Ww]hy)\s+({_NAME})"
)
_NOT_NAMES = frozenset(
    "we our this that the you your it there here our what who where when why how at"
    " in as if for and but he she they all"
    " wir sie du das die der es unser unsere ihr nous vous le la les notre votre il"
    " elle ce nuestro nuestra el los las"
    " us role job position team work about candidates applicants everyone benefits"
    " english german french spanish"
    " monday tuesday wednesday thursday friday someone experience interviews"
    " training a an dein deine note na no o os"
    " each every most two three four some many any one both if once since during"
    " within remote hybrid salary pay requirements responsibilities qualifications"
    " description english".split()
)
_BASED = re.compile(
    r"\b(?:based (?:in|at|out of)|located (?:in|at)|offices? (?:is |are )?(?:in|at)"
    r"|Standort|mit Sitz in|Sitz in|Büros? in|City of|contractor in|basée? à|situé à"
    r"|agence de|ubicad[oa] en|oficinas? en|con sede en|sede en|gevestigd in"
    r"|throughout the|in the heart of|Raum|bureaux à|secteur (?:de|du))\s+"
    r"((?:greater )?[A-ZÀ-Þ][\w'’-]*(?:[ -][A-ZÀ-Þ][\w'’-]*){0,3}"
    r"(?:,\s[A-ZÀ-Þ]\w*(?:\s[A-Z]\w+)?)?)"
)
_STATE_CODE = re.compile(
    r"([A-ZÀ-Þ][\w'’.-]+(?:[ -][A-ZÀ-Þ][\w'’.-]+){0,2}),\s+([A-Z]{2})(?![A-Za-z])"
)
_PIN = re.compile("[\U0001f30d-\U0001f310\U0001f4cd\U0001f5fa]\ufe0f?\\s*")
_MONEY = re.compile(r"[$€£]|\d{3}")
_POSTCODE = re.compile(r"^\d{2}(?:\d{3})?\s*[-–]?\s+(?=[A-ZÀ-Þ])")
_HEAD_PIECES = 8


def title_of(source: Source, words: PostingWords, labels: dict[str, str]) -> str:
    """Return the job's title as written, "" when no line looks like one."""
    for key in ("title", "roles", "job title", "position"):
        if len(source.meta.get(key, "")) > 3:
            return _tidy_title(source.meta[key])
    pieces = [p for p in source.pieces[:_HEAD_PIECES] if not _is_chrome(p, words)]
    first = next((p for p in pieces if p.level == 1), None)
    if first is None:
        scored = [(_title_score(p, i, words), -i) for i, p in enumerate(pieces)]
        if scored and max(scored)[0] > 0:
            first = pieces[-max(scored)[1]]
    if first is not None and not (source.pieces[0].level and _is_section(source.pieces[0], words)):
        return _tidy_title(first.text)
    if labels.get("title"):
        return _tidy_title(labels["title"])
    named = Counter(m[1].strip() for m in _AS_A.finditer(source.text[:20_000]))
    return named.most_common(1)[0][0] if named else _tidy_title(first.text) if first else ""


def _is_chrome(piece: Piece, words: PostingWords) -> bool:
    """Tell whether a line is a menu, a section's heading or a "label: value" and no title."""
    found = words_of(piece.text)
    if _NAVIGATION.search(piece.text) and (
        len(found) <= 4 or "|" in piece.text or "°" in piece.text
    ):
        return True
    label = piece.text.split(":", 1)
    if len(label) == 2 and words.has("label", words_of(label[0])) and len(words_of(label[0])) <= 4:
        return not _PREFIX.match(piece.text)
    return _is_section(piece, words)


def _is_section(piece: Piece, words: PostingWords) -> bool:
    section, covered = classify(words_of(piece.text), words)
    return section is not None and covered >= 0.5


def _title_score(piece: Piece, index: int, words: PostingWords) -> float:
    found = words_of(piece.text)
    if not found or len(found) > 24 or piece.bullet or len(piece.text) > 160:
        return 0
    score = 3.0 - 0.8 * index
    score += 1.5 * words.has("role", found)
    score += 3.0 * bool(_GENDER.search(piece.text))
    score += 1.0 * bool(piece.level or piece.bold)
    score -= 2.5 * piece.text.rstrip().endswith((".", "?")) * (len(found) > 6)
    score -= 2.0 * (len(found) > 14)
    return score


_SEEKING = re.compile(
    r"^(?:buscamos|se busca|se necesita|on recherche|nous recherchons|we are hiring"
    r"|we're hiring|gezocht|cerchiamo"
    r"|procuramos)\s+(?:(?:an?|une?|un|una|el|la)\s+)?(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)


def _tidy_title(text: str) -> str:
    """Return a title line without what is around the title."""
    text = _PREFIX.sub("", _SITE.sub("", text.strip()))
    text = _SEEKING.sub("", _AT.split(text)[0])
    if text.count("(") > text.count(")"):
        text = text.rsplit("(", 1)[0]
    aside = re.search(r"\s*\(([^()]*)\)\s*$", text)
    if aside and len(words_of(aside[1])) > 3:
        text = text[: aside.start()]
    text = re.sub(r"\s+(?:wanted|gesucht)\.?\s*$", "", text)
    text = re.sub(r",\s+(?:Raum|Standort|Großraum)\s.*$", "", text)
    return text.strip(" –-:|,.")


def company_of(
    source: Source, parts: Sequence[Part], labels: dict[str, str], title: str, words: PostingWords
) -> str:
    """Return the company as written, "" when the posting does not name it."""
    if labels.get("company"):
        return _REMOTE_NOTE.sub("", labels["company"].split("  ")[0]).strip()
    for key in ("company", "organization", "equipe", "startup"):
        if source.meta.get(key):
            return source.meta[key]
    for piece in source.pieces[:_HEAD_PIECES]:
        if logo := _LOGO.fullmatch(piece.text):
            return logo[1]
    counts = _self_named(source.text, parts, title)
    head = _head_lines(source, title)
    tail = _in_title(source, title, counts, words)
    if tail:
        return tail
    for name in (_company_in(line, words) for line in head[:2]):
        if name:
            return name
    return counts.most_common(1)[0][0] if counts else ""


def _in_title(source: Source, title: str, counts: Counter[str], words: PostingWords) -> str:
    """Return the part of the title line that the text names as the company."""
    line = next((p for p in source.pieces[:_HEAD_PIECES] if title and title[:20] in p.text), None)
    if line is None:
        return ""
    body = source.text[: line.start] + source.text[line.end :]
    for part in _DASHES.split(line.text)[1:]:
        name = part.split(",")[0].strip()
        found = words_of(name)
        if words.has("apply", found):
            continue
        said = any(name.lower() == known.lower() for known in counts)
        tail = " ".join(word.key for word in found[-3:])
        if said or (len(found) > 2 and tail in body.lower()):
            return name
        first = re.escape(name.split(" ")[0])
        spoken = re.search(rf"(?<!\w){first}(?!\w)", body) if len(first) > 4 else None
        small = re.search(rf"(?<!\w){first.lower()}(?!\w)", body)
        if len(found) > 1 and spoken and not small:
            return name
    return ""


def title_without(title: str, company: str) -> str:
    """Return a title line without the company that stands in it."""
    parts = _DASHES.split(title)
    kept = next((i for i, part in enumerate(parts) if i and company and company in part), 0)
    if not kept:
        return title
    return title[: title.find(parts[kept], len(parts[0]))].rstrip(" –—|·•-")


def _head_lines(source: Source, title: str) -> list[Piece]:
    """Return the few short lines that stand around the title."""
    lines: list[Piece] = []
    seen = False
    for piece in source.pieces[:_HEAD_PIECES]:
        if not seen:
            seen = bool(title) and title[:20] in piece.text
            rest = piece.text.rsplit("@", 1) if seen else []
            if len(rest) == 2 and len(rest[1].strip()) > 2:
                lines.append(piece._replace(text=rest[1].strip()))
            continue
        if piece.bullet or len(piece.text) > 180:
            break
        if _NAVIGATION.search(piece.text):
            continue
        lines.append(piece)
    return lines[:4]


def _company_in(piece: Piece, words: PostingWords) -> str:
    """Return the company that a line under the title begins with."""
    if _PIN.match(piece.text) or _MONEY.match(piece.text) or _is_section(piece, words):
        return ""
    first = _SEPARATORS.split(piece.text)[0].strip()
    found = words_of(first)
    if not 0 < len(found) <= 7 or ":" in first or found[0].key in _PRONOUNS:
        return ""
    terms = words.has("employment", found) or words.has("remote", found)
    if terms or _known_places(first, words) == (first,):
        return ""
    if first.endswith((".", "?", "!")) and not _LEGAL_FORM.search(first):
        return ""
    whole = len(first) == len(piece.text.strip())
    if first[0].islower() and not (piece.level or (whole and len(found) <= 3)):
        return ""
    return first if piece.level or len(found) <= 4 or not whole else ""


_PRONOUNS = frozenset(
    "we our you your i this wir unser du sie nous notre vous hi hello welcome".split()
)
_LEGAL_FORM = re.compile(r"(?:\b[A-Z]\.|Inc\.|Ltd\.|Co\.|B\.V\.|Corp\.)$")


def _self_named(text: str, parts: Sequence[Part], title: str) -> Counter[str]:
    """Count the names that the text speaks of as companies do of themselves."""
    counts: Counter[str] = Counter()
    for pattern, weight in ((_SAYS_OF_ITSELF, 2), (_AT_COMPANY, 1)):
        for match in pattern.finditer(text[:40_000]):
            name = _tidy_name(match[1])
            if name and name not in title:
                counts[name] += weight
    about = next((part for part in parts if part.section == "about"), None)
    first = _SAYS_OF_ITSELF.match(about.text) if about else None
    if first and _tidy_name(first[1]):
        counts[_tidy_name(first[1])] += 2
    return counts


def _tidy_name(name: str) -> str:
    name = name.strip(" ,.’'")
    name = re.sub(r"['’]s$", "", name)
    name = _ARTICLE.sub("", name) if len(name.split()) > 2 else name
    found = words_of(name)
    if not found or (found[0].key in _NOT_NAMES and not (found[0].key == "the" and len(found) > 1)):
        return ""
    if len(name) < 3 or name.isdigit() or (len(found) == 1 and found[0].key in _NOT_NAMES):
        return ""
    return name


_LOGO = re.compile(r"(\S.{1,60}\S) logo")
_REMOTE_NOTE = re.compile(r"\s*\((?:fully )?(?:remote|hybrid)\b[^()]*\)", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:Die|Der|Das|La|Le|Les|El|Los|Las|De|Het|Il|Lo)\s+")


def places_of(
    source: Source, parts: Sequence[Part], labels: dict[str, str], title: str, words: PostingWords
) -> tuple[str, ...]:
    """Return the places a posting names for the job, each once."""
    if labels.get("location"):
        found = _places_in_label(labels["location"], words)
        if found:
            return found
    head = _head_lines(source, title)
    for piece in head:
        pinned = _PIN.split(piece.text)
        if len(pinned) > 1:
            return _pinned(pinned[-1])
    for piece in head:
        found = _known_places(piece.text, words)
        if found:
            return found
        code = _POSTCODE.match(piece.text)
        if code and len(piece.text) < 50:
            return (piece.text[code.end() :].strip(),)
    return _places_in_prose(parts)


def _pinned(text: str) -> tuple[str, ...]:
    text = text.strip(" `")
    text = re.sub(
        r"^(?:Remote|Hybrid)\s*,\s*|\s+-\s+(?:Remote|Hybrid)\b.*$", "", text, flags=re.IGNORECASE
    )
    only = re.fullmatch(r"(?:Remote|Anywhere)\s*\((\w[\w .]*?)(?:\s+only)?\)", text, re.IGNORECASE)
    if only:
        return (only[1],)
    places = [p.strip() for p in re.split(r"\s*[;|/]\s*", text)]
    return tuple(p for p in places if p and p.lower() not in ("remote", "worldwide", "anywhere"))


def _places_in_label(text: str, words: PostingWords) -> tuple[str, ...]:
    text = text.strip().rstrip(".")
    known = _known_places(text, words)
    if known and len(known) > 1:
        return known
    if re.fullmatch(r"(?:fully )?remote", text, re.IGNORECASE) or len(text) > 90:
        return known
    parts = re.split(
        r"\s*(?:;|\||/|\bor\b|\bund\b|\boder\b|\bou\b|\band\b)\s*",
        re.sub(r"\s*\(.*?\)\s*", " ", text),
    )
    return tuple(p.strip(" ,.") for p in parts if p.strip(" ,."))


def _known_places(text: str, words: PostingWords) -> tuple[str, ...]:
    """Return the places of the gazetteer in `text`; a region after a city belongs to the city."""
    found: list[tuple[int, int]] = [match.span() for match in _STATE_CODE.finditer(text)]
    tokens = words_of(text)
    for hit in words.places.find(tokens):
        start, end = tokens[hit.first].start, tokens[hit.after - 1].end
        shown = text[start:end]
        small = not shown[0].isupper() or (len(shown) <= 3 and not shown.isupper())
        if small or any(a <= start < b for a, b in found):
            continue
        if found and hit.label != "city" and 0 <= start - found[-1][1] <= _AFTER_COMMA:
            found[-1] = (found[-1][0], end)
        elif hit.label == "city" or not found:
            found.append((start, end))
    return tuple(dict.fromkeys(text[start:end] for start, end in sorted(found)))


_AFTER_COMMA = 3


def _places_in_prose(parts: Sequence[Part]) -> tuple[str, ...]:
    wanted = ("intro", "duties", "other", "benefits", "must", "about")
    found: list[str] = []
    for section in wanted:
        for part in parts:
            if part.section != section:
                continue
            found += [m[1].strip(" .") for m in _BASED.finditer(part.text[:4000])]
            if not found and section in ("intro", "duties", "other"):
                found += [m[0] for m in _STATE_CODE.finditer(part.text[:2000])]
        if found:
            return tuple(dict.fromkeys(found))[:3]
    return ()
