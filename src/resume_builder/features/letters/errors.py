"""Why a letter cannot be changed so. `code` has a message with the next step for the person."""

from resume_builder.domain.errors import DomainError


class UnknownSentence(DomainError):
    """A change or an answer names no sentence of the letter. params: id."""

    code = "letter.unknown_sentence"


class NoLetterWords(DomainError):
    """There are no letters in that language. params: language, known."""

    code = "letter.language"


class TooManySentences(DomainError):
    """The letter has as many own sentences as one may hold. params: limit."""

    code = "letter.too_many_sentences"


class LetterAttemptOver(DomainError):
    """The attempt was closed, or another one was begun since."""

    code = "letter.attempt_over"
