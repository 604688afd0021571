"""Words in the form in which they are compared: no case, no accents, no endings."""

import re
import unicodedata
from functools import lru_cache

from resume_builder.domain.tailoring.verify.german import german_stem

# Endings, longest first; what is left keeps at least `_LEAST` letters, long ones one more.
_LEAST = 3
_ENDINGS = {
    code: tuple(
        (length, frozenset(e for e in endings.split() if len(e) == length))
        for length in sorted({len(e) for e in endings.split()}, reverse=True)
    )
    for code, endings in {
        "en": "ations ation ators ator ating ated ates ate atory ative atives atically atic "
        "itions ition izing ising izes ises ized ised ize ise ization isation ifications "
        "ification ified ifying ify ings ing ingly edly ed es s ers er ors or iers ier ies ied "
        "ions ion ive ives ively ments ment ance ances ence ences ant ent ly ally al ity ities "
        "ness ful fully able ible y e ship ships ic ics ical ically ary ures ure",
        "fr": "ations ation ateurs ateur atrices atrice ements ement issements issement issant "
        "ions ion eurs eur euses euse rices rice antes ante ants ant ees ee es e s ait aient "
        "ais er ir i is it ites ite x aux al ale ales if ive ifs ives ages age ences ence "
        "ances ance iers ier ieres iere ai as a ez ent",
        "es": "aciones acion adoras adora adores ador amentos amento imentos imento ando "
        "endo adas ados ada ado idas idos ida ido aban aba ian ia eron aron io o a e os as es "
        "ar er ir amos emos imos an en on s idad idades mente al ales cion "
        "ciones eos eo anza ante antes",
        "pt": "acoes acao adoras adora adores ador amentos amento imentos imento ando endo indo "
        "adas ados ada ado idas idos ida ido avam ava iam ia eram aram iu ou ei o a e os as es "
        "ar er ir amos emos imos am em s idade idades mente al ais cao coes "
        "anca ante antes",
    }.items()
}
_DIPHTHONG = re.compile(r"(?<![gq])ue|ie")
# Last letters that a stem may lose: "cambio" and "cambios".
_WEAK_ENDS = {"en": "iey", "es": "i", "pt": "i"}
_KEEP = {"fr": 6, "es": 6, "pt": 6}


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Return `text` without case and accents; letters that look Latin but are not stay."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    parts = unicodedata.normalize("NFKD", lowered.replace("ß", "ss").replace("œ", "oe"))
    return "".join(c for c in parts if not unicodedata.combining(c))


@lru_cache(maxsize=50_000)
def stem(word: str, code: str) -> str:
    """Return the stem of a folded word in a language; words with digits stay whole."""
    if not word.isalpha() or len(word) <= _LEAST:
        return word
    if code == "de":
        return german_stem(word)
    if code == "es":
        # "Apruebo" is a form of "aprobar", "cierre" of "cerrar".
        word = _DIPHTHONG.sub(lambda m: "o" if m[0] == "ue" else "e", word)
    for _ in range(2):
        word = _shorter(word, code)
    if len(word) > _LEAST and word[-1] == word[-2]:
        word = word[:-1]
    if len(word) > _LEAST and word[-1] in _WEAK_ENDS.get(code, ""):
        word = word[:-1]
    return word[: _KEEP.get(code, 99)]


def _shorter(word: str, code: str) -> str:
    for length, endings in _ENDINGS.get(code, ()):
        ending = word[-length:]
        if ending in endings:
            least = _LEAST if length < 3 or ending == "ing" else _LEAST + 1
            if len(word) - length >= least and not (ending == "s" and word.endswith("ss")):
                return word[:-length]
    return word


@lru_cache(maxsize=50_000)
def bases(word: str) -> tuple[str, ...]:
    """Return the forms of a folded English word under which a dictionary may have it."""
    found = [word]
    if word.endswith("ies"):
        found.append(word[:-3] + "y")
    if word.endswith("s") and not word.endswith("ss"):
        found.append(word[:-1])
        if word.endswith("es"):
            found.append(word[:-2])
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            root = word[: -len(ending)]
            found += [root, root + "e"]
            if root[-1] == root[-2]:
                found.append(root[:-1])
            if root.endswith("i"):
                found.append(root[:-1] + "y")
    return tuple(found)
