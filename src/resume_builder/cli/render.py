"""`resume-builder render`: a résumé, set as it is."""

import argparse
import re
from pathlib import Path
from typing import cast, get_args

from resume_builder.bootstrap import Tools, tools
from resume_builder.cli.output import DONE, UsageError, read_input, say_findings, write_output
from resume_builder.domain.photo import as_image, with_image
from resume_builder.domain.resume import Resume
from resume_builder.domain.tailoring.accept import own_words
from resume_builder.domain.tailoring.model import DateForm, Margins, RenderOptions, Spacing
from resume_builder.features.rendering.ports import Format

_FORMATS = get_args(Format)
_OPTIONS = ("theme", "paper", "font", "size", "margins", "spacing", "dates")
# As the argument of `--photo`: the one that the résumé has already.
_OWN_PHOTO = "own"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("resume", metavar="RESUME.json", help='a résumé; "-" is stdin')
    parser.add_argument(
        "-o", "--output", required=True, metavar="OUT", help=f"one of .{', .'.join(_FORMATS)}"
    )
    configure_options(parser)
    configure_photo(parser)


def configure_photo(parser: argparse.ArgumentParser) -> None:
    """Add the photo of a résumé's page."""
    parser.add_argument(
        "--photo",
        metavar="FILE",
        help='a JPEG, PNG, or WebP picture to show; "own" shows the one in the résumé file',
    )


def with_photo(resume: Resume, source: str | None, made: Tools) -> Resume:
    """Return the résumé with the photo that `--photo` names. Raises ReadError, OSError."""
    if source is None or source == _OWN_PHOTO:
        return resume
    return with_image(resume, as_image(made.read_photo(*read_input(source))))


def configure_options(parser: argparse.ArgumentParser) -> None:
    """Add how the page is set."""
    parser.add_argument("--theme", metavar="NAME", help="how it looks (default: galley)")
    parser.add_argument(
        "--paper", choices=("a4", "us-letter"), help="the paper size (default: us-letter)"
    )
    parser.add_argument("--accent", metavar="COLOR", help='such as "#1f4e79"')
    parser.add_argument("--font", metavar="FAMILY", help="a font that the theme offers")
    parser.add_argument("--size", type=float, metavar="PT", help="of the text, 9 to 12")
    parser.add_argument("--margins", choices=get_args(Margins))
    parser.add_argument("--spacing", choices=get_args(Spacing))
    parser.add_argument("--dates", choices=get_args(DateForm), help="how dates are written")
    parser.add_argument(
        "--break-before",
        metavar="NAME,...",
        help='sections or entries that begin a page: "work,e1"',
    )


def render_options(arguments: argparse.Namespace, made: Tools) -> RenderOptions:
    """Return the options that were given. Raises UsageError for what there is not."""
    names = [theme.name for theme in made.rendering.themes()]
    if arguments.theme and arguments.theme not in names:
        raise UsageError(f"there is no theme {arguments.theme}; there is: {', '.join(names)}.")
    pages = getattr(arguments, "pages", None)
    if pages is not None and not 1 <= pages <= 10:
        raise UsageError("--pages takes a number from 1 to 10.")
    if arguments.accent and not re.fullmatch(r"#[0-9a-fA-F]{6}", arguments.accent):
        raise UsageError("--accent takes a color such as #1f4e79.")
    if arguments.size is not None and not 9 <= arguments.size <= 12:
        raise UsageError("--size takes a number from 9 to 12.")
    given = {name: getattr(arguments, name) for name in _OPTIONS}
    named = (arguments.break_before or "").split(",")
    given["breaks"] = [name.strip() for name in named if name.strip()]
    given["photo"] = getattr(arguments, "photo", None) is not None
    given |= {"pages": pages, "accent": arguments.accent and arguments.accent.lower()}
    return RenderOptions.model_validate({k: v for k, v in given.items() if v is not None})


def run(arguments: argparse.Namespace) -> int:
    """Read the résumé and write it in the format that OUT names; return the exit status."""
    suffix = Path(arguments.output).suffix.lower().lstrip(".")
    if suffix not in _FORMATS:
        raise UsageError(f"OUT must end in one of .{', .'.join(_FORMATS)}.")
    made = tools()
    options = render_options(arguments, made)
    _, reading = made.read_resume(*read_input(arguments.resume))
    say_findings(arguments.resume, reading.findings)
    resume = own_words(with_photo(reading.resume, arguments.photo, made))
    say_findings(arguments.output, made.rendering.findings(resume, options))
    files = made.rendering.files(resume, options, cast(Format, suffix))
    for number, data in enumerate(files, 1):
        write_output(page_path(arguments.output, number), data)
    return DONE


def page_path(path: str, number: int) -> str:
    """Return where page `number` of an image goes: out.png, out-2.png, out-3.png."""
    if number == 1:
        return path
    first = Path(path)
    return str(first.with_stem(f"{first.stem}-{number}"))
