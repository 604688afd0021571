"""Why a file could not be read, or a fact not changed. `code` has a message for the person."""

from resume_builder.domain.errors import DomainError


class ReadError(DomainError):
    """Base of the reasons why a file gives no text. params: name (the file's own name)."""

    code = "file.unreadable"


class FileEmpty(ReadError):
    """The file has no bytes, or no text in them."""

    code = "file.empty"


class FileEncrypted(ReadError):
    """The file asks for a password."""

    code = "file.encrypted"


class FileCorrupt(ReadError):
    """The file is damaged."""

    code = "file.corrupt"


class FileImageOnly(ReadError):
    """The pages are pictures: a scan. params: name, pages."""

    code = "file.image_only"


class FileUnsupported(ReadError):
    """A format we do not read. params: name."""

    code = "file.unsupported"


class FileOtherData(FileUnsupported):
    """Sound data, but none of the programs that we know. params: name."""

    code = "file.other_data"


class FileMismatch(ReadError):
    """The content is not what the name says. params: name, found (what the content looks like)."""

    code = "file.mismatch"


class FileTooLarge(ReadError):
    """params: name, limit (bytes)."""

    code = "file.too_large"


class TooManyPages(ReadError):
    """params: name, pages, limit."""

    code = "file.too_many_pages"


class UnpacksTooLarge(ReadError):
    """The archive would unpack to more than allowed. params: name, limit (bytes)."""

    code = "file.unpacks_too_large"


class ReadTimeout(ReadError):
    """Reading took longer than allowed. params: name, limit (seconds)."""

    code = "file.timeout"


class ReadersBusy(ReadError):
    """Too many files wait to be read. params: name."""

    code = "file.busy"


class TextTooLong(ReadError):
    """More characters than a résumé or posting can have. params: length, limit."""

    code = "text.too_long"


class NothingToRead(DomainError):
    """The résumé was typed, or came from data that names its fields: there is no document."""

    code = "reading.no_document"


class TooLongForModel(DomainError):
    """A model would not write so much again in one answer. params: length, limit (letters)."""

    code = "reading.too_long"


class PhotoUnreadable(ReadError):
    """The file is no picture that can be read, or too large a one. params: name."""

    code = "photo.unreadable"


class PhotoTooSmall(ReadError):
    """The picture has too few pixels to print. params: name, limit (pixels of its shorter side)."""

    code = "photo.too_small"


class UnknownFact(DomainError):
    """Nothing of this id is known of the person. params: id."""

    code = "ledger.unknown_fact"


class NeededFact(DomainError):
    """A fact cannot be taken back: it names an entry of the résumé. params: id."""

    code = "ledger.needed_fact"


class UnknownAnswer(DomainError):
    """No answer of this id was given. params: id."""

    code = "ledger.unknown_answer"
