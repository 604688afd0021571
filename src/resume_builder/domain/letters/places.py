"""What code puts into a sentence: the posting's role and company, and what a requirement asks."""

import re
from dataclasses import dataclass

from resume_builder.domain.letters.words import LetterWords
from resume_builder.domain.posting.model import Posting, Requirement
from resume_builder.domain.skills import Lexicon

# "(m/w/d)", "(f/m/x)", "H/F", "(all genders)": a posting's form, no part of a title in a sentence.
_GENDERS = re.compile(
    r"\s*[(\[]\s*(?:[a-z*]{1,6}\s*[/|]\s*){1,3}[a-z*]{1,6}\s*[)\]]|\s+[HFMWD](?:/[HFMWDX]){1,3}\b"
    r"|\s*\((?:all genders|alle geschlechter|gn)\)",
    re.IGNORECASE,
)
# Longer ones are slogans or lists: they do not fit into a sentence.
_LONGEST_ROLE, _LONGEST_COMPANY = 80, 60
# Shorter titles in capitals are abbreviations: "RN", "HR".
_SHOUTED = 6
# Requirements of other kinds are no things that one asks for.
_TOLD_KINDS = frozenset(["skill", "experience"])
# More names at once read like a list.
_MOST_NAMES = 2
_PLACE = re.compile(r"\{(\w+)\}")
_TWO_STOPS = re.compile(r"\.\.(?=\s|\Z)")
# Kinds of names that keep their capitals.
_HARD = frozenset(["tool", "language", "certificate", "licence", "spoken_language"])


@dataclass(frozen=True, slots=True)
class Places:
    """Fills the places of sentences for one posting."""

    posting: Posting
    words: LetterWords
    lexicon: Lexicon
    language: str

    @property
    def role(self) -> str:
        """The posting's title as it stands in a sentence, "" where it has none that fits."""
        title = " ".join(self.posting.title.split())[: 2 * _LONGEST_ROLE]
        title = " ".join(_GENDERS.sub("", title).split()).strip(" -–—|,:")
        # Some postings shout.
        title = title.capitalize() if title.isupper() and len(title) > _SHOUTED else title
        return title if len(title) <= _LONGEST_ROLE else ""

    @property
    def company(self) -> str:
        """The company, "" where the posting has none that fits."""
        company = " ".join(self.posting.company.split())
        return company if len(company) <= _LONGEST_COMPANY else ""

    def asks(self, serves: tuple[str, ...]) -> str:
        """Return what the first of these requirements asks for, in the posting's spelling.

        Only names of the lexicon are told, so that no words of a stranger get into a letter.
        """
        requirement = next((r for r in self.posting.requirements if r.id in serves), None)
        if requirement is None or requirement.kind not in _TOLD_KINDS:
            return ""
        return self.words.join(names) if (names := self._names(requirement)) else ""

    def fill(self, text: str, serves: tuple[str, ...] = ()) -> str | None:
        """Return `text` with its places filled, None where one cannot be."""
        values = {"role": self.role, "company": self.company, "asks": self.asks(serves)}
        if any(not values.get(name) for name in _PLACE.findall(text)):
            return None
        # A name that ends in a full stop ends the sentence too: "B.V."
        return _TWO_STOPS.sub(".", _PLACE.sub(lambda m: values[m[1]], text))

    def fits(self, frames: tuple[str, ...], **known: str) -> str:
        """Return the first frame of which all places are known, filled with `known`, else "".

        The places {role} and {company} stay, so that the sentence tells what is the posting's.
        """
        values = {"role": self.role, "company": self.company, **known}
        for frame in frames:
            if all(values.get(name) for name in _PLACE.findall(frame)):
                return filled(frame, **known)
        return ""

    def is_hard(self, name: str) -> bool:
        """Tell whether a lexicon name is a proper name."""
        return self.lexicon.kind(name) in _HARD

    def _is_noun(self, written: str, name: str) -> bool:
        """Tell whether a spelling stands well in a sentence: "brief executives" does not."""
        if self.language == "de":
            return written[:1].isupper()
        return self.language != "en" or written.casefold() == name.casefold()

    def _names(self, requirement: Requirement) -> list[str]:
        """Return what the lexicon names of a requirement's wishes, as the posting spells them."""
        names: list[str] = []
        end = -1
        for mention in self.lexicon.find(requirement.text):
            hard = self.is_hard(mention.name)
            # A method's name is a word of the posting's language.
            told = hard or self.posting.language == self.language
            if mention.name not in requirement.skills or not told:
                continue
            written = requirement.text[mention.start : mention.end]
            if not hard and not self._is_noun(written, mention.name):
                continue
            # A German noun has its capital anywhere.
            written = written if hard or self.language == "de" else lowered(written)
            if names and not requirement.text[end : mention.start].strip(" -"):
                # Names side by side are one: "cuisine bistronomique".
                names[-1] += requirement.text[end : mention.start] + written
            elif written not in names:
                names.append(written)
            end = mention.end
        return names[:_MOST_NAMES]


def filled(frame: str, **known: str) -> str:
    """Return a frame with what is known in its places; other places stay."""
    return _PLACE.sub(lambda m: known.get(m[1], m[0]), frame)


def lowered(text: str) -> str:
    """Return `text` with a small first letter, where its capital is that of a sentence's start."""
    first, _, rest = text.partition(" ")
    capital = first[:1].isupper() and (len(first) == 1 or first[1:].islower())
    return text[0].lower() + text[1:] if capital and not rest[:1].isupper() else text
