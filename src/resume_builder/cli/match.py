"""`resume-builder match`: which requirements a résumé meets, with the lines that show it."""

import argparse
import sys

from resume_builder.bootstrap import tools
from resume_builder.cli import inputs
from resume_builder.cli.coverage_report import coverage_text
from resume_builder.cli.output import DONE, as_json
from resume_builder.domain.matching.report import match_json


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    inputs.configure(parser)
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")


def run(arguments: argparse.Namespace) -> int:
    """Match and print; return the exit status."""
    made = tools()
    pair = inputs.read_pair(arguments, made)
    coverage = made.match(pair.resume, pair.posting)
    if arguments.json:
        sys.stdout.write(as_json(match_json(pair.resume, pair.posting, coverage)))
    else:
        sys.stdout.write(coverage_text(pair.resume, pair.posting, coverage))
    return DONE
