"""Names that every system accepts, whatever the person and the posting are called."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resume_builder.features.rendering.file_name import file_name

pytestmark = pytest.mark.rendering


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Ilse Brandvold", "SRE", "Havnekraft"), "Ilse Brandvold - SRE - Havnekraft.pdf"),
        (("Ana", "", "Acme"), "Ana - Acme.pdf"),
        (("", "", ""), "Resume.pdf"),
        (("../../etc/passwd", "a\\b", "c:d"), "etc passwd - a b - c d.pdf"),
        (("CON", "", ""), "Resume CON.pdf"),
        (("com1", "", ""), "Resume com1.pdf"),
        (("nul.txt", "", ""), "Resume nul.txt.pdf"),
        (("杨一笑", "质量工程师", "上海"), "杨一笑 - 质量工程师 - 上海.pdf"),
        (("A\x00B\nC\u202eD", "\ud800", "..."), "A B CD.pdf"),
        (("Dr. A.", "C/C++ (m/f/d)", "R&D | Ltd."), "Dr. A - C C++ (m f d) - R&D Ltd.pdf"),
        (("-rf", "~", ".hidden"), "rf - hidden.pdf"),
    ],
)
def test_names(parts: tuple[str, str, str], name: str) -> None:
    """What is safe is kept as it is."""
    assert file_name(parts, "pdf") == name


@given(st.lists(st.text(max_size=300), min_size=3, max_size=3), st.sampled_from(["pdf", "docx"]))
def test_any_name_is_safe(parts: list[str], extension: str) -> None:
    """One path component, in UTF-8, at most 150 bytes, with no mark that a system gives meaning."""
    name = file_name(parts, extension)
    assert len(name.encode("utf-8")) <= 150
    assert name.endswith(f".{extension}")
    stem = name.removesuffix(f".{extension}")
    assert stem
    assert stem == stem.strip(" .-~")
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e]', name)
    assert "  " not in name
    assert stem.upper().partition(".")[0] not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}


def test_the_longest_part_is_cut_first() -> None:
    """A short name survives a long title."""
    name = file_name(("Ana Li", "x" * 400, "Acme"), "pdf")
    assert name.startswith("Ana Li - xxx")
    assert name.endswith("xxx - Acme.pdf")
    assert len(name) == 150
