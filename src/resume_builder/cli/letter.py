"""`resume-builder letter`: a cover letter or a short message from a résumé and a posting."""

import argparse
from pathlib import Path
from typing import cast, get_args

from resume_builder.bootstrap import Desk, Tools, tools
from resume_builder.cli import inputs, model
from resume_builder.cli.output import DONE, UsageError, say_findings, write_output
from resume_builder.cli.render import configure_options, render_options
from resume_builder.domain.letters.model import Form, Kind, Length, Tone
from resume_builder.domain.tailoring.ledger import Facts
from resume_builder.domain.tailoring.wishes import Wishes
from resume_builder.features.asking.service import Asked, Asking
from resume_builder.features.letters.maker import Letter
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
    model.configure(parser)


def run(arguments: argparse.Namespace) -> int:
    """Read, tailor, compose and write; return the exit status."""
    suffix = "txt" if arguments.out == "-" else Path(arguments.out).suffix.lower().lstrip(".")
    if suffix not in FORMATS:
        raise UsageError(f"FILE must end in one of .{', .'.join(FORMATS)}.")
    if suffix == "pdf" and arguments.kind == "message":
        raise UsageError("a message has no pages: FILE must end in .txt, .docx, .html or .md.")
    wishes, asking = model.wishes(arguments), model.opened(arguments)
    made = tools()
    options = render_options(arguments, made)
    pair = inputs.read_pair(arguments, made)
    form = Form(kind=arguments.kind, tone=arguments.tone, length=arguments.length)
    facts = Facts(pair.resume, sources=pair.sources)
    desk = Desk.of(made, facts, pair.text, pair.posting, options)
    letter_id, status = desk.compose_letter(form, arguments.language), DONE
    if asking:
        model.say_host(asking)
        asked = ask_for_letter(asking, desk, letter_id, wishes, "cli.model_nothing")
        status = model.status_of(asked)
        if not asked.came:
            return status
    write_letter(arguments.out, desk.letter(letter_id), cast(Format, suffix), made)
    return status


def ask_for_letter(asking: Asking, desk: Desk, letter_id: str, wishes: Wishes, else_: str) -> Asked:
    """Have a model write the middle of a letter, and say what of it is left out.

    `else_` is the message that says what is where nothing came.
    """
    asked = model.ask(asking, desk.letter_job(letter_id, wishes), "cli.model_letter", else_)
    rulings = [r for r in desk.letter(letter_id).verdict.rulings if r.sentence.origin == "model"]
    left_out = [
        model.Judged(r.text, r.verdict == "ask", r.reasons) for r in rulings if not r.printable
    ]
    if rulings:
        model.say_judged(len(rulings) - len(left_out), left_out)
    return asked


def write_letter(path: str, letter: Letter, fmt: Format, made: Tools) -> None:
    """Write a letter, and say what the person should know of it. Raises OSError."""
    say_findings(path, letter.findings)
    say_findings(path, made.rendering.letter_findings(letter.verified, letter.options))
    write_output(path, made.rendering.letter(letter.verified, letter.options, fmt))
