"""`resume-builder`: parses the arguments and hands over to the command's module."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import Protocol, cast

from resume_builder import __version__
from resume_builder.cli.output import (
    DONE,
    INTERRUPTED,
    SOME_FAILED,
    USAGE,
    UsageError,
    explain,
    os_reason,
    say,
)
from resume_builder.domain.errors import DomainError


class Command(Protocol):
    """A module of this package that is a command."""

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's arguments."""
        ...

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it; return the exit status. Raises UsageError, DomainError, OSError."""
        ...


# Only the command that is asked for is imported, so that a cold start pays for nothing else.
COMMANDS: dict[str, str] = {
    "serve": "Start the site with embedded stores.",
    "admin": "Make an administrator's account.",
    "worker": "Do the jobs that wait, as sending mail; serve starts one.",
    "scheduler": "Put in the jobs that come round again; serve starts one.",
    "read": "Read résumés: JSON Resume out.",
    "posting": "Read postings: structured JSON out.",
    "match": "Show which requirements a résumé meets, and where.",
    "tailor": "Make a résumé tailored to a posting.",
    "check": "Check a résumé, and show what a machine reads in our files of it.",
    "letter": "Write a cover letter or a short message from a résumé and a posting.",
    "render": "Set a JSON Resume as PDF, DOCX, HTML, Markdown, text, SVG or PNG.",
    "certificate": "Check whether files are those that a truth certificate names.",
    "verify": "Check rewritten lines against their sources: one verdict a line out.",
    "keys": "Make master keys, and wrap every key by the newest, while the site goes on.",
    "catalogue": "Show which models the site offers and what they cost, or fetch the lists anew.",
    "skills": "Turn tables of ESCO or O*NET into more skills for the matching.",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status: 0 done, 1 some inputs failed, 2 usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = _parser(next((a for a in given if a in COMMANDS), None))
    try:
        parsed = parser.parse_args(given)
    except SystemExit as stop:
        return int(stop.code or 0)
    if parsed.command is None:
        parser.print_help(sys.stderr)
        return USAGE
    return _run(parsed)


def _run(parsed: argparse.Namespace) -> int:
    try:
        return int(_module(parsed.command).run(parsed))
    except UsageError as error:
        reason, status = str(error), USAGE
    except DomainError as error:
        reason, status = explain(error), SOME_FAILED
    except BrokenPipeError:
        return DONE
    except OSError as error:
        reason, status = os_reason(error), SOME_FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    say(f"resume-builder {parsed.command}: {reason}")
    return status


def _parser(command: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="resume-builder",
        description="A résumé and a posting in; a tailored, truthful résumé out.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, help_text in COMMANDS.items():
        sub = commands.add_parser(name, help=help_text, description=help_text)
        if name == command:
            _module(name).configure(sub)
    return parser


def _module(command: str) -> Command:
    return cast(Command, importlib.import_module(f"resume_builder.cli.{command}"))


if __name__ == "__main__":
    sys.exit(main())
