"""Typst, wrapped: source and data in, bytes out, by a few compilers that threads take turns with.

Typst remembers every file name for the life of the process and dies near 65,535 of them, so the
names are fixed: those of the themes' files, and `data.json`. A panic leaves a compiler in an
unknown state: it is thrown away, and the next call makes a new one.
"""

import os
import shutil
import tempfile
import threading
import weakref
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, cast

from resume_builder.adapters.typst.heap import after_compile
from resume_builder.features.rendering.errors import MissingGlyphs, RenderFailed

Output = Literal["pdf", "svg", "png"]
# Tagged PDF for screen readers, and for archives. Both ask for a date, which the theme fixes.
STANDARDS = ("ua-1", "a-2a")
# An empty place that is no folder: Typst finds no package there and has nowhere to put one.
_NOWHERE = "nowhere"


_Compile = Callable[..., bytes | list[bytes]]


class Typst:
    """Compiles documents. Safe to call from many threads."""

    def __init__(self, font_folders: Sequence[Path]) -> None:
        self._font_folders = [str(folder) for folder in font_folders]
        # A compiler serves one thread at a time. More of them than processors only take memory;
        # the one used last is taken first, so that what it remembers is of use.
        self._turns = threading.Semaphore(max(2, os.cpu_count() or 2))
        self._idle: list[_Compile] = []
        self._lock = threading.Lock()
        self._fonts: object = None
        self._families: tuple[str, ...] = ()
        self._root = Path(tempfile.mkdtemp(prefix="resume-builder-"))
        weakref.finalize(self, shutil.rmtree, self._root, ignore_errors=True)

    def compile(
        self,
        sources: Mapping[str, bytes],
        data: bytes,
        output: Output,
        *,
        tagged: bool = True,
        ppi: float | None = None,
    ) -> list[bytes]:
        """Return the PDF alone in a list, or a picture of each page.

        `sources` are files by name, "main.typ" among them. `tagged` asks for PDF/UA-1 and
        PDF/A-2a. Raises MissingGlyphs, RenderFailed.
        """
        standards = STANDARDS if tagged and output == "pdf" else ()
        files = {**sources, "data.json": data}
        with self._turns:
            compiler = self._take(files)
            try:
                made = compiler(
                    input=files, format=output, ppi=ppi, pdf_standards=list(standards), timestamp=0
                )
            except RuntimeError as error:
                self._idle.append(compiler)
                raise _explain(error, output) from None
            except BaseException as error:
                # Not put back: whatever state a panic left is gone with the compiler.
                if type(error).__name__ != "PanicException":
                    raise
                raise RenderFailed(format=output) from None
            self._idle.append(compiler)
        after_compile()
        return made if isinstance(made, list) else [made]

    def _take(self, files: dict[str, bytes]) -> _Compile:
        """Return an idle compiler, a new one when there is none."""
        with self._lock:
            known = self._idle.pop() if self._idle else None
        return known or self._new(files)

    def families(self) -> tuple[str, ...]:
        """Return the names of the font families that there are, folder by folder."""
        with self._lock:
            if not self._families:
                found = (f for folder in self._font_folders for f in _fonts([folder]).families())
                self._families = tuple(dict.fromkeys(found))
            return self._families

    def _loaded_fonts(self) -> Any:
        with self._lock:
            if self._fonts is None:
                self._fonts = _fonts(self._font_folders)
            return self._fonts

    def _new(self, files: dict[str, bytes]) -> _Compile:
        import typst

        compiler: Any = cast(Any, typst.Compiler)(
            input=files,
            root=str(self._root),
            font_paths=self._loaded_fonts(),
            package_path=str(self._root / _NOWHERE),
            package_cache_path=str(self._root / _NOWHERE),
        )
        return cast(_Compile, compiler.compile)


def _fonts(folders: list[str]) -> Any:
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders)
    )


def _explain(error: RuntimeError, output: Output) -> MissingGlyphs | RenderFailed:
    """Turn Typst's words into an error that carries no text of the document but the glyphs."""
    words = str(error)
    if "could not be displayed with font" in words:
        return MissingGlyphs(text=words.partition("`")[2].partition("`")[0].strip('"'))
    return RenderFailed(format=output)
