"""`resume-builder posting`: postings as text, HTML or a web address become structured JSON."""

import argparse

from resume_builder.bootstrap import tools
from resume_builder.cli import batch
from resume_builder.domain.posting.report import posting_json


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    batch.configure(parser, "a posting: text, Markdown, saved HTML or a web address")


def run(arguments: argparse.Namespace) -> int:
    """Read each file or page; return the exit status."""
    made = tools()
    return batch.run(
        arguments,
        lambda data, name: posting_json(made.read_posting(data, name)),
        lambda url: posting_json(made.read_page(url)),
    )
