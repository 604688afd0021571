"""What stands for a bundled font where it is not installed: in Word files and in HTML."""

# On Windows and macOS alike, near to the font of the PDF; LibreOffice has twins of the first two.
_OFFICE = {"Source Serif 4": "Cambria", "Source Sans 3": "Calibri", "EB Garamond": "Garamond"}
_STACKS = {
    "Source Serif 4": '"Source Serif Pro", Cambria, Georgia, serif',
    "Source Sans 3": '"Source Sans Pro", Calibri, "Segoe UI", "Helvetica Neue", Arial, sans-serif',
    "EB Garamond": 'Garamond, "Hoefler Text", "Times New Roman", serif',
}
_USUAL = "Source Serif 4"


def office_font(family: str | None) -> str:
    """Return the font of a Word file, whatever is installed where it is opened."""
    return _OFFICE.get(family or _USUAL) or _OFFICE[_USUAL]


def font_stack(family: str | None) -> str:
    """Return the CSS `font-family` of an HTML file. A family that is not known is not named."""
    known = family if family in _STACKS else _USUAL
    return f'"{known}", {_STACKS[known]}'
