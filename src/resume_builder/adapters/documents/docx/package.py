"""The archive of a DOCX file: its parts, and how they relate."""

import posixpath

from resume_builder.adapters.documents.archive import Archive
from resume_builder.adapters.documents.markup import every

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package(Archive):
    """A DOCX archive, read part by part."""

    def main_part(self) -> str:
        """Return the part that holds the body."""
        for kind, target in self._relations("").values():
            if kind.endswith("/officeDocument"):
                return target
        return "word/document.xml"

    def related(self, part: str, kind: str) -> str | None:
        """Return the first part related to `part` by a kind ("/styles"), None without one."""
        for found, target in self._relations(part).values():
            if found.endswith(kind):
                return target
        return None

    def targets(self, part: str) -> dict[str, str]:
        """Return what each relationship id of `part` points at: a part name or an address."""
        return {key: target for key, (_, target) in self._relations(part).items()}

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, base = posixpath.split(part)
        root = self.xml_of(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in every(root, _RELATIONSHIP):
            target = relation.get("Target") or ""
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[relation.get("Id") or ""] = (relation.get("Type") or "", target)
        return found
