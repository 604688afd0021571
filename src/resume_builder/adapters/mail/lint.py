"""What a mail's template must hold to, told before any mail is made of it.

MJML drops what it does not know without a word, and mail clients cut long mails off.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, cast

# lxml has no types of its own.
Element = Any

# The tags of MJML 4 that our templates may need; https://documentation.mjml.io/#components
_TAGS = frozenset(
    "mjml mj-head mj-title mj-preview mj-raw mj-attributes mj-all mj-class mj-style mj-body "
    "mj-wrapper mj-section mj-column mj-group mj-text mj-button mj-divider mj-spacer mj-image "
    "mj-table mj-hero mj-navbar mj-navbar-link mj-social mj-social-element".split()
)
_IN_TEXT = frozenset("a b br em strong span table tr td th tbody ul ol li p meta".split())
# Gmail shows the first 102 kB (measured by many; Google gives no figure).
MOST_BYTES = 102_000
# WCAG 2.2, 1.4.3: text of any size passes with it.
_LEAST_CONTRAST = 4.5
_OURS = ("{{ site }}/", "https://")
_DARK = re.compile(r"@media \(prefers-color-scheme: dark\)\s*\{(?P<rules>(?:[^{}]*\{[^{}]*\})*)")
_RULE = re.compile(r"(?P<names>[^{}]+)\{(?P<body>[^{}]*)\}")
_CLASS = re.compile(r"\.([\w-]+)")
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_BLACK, _WHITE = "#000000", "#ffffff"


@dataclass(frozen=True, slots=True)
class _Look:
    """The colors that hold at some place, in light and in dark."""

    ink: str = _BLACK
    ground: str = _WHITE
    dark_ink: str = _BLACK
    dark_ground: str = _WHITE


def lint(mjml: str) -> tuple[str, ...]:
    """Return what is wrong with a template in its frame, in words for its writer; () for nothing.

    It must be XML: `&` as `&amp;`, every tag closed.
    """
    library = cast("Any", import_module("lxml.etree"))
    try:
        root = library.fromstring(mjml.encode(), library.XMLParser(resolve_entities=False))
    except library.XMLSyntaxError as error:
        return (f"not XML: {error}",)
    classes = {e.get("name", ""): dict(e.attrib) for e in root.iter("mj-class")}
    found = [*_tags(root), *_pictures(root), *_links(root)]
    body = root.find("mj-body")
    if body is not None:
        dark = _dark(root)
        found += _contrasts(body, _Look(), classes, dark)
    return tuple(found)


def lint_html(html: str) -> tuple[str, ...]:
    """Return what is wrong with a finished mail."""
    size = len(html.encode())
    return (f"{size} bytes: mail clients show {MOST_BYTES}",) if size > MOST_BYTES else ()


def _name(element: Element) -> str:
    return str(element.tag)


def _elements(root: Element) -> Iterator[Element]:
    return (e for e in root.iter() if isinstance(e.tag, str))


def _tags(root: Element) -> Iterator[str]:
    for element in _elements(root):
        if _name(element) not in _TAGS | _IN_TEXT:
            yield f"unknown tag <{_name(element)}>"


def _pictures(root: Element) -> Iterator[str]:
    for element in root.iter("mj-image", "mj-social-element", "img"):
        if element.get("alt") is None:
            yield f"<{_name(element)}> without alt"


def _links(root: Element) -> Iterator[str]:
    for element in _elements(root):
        for name in ("href", "src", "background-url", "background"):
            link = element.get(name)
            if link is not None and not link.startswith(_OURS):
                yield f"link to {link}: https or this site alone"


def _dark(root: Element) -> dict[str, dict[str, str]]:
    """Return the colors that classes have in the dark."""
    found: dict[str, dict[str, str]] = {}
    styles = "".join(e.text or "" for e in root.iter("mj-style"))
    for block in _DARK.finditer(styles):
        for rule in _RULE.finditer(block["rules"]):
            said = dict(_declarations(rule["body"]))
            for name in _CLASS.findall(rule["names"]):
                found.setdefault(name, {}).update(said)
    return found


def _declarations(body: str) -> Iterator[tuple[str, str]]:
    for part in body.split(";"):
        name, _, value = part.partition(":")
        color = _HEX.search(value)
        if color:
            yield name.strip(), color[0].lower()


def _contrasts(
    element: Element,
    around: _Look,
    classes: dict[str, dict[str, str]],
    dark: dict[str, dict[str, str]],
) -> Iterator[str]:
    look = _look(element, around, classes, dark)
    if _name(element) in ("mj-text", "mj-button", "mj-table"):
        pairs = (("", look.ink, look.ground), (" in the dark", look.dark_ink, look.dark_ground))
        for when, ink, ground in pairs:
            if contrast(ink, ground) < _LEAST_CONTRAST:
                yield f"{ink} on {ground}{when}: contrast {contrast(ink, ground):.1f}"
    for child in element:
        if isinstance(child.tag, str) and _name(child).startswith("mj-"):
            yield from _contrasts(child, look, classes, dark)


def _look(
    element: Element,
    around: _Look,
    classes: dict[str, dict[str, str]],
    dark: dict[str, dict[str, str]],
) -> _Look:
    said = _attributes(element, classes)
    default = {"mj-text": "#161d20", "mj-button": _WHITE}.get(_name(element))
    ground = said.get("container-background-color") or said.get("background-color")
    if ground and _HEX.fullmatch(ground):
        around = replace(around, ground=ground, dark_ground=ground)
    ink = said.get("color") or default
    if ink and _HEX.fullmatch(ink):
        around = replace(around, ink=ink, dark_ink=ink)
    for name in (element.get("css-class") or "").split():
        colors = dark.get(name, {})
        around = replace(
            around,
            dark_ground=colors.get("background-color", around.dark_ground),
            dark_ink=colors.get("color", around.dark_ink),
        )
    return around


def _attributes(element: Element, classes: dict[str, dict[str, str]]) -> dict[str, str]:
    named = classes.get(element.get("mj-class") or "", {})
    return {**named, **{str(k): str(v) for k, v in element.attrib.items()}}


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colors like "#07598f" (WCAG 2.2), from 1 to 21."""
    light, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dim + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
