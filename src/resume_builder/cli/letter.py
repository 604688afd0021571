"""`resume-builder letter`: a cover letter or a short message from a résumé and a posting."""

import argparse
from pathlib import Path
from typing import cast, get_args

from resume_builder.bootstrap import letter_of, tools
from resume_builder.cli import inputs
from resume_builder.cli.output import DONE, UsageError, say_findings, write_output
from resume_builder.cli.render import configure_options, render_options
from resume_builder.domain.letters.model import Form, Kind, Length, Tone
from resume_builder.features.rendering.ports import Format

FORMATS = ("txt", "pdf", "docx", "html", "md")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    inputs.configure(parser)
    parser.add_argument(
        "-o", "--out", default="-", metavar="FILE",
        help=f"one of .{', .'.join(FORMATS)} (default: text to stdout)",
    )  # fmt: skip
    parser.add_argument("--kind", choices=get_args(Kind), default="letter", help="default: letter")
    parser.add_argument("--tone", choices=get_args(Tone), default="plain", help="default: plain")
    parser.add_argument(
        "--length", choices=get_args(Length), default="medium", help="default: medium"
    )
    parser.add_argument(
        "--language", metavar="CODE", help="such as en or de (default: the posting's)"
    )
    configure_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Read, tailor, compose and write; return the exit status."""
    suffix = "txt" if arguments.out == "-" else Path(arguments.out).suffix.lower().lstrip(".")
    if suffix not in FORMATS:
        raise UsageError(f"FILE must end in one of .{', .'.join(FORMATS)}.")
    if suffix == "pdf" and arguments.kind == "message":
        raise UsageError("a message has no pages: FILE must end in .txt, .docx, .html or .md.")
    made = tools()
    options = render_options(arguments, made)
    pair = inputs.read_pair(arguments, made)
    form = Form(kind=arguments.kind, tone=arguments.tone, length=arguments.length)
    letter = letter_of(
        made, pair.resume, pair.posting, options, form=form, language=arguments.language
    )
    say_findings(arguments.out, letter.findings)
    say_findings(arguments.out, made.rendering.letter_findings(letter.verified, letter.options))
    data = made.rendering.letter(letter.verified, letter.options, cast(Format, suffix))
    write_output(arguments.out, data)
    return DONE
