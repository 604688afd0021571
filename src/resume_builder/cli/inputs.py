"""The résumé and the posting that several commands take."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass

from resume_builder.bootstrap import Tools
from resume_builder.cli.output import UsageError, is_web, read_input, say_findings
from resume_builder.domain.posting.model import Posting
from resume_builder.domain.resume import Resume
from resume_builder.domain.values import Span


@dataclass(frozen=True, slots=True)
class Pair:
    """What is matched. `text` is the résumé file's: `sources` are ranges of it by path."""

    resume: Resume
    posting: Posting
    text: str
    sources: Mapping[str, Span]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add RESUME and POSTING."""
    parser.add_argument("resume", metavar="RESUME", help='any readable résumé; "-" is stdin')
    parser.add_argument(
        "posting", metavar="POSTING", help='any readable posting, or its web address; "-" is stdin'
    )


def read_posting(source: str, tools: Tools) -> Posting:
    """Return the posting in a file or at a web address. Raises DomainError, OSError."""
    return tools.read_page(source) if is_web(source) else tools.read_posting(*read_input(source))


def read_pair(arguments: argparse.Namespace, tools: Tools) -> Pair:
    """Read both, and say what the person should know of them. Raises ReadError, OSError."""
    if arguments.resume == arguments.posting == "-":
        raise UsageError("only one of RESUME and POSTING can be stdin.")
    data, name = read_input(arguments.resume)
    text, reading = tools.read_resume(data, name)
    say_findings(arguments.resume, reading.findings)
    posting = read_posting(arguments.posting, tools)
    say_findings(arguments.posting, posting.findings)
    return Pair(reading.resume, posting, text, reading.sources)
