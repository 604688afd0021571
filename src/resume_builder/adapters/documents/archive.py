"""ZIP archives: bounded unpacking in memory, and safe XML from their members."""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from resume_builder.adapters.documents.limits import MAX_MEMBERS, MAX_UNPACKED
from resume_builder.adapters.documents.markup import Element, MarkupError, xml_of
from resume_builder.features.resumes.errors import FileCorrupt, FileEncrypted, UnpacksTooLarge

_CHUNK = 1 << 20
# What zipfile and zlib raise for damaged or unknown members.
_DAMAGED = (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


class Archive:
    """An archive, read member by member; nothing is written to disk and no member names a path."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the archive. Raises FileCorrupt, FileEncrypted, UnpacksTooLarge."""
        self._name = name
        self._left = MAX_UNPACKED
        try:
            self._zip = ZipFile(BytesIO(data))
            members = self._zip.infolist()
        except _DAMAGED as error:
            raise FileCorrupt(name=name) from error
        if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_UNPACKED:
            raise UnpacksTooLarge(name=name, limit=MAX_UNPACKED)
        if any(m.flag_bits & 1 for m in members):
            raise FileEncrypted(name=name)
        self._members = {m.filename: m for m in members}

    def names(self) -> tuple[str, ...]:
        """Return the names of the members."""
        return tuple(self._members)

    def bytes_of(self, part: str) -> bytes | None:
        """Return a member, None when there is none. Raises FileCorrupt, UnpacksTooLarge.

        The size is counted while unpacking: what the archive states of itself may be a lie.
        """
        member = self._members.get(part)
        if member is None:
            return None
        pieces: list[bytes] = []
        try:
            with self._zip.open(member) as file:
                while piece := file.read(_CHUNK):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise UnpacksTooLarge(name=self._name, limit=MAX_UNPACKED)
                    pieces.append(piece)
        except _DAMAGED as error:
            raise FileCorrupt(name=self._name) from error
        return b"".join(pieces)

    def xml_of(self, part: str) -> Element | None:
        """Return a member's root element, None when there is none. Raises FileCorrupt.

        Entities stay unresolved, and no DTD or address is loaded.
        """
        data = self.bytes_of(part)
        if data is None:
            return None
        try:
            return xml_of(data)
        except MarkupError as error:
            raise FileCorrupt(name=self._name) from error
